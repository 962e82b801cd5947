# SPDX-License-Identifier: Apache-2.0
"""The looking itself: what each contested class of a repertoire hangs on, those with most contested pairs first."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from licit.engine.class_answers import ORDER, ClassAnswers
from licit.engine.class_keeping import KeptClasses
from licit.engine.classes import ClassTable
from licit.engine.repertoire import marks_of, situation_name
from licit.engine.wholes import OpenLaw
from licit.engine.words import Words
from licit.explain.crux import CruxFinder, Limits, Pieced
from licit.explain.crux.abreast import looked_abreast
from licit.explain.crux.diagram import Bounds
from licit.explain.crux.share import Budget
from licit.explain.crux.whole import HERE
from licit.explain.pausing import collector_paused
from licit.model.asset import Item
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.reference.alike import leaf_classes
from licit.tasks.crux_classes import ClassCruxes, Gathering, Hanging, Ints

CONTESTED: Final = ORDER.index(Answer.CONTESTED)


@dataclass(frozen=True, slots=True)
class Repertoire:
    """A service's repertoire: its classes, how many items of each are offered, last of none; the leaves asked about."""

    record: Record
    folder: Path
    table: ClassTable
    items: Ints
    territories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What the classes hang on; ``left``: the contested pairs of the catalogue whose classes were not come to."""

    classes: ClassCruxes
    left: int = 0


def look_into(  # noqa: PLR0913 - what is asked, of what, and what it may take
    whole: Repertoire,
    kept: KeptClasses,
    answers: ClassAnswers,
    asked: Words,
    question: Question,
    *,
    limits: Limits,
    until: float | None,
    processes: int,
    told: Callable[[int, int], None],
) -> Looked:
    """Each class that is contested in a leaf asked about; ``until``, of the monotonic clock, where time is limited.

    ``told`` hears how many classes are done, and how many there are.
    """
    contest = list(_contest(whole, answers, asked))
    looking = _Looking(whole, kept, question, limits, answers.leaves)
    left = 0
    with collector_paused(), looking.abreast([number for number, _, _ in contest], processes):
        for done, (number, items, mask) in enumerate(contest):
            if done % 64 == 0:
                told(done, len(contest))
            if until is not None and time.monotonic() > until:
                left = sum(items * mask.bit_count() for _, items, mask in contest[done:])
                break
            looking.look(number, mask)
    told(len(contest), len(contest))
    return Looked(looking.found(), left)


def _contest(whole: Repertoire, answers: ClassAnswers, asked: Words) -> Iterator[tuple[int, int, int]]:
    """The number, the items on offer and the contested leaves of each class that has some."""
    by_set = np.ascontiguousarray(answers.by_answer()[:, CONTESTED] & asked)
    masks = [int.from_bytes(mask.tobytes(), "little") for mask in by_set]
    many = np.asarray([mask.bit_count() for mask in masks], dtype=np.int64)[answers.of_class]
    items = whole.items[:-1]
    for number in np.lexsort((-many, -many * items)).tolist():
        if many[number]:
            yield number, int(items[number]), masks[answers.of_class[number]]


class _Looking:
    """The conditions that were found; the cruxes of each are found once."""

    def __init__(
        self, whole: Repertoire, kept: KeptClasses, question: Question, limits: Limits, leaves: tuple[str, ...]
    ) -> None:
        self.question = question
        self.table = table = whole.table
        self.record = kept.situated
        answering = kept.answering(question.service, question.use)
        known = marks_of(whole.record)[1]
        marks, first = np.unique(table.profiles, return_index=True)
        firsts = zip(marks.tolist(), first.tolist(), strict=True)
        listed = {known[mark]: str(table.representative_asset(at)) for mark, at in firsts if mark}
        self.places = answering.believed.places
        self.territories = whole.territories
        wholes, hearing = answering.on(question.day)
        self.finder = CruxFinder(self.record, question, limits, by_asset=False, hearing=hearing, listed=listed)
        self.pieced = None if wholes.open else Pieced(self.finder, wholes)
        self.gathering = Gathering(leaves, len(table.counts))
        self._items: dict[int, Item] = {}
        self._held: list[Bounds] = []  # so that the numbers of their nodes stay theirs
        self._alike: list[tuple[str, int]] | None = None

    def abreast(self, classes: Sequence[int], processes: int) -> AbstractContextManager[None]:
        """Within, what these classes hang on is looked into by several processes, ahead of ``look``."""
        if self.pieced is None:
            return nullcontext()
        return looked_abreast(self.pieced, self.pieced.contested(map(self._item, classes)), processes)

    def look(self, number: int, mask: int) -> None:
        """A class in some leaves: by pieces, or leaf by leaf; those that no set of the record tells apart together."""
        item = self._item(number)
        try:
            pieces = self._at_once(item, mask)
        except OpenLaw:
            pieces = list(self._by_leaf(item, mask))
        self.gathering.add(number, pieces)

    def _item(self, number: int) -> Item:
        if number not in self._items:
            self._items[number] = _item(self.table, number)
        return self._items[number]

    def _at_once(self, item: Item, mask: int) -> list[tuple[int, int]]:
        if self.pieced is None:
            raise OpenLaw
        found = []
        for key, leaves in self.pieced.of(item, mask).items():
            bounds = self.pieced.bounds[key]
            budget = Budget(0, 0)
            if bounds.sure != bounds.possible:
                budget.met |= self.finder.bounds_met
            found.append((self._number(bounds, budget, HERE), leaves))
        return found

    def _by_leaf(self, item: Item, mask: int) -> Iterator[tuple[int, int]]:
        for leaf, alike in self._leaves():
            if mask & alike:
                bounds, budget = self.finder.bounds_of(item, leaf)
                yield self._number(bounds, budget, leaf), mask & alike

    def _leaves(self) -> list[tuple[str, int]]:
        if self._alike is None:
            bit = self.places.bit
            classes = leaf_classes(self.record, self.question.day, self.territories)
            self._alike = [(same[0], sum(bit(leaf) for leaf in set(same))) for same in classes]
        return self._alike

    def _number(self, bounds: Bounds, budget: Budget, place: str) -> int:
        key = int(bounds.sure), int(bounds.possible), place, frozenset(budget.met)
        known = self.gathering.knows(key)
        if known is not None:
            return known
        self._held.append(bounds)
        found = self.finder.told(replace(self.question, territory=place), bounds, Answer.CONTESTED, budget)
        return self.gathering.learn(key, Hanging(place, found.clearing, found.refusing, found.stopped))

    def found(self) -> ClassCruxes:
        """All of them."""
        return self.gathering.found()


def _item(table: ClassTable, number: int) -> Item:
    assets: dict[str, list[str]] = {}
    span = slice(int(table.class_offsets[number]), int(table.class_offsets[number + 1]))
    for kind, situation in zip(table.part_kinds[span].tolist(), table.part_situations[span].tolist(), strict=True):
        of_kind = assets.setdefault(table.kinds[kind], [])
        if situation >= 0:
            of_kind.append(situation_name(situation))
    return Item("", tuple((kind, tuple(some)) for kind, some in assets.items()))
