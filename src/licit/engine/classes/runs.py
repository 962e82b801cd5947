# SPDX-License-Identifier: Apache-2.0
"""Items are numbered in the order in which they first appear, wherever their other rows stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from licit.engine.classes.disk import whole_file
from licit.engine.classes.pieces import one_array, partition_by_name, partition_of_piece, piece, read_table
from licit.engine.classes.spilling import Plan

_NAMES_AT_ONCE: Final = 1 << 17  # names in a row group: one of them is read to find one name


@dataclass(frozen=True, slots=True)
class Runs:
    """Which item each run of rows belongs to: run *i* of chunk *c* to ``item[starts[c] + i]``, of ``items`` in all."""

    starts: list[int]
    item: npt.NDArray[np.int32]
    items: int

    def items_of(self, chunk: int, runs: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """The items of some runs of one chunk."""
        return self.item[self.starts[chunk] :][runs]


def number_items(plan: Plan, chunks: int) -> Runs:
    """Number the items by their runs.

    Where names rise throughout, no item comes back and a run is an item. Else the names are held against each other,
    a partition at a time.
    """
    starts = [0]
    rising = True
    again: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]] = []
    last: pa.Array | None = None
    for chunk in range(chunks):
        heads = _heads(plan, chunk)
        if last is not None and last.equals(heads[:1]):
            again.append((np.array([starts[-1]]), np.array([starts[-1] - 1])))
        elif last is not None:
            rising = rising and bool(pc.less(last, heads[:1])[0].as_py())
        rising = rising and bool(pc.all(pc.less(heads[:-1], heads[1:]), min_count=0).as_py())
        last = heads[-1:]
        starts.append(starts[-1] + len(heads))
    if not rising:
        again = _appear_again(plan, starts)
    new = np.ones(starts[-1], dtype=np.bool_)
    for later, _ in again:
        new[later] = False
    item = np.cumsum(new, dtype=np.int32) - np.int32(1)
    for later, earlier in again:
        item[later] = item[earlier]
    return Runs(starts, item, int(np.count_nonzero(new)))


def write_names(plan: Plan, runs: Runs, names: pa.DataType, path: Path) -> None:
    """Write the items' names in their order, as Parquet."""
    after = -1
    schema = pa.schema([("item", names)])
    options = {"use_dictionary": False, "compression": "lz4"}
    with whole_file(path, durable=True) as stream, pq.ParquetWriter(stream, schema, **options) as writer:
        for chunk in range(len(runs.starts) - 1):
            heads = _heads(plan, chunk)
            item = runs.item[runs.starts[chunk] : runs.starts[chunk + 1]]
            highest = np.maximum.accumulate(np.concatenate(([after], item)))
            fresh = item > highest[:-1]
            after = int(highest[-1])
            table = pa.table({"item": heads if fresh.all() else heads.filter(pa.array(fresh))})
            writer.write_table(table, row_group_size=_NAMES_AT_ONCE)


def _appear_again(plan: Plan, starts: Sequence[int]) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """Runs whose item has an earlier run, and the first run of that item."""
    chunks = len(starts) - 1
    for chunk in range(chunks):
        heads = _heads(plan, chunk)
        schema = pa.schema([("item", heads.type), ("run", pa.int32())])
        with piece(plan.work / f"names-{chunk}.arrow", schema, plan.partitions) as writer:
            runs = pa.array(np.arange(len(heads), dtype=np.int32))
            rows = pa.RecordBatch.from_arrays([heads, runs], schema=schema)
            writer.add(rows, partition_by_name(heads, plan.partitions))
    found = []
    for partition in range(plan.partitions):
        names: list[pa.Array] = []
        runs = []
        for chunk in range(chunks):
            table = partition_of_piece(plan.work / f"names-{chunk}.arrow", partition, plan.partitions)
            names += table["item"].chunks
            runs.append(table["run"].to_numpy().astype(np.int64) + starts[chunk])
        run = np.concatenate(runs)
        codes = np.concatenate(
            [one.indices.to_numpy() for one in pa.chunked_array(names).dictionary_encode().chunks]
            or [np.empty(0, dtype=np.int32)]
        )
        first = np.full(int(codes.max(initial=-1)) + 1, len(codes), dtype=np.int64)
        first[codes[::-1]] = np.arange(len(codes))[::-1]  # the last one written is the first that appears
        earliest = run[first[codes]]
        later = earliest != run
        found.append((run[later], earliest[later]))
    return found


def _heads(plan: Plan, chunk: int) -> pa.Array:
    return one_array(read_table(plan.heads(chunk))["item"])
