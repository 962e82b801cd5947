# SPDX-License-Identifier: Apache-2.0
"""The published field table of CWR 2.2 as the checker uses it, and what each version has of it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).parent / "checking_table.csv"
LIKE: Final = {"OPU": "SPU", "OPT": "SPT", "OWR": "SWR", "OWT": "SWT", "REV": "NWR", "ISW": "NWR", "EXC": "NWR"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its place is counted from 1; ``since`` is the version of CWR that brought it."""

    name: str
    start: int
    size: int
    format: str
    need: str
    since: str

    @property
    def end(self) -> int:
        """The last column."""
        return self.start + self.size - 1

    def of(self, line: str) -> str:
        """What the record has there; empty where it ends before."""
        return line[self.start - 1 : self.end]


@cache
def table() -> dict[str, tuple[Field, ...]]:
    """The fields of each record, in their order."""
    found: dict[str, list[Field]] = {}
    with TABLE.open(encoding="ascii", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            place = int(row["start"]), int(row["size"])
            field = Field(row["field"], *place, row["format"], row["need"], row["since"])
            found.setdefault(row["record"], []).append(field)
    return {record: tuple(fields) for record, fields in found.items()}


@cache
def fields(record: str, version: str) -> tuple[Field, ...]:
    """The fields that a record has in this version (``2.1``, ``2.2``); none where there is no such record."""
    return tuple(field for field in table().get(LIKE.get(record, record), ()) if field.since <= version)


@cache
def place(record: str, name: str) -> Field:
    """One field of a record."""
    return next(field for field in table()[LIKE.get(record, record)] if field.name == name)


def value(line: str, name: str) -> str:
    """What a record has in a field, without the blanks behind it."""
    return place(line[:3], name).of(line).rstrip()


def amount(line: str, name: str) -> int:
    """A number: a share in hundredths of a percent, a count. Nothing, or no number, is 0."""
    text = value(line, name).strip()
    return int(text) if text.isascii() and text.isdigit() else 0
