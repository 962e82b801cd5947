# SPDX-License-Identifier: Apache-2.0
"""What a case folder may hold, and what is refused."""
