# SPDX-License-Identifier: Apache-2.0
"""XLSX: a zip that is looked over before it is opened, then sheets row by row. Formulas are never computed."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from licit.formats.checks import DOUBT, HOSTILE, LIMIT, RECORD, REFERENCE
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
from licit.formats.tables.table import DATED, FAILED, NUMBER, ROUNDED, Row
from licit.model.problem import BadInputError, Place, Problem, Severity

_MEND: Final = "save the sheet as CSV, and import that"
_ZEROS: Final = re.compile(r"0+")  # a number format that only asks for so many digits
_EXACT: Final = 10**15  # a spreadsheet keeps fifteen digits
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ >/]")
_EMPTY: Final = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f[^>]*/>)(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)
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
        import openpyxl

        check_zip(path, name)
        self.name = name
        self.path = path
        try:
            self._book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        except Exception as error:  # noqa: BLE001 - openpyxl raises whatever a damaged part leads to
            raise _bad(name, f"the workbook can't be read: {_first(error)}", RECORD) from None
        self.sheets: dict[str, bool] = {}  # by name: whether it is shown
        for sheet in self._book.worksheets:
            self.sheets[sheet.title] = sheet.sheet_state == "visible"

    def place(self, sheet: str) -> str:
        """What places of a sheet call the file: its name alone where there is one sheet."""
        return self.name if len(self.sheets) == 1 else f"{self.name}[{sheet}]"

    def close(self) -> None:
        """Let go of the file."""
        self._book.close()

    def rows(self, sheet: str) -> Iterator[Row | Problem]:
        """The filled rows of a sheet; trailing empty cells are left out, so that rows differ in length.

        Raises:
            BadInputError: there is no such sheet.
        """
        if sheet not in self.sheets:
            raise _bad(self.name, f"there is no sheet {sheet!r}", REFERENCE)
        found = self._book[sheet]
        found.reset_dimensions()  # what the file says of its size is not believed
        rows = found.iter_rows()
        last = 0
        while True:
            try:
                cells = next(rows)
            except StopIteration:
                return
            except Exception as error:  # noqa: BLE001 - as above
                what = f"the sheet {sheet!r} can't be read on: {_first(error)}"
                yield Problem(Place(self.place(sheet), last + 1), what, _MEND, RECORD)
                return
            last += 1
            if cells:
                yield from self._row(Place(self.place(sheet), last), cells)

    def _row(self, place: Place, cells: tuple[Any, ...]) -> Iterator[Row | Problem]:
        texts: list[str] = []
        marks: list[tuple[int, str]] = []
        for at, cell in enumerate(cells):
            value = cell.value
            if value is None:
                texts.append("")
                continue
            text, mark = (unescaped(value), "") if isinstance(value, str) else _text(value, cell)
            if mark or cell.data_type == "e":
                marks.append((at, mark or FAILED))
            texts.append(text)
        while texts and not texts[-1]:
            texts.pop()
        if len(texts) > COLUMNS:
            yield Problem(place, f"the row has more than {COLUMNS} cells", _MEND, LIMIT)
        elif any(len(text) > CELL for text in texts):
            yield Problem(place, f"a cell has more than {CELL} characters", "shorten it, or leave it out", LIMIT)
        elif texts:
            yield Row(place.line, tuple(texts), tuple(marks))

    def formulas(self, sheet: str) -> tuple[int, int]:
        """How many formulas the sheet has, and how many of them without a value saved."""
        try:
            return self._formulas(getattr(self._book[sheet], "_worksheet_path", ""))
        except _DAMAGED:  # whoever reads the rows says so
            return 0, 0

    def _formulas(self, inner: str) -> tuple[int, int]:
        found = empty = 0
        with zipfile.ZipFile(self.path) as archive:
            if inner not in archive.namelist():
                return 0, 0
            with archive.open(inner) as stream:
                rest = b""
                while chunk := stream.read(1 << 20):
                    text = rest + chunk
                    cut = text.rfind(b"</c>") + 4 if b"</c>" in text else 0
                    found += len(_FORMULA.findall(text, 0, cut))
                    empty += len(_EMPTY.findall(text, 0, cut))
                    rest = text[cut:][-(1 << 20) :]
        return found, empty


def _text(value: object, cell: Any) -> tuple[str, str]:  # noqa: ANN401, PLR0911 - openpyxl's cells have no common type
    if isinstance(value, bool):
        return ("true" if value else "false"), ""
    if isinstance(value, int | float):
        if isinstance(value, float) and not (value.is_integer() and abs(value) < _EXACT):
            return repr(value), ROUNDED
        shown = str(int(value))
        code = (cell.number_format or "").split(";")[0]
        if _ZEROS.fullmatch(code) and len(code) > 1:  # shown to people with its leading zeros
            return shown.zfill(len(code)), ""
        return shown, ROUNDED if abs(value) >= _EXACT else NUMBER
    if isinstance(value, datetime):
        return (value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")), DATED
    if isinstance(value, date):
        return value.isoformat(), DATED
    if isinstance(value, timedelta):
        return str(value), ""
    return str(value), ""


def without_values(name: str, sheet: str, count: int) -> Problem:
    """The warning for formulas that were never computed."""
    what = f"{count} formulas of the sheet {sheet!r} have no value saved: their cells are read as empty"
    mend = "open the workbook in a spreadsheet program and save it"
    return Problem(Place(name), what, mend, DOUBT, Severity.WARNING)


def _first(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]


def _bad(name: str, what: str, check: str) -> BadInputError:
    return BadInputError((Problem(Place(name), what, _MEND, check),))
