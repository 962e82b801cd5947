# SPDX-License-Identifier: Apache-2.0
"""What differs between two sides: each fact with how it stands, and each answer of an item with what it turns on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar, cast

from licit.explain.turning import reason_of
from licit.model.change import AnswerChange, FactChange
from licit.model.day import Reading, begins, ends
from licit.model.fact import Fact, Finding, Grant, Termination
from licit.model.overview import Reason, Tally
from licit.model.proof import Standing
from licit.model.question import Question
from licit.model.record import Record
from licit.model.statement import Statement
from licit.model.verdict import Answer

if TYPE_CHECKING:
    from licit.engine.engine import Engine
    from licit.reference.point import Point

FoundT = TypeVar("FoundT")
Leaves = tuple[str, ...]
Cell = tuple[Leaves, Answer]


@dataclass(frozen=True)
class Side:
    """A record and a question of it; the item and territory of the question don't matter.

    ``engine`` answers, or the reference where there is none. ``kept`` is what was found out, also about other questions
    of the record.
    """

    record: Record
    question: Question
    engine: Engine | None = None
    kept: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    def once(self, what: object, find: Callable[[], FoundT]) -> FoundT:
        """What was found under this key before, else what is found now."""
        if what not in self.kept:
            self.kept[what] = find()
        return cast("FoundT", self.kept[what])

    def cells(self, item: str, leaves: Leaves) -> tuple[Cell, ...]:
        """The answer for an item everywhere: leaves of one answer."""
        return self.once((self.question, item, leaves), lambda: tuple(self._cells(item, leaves)))

    def _cells(self, item: str, leaves: Leaves) -> Iterator[Cell]:
        if self.engine is None:
            from licit.reference import answer_alone

            for inside in dict.fromkeys(self.alike(leaves).values()):
                yield inside, answer_alone(self.record, replace(self.question, item=item, territory=inside[0]))
            return
        hearing = self.engine.hearing(self.question)
        bits = [(leaf, hearing.believed.places.bit(leaf)) for leaf in leaves]
        for mask, decision in hearing.cells(item):
            if inside := tuple(leaf for leaf, bit in bits if bit & mask):
                yield inside, decision.answer

    def reason(self, item: str, leaf: str) -> Reason:
        """What the answer turns on there."""
        if self.engine is not None:
            hearing = self.engine.hearing(self.question)
            return hearing.reason(hearing.decide(item, leaf))
        from licit.reference import judge

        asked = replace(self.question, item=item, territory=leaf)
        return reason_of(self.record, judge(self.record, asked, explain=False))

    def alike(self, leaves: Leaves) -> Mapping[str, Leaves]:
        """Each leaf with those that no fact tells from it: their proofs differ in the name of the place alone."""
        from licit.reference.alike import leaf_classes

        day = self.question.day
        return self.once(
            (day, leaves), lambda: {leaf: same for same in leaf_classes(self.record, day, leaves) for leaf in same}
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """The answers of one item on both sides, in all leaves."""

    before: Tally
    after: Tally
    changes: tuple[AnswerChange, ...]


def compared(before: Side, after: Side, items: tuple[str, str], leaves: Leaves) -> Compared:
    """The answers of an item before and after, which may be called by two names; one change for each two reasons."""
    ours, theirs = before.cells(items[0], leaves), after.cells(items[1], leaves)
    now = {leaf: answer for inside, answer in theirs for leaf in inside}
    alike = before.alike(leaves), after.alike(leaves)
    parts: dict[tuple[Answer, Answer, Leaves, Leaves], list[str]] = {}
    for inside, answer in ours:
        for leaf in inside:
            if now[leaf] is not answer:
                key = answer, now[leaf], alike[0][leaf], alike[1][leaf]
                parts.setdefault(key, []).append(leaf)
    told: dict[tuple[Answer, Answer, Reason | None, Reason | None], list[str]] = {}
    for (was, becomes, _, _), part in parts.items():
        ones = _reason(before, items[0], was, part), _reason(after, items[1], becomes, part)
        for leaf in part:
            told.setdefault((was, becomes, _at(ones[0], part[0], leaf), _at(ones[1], part[0], leaf)), []).append(leaf)
    changes = (
        AnswerChange(
            items=(items[0],),
            territories=tuple(leaf for leaf in leaves if leaf in inside),
            before=was,
            after=becomes,
            was=one,
            now=other,
        )
        for (was, becomes, one, other), inside in told.items()
    )
    return Compared(_tally(ours), _tally(theirs), tuple(changes))


def _reason(side: Side, item: str, answer: Answer, part: Sequence[str]) -> Reason | None:
    return None if answer is Answer.CLEARED else side.reason(item, part[0])


def _at(reason: Reason | None, told_of: str, leaf: str) -> Reason | None:
    """The reason as it is told of another leaf alike: one that speaks of the place names that."""
    return replace(reason, subject=leaf) if reason and reason.subject == told_of else reason


def _tally(cells: Sequence[Cell]) -> Tally:
    counted = dict.fromkeys(Answer, 0)
    for inside, answer in cells:
        counted[answer] += len(inside)
    return Tally(*(counted[one] for one in (Answer.CLEARED, Answer.NOT_CLEARED, Answer.CONTESTED, Answer.UNKNOWN)))


def fact_changes(before: Side, after: Side) -> tuple[FactChange, ...]:
    """Every fact that differs, in the order of the record before, then of what is new."""
    ours, theirs = _Standing(before), _Standing(after)
    found = []
    for name in dict.fromkeys((*before.record.by_id, *after.record.by_id)):
        words_before, words_after = ours.heard(name), theirs.heard(name)
        change = FactChange(
            fact=name,
            before=before.record.by_id.get(name),
            after=after.record.by_id.get(name),
            stood=ours.of(name),
            stands=theirs.of(name),
            ran=ours.runs(name),
            runs=theirs.runs(name),
            unsaid=tuple(one for one in words_before if one not in words_after),
            said=tuple(one for one in words_after if one not in words_before),
        )
        if change.kind is not None:
            found.append(change)
    return tuple(found)


def stands(side: Side, fact: str) -> tuple[Standing, ...]:
    """How a fact stands: as usual, then as findings have it in some places or for some owners."""
    return _Standing(side).of(fact)


class _Standing:
    """How the facts of one side stand, by the reference."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self._points: dict[str, Point] = {}

    def of(self, name: str) -> tuple[Standing, ...]:
        """The standing where no finding binds, then those that findings give it in some places or for some owners."""
        from licit.reference.standing import standing

        if name not in self.side.record.by_id:
            return ()
        usual = standing(self._point(""), name, "")
        bound = (standing(self._point(leaf), name, who) for leaf, who in self._spots(name))
        return tuple(dict.fromkeys((usual, *bound)))

    def heard(self, name: str) -> tuple[Statement, ...]:
        """The words on it that count: of two that say the same of it, one."""
        from licit.reference.standing import heard

        words = heard(self._point(""), name)
        return tuple(dict.fromkeys(replace(one, facts=(name,)) if one.facts else one for one in words))

    def runs(self, name: str) -> bool:
        """Whether it counts somewhere, and its term may include the day; a termination: whether it took effect."""
        fact = self.side.record.by_id.get(name)
        counts = not {Standing.ACCEPTED, Standing.DISPUTED}.isdisjoint(self.of(name))
        return fact is not None and counts and running(fact, self.side.question.day)

    def _spots(self, name: str) -> Iterator[tuple[str, str]]:
        """Where and for whom a finding may make it stand otherwise."""
        record, day = self.side.record, self.side.question.day
        waiting: list[Finding] = list(record.findings_on.get(name, ()))
        seen: set[str] = set()
        while waiting:
            finding = waiting.pop(0)
            if finding.id in seen:
                continue
            seen.add(finding.id)
            waiting += record.findings_on.get(finding.id, ())
            for leaf in sorted(finding.territories.leaves(record.atlas, day)):
                for who in ("", *sorted(finding.between)):
                    yield leaf, who

    def _point(self, leaf: str) -> Point:
        from licit.reference.point import Point

        if leaf not in self._points:
            position = self.side.record.positions[self.side.question.position]
            self._points[leaf] = Point(self.side.record, self.side.question, position, leaf)
        return self._points[leaf]


def running(fact: Fact, day: date) -> bool:
    """Whether some reading of a fact's days includes this one; a termination runs from the day after its last."""
    if isinstance(fact, Termination):
        return ends(fact.last_day, Reading.LOWER) < day
    if isinstance(fact, Grant):
        return begins(fact.begun, Reading.UPPER) <= day <= ends(fact.stated_end, Reading.UPPER)
    return fact.term.may_cover(day)
