# SPDX-License-Identifier: Apache-2.0
"""Answered rows as CSV, NDJSON or Parquet, batch by batch."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from licit.formats.tables.write import FORMULA
from licit.model.problem import InvalidValueError
from licit.report.clean import clean
from licit.tasks.questions.columns import Form, is_json
from licit.tasks.questions.json_cells import json_cell

ROW_GROUP: Final = 131_072  # rows of Parquet written at once
LARGE: Final = pa.large_string()
_TRUE: Final = pa.scalar(value=True)
_QUOTED: Final = re.compile(r'[",\r\n]')


def write_answers(batches: Iterable[pa.RecordBatch], file: BinaryIO, form: Form, *, shown: bool = False) -> None:
    """Write the batches, in their order, into an open file. There is at least one.

    CSV is RFC 4180 with the names of the columns first; a text that a spreadsheet would run as a formula has an
    apostrophe put before it. ``shown``: on a terminal, so that what would act there is written out.

    Raises:
        InvalidValueError: a column comes when the first rows are written without it, and the format can't have that.
    """
    if form == "parquet":
        _write_parquet(batches, file)
    elif form == "csv":
        _write_csv(batches, file, shown=shown)
    else:
        for batch in batches:
            named = [json_cell(name) for name in batch.schema.names]
            around = ["{" + named[0] + ": ", *(f", {name}: " for name in named[1:]), "}\n"]
            _write_lines(file, around, [_cells(*one, _JSON) for one in _columns(batch)])


def _write_csv(batches: Iterable[pa.RecordBatch], file: BinaryIO, *, shown: bool) -> None:
    style = _SHOWN if shown else _CSV
    for number, batch in enumerate(_alike(batches)):
        if not number:
            file.write((",".join(style.cell(name) for name in batch.schema.names) + "\r\n").encode())
        around = ["", *[","] * (batch.num_columns - 1), "\r\n"]
        _write_lines(file, around, [_cells(*one, style) for one in _columns(batch)])


def _write_parquet(batches: Iterable[pa.RecordBatch], file: BinaryIO) -> None:
    coming = (_without_json(batch) for batch in _alike(batches))
    first = next(coming)
    with pq.ParquetWriter(file, first.schema) as writer:
        waiting, rows = [first], first.num_rows
        for batch in coming:
            waiting.append(batch)
            rows += batch.num_rows
            if rows >= ROW_GROUP:
                writer.write_table(pa.Table.from_batches(waiting))
                waiting, rows = [], 0
        writer.write_table(pa.Table.from_batches(waiting, first.schema))


def _alike(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    first: list[str] = []
    rows = 0
    for batch in batches:
        first = first or batch.schema.names
        if new := [name for name in batch.schema.names if name not in first]:
            what = f"the key {new[0]!r} comes first after {rows} rows, which are written without it"
            raise InvalidValueError(what, mend="give the first row every key, or write NDJSON")
        rows += batch.num_rows
        yield batch


def _columns(batch: pa.RecordBatch) -> Iterator[tuple[pa.Array, pa.Field]]:
    return zip(batch.columns, batch.schema, strict=True)


def _write_lines(file: BinaryIO, around: list[str], columns: list[pa.Array]) -> None:
    """Write each row: its cells with what stands around them."""
    if not len(columns[0]):
        return
    parts = [pa.scalar(around[0], LARGE)]
    for column, after in zip(columns, around[1:], strict=True):
        parts += [column, pa.scalar(after, LARGE)]
    lines = pc.binary_join_element_wise(*parts, pa.scalar("", LARGE))
    _, offsets, text = lines.buffers()
    ends = np.frombuffer(offsets, np.int64)[lines.offset : lines.offset + len(lines) + 1]
    file.write(memoryview(text)[ends[0] : ends[-1]])


def _cells(column: pa.Array, field: pa.Field, style: _Style) -> pa.Array:
    """The cells as texts, made once for each distinct value of a dictionary; plain texts by Arrow all at once."""
    if is_json(field):
        if style is _JSON:
            return column.cast(LARGE).fill_null("null")
        return pa.array([style.cell(_from_json(one)) for one in column.to_pylist()], LARGE)
    column = _with_texts(column)
    if pa.types.is_dictionary(column.type):
        texts = pa.concat_arrays([_texts(column.dictionary, style), pa.array([style.cell(None)], LARGE)])
        return texts.take(column.indices.cast(pa.int64()).fill_null(len(column.dictionary)))
    return _texts(column, style)


def _texts(values: pa.Array, style: _Style) -> pa.Array:
    if not (pa.types.is_string(values.type) or pa.types.is_large_string(values.type)):
        return pa.array([style.cell(value) for value in values.to_pylist()], LARGE)
    texts = values.cast(LARGE)
    rare = pc.invert(pc.match_substring_regex(texts, style.plain)).fill_null(_TRUE)
    quote = pa.scalar(style.quote, LARGE)
    done = pc.binary_join_element_wise(quote, texts.fill_null(""), quote, pa.scalar("", LARGE))
    special = [style.cell(value) for value in texts.filter(rare).to_pylist()]
    return pc.replace_with_mask(done, rare, pa.array(special, LARGE)) if special else done


def _with_texts(column: pa.Array) -> pa.Array:
    """The column, with days and moments as ISO 8601 and other rare kinds as their texts."""
    kind = column.type
    if pa.types.is_dictionary(kind) and not pa.types.is_temporal(kind.value_type):
        return column
    if pa.types.is_dictionary(kind):
        column, kind = column.dictionary_decode(), kind.value_type
    if pa.types.is_temporal(kind) or pa.types.is_decimal(kind) or pa.types.is_string_view(kind):
        return column.cast(pa.string())
    return column.cast(pa.string()) if pa.types.is_null(kind) else column


def _without_json(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The same with what JSON texts say as texts of its own."""
    columns, fields = [], []
    for column, field in _columns(batch):
        if is_json(field):
            columns.append(pa.array([_plain(_from_json(one)) for one in column.to_pylist()], pa.string()))
            fields.append(pa.field(field.name, pa.string()))
        else:
            columns.append(column)
            fields.append(field)
    return pa.RecordBatch.from_arrays(columns, schema=pa.schema(fields))


def _csv_cell(value: Any) -> str:  # noqa: ANN401 - whatever a column holds
    text = _plain(value) or ""
    if isinstance(value, str) and text.startswith(FORMULA):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def _plain(value: Any) -> str | None:  # noqa: ANN401 - whatever a column holds
    if value is None or isinstance(value, str):
        return value
    return value.hex() if isinstance(value, bytes) else json_cell(value)


def _from_json(text: str | None) -> Any:  # noqa: ANN401 - whatever a line held
    return json.loads(text) if text is not None else None


def _shown_cell(value: Any) -> str:  # noqa: ANN401 - whatever a column holds
    text = _csv_cell(value)
    return clean(text, longest=len(text))


@dataclass(frozen=True, slots=True)
class _Style:
    """How a cell is written: ``cell`` does any; a text that ``plain`` matches only gets ``quote`` around it."""

    cell: Callable[[Any], str]
    plain: str
    quote: str = ""


_JSON: Final = _Style(json_cell, r"\A[ !#-\[\]-~]*\z", '"')
_CSV: Final = _Style(_csv_cell, r"\A(?:[^" + re.escape("".join(FORMULA)) + r'",][^",\r\n]*)?\z')
_SHOWN: Final = _Style(_shown_cell, r"\A(?:[^\W_][ \w.:/-]*)?\z")
