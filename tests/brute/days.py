# SPDX-License-Identifier: Apache-2.0
"""The days and the order of acts in one settlement (§2, Days; §3.3, Order)."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from licit.model.day import FIRST, LAST, Term, When
from licit.model.fact import Grant
from licit.model.position import Position
from licit.model.question import Question
from licit.model.record import Record
from tests.brute.settling import Settling

MOST_IN_ORDER = 4  # acts of one day whose orders are all tried; of more, sixty
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """The record, the question, and a settlement, in which every day is one day."""

    record: Record
    question: Question
    settling: Settling

    @cached_property
    def position(self) -> Position:
        """The position of the question."""
        return self.record.positions[self.question.position]

    def open(self, kind: str, *what: str) -> bool:
        """Whether an open point is taken to be so."""
        return self.settling.choose((kind, *what), (True, False))

    def day(self, fact: str, field: str, when: When) -> date:
        """The one day that is meant."""
        return self.settling.choose((fact, field), tuple(self._candidates(when)))

    def _candidates(self, when: When) -> list[date]:
        if when.precise:
            return [when.earliest]
        marks = sorted({mark for mark in self.marks if when.earliest <= mark <= when.latest})
        days = {when.earliest, when.latest, *marks}
        for mark in marks:
            days |= {day for day in (mark - DAY, mark + DAY) if when.earliest <= day <= when.latest}
        return sorted(days)

    @cached_property
    def marks(self) -> frozenset[date]:
        """The days against which another day can lie before or after."""
        found = {self.question.day}
        whens: list[When | None] = []
        for grant in self.record.grants:
            whens += [grant.executed, grant.term.start, grant.stated_end]
        for terminations in self.record.terminations_of.values():
            whens += [termination.last_day for termination in terminations]
        for when in whens:
            found |= {when.earliest, when.latest} if when is not None else set()
        return frozenset(day for day in found if FIRST < day < LAST)

    def lasts(self, fact: str, term: Term) -> bool:
        """Whether the term includes the day asked about."""
        start = FIRST if term.start is None else self.day(fact, "start", term.start)
        if start > self.question.day:
            return False
        return term.end is None or self.day(fact, "end", term.end) >= self.question.day

    def begun(self, grant: Grant) -> date:
        """The grant's first day."""
        if grant.term.start is not None:
            return self.day(grant.id, "start", grant.term.start)
        return FIRST if grant.executed is None else self.day(grant.id, "executed", grant.executed)

    def signed(self, grant: Grant) -> date:
        """The day that ranks it: any, where none is on record."""
        if grant.executed is not None:
            return self.day(grant.id, "executed", grant.executed)
        if grant.term.start is not None:
            return self.day(grant.id, "start", grant.term.start)
        return self.day(grant.id, "signed", When(FIRST + DAY, LAST - DAY))

    def stated_end(self, grant: Grant) -> date:
        """Its last day as the grant itself has it."""
        if grant.retention_end is not None:
            return self.day(grant.id, "retention", grant.retention_end)
        return LAST if grant.term.end is None else self.day(grant.id, "end", grant.term.end)

    def before(self, one: Grant, other: Grant) -> bool:
        """Whether the one was signed before the other: by day, then by the order within the day."""
        day, later = self.signed(one), self.signed(other)
        if day != later:
            return day < later
        if one.order is not None and other.order is not None and one.order != other.order:
            return one.order < other.order
        acts = tuple(sorted(grant.id for grant in self.record.grants if self.signed(grant) == day))
        row = self.settling.choose(("order", *acts), self._orders(acts))
        return row.index(one.id) < row.index(other.id)

    def _orders(self, acts: tuple[str, ...]) -> list[tuple[str, ...]]:
        order = {grant.id: grant.order for grant in self.record.grants}
        if len(acts) <= MOST_IN_ORDER:
            rows: Iterable[tuple[str, ...]] = itertools.permutations(acts)
        else:
            dice = random.Random(repr(acts))  # noqa: S311 - the same settlements each time, no secret
            rows = [tuple(dice.sample(acts, len(acts))) for _ in range(60)]
        fitting = []
        for row in rows:
            recorded = iter(sorted((act for act in row if order[act] is not None), key=lambda act: order[act] or 0))
            fitting.append(tuple(act if order[act] is None else next(recorded) for act in row))
        return sorted(set(fitting))
