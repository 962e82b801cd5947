# SPDX-License-Identifier: Apache-2.0
"""Benchmarks: each prints a table with machine, versions, sizes, medians and ratios."""
