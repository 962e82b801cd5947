# SPDX-License-Identifier: Apache-2.0
"""The store on disks that fail, beside rivals, and after deaths."""
