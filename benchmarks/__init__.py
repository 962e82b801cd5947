# SPDX-License-Identifier: Apache-2.0
"""What Licit costs, as ratios against a named baseline run side by side."""
