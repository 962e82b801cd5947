# SPDX-License-Identifier: Apache-2.0
"""Docs that cannot drift: every command in them is run, every help page is generated."""
