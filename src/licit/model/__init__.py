# SPDX-License-Identifier: Apache-2.0
"""Values, and nothing else: the words of SEMANTICS as frozen types. No I/O, no clock, no logging."""
