# SPDX-License-Identifier: Apache-2.0
"""An audit of a catalogue by rights classes: on a day, or through a window, for the price of the classes' changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from licit.engine.catalogue import Catalogue
from licit.engine.class_timelines import Timelines
from licit.engine.counting import Counts, bits, per_leaf, tally_classes, tally_rows
from licit.engine.words import everywhere
from licit.model.progress import Progress, silent

AT_ONCE: Final = 1 << 14  # answers whose leaves are counted at once: 140 MB


@dataclass(frozen=True, slots=True)
class ClassAudit:
    """How many rows of a catalogue have each answer in each leaf on a day.

    ``counts``: int64 ``[groups, 4, leaves]``, the answers cleared, contested, not cleared, unknown.
    """

    counts: Counts
    groups: tuple[str, ...]
    leaves: tuple[str, ...]
    day: date


@dataclass(frozen=True, slots=True)
class CoverageTimeline:
    """How many rows have each answer in each leaf, slice by slice: int64 ``[slices, 4, leaves]`` in ``counts``.

    ``starts`` are the first days of the slices: those on which the answer of some class changes.
    """

    counts: Counts
    starts: tuple[date, ...]
    leaves: tuple[str, ...]
    last: date


def audit_day(catalogue: Catalogue, timelines: Timelines, day: date, *, progress: Progress = silent) -> ClassAudit:
    """Count the answers of a catalogue on one day of the timelines' window: one pass over its class ids."""
    masks = _with_unlisted(timelines)
    rows = np.append(timelines.rows_on(day)[timelines.of_class], np.int32(len(masks) - 1))
    weights = tally_rows(catalogue, rows, len(masks), progress=progress)
    present = np.flatnonzero(weights.any(axis=1))
    counts = per_leaf(weights[present], masks[present], len(timelines.leaves))
    return ClassAudit(counts, catalogue.names, timelines.leaves, day)


def audit_window(catalogue: Catalogue, timelines: Timelines, *, progress: Progress = silent) -> CoverageTimeline:
    """Count the answers of a catalogue through the whole window: the same pass, and then only what changes."""
    tally = tally_classes(catalogue, len(timelines.of_class), progress=progress)
    of_timeline = np.bincount(timelines.of_class, weights=tally[:-1], minlength=len(timelines.offsets) - 1)
    slices = np.diff(timelines.offsets)
    weight = np.repeat(np.rint(of_timeline).astype(np.int64), slices)
    masks = _with_unlisted(timelines)
    days, at = np.unique(timelines.starts, return_inverse=True)
    later = np.ones(len(timelines.starts), dtype=bool)
    later[timelines.offsets[:-1]] = False
    before = np.flatnonzero(later)
    number, row, count = _summed(
        np.concatenate((at, at[before])),
        np.concatenate((timelines.rows, timelines.rows[before - 1])),
        np.concatenate((weight, -weight[before])),
        len(masks),
    )
    ones, which = _distinct(bits(masks, len(timelines.leaves)).reshape(len(masks), -1))
    changes = np.zeros((len(days), ones.shape[1]), dtype=np.int64)
    edges = np.searchsorted(number, np.arange(len(days) + 1))
    for day in range(len(days)):
        for start in range(int(edges[day]), int(edges[day + 1]), AT_ONCE):
            part = slice(start, min(start + AT_ONCE, int(edges[day + 1])))
            total = count[part].astype(np.float64) @ ones[row[part]].astype(np.float64)
            changes[day] += np.rint(total).astype(np.int64)
    changes[0] += tally[-1] * ones[-1].astype(np.int64)
    counts = np.cumsum(changes, axis=0)[:, which].reshape(len(days), 4, len(timelines.leaves))
    starts = tuple(date.fromordinal(day) for day in days.tolist())
    return CoverageTimeline(counts, starts, timelines.leaves, timelines.last)


def _distinct(ones: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """The columns that differ, and which of them each column is: leaves that no answer tells apart are counted once."""
    packed = np.ascontiguousarray(np.packbits(ones, axis=0).T)
    as_bytes = packed.view(np.dtype((np.void, packed.shape[1]))).reshape(-1)
    _, first, which = np.unique(as_bytes, return_index=True, return_inverse=True)
    return np.ascontiguousarray(ones[:, first]), which


def _summed(
    at: npt.NDArray[np.int64], rows: npt.NDArray[np.int32], weight: Counts, size: int
) -> tuple[Counts, Counts, Counts]:
    """Each different pair of day and answers whose weights don't add up to nothing, by day, and what they add up to."""
    packed = at.astype(np.int64) * size + rows
    order = np.argsort(packed, kind="stable")
    packed, weight = packed[order], weight[order]
    first = np.flatnonzero(np.diff(packed, prepend=-1))
    total = np.add.reduceat(weight, first) if len(first) else weight
    chosen = total != 0
    pairs = packed[first][chosen]
    return pairs // size, pairs % size, total[chosen]


def _with_unlisted(timelines: Timelines) -> npt.NDArray[np.uint64]:
    """The masks with one row more: what the repertoire does not have is unknown everywhere (SEMANTICS §3.7)."""
    unknown = np.zeros((1, *timelines.masks.shape[1:]), dtype=np.uint64)
    unknown[0, 3] = everywhere(len(timelines.leaves))
    return np.concatenate((timelines.masks, unknown))
