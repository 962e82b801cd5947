# SPDX-License-Identifier: Apache-2.0
"""Cells of lines: quotations may hold line ends and doubled marks. A broken one costs its own line and no other."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Final

from licit.formats.checks import DOUBT, LIMIT, RECORD
from licit.formats.tables.dialect import Dialect
from licit.formats.tables.limits import BROKEN_QUOTES, CELL, QUOTED_LINES
from licit.formats.tables.lines import Lines
from licit.model.problem import Place, Problem, Severity

Cells = tuple[int, list[str]]
Numbered = list[tuple[int, str]]
_LONG: Final = "field larger than field limit"


def cells_of(lines: Lines, name: str, dialect: Dialect) -> Iterator[Cells | Problem]:
    """Each record's cells with the line it begins at; blank lines are left out.

    A quotation that is closed wrongly, or not within ``QUOTED_LINES`` lines, refuses the line it begins in, unless
    the line makes sense with its marks as letters: then it is read so, with a warning. Later lines are read anew.
    """
    if dialect.quote:
        yield from _Quoted(lines, name, dialect).records()
    else:
        yield from _plain(lines, name, dialect.separator)


class _Quoted:
    """Gives ``csv`` its lines, and remembers those of the record at hand."""

    def __init__(self, lines: Lines, name: str, dialect: Dialect) -> None:
        self._lines = lines
        self._name = name
        self._dialect = dialect
        self._record: Numbered = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._record) >= QUOTED_LINES:
            raise csv.Error(f"a quotation goes on for more than {QUOTED_LINES} lines")
        line = next(self._lines)
        self._record.append((self._lines.number, line))
        return line

    def records(self) -> Iterator[Cells | Problem]:
        reader = csv.reader(self, delimiter=self._dialect.separator, quotechar=self._dialect.quote, strict=True)
        broken = 0
        while True:
            self._record = []
            error = ""
            cells: list[str] = []
            try:
                cells = next(reader)
            except StopIteration:
                yield from _told(self._lines)
                return
            except csv.Error as raised:
                error = str(raised)
            if self._lines.problems:
                yield from _told(self._lines)
            if not error and (len(self._record) == 1 or len(cells) == self._dialect.columns):
                if cells:
                    yield _bounded(self._name, self._record[0][0], cells)
                continue
            # Else two marks that are letters may seem to quote what lies between: lines are tried one by one.
            again = self._again(error, cells)
            yield from again
            refused = isinstance(again[0], Problem) and again[0].severity is Severity.ERROR
            broken += refused or len(self._record) > 1
            if broken >= BROKEN_QUOTES:
                what = f"nothing is read from here on: {BROKEN_QUOTES} quotations were broken before"
                place = Place(self._name, self._lines.number)
                yield Problem(place, what, "double the quotation marks within a quotation", LIMIT)
                return

    def _again(self, error: str, cells: list[str]) -> list[Cells | Problem]:
        """The first line of the record by itself; the lines after it come again."""
        if not self._record:  # the file ended, or a line was refused, before there was any
            return [_refused(self._name, self._lines.number, error)]
        first = self._record[0][0]
        plain = None if _LONG in error else self._unquoted()
        if plain is None and not error:
            return [_bounded(self._name, first, cells)]
        self._lines.give_back(self._record[1:])
        if plain is None:
            return [_refused(self._name, first, error)]
        return [_doubted(self._name, first), _bounded(self._name, first, plain)]

    def _unquoted(self) -> list[str] | None:
        """The cells of the line with marks as letters: as many as others have, and none quoted as a whole."""
        cells = self._record[0][1].rstrip("\r\n").split(self._dialect.separator)
        whole = any(len(cell) > 1 and cell[0] == cell[-1] == self._dialect.quote for cell in cells)
        return None if whole or len(cells) != self._dialect.columns else cells


def _plain(lines: Lines, name: str, separator: str) -> Iterator[Cells | Problem]:
    for line in lines:
        if lines.problems:
            yield from _told(lines)
        if text := line.rstrip("\r\n"):
            yield _bounded(name, lines.number, text.split(separator))
    yield from _told(lines)


def _told(lines: Lines) -> Iterator[Problem]:
    problems, lines.problems = lines.problems, []
    yield from problems


def _bounded(name: str, line: int, cells: list[str]) -> Cells | Problem:
    return _too_long(name, line) if max(map(len, cells), default=0) > CELL else (line, cells)


def _doubted(name: str, line: int) -> Problem:
    what = "a quotation mark begins a cell and ends none: the marks of this line are read as letters"
    return Problem(Place(name, line), what, "quote the cell, and double the marks in it", DOUBT, Severity.WARNING)


def _refused(name: str, line: int, error: str) -> Problem:
    if _LONG in error:
        return _too_long(name, line)
    if "unexpected end" in error:
        what = "a quotation that begins in this line is never closed"
    elif "new-line" in error:
        what = "a carriage return stands within the line"
    else:
        what = error if error.startswith("a quotation") else "text stands right after the end of a quotation"
    return Problem(Place(name, line), what, "double the quotation marks within a quotation, and close it", RECORD)


def _too_long(name: str, line: int) -> Problem:
    return Problem(Place(name, line), f"a cell has more than {CELL} characters", "shorten it, or leave it out", LIMIT)
