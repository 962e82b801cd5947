# SPDX-License-Identifier: Apache-2.0
"""The rows of a repertoire, a chunk at a time, with every value checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from licit.case.checks import BAD_VALUE, MISSING_KEY, NOT_READABLE, WRONG_SHAPE
from licit.engine.classes.fingerprint import CONTROLS, ITEMS
from licit.model.problem import BadInputError, Place, Problem

TEXT: Final = "text"
WHOLE_NUMBER: Final = "whole number"
NAME: Final = "text or 64-bit whole number"
COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    CONTROLS: {"asset": NAME, "party": TEXT, "rights": TEXT, "share": WHOLE_NUMBER, "territories": TEXT}
    | {"start": TEXT, "end": TEXT},
    ITEMS: {"item": NAME, "kind": TEXT, "asset": NAME},
}
MAY_LACK: Final = {CONTROLS: "said", ITEMS: ""}


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some row groups of one file, that one task reads. ``first`` is the number of its first row, from 0."""

    kind: str
    file: Path
    groups: tuple[int, ...]
    first: int
    rows: int


NameTypes = dict[str, tuple[pa.DataType, Path]]


def chunks(files: tuple[Path, ...], kind: str, at_most: int, types: NameTypes) -> list[Chunk]:
    """Cut files into chunks of about so many rows, after a look at their columns.

    ``types`` are those of names seen so far, each with a file where it was seen; assets have one type everywhere.

    Raises:
        BadInputError: a file is no Parquet, lacks a column, or has one of a wrong type.
    """
    found: list[Chunk] = []
    for file in files:
        try:
            metadata = pq.read_metadata(file)
            schema = metadata.schema.to_arrow_schema()
        except (pa.ArrowInvalid, OSError) as error:
            if _of_the_disk(error):
                raise
            raise refused(file, 0, "it is no Parquet file, or not all of it", "write it again", NOT_READABLE) from None
        _check_columns(file, schema, kind, types)
        groups: list[int] = []
        first = rows = 0
        for at in range(metadata.num_row_groups):
            size = metadata.row_group(at).num_rows
            if groups and rows + size > at_most:
                found.append(Chunk(kind, file, tuple(groups), first, rows))
                groups, first, rows = [], first + rows, 0
            groups.append(at)
            rows += size
        if rows:
            found.append(Chunk(kind, file, tuple(groups), first, rows))
    return found


def tables(chunk: Chunk, at_most: int) -> Iterator[tuple[int, pa.Table]]:
    """The chunk's rows in tables of at least so many rows but for the last, each with the number of its first row."""
    with pq.ParquetFile(chunk.file) as whole:
        schema = whole.schema_arrow
        texts = [name for name, kind in COLUMNS[chunk.kind].items() if kind == TEXT]
        wanted = list(COLUMNS[chunk.kind])
        if MAY_LACK[chunk.kind] in schema.names:
            texts.append(MAY_LACK[chunk.kind])
            wanted.append(MAY_LACK[chunk.kind])
    first, rows = chunk.first, 0
    batches: list[pa.RecordBatch] = []
    try:
        with pq.ParquetFile(chunk.file, read_dictionary=texts) as file:
            for batch in file.iter_batches(at_most, chunk.groups, columns=wanted, use_threads=False):
                batches.append(batch)
                rows += len(batch)
                if rows >= at_most:
                    yield first, pa.Table.from_batches(batches)
                    first, rows, batches = first + rows, 0, []
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        if _of_the_disk(error):
            raise
        where = f"rows {chunk.first + 1} to {chunk.first + chunk.rows} can't be read"
        raise refused(chunk.file, chunk.first + 1, where, "write the file again", NOT_READABLE) from None
    if batches:
        yield first, pa.Table.from_batches(batches)


def name_type(file: Path, column: str) -> pa.DataType:
    """What the names in a column are read as: int64 or string."""
    return _simple(pq.read_schema(file).field(column).type)


def refused(file: Path, row: int, what: str, mend: str, check: str = BAD_VALUE) -> BadInputError:
    """A complaint about one row of a file, counted from 1."""
    return BadInputError((Problem(Place(str(file), row), what, mend, check),))


def _check_columns(file: Path, schema: pa.Schema, kind: str, types: NameTypes) -> None:
    wanted = dict(COLUMNS[kind])
    if MAY_LACK[kind] in schema.names:
        wanted[MAY_LACK[kind]] = TEXT
    for name, needed in wanted.items():
        if name not in schema.names:
            what, mend = f"the column {name} is missing", f"give it a column {name} ({needed})"
            raise refused(file, 0, what, mend, MISSING_KEY)
        found = schema.field(name).type
        if not _is(found, needed):
            what = f"the column {name} is {found} and not {needed}"
            raise refused(file, 0, what, f"write {name} as {needed}", WRONG_SHAPE)
        if needed == NAME:
            simple = _simple(found)
            first, where = types.setdefault(name, (simple, file))
            if first != simple:
                what, mend = f"the column {name} is {simple}, in {where.name} {first}", f"write {name} alike everywhere"
                raise refused(file, 0, what, mend, WRONG_SHAPE)


def _of_the_disk(error: Exception) -> bool:
    """Whether the file can't be reached; pyarrow also calls it an OSError when its content makes no sense."""
    return isinstance(error, OSError) and error.errno is not None


def _simple(found: Any) -> pa.DataType:  # noqa: ANN401
    return pa.int64() if pa.types.is_integer(found) else pa.string()


def _is(found: Any, needed: str) -> bool:  # noqa: ANN401 - pyarrow ships no types
    plain = found.value_type if pa.types.is_dictionary(found) else found
    number = bool(pa.types.is_integer(plain) and plain != pa.uint64())
    text = bool(pa.types.is_string(plain) or pa.types.is_large_string(plain) or pa.types.is_null(plain))
    return {TEXT: text, WHOLE_NUMBER: number and plain is found, NAME: number or text}[needed]
