# SPDX-License-Identifier: Apache-2.0
"""Repertoire tables: long lists of items, controls, offers, works and lists, as rows of CSV or Parquet."""

from licit.case.repertoire.tables import read_table

__all__ = ["read_table"]
