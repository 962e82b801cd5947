# SPDX-License-Identifier: Apache-2.0
"""The pages that Licit writes, looked at in a real browser."""
