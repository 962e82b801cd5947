# SPDX-License-Identifier: Apache-2.0
"""What the tasks found, put together: lines, kinds, situations and classes of the whole repertoire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from licit.case.checks import LIMIT
from licit.engine.classes import ranges, sequences
from licit.engine.classes.assets import situations_path
from licit.engine.classes.grouping import hashes, offsets_of
from licit.engine.classes.lines import SCHEMA, merge_lines
from licit.engine.classes.pieces import one_array, read_table
from licit.engine.classes.reading import refused
from licit.engine.classes.runs import Runs
from licit.engine.classes.sequences import Multisets
from licit.engine.classes.spilling import MARK, Plan
from licit.engine.classes.table import SITUATIONS, ClassTable

Maps = list[npt.NDArray[np.int32]]


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a table is written from. ``classes_new`` gives the number in ``classes`` of each range's own classes."""

    kinds: tuple[str, ...]
    lines: pa.Table
    situations: Multisets
    profiles: Sequence[int]
    classes: Multisets
    classes_new: Maps
    runs: Runs
    names: pa.DataType
    spilled: int


def merge_lines_of(plan: Plan, count: int, older: ClassTable | None) -> tuple[Maps, pa.Table]:
    """The lines of all chunks."""
    known = SCHEMA.empty_table() if older is None else older.lines.cast(SCHEMA)
    return merge_lines([read_table(plan.lines(chunk)) for chunk in range(count)], known)


def merge_kinds(
    plan: Plan, count: int, older: ClassTable | None, files: Sequence[Path]
) -> tuple[list[npt.NDArray[np.int16]], list[str]]:
    """The kinds of all chunks: known ones first, the rest by the alphabet."""
    found = [read_table(plan.kinds(chunk))["kind"].to_pylist() for chunk in range(count)]
    known = list(older.kinds) if older is not None else []
    kinds = known + sorted({kind for some in found for kind in some} - set(known))
    if len(kinds) > ranges.KINDS:
        what = f"the items have {len(kinds)} kinds of assets, more than {ranges.KINDS}"
        raise refused(files[0], 0, what, "kind is recording, performance or work, not a name", LIMIT)
    number = {kind: at for at, kind in enumerate(kinds)}
    return [np.array([number[kind] for kind in some], dtype=np.int16) for some in found], kinds


def merge_situations(
    plan: Plan, older: ClassTable | None, profiles: Sequence[int], asset_type: pa.DataType
) -> tuple[Maps, Multisets]:
    """The situations of all partitions."""
    known = sequences.none(np.uint32, asset_type) if older is None else _known_situations(older, profiles)
    parts = [sequences.read(situations_path(plan, partition)) for partition in range(plan.partitions)]
    return sequences.merge(parts, known, plan.merge_bytes, plan.threads)


def merge_classes(plan: Plan, count: int, older: ClassTable | None) -> tuple[Maps, Multisets]:
    """The classes of all ranges."""
    known = sequences.none(np.uint64, pa.int64()) if older is None else _known_classes(older)
    return sequences.merge(
        [sequences.read(ranges.classes_path(plan, at)) for at in range(count)], known, plan.merge_bytes, plan.threads
    )


def _known_situations(older: ClassTable, profiles: Sequence[int]) -> Multisets:
    """Those of an earlier table, each with its mark as a last line."""
    marked = older.profiles != 0
    marks = np.searchsorted(np.array(profiles, dtype=np.int64), older.profiles[marked]) + MARK
    members = np.insert(older.situation_lines.astype(np.uint32), older.situation_offsets[1:][marked], marks)
    offsets = offsets_of(np.diff(older.situation_offsets) + marked)
    names = one_array(pq.read_table(older.folder / SITUATIONS)["asset"])
    return Multisets(members, offsets, hashes(members, offsets), names)


def _known_classes(older: ClassTable) -> Multisets:
    members = ranges.parts_of(older.part_kinds, older.part_situations)
    offsets = np.asarray(older.class_offsets)
    return Multisets(members, offsets, hashes(members, offsets), pa.array(np.asarray(older.class_items)))
