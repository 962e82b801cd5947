# SPDX-License-Identifier: Apache-2.0
"""What spreadsheets do to identifiers: eaten zeros, rounded numbers, days out of nothing. It is told, never undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from licit.formats.checks import DOUBT, VALUE
from licit.formats.tables.mapping import Mapping
from licit.formats.tables.shapes import is_ean
from licit.formats.tables.table import DATED, FAILED, NUMBER, ROUNDED, Row
from licit.model.problem import Place, Problem, Severity

_IDENTIFIERS: Final = ("item", "isrc", "iswc", "ean", "work")
_KEYS: Final = ("item", "work")
_TEXTS: Final = ("title", "artist", "album", "label", "work_title")
_ROUNDED: Final = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,3}", re.IGNORECASE)
_DIGITS: Final = re.compile(r"[0-9]+")
_FAILED: Final = frozenset({"#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})
_MEND: Final = "format the column as text before typing or opening it, and fetch the values anew"


class Damage:
    """Watches the cells of a table's identifiers and names."""

    def __init__(self, name: str, mapping: Mapping) -> None:
        self._name = name
        self._columns = dict(enumerate(mapping.columns))
        self._identifiers = [at for at, column in self._columns.items() if column.role in _IDENTIFIERS]
        self._told: set[int] = set()  # columns of which it was said that they hold numbers
        self._relevant = {at for at, column in self._columns.items() if column.role in (*_IDENTIFIERS, *_TEXTS)}
        self._eans = [at for at, column in self._columns.items() if column.role == "ean"]

    def watches(self, row: Row) -> bool:
        """Whether a cell needs a look: an EAN that is none, a rounded number, an error value, a mark."""
        cells = row.cells
        if row.marks and any(at in self._relevant or mark == FAILED for at, mark in row.marks):
            return True
        for at in self._eans:
            if cells[at] and not is_ean(cells[at].strip()):
                return True
        for at in self._identifiers:
            text = cells[at]
            if "+" in text and _ROUNDED.fullmatch(text.strip()):
                return True
        return not _FAILED.isdisjoint(cells)

    def mended(self, row: Row) -> Row:
        """The row, with error values marked; in the place of an identifier they are taken for empty."""
        failed = [at for at, cell in enumerate(row.cells) if cell in _FAILED]
        if not failed:
            return row
        empty = set(failed) & set(self._identifiers)
        cells = tuple("" if at in empty else cell for at, cell in enumerate(row.cells))
        marks = {**dict(row.marks), **dict.fromkeys(failed, FAILED)}
        return row._replace(cells=cells, marks=tuple(marks.items()))

    def problems(self, row: Row) -> Iterator[Problem]:
        """What happened to the cells of a row."""
        marks = dict(row.marks)
        place = Place(self._name, row.number)
        for at, column in self._columns.items():
            mark, text = marks.get(at, ""), row.cells[at].strip()
            if mark == FAILED:
                what = f"the column {column.name!r} holds an error value of a spreadsheet"
            elif column.role in _IDENTIFIERS and text and (mark == ROUNDED or _ROUNDED.fullmatch(text)):
                what = f"{text[:40]!r} in the column {column.name!r} is a rounded number: its last digits are gone"
            elif column.role in (*_IDENTIFIERS, *_TEXTS) and mark == DATED:
                what = f"{text[:40]!r} in the column {column.name!r} was turned into a day"
            elif column.role in _KEYS and text and mark == NUMBER and at not in self._told:
                self._told.add(at)
                what = f"the column {column.name!r} holds numbers: leading zeros, if there were any, are gone"
            elif column.role == "ean" and text and not is_ean(text):
                what = self._ean(text, column.name, number=mark == NUMBER)
            else:
                continue
            yield Problem(place, what, _MEND, VALUE if mark else DOUBT, Severity.WARNING)

    def _ean(self, text: str, name: str, *, number: bool) -> str:
        if _DIGITS.fullmatch(text):
            for length in (12, 13):
                if len(text) < length and is_ean(text.zfill(length)):
                    held = " (it is held as a number)" if number else ""
                    return f"{text!r} in the column {name!r} has lost its leading zeros{held}: {text.zfill(length)!r}"
        return f"{text[:40]!r} in the column {name!r} is no EAN or UPC by its check digit"
