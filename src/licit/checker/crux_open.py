# SPDX-License-Identifier: Apache-2.0
"""What is still open of a question under some suppositions: one thing to settle next. SEMANTICS §4.

What a crux names is tried first by whoever asks; this looks for what else there is, in every fact that may give or
take.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from licit.checker.bars import Bars
from licit.checker.crux_supposed import DAY, SupposedCase, when_in
from licit.checker.part import Part
from licit.checker.standing import COUNTS
from licit.model.crux import Settlement
from licit.model.day import FIRST, LAST, Reading, When
from licit.model.fact import Control, Fact, Finding, Grant, Requirement, Server, Statute
from licit.model.position import PlaceOfAct
from licit.model.proof import OpenKind, OpenPoint, Standing

FIELDS = ("start", "end", "executed", "retention_end", "survives_until", "last_day")


@dataclass(frozen=True)
class Open:
    """The open points of a question under suppositions; ``parts`` are the shares that are asked about."""

    case: SupposedCase
    parts: tuple[Part, ...]

    def all(self) -> Iterator[Settlement]:
        """Each thing that is not settled, those of the shares whose readings differ first; some don't matter."""
        standings = self.case.wholes.settled.standings
        if standings.position.place is PlaceOfAct.OPEN:
            yield Settlement(OpenPoint(OpenKind.PLACE), so=True)
        for fact in standings.record.facts:
            if isinstance(fact, Control | Requirement | Server):
                yield from self._of(fact, Part(fact.territory if isinstance(fact, Server) else self._leaf))
        for part in self.parts:
            wholes = self.case.of(part)
            if wholes.share(part, Reading.LOWER) is not wholes.share(part, Reading.UPPER):
                for fact in wholes.settled.standings.record.facts:
                    if not isinstance(fact, Control | Requirement | Server):
                        yield from self._of(fact, part)
                yield from self._orders(part)

    @property
    def _leaf(self) -> str:
        return self.case.question.territory

    def _of(self, fact: Fact, part: Part) -> Iterator[Settlement]:
        standings = self.case.of(part).settled.standings
        stands = standings.of(fact, part)
        if isinstance(fact, Finding):
            if fact.interim and stands in COUNTS:
                yield Settlement(OpenPoint(OpenKind.FACT, (fact.id,)), so=True)
        elif stands not in COUNTS:
            return
        if stands is Standing.DISPUTED:
            yield Settlement(OpenPoint(OpenKind.FACT, (fact.id,)), so=True)
        if isinstance(fact, Grant):
            yield from self._of_grant(fact, part)
        if isinstance(fact, Statute):
            yield from self._of_scope(fact, fact, part)
        for name in FIELDS:
            yield from self._day(fact, name)

    def _of_grant(self, grant: Grant, part: Part) -> Iterator[Settlement]:
        yield from self._of_scope(grant, grant.scope, part)
        for group in sorted(_some(grant)):
            yield Settlement(OpenPoint(OpenKind.SOME, (grant.id,), group), so=True, of=(part.owner,))
        for condition in grant.conditions:
            if condition.fulfilled is None:
                yield Settlement(OpenPoint(OpenKind.CONDITION, (grant.id,), condition.text), so=True)

    def _of_scope(self, fact: Fact, holder: object, part: Part) -> Iterator[Settlement]:
        of = {
            "rights": (part.right,),
            "uses": (self.case.question.use,),
            "territories": (part.leaf,),
            "repertoire": (part.asset, part.owner),
        }
        for name, asked in of.items():
            if hasattr(holder, name) and getattr(holder, name) is None:
                yield Settlement(OpenPoint(OpenKind.SCOPE, (fact.id,), name), so=True, of=asked)

    def _day(self, fact: Fact, name: str) -> Iterator[Settlement]:
        """A day parted by the day asked about, else by another that it may be held against, else in the middle."""
        when = when_in(fact, name)
        if when is None or when.precise:
            return
        name = "signed" if name == "executed" and _dateless(self.case.record.by_id[fact.id]) else name
        yield Settlement(OpenPoint(OpenKind.DAY, (fact.id,), name), so=True, day=self._parting(when))

    def _parting(self, when: When) -> date:
        asked = self.case.question.day
        at = bisect_left(self._marks, when.earliest)
        marks = (asked, asked - DAY, *self._marks[at : at + 1])
        middle = when.earliest + (when.latest - when.earliest) // 2
        return next((day for day in marks if when.earliest <= day < when.latest), middle)

    @cached_property
    def _marks(self) -> list[date]:
        """The ends of all days on record, and the days before them, in order."""
        whens = (when_in(fact, name) for fact in self.case.record.facts for name in FIELDS)
        days = {day for when in whens if when is not None for day in (when.earliest, when.latest)} - {FIRST, LAST}
        return sorted(days | {day - DAY for day in days})

    def _orders(self, part: Part) -> Iterator[Settlement]:
        chains = self.case.of(part).authority.chains
        bars: Bars = chains.bars
        grants = chains.standings.record.grants
        for taker in grants:
            for act in grants if taker.takes else ():
                if taker.id == act.id or bars.before(taker, act, surely=True) or bars.before(act, taker, surely=True):
                    continue
                first, second = sorted((taker.id, act.id))
                yield Settlement(OpenPoint(OpenKind.ORDER, (first, second)), so=True)
            if taker.takes and taker.signed is None:
                yield Settlement(OpenPoint(OpenKind.DAY, (taker.id,), "signed"), so=True, day=self.case.question.day)


def _some(grant: Grant) -> frozenset[str]:
    named = grant.scope.repertoire
    return (named.some_members_of if named else frozenset()) | grant.scope.exceptions.some_members_of


def _dateless(fact: Fact) -> bool:
    return isinstance(fact, Grant) and fact.signed is None
