# SPDX-License-Identifier: Apache-2.0
"""The compiled engine against the best general tools and the floor, on the same generated worlds."""
