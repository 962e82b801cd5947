# SPDX-License-Identifier: Apache-2.0
"""The fast engine: the record compiled to masks of leaves, and whole catalogues judged by rights class."""
