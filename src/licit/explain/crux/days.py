# SPDX-License-Identifier: Apache-2.0
"""The days that an imprecise day may be, as far as they can be told apart for one question.

A day is only ever held against others: the day asked about, other acts and ends, the ends of denied patterns. So of an
imprecise one its two ends count, those days it is held against, and the day before and after each; any other day does
what one of these does. The first and the last alone would not do: of two acts in one month each may come first, and an
end may lie between them. A day is settled by halves: on or before one of these, or later.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from licit.explain.crux.diagram import Taken
from licit.model.crux import Settlement
from licit.model.day import FIRST, LAST, When
from licit.model.fact import Fact, Grant, Termination
from licit.model.proof import OpenKind, OpenPoint
from licit.model.record import Record
from licit.model.territory import Expression

DAY: Final = timedelta(days=1)
ANY: Final = When(FIRST + DAY, LAST - DAY)  # when an act was signed that has neither start nor execution day
FIELDS: Final = ("executed", "start", "end", "retention_end", "survives_until", "last_day")


def when_of(fact: Fact, field: str) -> When | None:
    """The day in a field of a fact; ``start`` and ``end`` are those of its term, ``signed`` any day."""
    if field == "signed":
        return ANY
    if field in ("start", "end"):
        term = getattr(fact, "term", None)
        return getattr(term, field, None)
    when = getattr(fact, field, None)
    return when if isinstance(when, When) else None


def signing_field(grant: Grant) -> str:
    """The field of the day that ranks a grant."""
    if grant.executed is not None:
        return "executed"
    return "start" if grant.term.start is not None else "signed"


class Days:
    """The days of one part of a record, before anything is settled."""

    def __init__(self, record: Record, asked: date) -> None:
        self.record = record
        self.asked = asked
        self._candidates: dict[tuple[str, str], tuple[date, ...]] = {}

    def candidates(self, fact: Fact, field: str) -> tuple[date, ...]:
        """The days that one may be, in order; ``fact`` as the record has it."""
        key = (fact.id, field)
        if key not in self._candidates:
            self._candidates[key] = self._may_be(fact, field)
        return self._candidates[key]

    def _may_be(self, fact: Fact, field: str) -> tuple[date, ...]:
        when = when_of(self.record.by_id[fact.id], field)
        if when is None:
            return ()
        if when.precise:
            return (when.earliest,)
        inside = self._near
        return tuple(sorted({when.earliest, when.latest, *(d for d in inside if when.earliest <= d <= when.latest)}))

    def left(self, fact: Fact, field: str, taken: Taken) -> When:
        """What is left of a day by these settlements."""
        days = self.candidates(fact, field)
        for settlement, so in taken.items():
            point = settlement.point
            if point.kind is OpenKind.DAY and point.facts == (fact.id,) and point.detail == field and settlement.day:
                days = tuple(day for day in days if (day <= settlement.day) is so)
        return When(days[0], days[-1])

    def halving(self, fact: Fact, field: str, when: When) -> Settlement | None:
        """The settlement that parts what is left of a day: by the day asked about if that can be, else in the middle.

        ``None``: one day is left.
        """
        days = [day for day in self.candidates(fact, field) if when.earliest <= day <= when.latest]
        if len(days) < 2:  # noqa: PLR2004 - nothing to part
            return None
        before = self.asked - DAY if field in ("end", "retention_end", "survives_until", "last_day") else self.asked
        at = before if before in days[:-1] else days[(len(days) - 1) // 2]
        return Settlement(OpenPoint(OpenKind.DAY, (fact.id,), field), so=True, day=at)

    @cached_property
    def _near(self) -> set[date]:
        return {day for mark in self._marks for day in (mark - DAY, mark, mark + DAY)}

    @cached_property
    def _marks(self) -> tuple[date, ...]:
        found = {self.asked}
        for when in self._held_against():
            found |= {when.earliest, when.latest}
        return tuple(day for day in sorted(found) if FIRST < day < LAST)

    def _held_against(self) -> Iterator[When]:
        whens: list[When | None] = []
        for fact in self.record.facts:
            if isinstance(fact, Grant):
                whens += [fact.executed, fact.term.start, fact.stated_end]
            elif isinstance(fact, Termination):
                whens.append(fact.last_day)
        terms = [word.pattern.term for word in self.record.pattern_denials if word.pattern and word.pattern.term]
        fixed = [grant for grant in self.record.grants if grant.at_signature]
        if fixed:  # groups are read as of the signature: it is held against the days on which they change
            terms += [membership.term for membership in self.record.memberships]
            groups = {name for grant in fixed for _, name in (grant.scope.territories or Expression(())).steps}
            terms += [term for name in groups for _, term in self.record.atlas.groups.get(name, ())]
        whens += [when for term in terms for when in (term.start, term.end)]
        yield from (when for when in whens if when is not None)
