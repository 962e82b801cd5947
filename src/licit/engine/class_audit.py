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
from licit.engine.counting import Counts, per_leaf, tally_classes, tally_rows
from licit.engine.words import Words, everywhere
from licit.model.progress import Progress, silent

UNKNOWN: Final = 3  # its place among the answers


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
    of_timeline, masks = _shown(timelines, day)
    rows = np.append(of_timeline[timelines.of_class], np.int32(len(masks) - 1))
    weights = tally_rows(catalogue, rows, len(masks), progress=progress)
    present = np.flatnonzero(weights.any(axis=1))
    counts = per_leaf(weights[present], masks[present], len(timelines.leaves))
    return ClassAudit(counts, catalogue.names, timelines.leaves, day)


def audit_window(catalogue: Catalogue, timelines: Timelines, *, progress: Progress = silent) -> CoverageTimeline:
    """Count the answers of a catalogue through the whole window: the same pass, and then only what changes."""
    tally = tally_classes(catalogue, len(timelines.of_class), progress=progress)
    weights = np.bincount(timelines.of_class, weights=tally[:-1], minlength=len(timelines.offsets) - 1)  # below 2^53
    changes = timelines.changing()
    counts = changes.counts(np.rint(weights).astype(np.int64))
    counts[:, UNKNOWN] += tally[-1]
    starts = tuple(date.fromordinal(day) for day in changes.days.tolist())
    return CoverageTimeline(counts, starts, timelines.leaves, timelines.last)


def _shown(timelines: Timelines, day: date) -> tuple[npt.NDArray[np.int32], Words]:
    """The row of each timeline on a day, and the masks of the rows that come up, few of those of a window.

    The masks have one row more: what the repertoire does not have is unknown everywhere (SEMANTICS §3.7).
    """
    rows = timelines.rows_on(day)
    shown = np.zeros(len(timelines.masks), dtype=bool)
    shown[rows] = True
    number = np.cumsum(shown, dtype=np.int32) - 1
    unknown = np.zeros((1, *timelines.masks.shape[1:]), dtype=np.uint64)
    unknown[0, UNKNOWN] = everywhere(len(timelines.leaves))
    return number[rows], np.concatenate((timelines.masks[shown], unknown))
