# SPDX-License-Identifier: Apache-2.0
"""Rows out, as CSV, XLSX or Parquet: written whole or not at all, and no cell is a formula to a spreadsheet."""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import IO, Any, Final

from licit.model.problem import InvalidValueError

Cell = str | int | float | bool | date | None
Column = str | tuple[str, type]  # a name; the type is text unless given: int, float, bool or date

KINDS: Final = ("csv", "xlsx", "parquet")
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - as spreadsheets take them
GUARD: Final = "'"
_SHEET_ROWS: Final = 1_048_576
_SHEET_COLUMNS: Final = 16_384
_SHEET_CELL: Final = 32_767
_SHEET_NAME: Final = 31
_NO_NAME: Final = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))  # what no name of a sheet may have
_GROUP: Final = 65_536  # rows of a Parquet row group
_SPOOL: Final = 16 << 20  # bytes kept in memory before a stream gets them


def write_table(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], to: Path | str | IO[bytes], kind: str
) -> int:
    """Write rows and give their number. A path is replaced at the end, a stream gets all at once at the end.

    In CSV a text that a spreadsheet would take for a formula gets an apostrophe before it (``unguarded`` takes it
    off); in XLSX all texts are texts. Numbers are numbers only where they come as such. CSV is UTF-8 with CR LF
    (RFC 4180), ``None`` an empty cell.

    Raises:
        InvalidValueError: there is no such kind, two columns have one name, a row has another length or a cell
            another type than its column, or it does not fit a sheet. Nothing is written then, or if ``rows`` raises.
        OSError: the place can't be written.
    """
    if kind not in KINDS:
        raise InvalidValueError(f"{kind!r} is no kind of table", mend=f"write one of {', '.join(KINDS)}")
    named = [(column, str) if isinstance(column, str) else column for column in columns]
    names = [name for name, _ in named]
    if len(set(names)) != len(names) or not names:
        raise InvalidValueError("columns need names, each its own", mend="name each column once")
    write = {"csv": _csv, "xlsx": _xlsx, "parquet": _parquet}[kind]
    checked = _checked(rows, named)
    if isinstance(to, str | Path):
        return _to_path(Path(to), lambda stream: write(named, checked, stream))
    with tempfile.SpooledTemporaryFile(max_size=_SPOOL) as spool:
        count = write(named, checked, spool)
        spool.seek(0)
        shutil.copyfileobj(spool, to)
    return count


def guarded(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would compute, and before an apostrophe itself."""
    return GUARD + text if text.startswith((*FORMULA, GUARD)) else text


def unguarded(text: str) -> str:
    """The inverse of ``guarded``."""
    return text[1:] if text.startswith(GUARD) and text[1:].startswith((*FORMULA, GUARD)) else text


def _to_path(path: Path, write: Callable[[IO[bytes]], int]) -> int:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            count = write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)  # as any file is made; a temporary one is its owner's alone
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return count


def _checked(rows: Iterable[Sequence[Cell]], columns: Sequence[tuple[str, type]]) -> Iterator[list[Cell]]:
    for number, row in enumerate(rows, 1):
        if len(row) != len(columns):
            what = f"row {number} has {len(row)} cells, the table {len(columns)} columns"
            raise InvalidValueError(what, mend="give each column a cell; None is empty")
        yield [
            cell if cell is None or type(cell) is kind else _as(cell, kind, number, name)
            for cell, (name, kind) in zip(row, columns, strict=True)
        ]


def _as(cell: Cell, kind: type, number: int, name: str) -> Cell:
    if kind is str:
        return (
            cell.isoformat() if isinstance(cell, date) else str(cell).lower() if isinstance(cell, bool) else str(cell)
        )
    if kind is float and isinstance(cell, int) and not isinstance(cell, bool):
        return float(cell)
    what = f"row {number} has {type(cell).__name__} in the column {name!r} of {kind.__name__}"
    raise InvalidValueError(what, mend="give each column one type")


def _csv(columns: Sequence[tuple[str, type]], rows: Iterator[list[Cell]], stream: IO[bytes]) -> int:
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="surrogatepass", newline="", write_through=False)
    writer = csv.writer(text, lineterminator="\r\n")
    count = 0
    try:
        writer.writerow([guarded(name) for name, _ in columns])
        for row in rows:
            count += 1
            cells = [guarded(cell) if isinstance(cell, str) else _shown(cell) for cell in row]
            if len(cells) == 1 and not cells[0]:
                text.write('""\r\n')  # else a row of one empty cell is no row at all
            else:
                writer.writerow(cells)
        text.flush()
    finally:
        text.detach()
    return count


def _shown(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _xlsx(columns: Sequence[tuple[str, type]], rows: Iterator[list[Cell]], stream: IO[bytes]) -> int:
    return _book({"Table": (columns, rows)}, stream)["Table"]


def write_book(
    sheets: Mapping[str, tuple[Sequence[Column], Iterable[Sequence[Cell]]]], to: Path | str
) -> dict[str, int]:
    """Write tables as the sheets of one XLSX workbook, by their names; give their numbers of rows.

    Texts are texts and nothing is computed, as in ``write_table``. A workbook without a table has one empty sheet.

    Raises:
        InvalidValueError: as ``write_table`` raises; nothing is written then.
        OSError: the place can't be written.
    """
    counts: dict[str, int] = {}

    def write(stream: IO[bytes]) -> int:
        named = {
            name: [(one, str) if isinstance(one, str) else one for one in columns]
            for name, (columns, _) in sheets.items()
        }
        counts.update(
            _book({name: (named[name], _checked(rows, named[name])) for name, (_, rows) in sheets.items()}, stream)
        )
        return sum(counts.values())

    _to_path(Path(to), write)
    return counts


def _book(
    sheets: Mapping[str, tuple[Sequence[tuple[str, type]], Iterator[list[Cell]]]], stream: IO[bytes]
) -> dict[str, int]:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    counts = {}
    try:
        for name, (columns, rows) in sheets.items():
            counts[name] = _fill(book.create_sheet(name.translate(_NO_NAME)[:_SHEET_NAME]), columns, rows)
        if not sheets:
            book.create_sheet("empty")
        book.save(stream)
    except BaseException:
        for sheet in book.worksheets:
            with suppress(Exception):  # openpyxl keeps a sheet in a file of its own until it is saved
                sheet.close()
                sheet._writer.cleanup()  # type: ignore[attr-defined]  # noqa: SLF001 - it has no other way to let go
        raise
    return counts


def _fill(sheet: Any, columns: Sequence[tuple[str, type]], rows: Iterator[list[Cell]]) -> int:  # noqa: ANN401
    from openpyxl.cell import WriteOnlyCell

    from licit.formats.tables.sheet_text import escaped

    if len(columns) > _SHEET_COLUMNS:
        raise InvalidValueError(f"a sheet has at most {_SHEET_COLUMNS} columns", mend="write csv or parquet")

    def cell(value: Cell, number: int) -> Any:  # noqa: ANN401 - openpyxl's cells have no common type
        if not isinstance(value, str):
            return value
        safe = escaped(value)
        if len(safe) > _SHEET_CELL:
            what = f"a cell of row {number} has more than {_SHEET_CELL} characters"
            raise InvalidValueError(what, mend="write csv or parquet")
        made = WriteOnlyCell(sheet, safe)
        made.data_type = "s"  # never a formula, whatever it begins with
        return made

    count = 0
    sheet.append([cell(name, 0) for name, _ in columns])
    for row in rows:
        count += 1
        _fits_sheet(count)
        sheet.append([cell(value, count) for value in row])
    return count


def _fits_sheet(row: int) -> None:
    if row >= _SHEET_ROWS:
        raise InvalidValueError(f"a sheet has at most {_SHEET_ROWS} rows", mend="write csv or parquet")


def _parquet(columns: Sequence[tuple[str, type]], rows: Iterator[list[Cell]], stream: IO[bytes]) -> int:
    import pyarrow as pa
    from pyarrow import parquet as pq

    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), date: pa.date32()}
    unknown = [name for name, kind in columns if kind not in types]
    if unknown:
        raise InvalidValueError(
            f"the column {unknown[0]!r} has no type of a table", mend="write str, int, float, bool, date"
        )
    schema = pa.schema([(name, types[kind]) for name, kind in columns])
    count = 0
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        while chunk := _some(rows):
            count += len(chunk)
            try:
                arrays = [
                    pa.array(list(column), types[kind])
                    for column, (_, kind) in zip(zip(*chunk, strict=True), columns, strict=True)
                ]
            except (pa.ArrowException, OverflowError, UnicodeError) as error:
                what = f"a value does not fit its column: {str(error)[:120]}"
                raise InvalidValueError(what, mend="write csv, or give the column another type") from None
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    return count


def _some(rows: Iterator[list[Cell]]) -> list[list[Cell]]:
    found: list[list[Cell]] = []
    for row in rows:
        found.append(row)
        if len(found) == _GROUP:
            break
    return found
