# SPDX-License-Identifier: Apache-2.0
"""The rows of a repertoire table: CSV or Parquet, each cell a text."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path
from typing import Any, Final, TextIO

from licit.case.checks import BAD_VALUE, LIMIT, MISSING_FILE, MISSING_KEY, NOT_READABLE, TABLE_ROW, UNKNOWN_KEY
from licit.case.gathering import Gathering
from licit.case.nodes import NotReadableError
from licit.case.repertoire.columns import COLUMNS, NEEDED
from licit.model.problem import Place
from licit.vocabulary.nearest import unknown

LARGEST_CELL: Final = 65_536  # characters; no title or list of ids is longer: an open quote, or hostile

Row = dict[str, str]


def hash_of_file(path: Path) -> str:
    """Its SHA-256.

    Raises:
        NotReadableError: it can't be read.
    """
    try:
        with path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        what = f"the table can't be read: {(error.strerror or str(error)).lower()}"
        raise NotReadableError(what, mend="check its path under repertoire", check=MISSING_FILE) from None


def rows(path: Path, kind: str, shown: str, to: Gathering) -> Iterator[tuple[int, Row]]:
    """Each row with its line (in Parquet its number); a row of another length is refused, and reading goes on.

    Raises:
        NotReadableError: it is no table, or its header is wrong.
    """
    if path.suffix == ".parquet":
        yield from _parquet(path, kind)
        return
    if path.suffix != ".csv":
        mend = "name a file that ends with .csv or .parquet"
        raise NotReadableError(f"{path.suffix or 'this'} is no kind of table", mend=mend)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from _csv(lines, kind, shown, to)


def _csv(lines: TextIO, kind: str, shown: str, to: Gathering) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(lines, strict=True)
    try:
        header = _header([cell.strip() for cell in next(reader, [])], kind)
        begins = reader.line_num + 1
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if not cells:
                continue  # an empty line
            if len(cells) != len(header):
                what = f"the row has {len(cells)} cells, not {len(header)}"
                to.refuse(Place(shown, line), what, mend="check its commas and quotes", check=TABLE_ROW)
                continue
            yield line, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    except csv.Error as error:
        check = LIMIT if "limit" in str(error) else NOT_READABLE
        raise NotReadableError(
            f"no CSV: {error}", mend="check the quotes here", line=max(reader.line_num, 1), check=check
        ) from None
    except UnicodeDecodeError as error:
        what = f"byte 0x{error.object[error.start]:02X} is not UTF-8"
        raise NotReadableError(what, mend="save the file as UTF-8", line=reader.line_num + 1) from None


def _parquet(path: Path, kind: str) -> Iterator[tuple[int, Row]]:
    import pyarrow as pa  # heavy: only where there is such a file
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            header = _header([str(name) for name in file.schema_arrow.names], kind)
            number = 0
            for batch in file.iter_batches():
                for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    number += 1
                    yield number, {name: _cell(cell) for name, cell in zip(header, cells, strict=True)}
    except (pa.ArrowException, OSError) as error:
        what = f"no Parquet: {' '.join(str(error).split())[:200]}"
        raise NotReadableError(what, mend="check that the file is whole") from None


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever Parquet holds
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(str(one) for one in value)
    return str(value).strip()


def _header(names: list[str], kind: str) -> list[str]:
    """The names of the columns.

    Raises:
        NotReadableError: one stands twice, is needed and not there, or is not known.
    """
    if missing := [name for name in NEEDED[kind] if name not in names]:
        what = f"the table of {kind} has no column {missing[0]}"
        raise NotReadableError(what, mend=f"give it the columns {', '.join(NEEDED[kind])}", line=1, check=MISSING_KEY)
    if twice := next((name for name in names if names.count(name) > 1), None):
        what = f"the column {twice!r} stands twice"
        raise NotReadableError(what, mend="rename one of them", line=1, check=BAD_VALUE)
    for name in names if kind != "items" else ():
        if name not in COLUMNS[kind]:
            error = unknown(f"column of {kind}", name, COLUMNS[kind])
            raise NotReadableError(error.what, mend=error.mend, line=1, check=UNKNOWN_KEY)
    return names
