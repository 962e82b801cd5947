# SPDX-License-Identifier: Apache-2.0
"""What files brought into a case: taken in entry by entry, written beside the user's own files, listed in a ledger."""
