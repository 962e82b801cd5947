# SPDX-License-Identifier: Apache-2.0
"""The second pass, a partition of assets at a time: each asset's situation, and what its items have of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from licit.engine.classes import sequences
from licit.engine.classes.grouping import offsets_of
from licit.engine.classes.pieces import one_array, partition_of_piece, piece
from licit.engine.classes.runs import Runs
from licit.engine.classes.spilling import Plan

UNIDENTIFIED: Final = -1
ROWS: Final = pa.schema([("item", pa.int32()), ("kind", pa.int16()), ("situation", pa.int32())])
_LOW: Final = np.uint64(0xFFFFFFFF)
_HALF: Final = np.uint64(32)


def situations_path(plan: Plan, partition: int) -> Path:
    """The distinct situations of a partition of assets, each with one of its assets."""
    return plan.work / f"situations-{partition}.arrow"


def settle_assets(
    plan: Plan,
    partition: int,
    lines: Sequence[npt.NDArray[np.int32]],
    kinds: Sequence[npt.NDArray[np.int16]],
    runs: Runs,
) -> None:
    """Find the situation of every asset of a partition that an item embodies.

    ``lines`` and ``kinds`` give the number in the whole table of each chunk's own lines and kinds.
    """
    names: list[pa.Array] = []
    line_of: list[npt.NDArray[np.uint32]] = []
    marked = partition_of_piece(plan.marks, partition, plan.partitions)
    names += marked["asset"].chunks
    line_of.append(marked["line"].to_numpy())
    for chunk, new in enumerate(lines):
        rows = partition_of_piece(plan.controls(chunk), partition, plan.partitions)
        names += rows["asset"].chunks
        line_of.append(new[rows["line"].to_numpy()].astype(np.uint32))
    controls = sum(len(one) for one in line_of)
    item_of: list[npt.NDArray[np.int32]] = [np.empty(0, dtype=np.int32)]
    kind_of: list[npt.NDArray[np.int16]] = [np.empty(0, dtype=np.int16)]
    for chunk, known in enumerate(kinds):
        rows = partition_of_piece(plan.items(chunk), partition, plan.partitions)
        names += rows["asset"].chunks
        item_of.append(runs.items_of(chunk, rows["run"].to_numpy()))
        kind_of.append(known[rows["kind"].to_numpy()])

    codes, assets = _numbered(pa.chunked_array(names, marked.schema.field("asset").type))
    embodied = codes[controls:]
    used = np.zeros(len(assets) + 1, dtype=np.bool_)
    used[embodied] = True
    used[-1] = False  # the missing asset of a kind that was not identified
    members, offsets = _sorted_lines(codes[:controls], np.concatenate(line_of), used)
    situation_of, situations = sequences.distinct(members, offsets, assets.filter(pa.array(used[:-1])))
    sequences.write(situations_path(plan, partition), situations)

    there = np.full(len(used), UNIDENTIFIED, dtype=np.int32)
    there[used] = situation_of
    items = np.concatenate(item_of)
    columns = [pa.array(items), pa.array(np.concatenate(kind_of)), pa.array(there[embodied])]
    ranges = ranges_of(plan, runs.items)
    with piece(plan.embodied(partition), ROWS, ranges) as writer:
        rows = pa.RecordBatch.from_arrays(columns, schema=ROWS)
        writer.add(rows, (items >> np.int32(plan.item_bits)).astype(np.uint16))


def ranges_of(plan: Plan, items: int) -> int:
    """How many ranges of items there are."""
    return max(1, (items + (1 << plan.item_bits) - 1) >> plan.item_bits)


def _numbered(names: pa.ChunkedArray) -> tuple[npt.NDArray[np.int32], pa.Array]:
    """A number for each name, equal for equal names; a missing one has the number after the last."""
    encoded = names.dictionary_encode()
    if not encoded.num_chunks:
        return np.empty(0, dtype=np.int32), pa.array([], names.type)
    whole = one_array(encoded)
    return whole.indices.fill_null(len(whole.dictionary)).to_numpy(), whole.dictionary


def _sorted_lines(
    codes: npt.NDArray[np.int32], lines: npt.NDArray[np.uint32], used: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """The lines of each used asset, sorted, as members and offsets."""
    if not used[:-1].all():
        kept = used[codes]
        codes, lines = (np.cumsum(used, dtype=np.int32) - np.int32(1))[codes[kept]], lines[kept]
    both = codes.astype(np.uint64)
    both <<= _HALF
    both |= lines
    both.sort()
    both &= _LOW
    count = int(np.count_nonzero(used))
    return both.astype(np.uint32), offsets_of(np.bincount(codes, minlength=count))
