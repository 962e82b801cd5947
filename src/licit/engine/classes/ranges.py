# SPDX-License-Identifier: Apache-2.0
"""The third pass, a range of items at a time: each item's class among those of the range."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from licit.engine.classes import sequences
from licit.engine.classes.assets import ranges_of
from licit.engine.classes.disk import save_array
from licit.engine.classes.grouping import offsets_of
from licit.engine.classes.pieces import partition_of_piece
from licit.engine.classes.spilling import Plan

KINDS: Final = (
    1 << 10
)  # most there may be: a part is kind and situation in 42 bits, the item of a range has the other 22
_KIND_AT: Final = np.uint64(32)
_ITEM_AT: Final = np.uint64(42)


def classes_path(plan: Plan, at: int) -> Path:
    """The distinct classes of a range of items, each with its first item there."""
    return plan.work / f"classes-{at}.arrow"


def ids_path(plan: Plan, at: int) -> Path:
    """The class of each item of the range, in the range's own numbers."""
    return plan.work / f"ids-{at}.npy"


def settle_items(plan: Plan, at: int, items: int, situations: Sequence[npt.NDArray[np.int32]]) -> None:
    """Find the class of each item of a range. ``situations`` gives the number of each partition's own in the whole."""
    first = at << plan.item_bits
    count = min(items - first, 1 << plan.item_bits)
    parts: list[npt.NDArray[np.uint64]] = []
    of: list[npt.NDArray[np.int32]] = []
    for partition, new in enumerate(situations):
        rows = partition_of_piece(plan.embodied(partition), at, ranges_of(plan, items))
        item = rows["item"].to_numpy() - np.int32(first)
        situation = rows["situation"].to_numpy()
        known = np.where(situation < 0, 0, new[situation] + 1) if len(new) else np.zeros(len(item), dtype=np.int32)
        part = item.astype(np.uint64) << _ITEM_AT
        part |= rows["kind"].to_numpy().astype(np.uint64) << _KIND_AT
        part |= known.astype(np.uint64)
        parts.append(part)
        of.append(item)
    whole = np.concatenate(parts)
    whole.sort()
    whole &= (np.uint64(1) << _ITEM_AT) - np.uint64(1)
    offsets = offsets_of(np.bincount(np.concatenate(of), minlength=count))
    names = pa.array(np.arange(first, first + count, dtype=np.int64))
    ids, classes = sequences.distinct(whole, offsets, names)
    sequences.write(classes_path(plan, at), classes)
    save_array(ids_path(plan, at), ids)


def kinds_of(parts: npt.NDArray[np.uint64]) -> npt.NDArray[np.int32]:
    """The kind in each part."""
    return (parts >> _KIND_AT).astype(np.int32)


def situations_of(parts: npt.NDArray[np.uint64]) -> npt.NDArray[np.int32]:
    """The situation in each part, −1 where the kind was not identified."""
    return ((parts & np.uint64(0xFFFFFFFF)).astype(np.int64) - 1).astype(np.int32)


def parts_of(kinds: npt.NDArray[np.int32], situations: npt.NDArray[np.int32]) -> npt.NDArray[np.uint64]:
    """Parts of these kinds and situations."""
    return kinds.astype(np.uint64) << _KIND_AT | (situations.astype(np.int64) + 1).astype(np.uint64)
