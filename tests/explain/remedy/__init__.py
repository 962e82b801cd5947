# SPDX-License-Identifier: Apache-2.0
"""What it would take: remedies against all sets of grants that anybody could make."""
