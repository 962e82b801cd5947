# SPDX-License-Identifier: Apache-2.0
"""Writing the table: into a folder of its own, which the manifest names only when the disk has all of it."""

from __future__ import annotations

import json
from pathlib import Path
from secrets import token_hex
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from licit.engine.classes import disk, ranges
from licit.engine.classes.fingerprint import Fingerprint
from licit.engine.classes.grouping import Numbers
from licit.engine.classes.merging import Whole
from licit.engine.classes.runs import write_names
from licit.engine.classes.spilling import MARK, Plan
from licit.engine.classes.table import LINES, MANIFEST, NAMES, SITUATIONS, ClassTable, manifest_checksum


def publish(plan: Plan, into: Path, now: Fingerprint, whole: Whole, older: ClassTable | None) -> None:
    """Write all files of the table, then the manifest, then take the table in place of the older one."""
    home = into / f"table-{now.key()[:12]}-{token_hex(4)}"
    home.mkdir()
    counts, first = _counted(plan, whole)
    kept = 0 if older is None else len(older.counts)
    order = np.concatenate((np.arange(kept), kept + np.argsort(-counts[kept:], kind="stable")))
    new = np.empty(len(order), dtype=np.int32)
    new[order] = np.arange(len(order), dtype=np.int32)
    classes = whole.classes.chosen(order)
    _write_ids(plan, home / "class_ids.npy", whole, new)
    write_names(plan, whole.runs, whole.names, home / NAMES)
    lines, offsets, profiles = _without_marks(whole)
    arrays: dict[str, npt.NDArray[Any]] = {
        "counts": counts[order],
        "class_items": first[order],
        "class_offsets": classes.offsets,
        "part_kinds": ranges.kinds_of(classes.members),
        "part_situations": ranges.situations_of(classes.members),
        "situation_offsets": offsets,
        "situation_lines": lines,
        "profiles": profiles,
    }
    for name, array in arrays.items():
        disk.save_array(home / f"{name}.npy", array, durable=True)
    for name, table in ((LINES, whole.lines), (SITUATIONS, pa.table({"asset": whole.situations.names}))):
        with disk.whole_file(home / name, durable=True) as stream:
            pq.write_table(table, stream)
    disk.sync_folder(home)
    files = {path.name: [path.stat().st_size, disk.checksum(path)] for path in sorted(home.iterdir())}
    manifest: dict[str, Any] = {
        "table": home.name,
        "fingerprint": now.as_json(),
        "items": whole.runs.items,
        "classes": len(order),
        "situations": len(profiles),
        "lines": len(whole.lines),
        "kinds": list(whole.kinds),
        "spilled": whole.spilled,
        "files": files,
    }
    manifest["checksum"] = manifest_checksum(manifest)
    with disk.whole_file(into / MANIFEST, durable=True) as stream:
        stream.write(json.dumps(manifest, indent=1, ensure_ascii=False).encode())
    disk.sync_folder(into)


def _counted(plan: Plan, whole: Whole) -> tuple[Numbers, Numbers]:
    """How many items each class has, and its first item; −1 where it has none."""
    counts = np.zeros(len(whole.classes), dtype=np.int64)
    first = np.full(len(whole.classes), -1, dtype=np.int64)
    for at in reversed(range(len(whole.classes_new))):  # what is written last stays: the first item
        ids = whole.classes_new[at][np.load(ranges.ids_path(plan, at))]
        counts += np.bincount(ids, minlength=len(counts))
        start = at << plan.item_bits
        first[ids[::-1]] = np.arange(start + len(ids) - 1, start - 1, -1)
    return counts, first


def _write_ids(plan: Plan, path: Path, whole: Whole, new: npt.NDArray[np.int32]) -> None:
    with disk.whole_file(path, durable=True) as stream:
        header = {"descr": np.lib.format.dtype_to_descr(new.dtype), "fortran_order": False}
        np.lib.format.write_array_header_1_0(stream, header | {"shape": (whole.runs.items,)})
        for at, map_ in enumerate(whole.classes_new):
            disk.write_bytes(stream, new[map_][np.load(ranges.ids_path(plan, at))])


def _without_marks(whole: Whole) -> tuple[npt.NDArray[np.int32], Numbers, npt.NDArray[np.int32]]:
    """The lines of each situation, their offsets, and its mark."""
    members, offsets = whole.situations.members, whole.situations.offsets
    profiles = np.zeros(len(offsets) - 1, dtype=np.int32)
    some = np.flatnonzero(np.diff(offsets))
    last = members[offsets[1:][some] - 1]
    marked = last >= MARK
    profiles[some[marked]] = np.array(whole.profiles, dtype=np.int32)[last[marked].astype(np.int64) - MARK]
    lines = members[members < MARK].astype(np.int32)
    return lines, offsets - np.concatenate(([0], np.cumsum(profiles != 0))), profiles
