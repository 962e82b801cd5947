# SPDX-License-Identifier: Apache-2.0
"""The first pass: every row of the repertoire goes to the partition of its asset, on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from licit.case.checks import WRONG_SHAPE
from licit.engine.classes import reading, values
from licit.engine.classes.lines import lines_of
from licit.engine.classes.pieces import as_names, partition_by_name, piece, write_table
from licit.engine.classes.reading import Chunk, tables
from licit.model.problem import BadInputError, Place, Problem

MARK: Final = 1 << 31  # lines of this number and above are marks: MARK + i stands for the i-th distinct mark


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a build spills to, and how it cuts: partitions of assets, rows at once, items at once (a power of two)."""

    work: Path
    partitions: int
    rows: int
    item_bits: int
    merge_bytes: int
    threads: int

    def controls(self, number: int) -> Path:
        """Control rows of a chunk: asset and line, by partition of the asset."""
        return self.work / f"controls-{number}.arrow"

    def lines(self, number: int) -> Path:
        """The lines of that chunk."""
        return self.work / f"lines-{number}.arrow"

    def items(self, number: int) -> Path:
        """Item rows of a chunk: asset, item and kind, by partition of the asset."""
        return self.work / f"items-{number}.arrow"

    def heads(self, number: int) -> Path:
        """The names of the items of that chunk, one for each run of rows of one item."""
        return self.work / f"heads-{number}.arrow"

    def kinds(self, number: int) -> Path:
        """The kinds of that chunk."""
        return self.work / f"kinds-{number}.arrow"

    def embodied(self, partition: int) -> Path:
        """Item, kind and situation (in that partition's numbers) for each item row, by range of items."""
        return self.work / f"embodied-{partition}.arrow"

    @property
    def marks(self) -> Path:
        """Assets with a mark, by partition."""
        return self.work / "marks.arrow"


def spill_controls(plan: Plan, number: int, chunk: Chunk) -> None:
    """Spill a chunk of control rows, and the lines in it."""
    found: list[pa.Table] = []
    seen = 0
    schema = pa.schema([("asset", reading.name_type(chunk.file, "asset")), ("line", pa.int32())])
    with piece(plan.controls(number), schema, plan.partitions) as writer:
        for first, table in tables(chunk, plan.rows):
            assets = values.names(table["asset"], "asset", (chunk.file, first))
            of, lines = lines_of(table, chunk, first)
            rows = pa.RecordBatch.from_arrays([assets, pa.array(of + np.int32(seen))], schema=schema)
            writer.add(rows, partition_by_name(assets, plan.partitions))
            found.append(lines)
            seen += len(lines)
    write_table(plan.lines(number), pa.concat_tables(found).unify_dictionaries())


def spill_items(plan: Plan, number: int, chunk: Chunk) -> None:
    """Spill a chunk of item rows; consecutive rows of one item are a run, numbered from 0 in each chunk."""
    asset_type, item_type = (reading.name_type(chunk.file, name) for name in ("asset", "item"))
    schema = pa.schema([("asset", asset_type), ("run", pa.int32()), ("kind", pa.int16())])
    kinds: dict[str | None, int] = {}
    heads: list[pa.Array] = []
    runs = 0
    last: pa.Array = pa.array([], item_type)
    with piece(plan.items(number), schema, plan.partitions) as writer:
        for first, table in tables(chunk, plan.rows):
            place = (chunk.file, first)
            items = values.names(table["item"], "item", place)
            codes, found = values.text_codes(table["kind"], values.as_written, "kind", place, nullable=False)
            known = np.array([kinds.setdefault(value, len(kinds)) for value in found], dtype=np.int16)
            starts = np.ones(len(items), dtype=np.bool_)
            starts[1:] = pc.not_equal(items[1:], items[:-1]).to_numpy(zero_copy_only=False)
            starts[0] = not last.equals(items[:1])
            last = items[-1:]
            run = np.cumsum(starts, dtype=np.int32) + np.int32(runs - 1)
            runs = int(run[-1]) + 1
            heads.append(items.filter(pa.array(starts)))
            assets = as_names(table["asset"])
            rows = pa.RecordBatch.from_arrays([assets, pa.array(run), pa.array(known[codes])], schema=schema)
            writer.add(rows, _partitions(assets, plan.partitions))
    write_table(plan.kinds(number), pa.table({"kind": pa.array(list(kinds), pa.string())}))
    write_table(plan.heads(number), pa.table({"item": pa.chunked_array(heads, item_type)}))


def spill_marks(plan: Plan, marks: Mapping[Any, int], asset_type: pa.DataType) -> list[int]:
    """Spill the assets that have a mark, each with a line that stands for it; the distinct marks in order."""
    marked = {asset: mark for asset, mark in marks.items() if mark}
    distinct = sorted(set(marked.values()))
    try:
        assets = pa.array(list(marked), asset_type)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
        what = f"the record's lists name assets otherwise than the repertoire, where they are {asset_type}"
        mend = "name assets in the record as in the repertoire"
        raise BadInputError((Problem(Place("marks"), what, mend, WRONG_SHAPE),)) from None
    lines = np.searchsorted(np.array(distinct, dtype=np.int64), np.array(list(marked.values()), dtype=np.int64))
    schema = pa.schema([("asset", asset_type), ("line", pa.uint32())])
    with piece(plan.marks, schema, plan.partitions) as writer:
        rows = pa.RecordBatch.from_arrays([assets, pa.array((lines + MARK).astype(np.uint32))], schema=schema)
        writer.add(rows, partition_by_name(assets, plan.partitions))
    return distinct


def _partitions(assets: pa.Array, partitions: int) -> Any:  # noqa: ANN401
    """Rows without an asset go anywhere, evenly."""
    if not assets.null_count:
        return partition_by_name(assets, partitions)
    missing = assets.is_null().to_numpy(zero_copy_only=False)
    filled = assets.fill_null(0 if pa.types.is_integer(assets.type) else "")
    anywhere = np.arange(len(assets), dtype=np.int64) % partitions
    return np.where(missing, anywhere, partition_by_name(filled, partitions)).astype(np.uint16)
