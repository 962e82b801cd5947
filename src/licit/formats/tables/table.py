# SPDX-License-Identifier: Apache-2.0
"""A table as all kinds of file give it: names of columns, rows of text, and what was found on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from licit.formats.tables.limits import SAMPLE, SAMPLE_CELLS, SAMPLE_TEXT
from licit.model.problem import Problem

NO_MARKS: Final[tuple[tuple[int, str], ...]] = ()

# What a spreadsheet or a typed column did to a cell, by which an identifier may have suffered.
NUMBER: Final = "number"  # held as a whole number: its leading zeros are gone
ROUNDED: Final = "rounded"  # held as a number with more digits than it keeps
DATED: Final = "dated"  # held as a day
FAILED: Final = "failed"  # an error value, as #N/A


class Row(NamedTuple):
    """One row. ``number`` is the line, or the row of the sheet, where it begins; counted from 1.

    ``cells`` are as many as the table has columns. ``marks`` are the columns (from 0) of cells that the file held as
    something else than text, with what. ``more`` are names and texts that no column has (keys of a line of JSON).
    """

    number: int
    cells: tuple[str, ...]
    marks: tuple[tuple[int, str], ...] = NO_MARKS
    more: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Table:
    """A table: the names of its columns, and its rows as they come, with problems between them.

    ``unit`` is what a row's number counts (``line``, ``row``). ``sheet`` is its name in a workbook. ``header`` is the
    row number of the names, 0 where there are none: then the columns are called ``A``, ``B``, … ``skipped`` are lines
    above the header. ``details`` tell what was found: encoding, separator. ``place`` is what its places call the file,
    ``hidden`` how many hidden sheets of the workbook are left out: the first table says it for all.
    """

    names: tuple[str, ...]
    rows: Iterator[Row | Problem]
    unit: str = "line"
    sheet: str = ""
    header: int = 1
    skipped: int = 0
    details: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    place: str = ""
    hidden: int = 0


def some(rows: Iterator[Row | Problem]) -> list[Row | Problem]:
    """The first rows, as many as a mapping is proposed on."""
    found: list[Row | Problem] = []
    cells = text = 0
    for row in rows:
        found.append(row)
        if isinstance(row, Row):
            cells += len(row.cells)
            text += sum(map(len, row.cells))
        if len(found) >= SAMPLE or cells > SAMPLE_CELLS or text > SAMPLE_TEXT:
            break
    return found


def letters(column: int) -> str:
    """A column, counted from 0, as spreadsheets call it: ``A`` … ``Z``, ``AA``."""
    found = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        found = chr(ord("A") + digit) + found
    return found
