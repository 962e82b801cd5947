# SPDX-License-Identifier: Apache-2.0
"""An open point settled the one way and the other: two versions of the facts it lies in. Source: SEMANTICS §4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from licit.model.day import Term, When
from licit.model.fact import Condition, Fact, Grant, Statute, Termination
from licit.model.proof import OpenKind, OpenPoint
from licit.model.scope import ALL, NOTHING, Repertoire, Scope
from licit.model.territory import Expression

Versions = tuple[OpenPoint, tuple[Fact, ...], tuple[Fact, ...]]
_NOBODY: Final = Expression(())


def versions(fact: Fact, places: tuple[str, ...], signed_on: Mapping[date, tuple[Grant, ...]]) -> Iterator[Versions]:
    """Every open point of a fact but its standing, each with the facts as settled one way and the other.

    ``places`` are the territories that an unstated one is settled to hold, or not; ``signed_on`` the grants by day.
    """
    yield from _days(fact)
    if isinstance(fact, Statute):
        if fact.rights is None:
            yield _pair(fact, "rights", replace(fact, rights=ALL), replace(fact, rights=frozenset()))
        if fact.uses is None:
            yield _pair(fact, "uses", replace(fact, uses=ALL), replace(fact, uses=frozenset()))
    if isinstance(fact, Grant):
        yield from _unstated(fact, places)
        yield from _conditions(fact)
        yield from _orders(fact, signed_on)


def _pair(fact: Fact, detail: str, wide: Fact, narrow: Fact, kind: OpenKind = OpenKind.SCOPE) -> Versions:
    return OpenPoint(kind, (fact.id,), detail), (wide,), (narrow,)


def _unstated(grant: Grant, places: tuple[str, ...]) -> Iterator[Versions]:
    scope = grant.scope

    def pair(detail: str, wide: Scope, narrow: Scope, kind: OpenKind = OpenKind.SCOPE) -> Versions:
        return _pair(grant, detail, replace(grant, scope=wide), replace(grant, scope=narrow), kind)

    if scope.rights is None:
        yield pair("rights", replace(scope, rights=ALL), replace(scope, rights=frozenset()))
    if scope.uses is None:
        yield pair("uses", replace(scope, uses=ALL), replace(scope, uses=frozenset()))
    named = scope.repertoire
    if named is None:
        wide, narrow = Repertoire(everything=True), NOTHING
        yield pair("repertoire", replace(scope, repertoire=wide), replace(scope, repertoire=narrow))
    elif named.some_members_of:
        narrow = replace(named, some_members_of=frozenset())
        wide = replace(narrow, members_of=narrow.members_of | named.some_members_of)
        detail = ", ".join(sorted(named.some_members_of))
        yield pair(detail, replace(scope, repertoire=wide), replace(scope, repertoire=narrow), OpenKind.SOME)
    if scope.territories is None:
        everywhere = Expression(tuple((True, place) for place in places))
        yield pair("territories", replace(scope, territories=everywhere), replace(scope, territories=_NOBODY))


def _conditions(grant: Grant) -> Iterator[Versions]:
    """Conditions whose fulfilment is not on record."""
    for number, condition in enumerate(grant.conditions):
        if condition.fulfilled is None:
            met, unmet = (
                replace(
                    grant,
                    conditions=(
                        *grant.conditions[:number],
                        Condition(condition.text, so),
                        *grant.conditions[number + 1 :],
                    ),
                )
                for so in (True, False)
            )
            yield _pair(grant, condition.text, met, unmet, OpenKind.CONDITION)


def _days(fact: Fact) -> Iterator[Versions]:
    """Days that may be one or another: the first possible against the last."""
    if isinstance(fact, Grant):
        for when in _imprecise(fact.executed):
            yield _either("executed", *(replace(fact, executed=day) for day in when))
        for when in _imprecise(fact.retention_end):
            yield _either("retention_end", *(replace(fact, retention_end=day) for day in when))
        for when in _imprecise(fact.survives_until):
            yield _either("survives_until", *(replace(fact, survives_until=day) for day in when))
    if isinstance(fact, Termination):
        for when in _imprecise(fact.last_day):
            yield _either("last_day", *(replace(fact, last_day=day) for day in when))
        return
    for when in _imprecise(fact.term.start):
        yield _either("start", *(replace(fact, term=Term(day, fact.term.end)) for day in when))
    for when in _imprecise(fact.term.end):
        yield _either("end", *(replace(fact, term=Term(fact.term.start, day)) for day in when))


def _either(detail: str, early: Fact, late: Fact) -> Versions:
    return _pair(early, detail, early, late, OpenKind.DAY)


def _imprecise(when: When | None) -> tuple[tuple[When, When], ...]:
    """The first and the last day that it may be, if these are not one."""
    return () if when is None or when.precise else ((When.on(when.earliest), When.on(when.latest)),)


def _orders(exclusive: Grant, signed_on: Mapping[date, tuple[Grant, ...]]) -> Iterator[Versions]:
    """Acts of one day, their order not recorded, one of them an exclusive to another."""
    signed = exclusive.signed
    if not exclusive.takes or signed is None or not signed.precise:
        return
    for other in signed_on.get(signed.earliest, ()):
        if other.id == exclusive.id or other.grantee == exclusive.grantee:
            continue
        if exclusive.order is None or other.order is None or exclusive.order == other.order:
            point = OpenPoint(OpenKind.ORDER, tuple(sorted((exclusive.id, other.id))))
            first = (replace(exclusive, order=1), replace(other, order=2))
            last = (replace(exclusive, order=2), replace(other, order=1))
            yield point, first, last
