# SPDX-License-Identifier: Apache-2.0
"""What a catalogue in files of any size hangs on, ranked: by rights classes, all leaves at once where nothing forbids.

Which pairs are contested the kept answers of the classes say. Of each class that has some, its conditions are put
together from those of its shares (``licit.explain.crux.pieces``); where an owner, a law or the place of the act is
open, leaf by leaf. The classes with most contested pairs come first, so that what a limit leaves out is least.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from licit.engine.answering import Answering
from licit.engine.class_answers import ORDER, ClassAnswers
from licit.engine.classes import ClassTable
from licit.engine.compiled import Compiled
from licit.engine.counting import tally_classes
from licit.engine.engine import Engine
from licit.engine.repertoire import give_profiles, marks_of, situation_name, with_situations
from licit.engine.wholes import OpenLaw
from licit.engine.words import Words
from licit.explain.crux import DEFAULT, CruxFinder, Limits, Pieced
from licit.explain.crux.diagram import Bounds
from licit.explain.crux.share import Budget
from licit.explain.crux.whole import HERE
from licit.model.asset import Item
from licit.model.crux import CatalogueCruxes, Limit
from licit.model.fact import Control
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.reference.alike import leaf_classes
from licit.tasks.catalogue import Ints, Means, kept_classes, mask_of, offered, one_table, open_classes
from licit.tasks.crux import Counting

if TYPE_CHECKING:
    from licit.tasks.opening import OpenCase

CONTESTED: Final = ORDER.index(Answer.CONTESTED)
Weights = dict[int, int]  # how many items are contested in the leaves of a mask


@dataclass(frozen=True, slots=True)
class Contest:
    """Rights classes that are contested somewhere.

    ``classes``: the number, the items and the contested leaves of each, those of most pairs first; ``pairs`` in all.
    """

    classes: tuple[tuple[int, int, int], ...]
    leaves: tuple[str, ...]
    pairs: int

    @property
    def contested(self) -> int:
        """How many pairs are."""
        return sum(items * mask.bit_count() for _, items, mask in self.classes)


@dataclass(frozen=True, slots=True)
class Judged:
    """A service's repertoire, made ready: the record with its situations, and what the compiled engine says of it.

    ``listed``: an asset of the repertoire for each profile of lists.
    """

    record: Record
    table: ClassTable
    answering: Answering
    contest: Contest
    territories: tuple[str, ...]
    listed: Mapping[int, str]


def repertoire_cruxes(  # noqa: PLR0913 - what is asked, of what, where, and what it may take
    opened: OpenCase,
    question: Question,
    repertoire: Path,
    *,
    catalogue: Path | None = None,
    territories: Sequence[str] = (),
    limits: Limits | None = None,
    seconds: float | None = None,
    means: Means | None = None,
) -> tuple[CatalogueCruxes, Record]:
    """The cruxes of each contested pair of a row of a catalogue and a territory, counted; and the record to word them.

    ``seconds``: what the ranking may take, once the answers of the classes are there; then the classes that were not
    come to are ``unfinished``. A row of the repertoire whose owner is disputed stands for all rows that say the same of
    assets in the same situation; the record names one of these assets.

    Raises:
        BadInputError: as ``audit_catalogue`` does.
        InvalidValueError: a territory that the atlas of the case does not have.
    """
    means = means or Means()
    judged = made_ready(opened, question, repertoire, catalogue=catalogue, territories=territories, means=means)
    found = ranked(judged, question, limits=limits, seconds=seconds, means=means)
    return found, _worded(opened.record, judged, found)


def made_ready(  # noqa: PLR0913 - what is asked, of what, where
    opened: OpenCase,
    question: Question,
    repertoire: Path,
    *,
    catalogue: Path | None = None,
    territories: Sequence[str] = (),
    means: Means,
) -> Judged:
    """The answers of the classes, kept or made now, and the form of the record in which their cruxes are looked for.

    Raises:
        BadInputError, InvalidValueError: as above.
    """
    record = opened.record
    where = tuple(territories) or record.atlas.leaves_on(question.day)
    table = open_classes(record, repertoire, means)
    with one_table(table):
        kept = kept_classes(record, table, repertoire, question)
        answers = kept.on(question.service, question.use, question.day, progress=means.telling(question.use))
        offers, _ = offered(table, repertoire, catalogue, means)
        items = tally_classes(offers, len(table.counts), progress=means.telling("catalogue"), threads=means.threads)
        whole = with_situations(record, table, repertoire)
        believed = Engine(whole).believed(question.position, question.known_by)
        known = marks_of(record)[1]
        give_profiles(believed, table, known)
        marks, first = np.unique(table.profiles, return_index=True)
        firsts = zip(marks.tolist(), first.tolist(), strict=True)
        listed = {known[mark]: str(table.representative_asset(at)) for mark, at in firsts if mark}
    contest = _contest(answers, items, mask_of(where, answers.leaves), len(set(where)))
    answering = Answering(Compiled(believed, question.service, question.use))
    return Judged(whole, table, answering, contest, where, listed)


def _contest(answers: ClassAnswers, items: Ints, asked: Words, many: int) -> Contest:
    by_set = np.ascontiguousarray(answers.by_answer()[:, CONTESTED] & asked)
    masks = [int.from_bytes(mask.tobytes(), "little") for mask in by_set]
    offered_of = items[:-1]
    pairs = np.asarray([mask.bit_count() for mask in masks], dtype=np.int64)[answers.of_class] * offered_of
    order = np.argsort(-pairs, kind="stable")[: int(np.count_nonzero(pairs))]
    classes = zip(order.tolist(), offered_of[order].tolist(), answers.of_class[order].tolist(), strict=True)
    found = tuple((number, count, masks[at]) for number, count, at in classes)
    return Contest(found, answers.leaves, int(items.sum()) * many)


def ranked(
    judged: Judged,
    question: Question,
    *,
    limits: Limits | None = None,
    seconds: float | None = None,
    means: Means,
) -> CatalogueCruxes:
    """The ranking itself."""
    began = time.monotonic()
    told = means.telling("crux")
    wholes, hearing = judged.answering.on(question.day)
    finder = CruxFinder(
        judged.record, question, limits or DEFAULT, by_asset=False, hearing=hearing, listed=judged.listed
    )
    pieced = None if wholes.open else Pieced(finder, wholes)
    counting = _Weighed(judged, finder)
    classes = judged.contest.classes
    for done, (number, items, mask) in enumerate(classes):
        if done % 64 == 0:
            told(done, len(classes))
        if seconds is not None and time.monotonic() - began > seconds:
            left = sum(items * mask.bit_count() for _, items, mask in classes[done:])
            counting.counting.sums["contested"] += left
            counting.counting.sums["unfinished"] += left
            counting.counting.stopped.add(Limit.SECONDS)
            break
        item = _item(judged.table, number)
        try:
            counting.at_once(pieced, item, items, mask)
        except OpenLaw:
            counting.by_leaf(item, items, mask)
    found = counting.found(question)
    told(len(classes), len(classes))
    return found


class _Weighed:
    """The conditions that were found, with how many items have each in which leaves; their cruxes are found once."""

    def __init__(self, judged: Judged, finder: CruxFinder) -> None:
        self.judged = judged
        self.finder = finder
        self.counting = Counting(judged.record)
        self.leaves = judged.contest.leaves
        self._many: dict[tuple[int, int], tuple[Bounds, Weights]] = {}
        self._alike: list[tuple[str, int]] | None = None

    def at_once(self, pieced: Pieced | None, item: Item, items: int, mask: int) -> None:
        """A class by pieces.

        Raises:
            OpenLaw: it can't be.
        """
        if pieced is None:
            raise OpenLaw
        for key, leaves in pieced.of(item, mask).items():
            self._add(pieced.bounds[key], items, leaves)

    def by_leaf(self, item: Item, items: int, mask: int) -> None:
        """A class leaf by leaf; those that no set of the record tells apart together."""
        for leaf, alike in self._leaves():
            here = mask & alike
            if here:
                bounds, budget = self.finder.bounds_of(item, leaf)
                self._count(bounds, budget, leaf, {here: items})

    def _leaves(self) -> list[tuple[str, int]]:
        if self._alike is None:
            judged = self.judged
            bit = judged.answering.believed.places.bit
            classes = leaf_classes(judged.record, self.finder.question.day, judged.territories)
            self._alike = [(same[0], sum(bit(leaf) for leaf in set(same))) for same in classes]
        return self._alike

    def _add(self, bounds: Bounds, items: int, leaves: int) -> None:
        key = int(bounds.sure), int(bounds.possible)
        weights = self._many.setdefault(key, (bounds, {}))[1]
        weights[leaves] = weights.get(leaves, 0) + items

    def _count(self, bounds: Bounds, budget: Budget, here: str, weights: Weights) -> None:
        question = replace(self.finder.question, territory=here)
        found = self.finder.told(question, bounds, Answer.CONTESTED, budget)
        by_leaf: dict[str, int] = {}
        for mask, items in weights.items():
            for leaf in self.judged.answering.believed.places.leaves(mask):
                by_leaf[leaf] = by_leaf.get(leaf, 0) + items
        self.counting.sums["classes"] += 1
        self.counting.take(found, (*found.clearing, *found.refusing), here, by_leaf)

    def found(self, question: Question) -> CatalogueCruxes:
        """All of them, counted and ranked."""
        for bounds, weights in self._many.values():
            budget = Budget(0, 0)
            if bounds.sure != bounds.possible:
                budget.met |= self.finder.bounds_met
            self._count(bounds, budget, HERE, weights)
        return self.counting.found(question, self.judged.territories, self.judged.contest.pairs)


def _item(table: ClassTable, number: int) -> Item:
    assets: dict[str, list[str]] = {}
    for kind, situation in _parts(table, number):
        of_kind = assets.setdefault(table.kinds[kind], [])
        if situation >= 0:
            of_kind.append(situation_name(situation))
    return Item("", tuple((kind, tuple(some)) for kind, some in assets.items()))


def _parts(table: ClassTable, number: int) -> Iterator[tuple[int, int]]:
    span = slice(int(table.class_offsets[number]), int(table.class_offsets[number + 1]))
    yield from zip(table.part_kinds[span].tolist(), table.part_situations[span].tolist(), strict=True)


def _worded(record: Record, judged: Judged, found: CatalogueCruxes) -> Record:
    """The record of the case with the rows of the repertoire that cruxes settle, each of an asset that it is about."""
    both = (*found.clearing, *found.refusing)
    named = {name for one in both for settled in one.crux.settlements for name in settled.point.facts}
    rows = (judged.record.by_id.get(name) for name in sorted(named - record.by_id.keys()))
    controls = []
    for row in rows:
        if isinstance(row, Control):
            situation = int(row.asset.removeprefix(situation_name(0)[:-1]))
            controls.append(replace(row, asset=str(judged.table.representative_asset(situation))))
    return replace(record, facts=(*record.facts, *controls)) if controls else record
