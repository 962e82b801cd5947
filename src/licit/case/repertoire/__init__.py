# SPDX-License-Identifier: Apache-2.0
"""Repertoire tables: long lists of items, controls, offers, works and lists, as rows of CSV or Parquet."""
