# SPDX-License-Identifier: Apache-2.0
"""XLSX: a zip that is looked over before it is opened, then sheets row by row. Formulas are never computed."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Final

from lxml import etree

from licit.formats.checks import DOUBT, HOSTILE, LIMIT, RECORD
from licit.formats.tables.limits import (
    CELL,
    COLUMNS,
    ZIP_ENTRIES,
    ZIP_FREE,
    ZIP_OTHER,
    ZIP_RATIO,
    ZIP_STRINGS,
    ZIP_TOTAL,
)
from licit.formats.tables.sheet_text import unescaped
from licit.formats.tables.sheet_xml import RawCell, cells_of, formats_of, shared_strings, sheets_of
from licit.formats.tables.table import DATED, FAILED, NUMBER, ROUNDED, Row
from licit.model.problem import BadInputError, Place, Problem, Severity

_MEND: Final = "save the sheet as CSV, and import that"
_EXACT: Final = 1e15  # a spreadsheet keeps fifteen digits
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ >/]")
_EMPTY: Final = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f[^>]*/>)(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)
_BROKEN: Final = (*_DAMAGED, etree.XMLSyntaxError, KeyError, OverflowError)
_PROLOGUE: Final = 4096  # bytes in which a document type stands


def check_zip(path: Path, name: str) -> None:
    """Refuse a zip that is a bomb by its own directory, or no workbook.

    ``zipfile`` gives no more bytes of a part than the directory says, so what is checked here is what is read.

    Raises:
        BadInputError: it has too many or too large parts, packs too well, is encrypted, or declares entities.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_sizes(parts, name)
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    with archive.open(part) as stream:
                        head = stream.read(_PROLOGUE)
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head or b"<\0!\0D\0" in head or b"\0<\0!\0D" in head:
                        raise _bad(name, f"{part.filename[:80]!r} declares a document type", HOSTILE)
    except _DAMAGED as error:
        raise _bad(name, f"the workbook can't be unpacked: {str(error)[:120]}", RECORD) from None


def _check_sizes(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > ZIP_ENTRIES:
        raise _bad(name, f"the workbook has more than {ZIP_ENTRIES} parts", HOSTILE)
    if sum(part.file_size for part in parts) > ZIP_TOTAL:
        raise _bad(name, f"the workbook has more than {ZIP_TOTAL >> 30} GiB unpacked", HOSTILE)
    for part in parts:
        shown = repr(part.filename[:80])
        if part.flag_bits & 1:
            raise _bad(name, f"{shown} is encrypted", RECORD)
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _bad(name, f"{shown} is packed as no workbook is", HOSTILE)
        if part.file_size > ZIP_FREE and part.file_size > ZIP_RATIO * max(part.compress_size, 1):
            raise _bad(name, f"{shown} unpacks to more than {ZIP_RATIO} times its size", HOSTILE)
        inner = part.filename.lower()
        most = ZIP_STRINGS if inner.endswith("sharedstrings.xml") else ZIP_OTHER
        if not inner.startswith("xl/worksheets/") and part.file_size > most:
            raise _bad(name, f"{shown} has more than {most >> 20} MiB unpacked", LIMIT)


class Workbook:
    """A workbook that is open for reading; ``close`` it."""

    def __init__(self, path: Path, name: str) -> None:
        """Look it over, and open it.

        Raises:
            BadInputError: it is a bomb, damaged, or no workbook.
        """
        check_zip(path, name)
        self.name = name
        try:
            self._archive = zipfile.ZipFile(path)
            self._sheets, since_1904 = sheets_of(self._archive)
            folder = next((sheet.part.split("/")[0] for sheet in self._sheets.values()), "xl")
            self._strings = shared_strings(self._archive, folder)
            self._formats = formats_of(self._archive, folder, since_1904=since_1904)
        except _BROKEN as error:
            raise _bad(name, f"the workbook can't be read: {_first(error)}", RECORD) from None
        if not self._sheets:
            raise _bad(name, "the workbook has no sheet of cells", RECORD)
        self.sheets = {sheet: found.shown for sheet, found in self._sheets.items()}

    def place(self, sheet: str) -> str:
        """What places of a sheet call the file: its name alone where there is one sheet."""
        return self.name if len(self.sheets) == 1 else f"{self.name}[{sheet}]"

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    def rows(self, sheet: str) -> Iterator[Row | Problem]:
        """The filled rows of a sheet; trailing empty cells are left out, so that rows differ in length."""
        last = 0
        try:
            with self._archive.open(self._sheets[sheet].part) as stream:
                for number, cells in cells_of(stream):
                    last = number
                    if cells:
                        yield from self._row(Place(self.place(sheet), number), cells)
        except _BROKEN as error:
            what = f"the sheet {sheet!r} can't be read on: {_first(error)}"
            yield Problem(Place(self.place(sheet), last + 1), what, _MEND, RECORD)

    def _row(self, place: Place, cells: list[RawCell]) -> Iterator[Row | Problem]:
        if max(cell.column for cell in cells) >= COLUMNS:
            yield Problem(place, f"the row has more than {COLUMNS} cells", _MEND, LIMIT)
            return
        texts: list[str] = []
        marks: list[tuple[int, str]] = []
        for cell in cells:
            text, mark = self._text(cell)
            while len(texts) <= cell.column:
                texts.append("")
            texts[cell.column] = text
            if mark:
                marks.append((cell.column, mark))
        while texts and not texts[-1]:
            texts.pop()
        if max(map(len, texts), default=0) > CELL:
            yield Problem(place, f"a cell has more than {CELL} characters", "shorten it, or leave it out", LIMIT)
        elif texts:
            yield Row(place.line, tuple(texts), tuple(marks))

    def _text(self, cell: RawCell) -> tuple[str, str]:  # noqa: PLR0911 - each type of cell
        match cell.kind:
            case "s":
                found = cell.text.isdecimal() and int(cell.text) < len(self._strings)
                return (self._strings[int(cell.text)], "") if found else ("", FAILED)
            case "inlineStr":
                return cell.text, ""
            case "str":
                return unescaped(cell.text), ""
            case "b":
                return ("true" if cell.text == "1" else "false"), ""
            case "e":
                return cell.text, FAILED
            case "d":
                return cell.text, DATED
            case _:
                return _number(cell.text, self._formats.of(cell.style), since_1904=self._formats.since_1904)

    def formulas(self, sheet: str) -> tuple[int, int]:
        """How many formulas the sheet has, and how many of them without a value saved."""
        try:
            return self._formulas(self._sheets[sheet].part)
        except _BROKEN:  # whoever reads the rows says so
            return 0, 0

    def _formulas(self, part: str) -> tuple[int, int]:
        found = empty = 0
        with self._archive.open(part) as stream:
            rest = b""
            while chunk := stream.read(1 << 20):
                text = rest + chunk
                cut = text.rfind(b"</c>") + 4 if b"</c>" in text else 0
                found += len(_FORMULA.findall(text, 0, cut))
                empty += len(_EMPTY.findall(text, 0, cut))
                rest = text[cut:][-(1 << 20) :]
        return found, empty


def _number(text: str, shown: str, *, since_1904: bool) -> tuple[str, str]:
    """A number as people see it: a day where its format says so, with leading zeros where it shows them."""
    if not text:
        return "", ""
    try:
        value = float(text)
    except ValueError:
        return text, FAILED
    if shown in ("date", "time"):
        return _moment(value, elapsed=shown == "time", since_1904=since_1904)
    if not (value.is_integer() and abs(value) < _EXACT):
        return (repr(value) if abs(value) < _EXACT else text), ROUNDED
    whole = str(int(value))
    return (whole.zfill(len(shown)), "") if shown else (whole, NUMBER)


def _moment(value: float, *, elapsed: bool, since_1904: bool) -> tuple[str, str]:
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

    try:
        found = from_excel(value, MAC_EPOCH if since_1904 else WINDOWS_EPOCH, timedelta=elapsed)
    except (OverflowError, ValueError):
        return repr(value), ROUNDED
    if isinstance(found, datetime):
        return (found.date().isoformat() if found.time() == time() else found.isoformat(sep=" ")), DATED
    return str(found), ""


def without_values(name: str, sheet: str, count: int) -> Problem:
    """The warning for formulas that were never computed."""
    what = f"{count} formulas of the sheet {sheet!r} have no value saved: their cells are read as empty"
    mend = "open the workbook in a spreadsheet program and save it"
    return Problem(Place(name), what, mend, DOUBT, Severity.WARNING)


def _first(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]


def _bad(name: str, what: str, check: str) -> BadInputError:
    return BadInputError((Problem(Place(name), what, _MEND, check),))
