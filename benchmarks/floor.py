# SPDX-License-Identifier: Apache-2.0
"""The floor of an audit: read each item's class id once, count each class, then count bits of four masks a class.

Nothing that answers for a catalogue of items in any order can do less. The ids are int32, memory-mapped; the second
key (label group) is another int32 column. Cold drops the file from the page cache first; warm does not.
"""

from __future__ import annotations

import importlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

LEAVES: Final = 256
MASKS: Final = 4
WORDS: Final = LEAVES // 64
STEP: Final = 1 << 16  # ids counted at once by NumPy: they and their counts stay in cache

Ids = npt.NDArray[np.int32]
Counts = npt.NDArray[np.int64]
Masks = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Files:
    """A catalogue's columns: the class id of each row, and its label group; ``masks`` are four for each class."""

    classes: Path
    groups: Path
    masks: Masks

    @property
    def size(self) -> int:
        """How many classes there are."""
        return len(self.masks)


Way = Callable[[Files], Counts]


def make(into: Path, rows: int, classes: int, groups: int, seed: int = 1) -> Files:
    """Write a catalogue of so many rows: classes by Zipf's law, in random order; masks that divide the leaves."""
    into.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    files = Files(into / "classes.int32", into / "groups.int32", masks(rng, classes))
    of_class = rng.integers(0, groups, classes, dtype=np.int32)
    with files.classes.open("wb") as class_file, files.groups.open("wb") as group_file:
        for start in range(0, rows, 1 << 22):
            size = min(1 << 22, rows - start)
            ids = np.minimum(classes ** rng.random(size, dtype=np.float32), classes - 1).astype(np.int32)
            ids.tofile(class_file)
            of_class[ids].tofile(group_file)
    return files


def masks(rng: np.random.Generator, classes: int) -> Masks:
    """Four masks a class that divide the leaves, at random."""
    picks = rng.integers(0, 1 << 64, (2, classes, WORDS), dtype=np.uint64, endpoint=False)
    first, second = picks
    return np.stack((first & second, first & ~second, ~first & second, ~first & ~second), axis=1)


def read(path: Path) -> Ids:
    """A column as a memory map."""
    return np.memmap(path, dtype=np.int32, mode="r")


def drop(path: Path) -> None:
    """Drop a file from the page cache: written back first, for dirty pages stay."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)


def timed(files: Files, way: Way, *, cold: bool) -> float:
    """Seconds of one run, with the files dropped from the page cache before or not."""
    for path in (files.classes, files.groups) if cold else ():
        drop(path)
    began = time.perf_counter()
    way(files)
    return time.perf_counter() - began


def numpy_audit(files: Files) -> Counts:
    """Items by leaf and mask, in NumPy: (4, 256)."""
    ids = read(files.classes)
    counts = np.zeros(files.size, dtype=np.int64)
    step = max(STEP, files.size)  # adding up the counts of a step costs as much as there are classes
    for start in range(0, len(ids), step):
        counts += np.bincount(ids[start : start + step], minlength=files.size)
    return _by_leaf(counts, files.masks)


def _by_leaf(counts: Counts, masks: Masks) -> Counts:
    """Each byte of the masks is counted by its value; 32 tables of 256 then give the bits."""
    table = np.zeros((MASKS, LEAVES // 8, 256), dtype=np.int64)
    masks_bytes = masks.view(np.uint8)
    for mask in range(MASKS):
        for byte in range(LEAVES // 8):
            column = masks_bytes[:, mask, byte]
            table[mask, byte] = np.bincount(column, weights=counts, minlength=256)  # exact up to 2**53
    return _from_bytes(table)


def _from_bytes(table: Counts) -> Counts:
    """Counts by bit from counts by value of each byte: (masks, 32, 256) to (masks, 256)."""
    bits = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little").astype(np.int64)
    return np.asarray((table @ bits).reshape(len(table), LEAVES))


def compiled() -> tuple[Callable[[Files], Counts], Callable[[Files, int], Counts]]:
    """The same by numba on all processors, and with the second key: (groups, 4, 256). Compiled when first called."""
    kernels: Any = importlib.import_module("benchmarks.floor_kernels")  # by name: numba is there for benchmarks alone

    def audit(files: Files) -> Counts:
        counts = kernels.count(read(files.classes), files.size)
        return _from_bytes(kernels.by_value(counts, files.masks.view(np.uint8)))

    def audit_by_group(files: Files, groups: int) -> Counts:
        ids, group = read(files.classes), read(files.groups)
        usual, counts, others = kernels.count_pairs(ids, group, files.size)
        for one, own in zip(usual[1:], counts[1:], strict=True):  # threads mostly met the same group first
            same = one == usual[0]
            counts[0][same] += own[same]
            own[same] = 0
        classes = [np.flatnonzero(one) for one in counts]
        group_of = np.concatenate([one[here] for one, here in zip(usual, classes, strict=True)])
        total = np.concatenate([one[here] for one, here in zip(counts, classes, strict=True)])
        other = kernels.pairs(ids, group, usual, others) if others.any() else np.zeros(0, dtype=np.int64)
        rest, more = np.unique(other, return_counts=True)
        group_of = np.concatenate((group_of, (rest & 0x7FFFFFFF).astype(np.int32)))
        one_class = np.concatenate((*classes, rest >> 31))
        order = np.argsort(group_of, kind="stable")
        edges = np.searchsorted(group_of[order], np.arange(groups + 1))
        total = np.concatenate((total, more)).astype(np.int64)
        return np.asarray(kernels.by_group(edges, one_class[order], total[order], files.masks))

    return audit, audit_by_group
