# SPDX-License-Identifier: Apache-2.0
"""How every table of the vocabulary is read: CSV, UTF-8, its source in comment lines, days in ISO form."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from licit.model.day import FIRST, LAST, Term
from licit.vocabulary.terms import span


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table by the names in its first line; lines that start with ``#`` are for people."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def term(row: dict[str, str]) -> Term:
    """The days of a row, from ``from`` to ``to``, both included; an empty day, or no such column, is an open end."""
    start, end = row.get("from"), row.get("to")
    return span(date.fromisoformat(start) if start else FIRST, date.fromisoformat(end) if end else LAST)
