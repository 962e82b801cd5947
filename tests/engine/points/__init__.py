# SPDX-License-Identifier: Apache-2.0
"""Single checks and batches of them, read from sheets."""
