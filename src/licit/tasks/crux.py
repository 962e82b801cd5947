# SPDX-License-Identifier: Apache-2.0
"""What contested answers hang on: of one question, or of all that a service offers, ranked by how many pairs hang."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from licit.model.crux import CatalogueCruxes, Crux, Cruxes, RankedCrux, Settlement
from licit.model.overview import RankedPoint
from licit.model.problem import InvalidValueError
from licit.model.progress import Progress, silent
from licit.model.proof import OpenKind, OpenPoint
from licit.model.question import Question
from licit.model.verdict import Answer, Verdict
from licit.tasks.judging import ByEngine
from licit.tasks.offers import offered_by
from licit.tasks.opening import OpenCase
from licit.tasks.stand_ins import names_of, renamed_point, stand_ins

if TYPE_CHECKING:
    from licit.explain.crux import Limits
    from licit.model.record import Record


def crux(opened: OpenCase, question: Question, limits: Limits | None = None) -> Cruxes:
    """The cruxes of one question, smallest first; of an answer that is not contested, that nothing changes it.

    Raises:
        InvalidValueError: the question names no territory.
    """
    from licit.explain.crux import DEFAULT, CruxFinder

    if not question.territory:
        raise InvalidValueError("the question has no territory", mend="name one, such as --territory FR")
    answer = opened.judging.answer(question)
    finder = CruxFinder(opened.record, question, limits or DEFAULT)
    return finder.of(question.item, question.territory, answer)


def beside(opened: OpenCase, verdict: Verdict) -> Cruxes | None:
    """The cruxes that are shown beside a contested answer, of not too much work; ``None``: it is not contested."""
    from licit.explain.crux import FEW, CruxFinder

    if verdict.answer is not Answer.CONTESTED:
        return None
    question = verdict.question
    return CruxFinder(opened.record, question, FEW).of(question.item, question.territory, verdict.answer)


def catalogue_cruxes(
    opened: OpenCase,
    question: Question,
    territories: Sequence[str] = (),
    *,
    limits: Limits | None = None,
    progress: Progress = silent,
) -> CatalogueCruxes:
    """The cruxes of each contested pair of an item on offer and a territory, counted.

    Pairs that can't differ but in names are looked into once. Left out, ``territories`` are all leaves of the day. An
    unstated repertoire is settled for each owner, whatever the assets.

    Raises:
        InvalidValueError: the record says nothing of what the service offers.
    """
    from licit.explain.crux import DEFAULT, CruxFinder
    from licit.reference.alike import item_classes

    record, service = opened.record, question.service
    items = offered_by(service, question.day, record)
    leaves = tuple(territories) or record.atlas.leaves_on(question.day)
    by_item = item_classes(record, items, question.known_by, stand_ins(record, (service,)))
    asked = [(same, part) for same in by_item for part in opened.judging.alike(replace(question, item=same[0]), leaves)]
    hearing = opened.judging.engine.hearing(question) if isinstance(opened.judging, ByEngine) else None
    finder = CruxFinder(record, question, limits or DEFAULT, by_asset=False, hearing=hearing)
    counting = Counting(record)
    progress(0, len(asked))
    for done, (same, part) in enumerate(asked):
        one = replace(question, item=same[0], territory=part[0])
        if opened.judging.answer(one) is Answer.CONTESTED:
            counting.add(finder.of(one.item, one.territory, Answer.CONTESTED), same, part)
        progress(done + 1, len(asked))
    return counting.found(question, leaves, len(items) * len(leaves))


class Counting:
    """How many pairs have each crux."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.cruxes: Counter[Crux] = Counter()
        self.points: Counter[OpenPoint] = Counter()
        self.sums: Counter[str] = Counter()
        self.stopped: set[object] = set()

    def add(self, found: Cruxes, items: Sequence[str], leaves: Sequence[str]) -> None:
        """The cruxes of the first of the items, each item's in its own names, in the territories: each in its own."""
        self.sums["classes"] += 1
        both = (*found.clearing, *found.refusing)
        named = {name for one in both for settlement in one.settlements for name in _names_in(settlement)}
        for item, count in self._called(items, named):
            here = dict.fromkeys(_renamed(one, item) for one in both)
            self.take(found, here, found.question.territory, dict.fromkeys(leaves, count))

    def take(self, found: Cruxes, both: Iterable[Crux], here: str, items: Mapping[str, int]) -> None:
        """Cruxes of a pair at the place ``here``, for so many items in each territory."""
        pairs = sum(items.values())
        self.sums["contested"] += pairs
        if found.always is not None:
            self.sums["always" if found.always else "never"] += pairs
        if found.stopped:
            self.stopped |= set(found.stopped)
            self.sums["unfinished"] += pairs
        cruxes = tuple(both)
        for crux in cruxes:
            if any(_of_place(one, here) for one in crux.settlements):
                for leaf, count in items.items():
                    self.cruxes[_placed(crux, here, leaf)] += count
            else:
                self.cruxes[crux] += pairs
        self.points.update({one.point: pairs for crux in cruxes for one in crux.settlements})

    def _called(self, items: Sequence[str], named: set[str]) -> Iterator[tuple[Mapping[str, str], int]]:
        """The names of the items, but for those that say the same, with how many items have them."""
        told: Counter[tuple[tuple[str, str], ...]] = Counter()
        for item in items:
            names = names_of(self.record, item, items[0]) or {}
            told[tuple(sorted((old, new) for old, new in names.items() if old in named and old != new))] += 1
        yield from ((dict(names), count) for names, count in told.items())

    def _points(self) -> list[tuple[OpenPoint, int]]:
        return sorted(self.points.items(), key=lambda one: (-one[1], one[0].kind.name, one[0].facts, one[0].detail))

    def found(self, question: Question, leaves: tuple[str, ...], pairs: int) -> CatalogueCruxes:
        """All of them, those that most pairs have first."""
        from licit.model.crux import Limit

        def size(one: tuple[Crux, int]) -> tuple[object, ...]:
            crux, count = one
            return -count, len(crux.settlements), tuple(settlement.order for settlement in crux.settlements)

        ranked = [RankedCrux(crux, count) for crux, count in sorted(self.cruxes.items(), key=size) if crux.settlements]
        return CatalogueCruxes(
            service=question.service,
            use=question.use,
            territories=leaves,
            question=question,
            pairs=pairs,
            contested=self.sums["contested"],
            clearing=tuple(one for one in ranked if one.crux.clears),
            refusing=tuple(one for one in ranked if not one.crux.clears),
            points=tuple(RankedPoint(point, count) for point, count in self._points()),
            always=self.sums["always"],
            never=self.sums["never"],
            stopped=tuple(limit for limit in Limit if limit in self.stopped),
            unfinished=self.sums["unfinished"],
            classes=self.sums["classes"],
        )


def _names_in(settlement: Settlement) -> tuple[str, ...]:
    return (*settlement.point.facts, *settlement.of)


def _renamed(crux: Crux, names: Mapping[str, str]) -> Crux:
    if not names:
        return crux
    settlements = (_named(one, names) for one in crux.settlements)
    return Crux(crux.clears, tuple(sorted(settlements, key=lambda one: one.order)))


def _of_place(one: Settlement, here: str) -> bool:
    return one.point.kind is OpenKind.SCOPE and one.point.detail == "territories" and one.of == (here,)


def _placed(crux: Crux, here: str, leaf: str) -> Crux:
    """The crux of a place at another one: unstated territories are asked about that."""
    settlements = (replace(one, of=(leaf,)) if _of_place(one, here) else one for one in crux.settlements)
    return Crux(crux.clears, tuple(sorted(settlements, key=lambda one: one.order)))


def _named(one: Settlement, names: Mapping[str, str]) -> Settlement:
    keep = one.point.kind in (OpenKind.PLACE, OpenKind.FACT)
    of = one.of if keep else tuple(names.get(part, part) for part in one.of)
    return replace(one, point=renamed_point(one.point, names), of=of)
