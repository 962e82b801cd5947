# SPDX-License-Identifier: Apache-2.0
"""The answers of rights classes on a day, and what each that is not cleared turns on. Source: SEMANTICS §§5, 6."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from licit.engine.answering import Answering
from licit.engine.class_timelines import ClassTimelines, Window
from licit.engine.classes import ClassTable
from licit.engine.repertoire import situation_name
from licit.engine.wholes import Turn
from licit.engine.words import Words, as_words, everywhere
from licit.model.overview import Reason
from licit.model.verdict import Answer

ORDER: Final = (Answer.CLEARED, Answer.CONTESTED, Answer.NOT_CLEARED, Answer.UNKNOWN)
_CLEARED: Final = 0
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class ClassAnswers:
    """The answers of classes on a day, each different set of answers and reasons once.

    ``of_class``: int32, the set of each class. Set *s* has the cells ``offsets[s]`` to before ``offsets[s + 1]``:
    ``masks``, uint64 ``[cells, words]``, leaves (bit *i* is leaf *i* of ``leaves``); ``answer``, uint8, its place in
    ``ORDER``; ``reason``, int32, its place in ``reasons``. The cells of a set are disjoint; where none is, it is
    cleared. Of a reason's ``subject`` only the kind of the asset is kept: a class has no assets of its own.
    """

    of_class: npt.NDArray[np.int32]
    offsets: npt.NDArray[np.int64]
    answer: npt.NDArray[np.uint8]
    reason: npt.NDArray[np.int32]
    masks: Words
    reasons: tuple[Reason, ...]
    leaves: tuple[str, ...]

    @property
    def set_of_cell(self) -> npt.NDArray[np.int64]:
        """The set that each cell is of."""
        return np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))

    def by_answer(self) -> Words:
        """The masks of each set, uint64 ``[sets, 4, words]`` in ``ORDER``: disjoint, together all leaves."""
        found = np.zeros((len(self.offsets) - 1, len(ORDER), self.masks.shape[1]), dtype=np.uint64)
        where = self.set_of_cell
        for number in range(1, len(ORDER)):
            of = self.answer == number
            np.bitwise_or.at(found[:, number], where[of], self.masks[of])
        found[:, _CLEARED] = everywhere(len(self.leaves)) & ~np.bitwise_or.reduce(found[:, 1:], axis=1)
        return found


class _Cell(NamedTuple):
    answer: int
    reason: int
    mask: int


class _Sets:
    """Sets of cells, numbered as they come."""

    def __init__(self, leaves: tuple[str, ...]) -> None:
        self.leaves = leaves
        self.known: dict[tuple[_Cell, ...], int] = {}
        self.reasons: dict[Reason, int] = {}

    def number(self, cells: Iterable[tuple[int, Reason, int]]) -> int:
        merged: dict[tuple[int, int], int] = {}
        for answer, reason, mask in cells:
            key = answer, self.reasons.setdefault(reason, len(self.reasons))
            merged[key] = merged.get(key, 0) | mask
        found = tuple(sorted(_Cell(*key, mask) for key, mask in merged.items() if mask))
        return self.known.setdefault(found, len(self.known))

    def answers(self, of_class: npt.NDArray[np.int32]) -> ClassAnswers:
        cells = [cell for one in self.known for cell in one]
        return ClassAnswers(
            of_class=of_class,
            offsets=np.concatenate(([0], np.cumsum([len(one) for one in self.known], dtype=np.int64))).astype(np.int64),
            answer=np.asarray([cell.answer for cell in cells], dtype=np.uint8),
            reason=np.asarray([cell.reason for cell in cells], dtype=np.int32),
            masks=as_words([cell.mask for cell in cells], len(self.leaves)),
            reasons=tuple(self.reasons),
            leaves=self.leaves,
        )


def answer_classes(
    answering: Answering, table: ClassTable, day: date, classes: range, told: Progress = lambda _done: None
) -> ClassAnswers:
    """The answers of some classes of a table on a day; ``of_class`` is in the order of ``classes``."""
    parts = ClassTimelines(answering, table, Window(day, day))
    sets = _Sets(answering.believed.places.names)
    of_class = np.empty(len(classes), dtype=np.int32)
    for at, number in enumerate(classes):
        if at % 256 == 0:
            told(at)
        of_class[at] = sets.number(_cells(answering, parts, parts.parts(number), day))
    return sets.answers(of_class)


def _cells(
    answering: Answering, classes: ClassTimelines, parts: tuple[tuple[int, int], ...], day: date
) -> Iterable[tuple[int, Reason, int]]:
    kinds: dict[str, list[str]] = {}
    for kind, situation in parts:
        kinds.setdefault(situation_name(situation), []).append(classes.table.kinds[kind])
    for turn in answering.turns_of(classes.item(parts), day):
        for leaves, reason in answering.causes(turn, day):
            named = kinds.get(reason.subject)
            told = replace(reason, subject=_kind(answering, turn, named)) if named else reason
            yield ORDER.index(turn.answer), told, leaves


def _kind(answering: Answering, turn: Turn, kinds: list[str]) -> str:
    """The kind of asset a turn speaks of: assets of two kinds may be in one situation, and the law tells them apart."""
    law = answering.believed.record.by_id.get(turn.fact)
    wanted = [kind for kind, rights in getattr(law, "rights", ()) if turn.share and turn.share.right in rights]
    return next((kind for kind in wanted if kind in kinds), kinds[0])


def join_answers(parts: Iterable[ClassAnswers], leaves: tuple[str, ...]) -> ClassAnswers:
    """Parts in the order of their classes as one."""
    sets = _Sets(leaves)
    found: list[npt.NDArray[np.int32]] = []
    for part in parts:
        masks = [int.from_bytes(mask.tobytes(), "little") for mask in np.ascontiguousarray(part.masks)]
        answers, reasons, offsets = part.answer.tolist(), part.reason.tolist(), part.offsets.tolist()
        numbers = [
            sets.number((answers[at], part.reasons[reasons[at]], masks[at]) for at in range(start, end))
            for start, end in pairwise(offsets)
        ]
        found.append(np.asarray(numbers, dtype=np.int32)[part.of_class])
    return sets.answers(np.concatenate(found) if found else np.empty(0, dtype=np.int32))
