# SPDX-License-Identifier: Apache-2.0
"""Rows for spreadsheets and data tools: CSV, JSON lines, Parquet.

A row is a frozen value of any kind: its fields are the columns, a value inside it has its name before its own fields
(``reason.code``), tuples are joined by ``; ``, days are ISO 8601, an answer is its word.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from licit.formats.tables.write import FORMULA
from licit.model.proof import OpenPoint

Cell = str | int | float | bool | None
Row = dict[str, Cell]


def table(rows: Iterable[object]) -> list[Row]:
    """The rows flattened, all with the same columns.

    Raises:
        TypeError: a row is no value with fields, or holds what has no cell.
    """
    return [dict(_cells(row, "")) for row in rows]


def csv_text(rows: Iterable[object], *, raw: bool = False) -> str:
    """The rows as CSV (RFC 4180, lines end in CR LF), the names of the columns first; nothing for no rows.

    A text that a spreadsheet would run as a formula has an apostrophe put before it (OWASP, CSV injection); ``raw``
    leaves it as it is, for programs that read the file back.
    """
    flat = table(rows)
    if not flat:
        return ""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([name if raw else _safe(name) for name in flat[0]])
    writer.writerows([cell if raw else _safe(cell) for cell in row.values()] for row in flat)
    return out.getvalue()


def json_lines(rows: Iterable[object]) -> str:
    """The rows as JSON, one object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table(rows))


def write_csv(rows: Sequence[object], file: Path, *, raw: bool = False) -> None:
    """Write the rows as CSV in UTF-8; see ``csv_text``."""
    file.write_text(csv_text(rows, raw=raw), encoding="utf-8", newline="")


def write_json_lines(rows: Sequence[object], file: Path) -> None:
    """Write the rows as JSON lines in UTF-8."""
    file.write_text(json_lines(rows), encoding="utf-8", newline="")


def write_parquet(rows: Sequence[object], file: Path) -> None:
    """Write the rows as one Parquet table; texts come as they are, since nothing there is ever run."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(table(rows)), file)


def _cells(value: object, name: str) -> Iterator[tuple[str, Cell]]:
    if is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _cells(getattr(value, each.name), f"{name}.{each.name}" if name else each.name)
    else:
        yield name, _cell(value)


def _cell(value: object) -> Cell:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | frozenset):
        return "; ".join(str(_cell(one)) for one in (sorted(value) if isinstance(value, frozenset) else value))
    if isinstance(value, OpenPoint):
        said = ", ".join(part for part in (*value.facts, value.detail) if part)
        return f"{value.kind.value}: {said}" if said else value.kind.value
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"a table has no cell for {type(value).__name__}")


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
