# SPDX-License-Identifier: Apache-2.0
"""What lapses between two days, and the record in which one lapse alone is undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from licit.explain.differing import Side, stands
from licit.explain.supposing import with_fact, with_first_day, with_last_day
from licit.model.change import Lapse, LapseKind
from licit.model.day import FIRST, LAST, When
from licit.model.fact import Fact, Finding, Grant, Membership, OptOut, Requirement, Termination
from licit.model.proof import Standing
from licit.model.record import Record

COUNTS: Final = frozenset((Standing.ACCEPTED, Standing.DISPUTED))
DAY: Final = timedelta(days=1)


def lapses(side: Side, first: date, last: date) -> tuple[Lapse, ...]:
    """What is on one of the days from ``first`` for the last time as it was, and otherwise by ``last``, or may be.

    Only facts that count in the position: ends of all of them, and of what survives a grant's end; beginnings of what
    can take (requirements, opt-outs, findings, exclusives and assignments to another). Of memberships those that name
    a repertoire.
    """
    named = _named_groups(side.record)
    found = []
    for fact in side.record.facts:
        if isinstance(fact, Membership) and fact.group not in named:
            continue
        for kind, when in _ends(fact):
            if when.earliest < last and first <= when.latest and _bounded(when) and not COUNTS.isdisjoint(
                stands(side, fact.id)
            ):  # fmt: skip
                found.append(Lapse(fact=fact.id, kind=kind, earliest=when.earliest, latest=when.latest))
    return tuple(found)


def undone(record: Record, lapse: Lapse, last: date) -> Record:
    """The record in which this lapse alone does not happen by ``last``."""
    fact = record.by_id[lapse.fact]
    if lapse.kind is LapseKind.SURVIVAL and isinstance(fact, Grant):
        return with_fact(record, replace(fact, survives_until=When.on(last)))
    if lapse.kind is LapseKind.BEGINS:
        return with_fact(record, with_first_day(fact, When.on(last + DAY)))
    return with_fact(record, with_last_day(fact, When.on(last)))


def _ends(fact: Fact) -> Iterator[tuple[LapseKind, When]]:
    """The last days of a fact as it is, by what comes to an end."""
    if isinstance(fact, Termination):
        yield LapseKind.TAKES_EFFECT, fact.last_day
        return
    end = fact.stated_end if isinstance(fact, Grant) else fact.term.end
    if end is not None:
        yield LapseKind.ENDS, end
    if isinstance(fact, Grant):
        if fact.survives_until is not None:
            yield LapseKind.SURVIVAL, fact.survives_until
        begins = fact.begun if fact.takes else None
    else:
        begins = fact.term.start if isinstance(fact, Requirement | OptOut | Finding) else None
    if begins is not None and begins.latest > FIRST:
        yield LapseKind.BEGINS, When(max(begins.earliest, FIRST + DAY) - DAY, begins.latest - DAY)


def _bounded(when: When) -> bool:
    """Whether anything is known of the day: what may end on any day at all is no news."""
    return when.earliest > FIRST or when.latest < LAST


def _named_groups(record: Record) -> frozenset[str]:
    """The groups whose members some repertoire or denied pattern names, and those below them: members of members."""
    named: set[str] = set()
    for grant in record.grants:
        for held in (grant.scope.repertoire, grant.scope.exceptions):
            if held is not None:
                named |= held.members_of | held.some_members_of
    for word in record.pattern_denials:
        named |= (word.pattern.members_of if word.pattern else None) or frozenset()
    waiting = list(named)
    while waiting:
        group = waiting.pop()
        below = {one.member for one in record.memberships if one.group == group} - named
        named |= below
        waiting += below
    return frozenset(named)
