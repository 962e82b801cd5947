# SPDX-License-Identifier: Apache-2.0
"""A class table on disk, as it is opened: arrays mapped, nothing read that is not asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from licit.case.checks import MISSING_FILE, NOT_READABLE
from licit.engine.classes.disk import checksum
from licit.engine.classes.fingerprint import FORMAT, AssetId, Fingerprint, StaleClassesError, fingerprint
from licit.model.problem import BadInputError, Place, Problem

MANIFEST: Final = "manifest.json"
NAMES: Final = "items.parquet"
LINES: Final = "lines.parquet"
SITUATIONS: Final = "situations.parquet"
_CHECKED: Final = 1 << 24  # bytes; larger files are held against their checksum only by verify()


@dataclass(frozen=True, slots=True)
class ClassTable:
    """Rights classes: items whose assets are in the same situations have one class, and one answer to every question.

    Items are numbered in the order in which they first appear in the repertoire, everything else from 0. Arrays are
    mapped from disk and read-only.

    ``class_ids``: int32, the class of each item. ``counts``: int64, the items of each class; classes are numbered by
    falling count, but those of an earlier table keep their numbers, and may have become empty.
    Class *c* has the parts ``class_offsets[c]`` to before ``class_offsets[c + 1]``: ``part_kinds`` (in ``kinds``)
    and ``part_situations`` (−1: a kind that was not identified), sorted; an asset named twice is two parts.
    Situation *s* has the lines ``situation_lines[situation_offsets[s]:situation_offsets[s + 1]]``, sorted, each as
    often as the repertoire says it; ``profiles[s]`` is the mark of its assets (0: in no list). Only assets that an item
    embodies have a situation; one that no row speaks of has that of no lines.
    ``lines``: an Arrow table, one row a line: party, rights, share, territories, start, end, said (null: the common
    statement), in one spelling each.
    """

    folder: Path
    fingerprint: Fingerprint
    kinds: tuple[str, ...]
    spilled: int
    class_ids: npt.NDArray[np.int32]
    counts: npt.NDArray[np.int64]
    class_offsets: npt.NDArray[np.int64]
    part_kinds: npt.NDArray[np.int32]
    part_situations: npt.NDArray[np.int32]
    class_items: npt.NDArray[np.int64]
    situation_offsets: npt.NDArray[np.int64]
    situation_lines: npt.NDArray[np.int32]
    profiles: npt.NDArray[np.int32]
    lines: pa.Table
    checksums: Mapping[str, tuple[int, str]]

    def items(self) -> pa.ChunkedArray:
        """The names of all items, in their order."""
        return pq.read_table(self.folder / NAMES)["item"]

    def representative(self, rights_class: int) -> AssetId | None:
        """The name of one item of a class: the first; ``None`` where the class has become empty."""
        at = int(self.class_items[rights_class])
        if at < 0:
            return None
        with pq.ParquetFile(self.folder / NAMES) as file:
            for group in range(file.num_row_groups):
                rows = file.metadata.row_group(group).num_rows
                if at < rows:
                    name: AssetId = file.read_row_group(group)["item"][at].as_py()
                    return name
                at -= rows
        raise _damaged(self.folder / NAMES, "it has fewer names than items")

    def representative_asset(self, situation: int) -> AssetId:
        """The name of one asset that is, or in an earlier repertoire was, in that situation."""
        column = pq.read_table(self.folder / SITUATIONS, columns=["asset"], memory_map=True)["asset"]
        name: AssetId = column[situation].as_py()
        return name

    def verify(self) -> None:
        """Hold every file against its checksum, which reads all of them.

        Raises:
            BadInputError: a file is not as it was written.
        """
        for name, (_, expected) in self.checksums.items():
            if checksum(self.folder / name) != expected:
                raise _damaged(self.folder / name, "its checksum is wrong")


def open_table(folder: Path, repertoire: Path | None = None, *, marks: Mapping[Any, int] | None = None) -> ClassTable:
    """Open a class table; with a repertoire, only if it is the table of that repertoire as it is now.

    ``marks`` are held against the table's only where given.

    Raises:
        BadInputError: there is no whole table in the folder.
        StaleClassesError: the repertoire, or Licit's format, changed since the table was built.
    """
    manifest = read_manifest(folder)
    try:
        return _opened(folder, manifest, repertoire, marks)
    except BadInputError:
        if read_manifest(folder)["table"] == manifest["table"]:
            raise
    return open_table(folder, repertoire, marks=marks)  # another build has just put a newer table in its place


def _opened(
    folder: Path, manifest: dict[str, Any], repertoire: Path | None, marks: Mapping[Any, int] | None
) -> ClassTable:
    built = Fingerprint.from_json(manifest["fingerprint"])
    if built.format != FORMAT:
        raise StaleClassesError(folder, f"it has format {built.format}, and this Licit reads format {FORMAT}")
    if repertoire is not None:
        now = fingerprint(repertoire, marks or {})
        if marks is None:
            now = Fingerprint(now.files, now.statement, built.marks)
        if what := now.difference(built):
            raise StaleClassesError(folder, what)
    home = folder / manifest["table"]
    checksums = {name: (size, expected) for name, (size, expected) in manifest["files"].items()}
    for name, (size, expected) in checksums.items():
        path = home / name
        if not path.is_file() or path.stat().st_size != size:
            raise _damaged(path, "it is missing, or not as long as it was written")
        if size <= _CHECKED and checksum(path) != expected:
            raise _damaged(path, "its checksum is wrong")

    def mapped(name: str) -> Any:  # noqa: ANN401 - each field has its own type
        return np.load(home / f"{name}.npy", mmap_mode="r")

    arrays = {name: mapped(name) for name in ARRAYS}
    return ClassTable(
        folder=home,
        fingerprint=built,
        kinds=tuple(manifest["kinds"]),
        spilled=manifest["spilled"],
        lines=pq.read_table(home / LINES),
        checksums=checksums,
        **arrays,
    )


ARRAYS: Final = (
    "class_ids",
    "counts",
    "class_offsets",
    "part_kinds",
    "part_situations",
    "class_items",
    "situation_offsets",
    "situation_lines",
    "profiles",
)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a class table.

    Raises:
        BadInputError: there is none, or it can't be read.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
    except FileNotFoundError:
        what, mend = "there is no class table here", "build it first"
        raise BadInputError((Problem(Place(str(folder)), what, mend, MISSING_FILE),)) from None
    except (OSError, ValueError):
        raise _damaged(path, "it can't be read") from None
    if not isinstance(manifest, dict) or manifest.pop("checksum", "") != manifest_checksum(manifest):
        raise _damaged(path, "it is no manifest of a class table, or was changed")
    return manifest


def manifest_checksum(manifest: Mapping[str, Any]) -> str:
    """The hash of all else that stands in a manifest."""
    return blake2b(json.dumps(manifest, sort_keys=True).encode(), digest_size=16).hexdigest()


def _damaged(path: Path, what: str) -> BadInputError:
    return BadInputError((Problem(Place(str(path)), what, "build the class table again", NOT_READABLE),))
