# SPDX-License-Identifier: Apache-2.0
"""Answers and timelines of classes as the store keeps them, arrays and notes, and back; and parts of them as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from licit.engine.class_answers import ClassAnswers, join_answers
from licit.engine.class_changes import Changes, Sums
from licit.engine.class_timelines import Timelines, Window, packed_timelines
from licit.engine.store import Entry
from licit.model.overview import Reason

Written = tuple[Mapping[str, npt.NDArray[Any]], Mapping[str, Any]]
FoundT = TypeVar("FoundT")


class Form(Protocol, Generic[FoundT]):
    """How one kind of result is kept."""

    def written(self, found: FoundT) -> Written:
        """Arrays and notes."""

    def read(self, entry: Entry) -> FoundT:
        """What was kept."""

    def joined(self, parts: Sequence[FoundT]) -> FoundT:
        """Parts, in the order of their classes, as one."""


class AnswersForm:
    """Answers on a day."""

    def written(self, found: ClassAnswers) -> Written:
        """Arrays, with leaves and reasons as notes."""
        names = ("of_class", "offsets", "answer", "reason", "masks")
        reasons = [_written(reason) for reason in found.reasons]
        return {name: getattr(found, name) for name in names}, {"leaves": list(found.leaves), "reasons": reasons}

    def read(self, entry: Entry) -> ClassAnswers:
        """What was kept."""
        notes: Any = entry.notes
        reasons = tuple(_read(reason) for reason in notes["reasons"])
        return ClassAnswers(**entry.arrays, reasons=reasons, leaves=tuple(notes["leaves"]))

    def joined(self, parts: Sequence[ClassAnswers]) -> ClassAnswers:
        """One for all classes."""
        return join_answers(parts, parts[0].leaves)


class TimelinesForm:
    """Answers through a window of days; with those of all classes, what changes in them."""

    def written(self, found: Timelines) -> Written:
        """Arrays, with leaves and days as notes."""
        arrays = {name: getattr(found, name) for name in ("of_class", "offsets", "starts", "rows", "masks")}
        if found.changes is not None:
            arrays |= _of_changes(found.changes)
        days = [found.first.isoformat(), found.last.isoformat()]
        return arrays, {"leaves": list(found.leaves), "days": days}

    def read(self, entry: Entry) -> Timelines:
        """What was kept."""
        notes: Any = entry.notes
        first, last = (date.fromisoformat(day) for day in notes["days"])
        arrays = dict(entry.arrays)
        changes = _changes(arrays) if "change_days" in arrays else None
        return Timelines(**arrays, leaves=tuple(notes["leaves"]), first=first, last=last, changes=changes)

    def joined(self, parts: Sequence[Timelines]) -> Timelines:
        """One for all classes: each different set of answers, and each different timeline, once."""
        rows: dict[bytes, int] = {}
        known: dict[bytes, int] = {}
        of_class = []
        for part in parts:
            row = [rows.setdefault(mask.tobytes(), len(rows)) for mask in np.ascontiguousarray(part.masks)]
            slices = np.stack((part.starts, np.asarray(row, dtype=np.int32)[part.rows]), axis=1).astype("<i4")
            packed = slices.tobytes()
            at = (part.offsets * slices.itemsize * 2).tolist()
            numbers = (known.setdefault(packed[begin:end], len(known)) for begin, end in pairwise(at))
            number = np.fromiter(numbers, dtype=np.int32, count=len(at) - 1)
            of_class.append(number[part.of_class])
        one = parts[0]
        masks = np.frombuffer(b"".join(rows), dtype=np.uint64).reshape(len(rows), *one.masks.shape[1:])
        window = Window(one.first, one.last)
        found = packed_timelines(np.concatenate(of_class), known, masks, one.leaves, window)
        return replace(found, changes=found.changing())


def _of_changes(changes: Changes) -> dict[str, npt.NDArray[Any]]:
    return {
        "change_days": changes.days,
        "change_kinds": changes.kinds,
        "alike_members": changes.alike.members,
        "alike_offsets": changes.alike.offsets,
        "cell_members": changes.cells.members,
        "cell_offsets": changes.cells.offsets,
        "leaving": changes.leaving,
        "reaching": changes.reaching,
    }


def _changes(arrays: dict[str, npt.NDArray[Any]]) -> Changes:
    """They are taken out of the arrays."""
    return Changes(
        days=arrays.pop("change_days"),
        kinds=arrays.pop("change_kinds"),
        alike=Sums(arrays.pop("alike_members"), arrays.pop("alike_offsets")),
        cells=Sums(arrays.pop("cell_members"), arrays.pop("cell_offsets")),
        leaving=arrays.pop("leaving"),
        reaching=arrays.pop("reaching"),
    )


def _written(reason: Reason) -> list[Any]:
    day = reason.day.isoformat() if reason.day else None
    return [reason.code, reason.at, reason.to, list(reason.facts), day, reason.subject]


def _read(written: list[Any]) -> Reason:
    code, at, to, facts, day, subject = written
    return Reason(code, at, to, tuple(facts), date.fromisoformat(day) if day else None, subject)
