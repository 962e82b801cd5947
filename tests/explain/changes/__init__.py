# SPDX-License-Identifier: Apache-2.0
"""Suppositions and differences."""
