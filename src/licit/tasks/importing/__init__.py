# SPDX-License-Identifier: Apache-2.0
"""From files of the field to a case: entries taken in, sorted, counted."""
