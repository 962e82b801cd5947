# SPDX-License-Identifier: Apache-2.0
"""Tables as sheets of one XLSX workbook: every cell a text, nothing is run, no identifier becomes a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

LONGEST: Final = 32_767  # characters a cell: the limit of XLSX (ECMA-376)
ROWS: Final = 1_048_576  # rows a sheet
NAME: Final = 31  # characters a sheet's name
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


def write_workbook(tables: Mapping[str, tuple[Sequence[str], Iterable[Sequence[str]]]], file: Path) -> None:
    """Write each table, its columns and its rows, as a sheet; one that is longer than a sheet goes on in the next.

    Texts that are longer than a cell are cut, and end with ``…``.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = "licit"
    for name, (columns, rows) in tables.items():
        sheet = None
        count = number = 0
        for row in rows:
            if sheet is None or count == ROWS:
                number += 1
                sheet = book.create_sheet(_sheet_name(name, number))
                sheet.append(_cells(sheet, columns))
                count = 1
            sheet.append(_cells(sheet, row))
            count += 1
        if sheet is None:
            book.create_sheet(_sheet_name(name, 1)).append(list(columns))
    if not tables:
        book.create_sheet("empty")
    book.save(file)


def _cells(sheet: object, row: Iterable[str]) -> list[object]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    found: list[object] = []
    for text in row:
        plain = ILLEGAL_CHARACTERS_RE.sub(" ", text)
        cell = WriteOnlyCell(sheet, plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…")  # type: ignore[arg-type]
        cell.data_type = "s"  # else what begins with = would be a formula
        found.append(cell)
    return found


def _sheet_name(name: str, number: int) -> str:
    tail = "" if number == 1 else f" {number}"
    return name.translate(_FORBIDDEN)[: NAME - len(tail)] + tail
