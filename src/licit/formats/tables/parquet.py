# SPDX-License-Identifier: Apache-2.0
"""Parquet: columns have types. Numbers and days become text as they are written; what that costs is marked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from licit.formats.checks import LIMIT, RECORD, UNSUPPORTED, VALUE
from licit.formats.tables.json_lines import flatten, text_of
from licit.formats.tables.limits import BATCH, CELL, COLUMNS, DEPTH, FOOTER, GROUP, PAGES
from licit.formats.tables.table import NUMBER, ROUNDED, Row, Table
from licit.model.problem import BadInputError, Place, Problem


def table_of(path: Path, name: str) -> Table:
    """The table of a file. Structures are columns with dotted names; lists are one text.

    Raises:
        BadInputError: it is no Parquet that can be read, or larger than ``limits`` allow.
    """
    import pyarrow as pa
    from pyarrow import parquet as pq

    try:
        file = pq.ParquetFile(
            path,
            thrift_string_size_limit=FOOTER,
            thrift_container_size_limit=FOOTER,
            buffer_size=PAGES,
            pre_buffer=False,
        )
        schema = file.schema_arrow
        groups = [file.metadata.row_group(one).total_byte_size for one in range(file.metadata.num_row_groups)]
    except (pa.ArrowException, OSError, ValueError, ArithmeticError) as error:
        raise _bad(name, f"the Parquet file can't be read: {_first(error)}", RECORD) from None
    if len(schema.names) > COLUMNS:
        raise _bad(name, f"the file has more than {COLUMNS} columns", LIMIT)
    if any(size > GROUP for size in groups):
        raise _bad(name, f"a row group has more than {GROUP >> 30} GiB unpacked", LIMIT)
    if any(pa.types.is_binary(kind) or pa.types.is_large_binary(kind) for kind in schema.types):
        raise _bad(name, "a column holds bytes, not text", UNSUPPORTED)
    if any(pa.types.is_nested(kind) for kind in schema.types):
        names = tuple(dict.fromkeys(part for field in schema for part in _leaves(field, DEPTH)))
        rows = _nested(file, name, names)
    else:
        names = tuple(schema.names)
        rows = _flat(file, name)
    return Table(names, rows, unit="row", header=1)


def _leaves(field: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 - pyarrow ships no types
    import pyarrow as pa

    if pa.types.is_struct(field.type) and depth > 1:
        for inner in field.type:
            for name in _leaves(inner, depth - 1):
                yield f"{field.name}.{name}"
    else:
        yield field.name


def _batches(file: Any, name: str) -> Iterator[Any]:  # noqa: ANN401 - pyarrow ships no types
    """Batches of rows; a problem where the file breaks off or is damaged, and then nothing more."""
    import pyarrow as pa

    batches = file.iter_batches(batch_size=BATCH)
    while True:
        try:
            batch = next(batches)
        except StopIteration:
            return
        except (pa.ArrowException, OSError, ValueError, ArithmeticError) as error:
            what = f"the file can't be read on: {_first(error)}"
            yield Problem(Place(name), what, "fetch it again, whole", RECORD)
            return
        yield batch


def _flat(file: Any, name: str) -> Iterator[Row | Problem]:  # noqa: ANN401 - pyarrow ships no types
    import pyarrow as pa

    types = file.schema_arrow.types
    whole = tuple((at, NUMBER) for at, kind in enumerate(types) if pa.types.is_integer(kind))
    rounded = tuple((at, ROUNDED) for at, kind in enumerate(types) if pa.types.is_floating(kind))
    marks = whole + rounded
    for number, values in _values(file, name):
        if isinstance(values, Problem):
            yield values
        else:
            yield _row(name, number, tuple(map(_plain, values)), marks)


def _nested(file: Any, name: str, names: tuple[str, ...]) -> Iterator[Row | Problem]:  # noqa: ANN401
    columns = file.schema_arrow.names
    for number, values in _values(file, name):
        if isinstance(values, Problem):
            yield values
            continue
        pairs: dict[str, str] = {}
        flatten(dict(zip(columns, values, strict=True)), "", pairs, DEPTH)
        more = tuple((key, text) for key, text in pairs.items() if key not in names)
        yield _row(name, number, tuple(pairs.get(one, "") for one in names), (), more)


def _values(file: Any, name: str) -> Iterator[tuple[int, tuple[object, ...] | Problem]]:  # noqa: ANN401
    """The values of each row with its number. Of a damaged batch the rows that can be read are."""
    number = 0
    for batch in _batches(file, name):
        if isinstance(batch, Problem):
            yield number, batch
            return
        try:
            rows = list(zip(*(column.to_pylist() for column in batch.columns), strict=True))
        except (ValueError, ArithmeticError, OSError):
            for at in range(batch.num_rows):
                number += 1
                yield number, _one(batch, at, Place(name, number))
            continue
        for row in rows:
            number += 1
            yield number, row


def _one(batch: Any, at: int, place: Place) -> tuple[object, ...] | Problem:  # noqa: ANN401
    try:
        return tuple(column[at].as_py() for column in batch.columns)
    except (ValueError, ArithmeticError, OSError) as error:
        return Problem(place, f"a value can't be read: {_first(error)}", "write the file anew", VALUE)


def _row(
    name: str,
    number: int,
    cells: tuple[str, ...],
    marks: tuple[tuple[int, str], ...],
    more: tuple[tuple[str, str], ...] = (),
) -> Row | Problem:
    if max(map(len, cells), default=0) > CELL:
        return Problem(Place(name, number), f"a cell has more than {CELL} characters", "shorten it", LIMIT)
    return Row(number, cells, marks, more)


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - exact
    return text_of(value)


def _first(error: Exception) -> str:
    return (str(error).splitlines() or ["it is damaged"])[0][:200]


def _bad(name: str, what: str, check: str) -> BadInputError:
    return BadInputError((Problem(Place(name), what, "write it anew, or as CSV", check),))
