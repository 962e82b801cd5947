# SPDX-License-Identifier: Apache-2.0
"""An open point settled the one way and the other: two versions of the facts it lies in. Source: SEMANTICS §4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar

from licit.model.day import When
from licit.model.fact import Condition, Fact, Grant, Statute
from licit.model.proof import OpenKind, OpenPoint
from licit.model.record import Record
from licit.model.scope import ALL, NOTHING, Repertoire
from licit.model.territory import Expression

Versions = tuple[OpenPoint, tuple[Fact, ...], tuple[Fact, ...]]
_T = TypeVar("_T")


def versions(record: Record, fact: Fact, places: tuple[str, ...]) -> Iterator[Versions]:
    """Every open point of a fact but its standing, each with the facts as settled one way and the other.

    ``places`` are the territories that an unstated one is settled to hold, or not.
    """
    yield from _imprecise(fact)
    if isinstance(fact, Statute):
        yield from _unstated_names(fact, fact, "")
    if isinstance(fact, Grant):
        yield from _unstated_names(fact, fact.scope, "scope")
        yield from _unstated_rest(fact, places)
        yield from _conditions(fact)
        yield from _orders(record, fact)


def _with(value: _T, name: str, new: Any) -> _T:  # noqa: ANN401  whatever the field holds
    return replace(value, **{name: new})  # type: ignore[type-var]  # a dataclass of the model, each of them


def _unstated_names(fact: Fact, holder: Any, inside: str) -> Iterator[Versions]:  # noqa: ANN401  a scope or a statute
    for name in ("rights", "uses"):
        if getattr(holder, name) is None:
            wide, narrow = _with(holder, name, ALL), _with(holder, name, frozenset())
            if inside:
                wide, narrow = _with(fact, inside, wide), _with(fact, inside, narrow)
            yield OpenPoint(OpenKind.SCOPE, (fact.id,), name), (wide,), (narrow,)


def _unstated_rest(grant: Grant, places: tuple[str, ...]) -> Iterator[Versions]:
    scope = grant.scope
    if scope.repertoire is None:
        wide, narrow = replace(scope, repertoire=Repertoire(everything=True)), replace(scope, repertoire=NOTHING)
        point = OpenPoint(OpenKind.SCOPE, (grant.id,), "repertoire")
        yield point, (replace(grant, scope=wide),), (replace(grant, scope=narrow),)
    elif scope.repertoire.some_members_of:
        some = scope.repertoire.some_members_of
        none_of = replace(scope.repertoire, some_members_of=frozenset())
        every = replace(none_of, members_of=none_of.members_of | some)
        wide, narrow = replace(scope, repertoire=every), replace(scope, repertoire=none_of)
        point = OpenPoint(OpenKind.SOME, (grant.id,), ", ".join(sorted(some)))
        yield point, (replace(grant, scope=wide),), (replace(grant, scope=narrow),)
    if scope.territories is None:
        everywhere = Expression(tuple((True, place) for place in places))
        wide, narrow = replace(scope, territories=everywhere), replace(scope, territories=Expression(()))
        point = OpenPoint(OpenKind.SCOPE, (grant.id,), "territories")
        yield point, (replace(grant, scope=wide),), (replace(grant, scope=narrow),)


def _conditions(grant: Grant) -> Iterator[Versions]:
    """Conditions whose fulfilment is not on record."""
    for index, condition in enumerate(grant.conditions):
        if condition.fulfilled is None:
            point = OpenPoint(OpenKind.CONDITION, (grant.id,), condition.text)
            yield point, (_settled(grant, index, so=True),), (_settled(grant, index, so=False),)


def _settled(grant: Grant, index: int, *, so: bool) -> Grant:
    conditions = list(grant.conditions)
    conditions[index] = Condition(conditions[index].text, so)
    return replace(grant, conditions=tuple(conditions))


def _imprecise(fact: Fact) -> Iterator[Versions]:
    """Days that may be one or another: the first possible against the last."""
    for name in ("executed", "retention_end", "survives_until", "last_day"):
        when = getattr(fact, name, None)
        if isinstance(when, When) and not when.precise:
            early, late = (_with(fact, name, When.on(day)) for day in (when.earliest, when.latest))
            yield OpenPoint(OpenKind.DAY, (fact.id,), name), (early,), (late,)
    term = getattr(fact, "term", None)
    for name in ("start", "end"):
        when = getattr(term, name, None)
        if when is not None and not when.precise:
            early, late = (_with(fact, "term", _with(term, name, When.on(day))) for day in (when.earliest, when.latest))
            yield OpenPoint(OpenKind.DAY, (fact.id,), name), (early,), (late,)


def _orders(record: Record, exclusive: Grant) -> Iterator[Versions]:
    """Acts of one day, their order not recorded, one of them an exclusive to another."""
    if not exclusive.takes:
        return
    for other in record.grants:
        if other.id == exclusive.id or other.grantee == exclusive.grantee or not _same_day(exclusive, other):
            continue
        if exclusive.order is None or other.order is None or exclusive.order == other.order:
            point = OpenPoint(OpenKind.ORDER, tuple(sorted((exclusive.id, other.id))))
            first = (replace(exclusive, order=1), replace(other, order=2))
            last = (replace(exclusive, order=2), replace(other, order=1))
            yield point, first, last


def _same_day(one: Grant, other: Grant) -> bool:
    return one.signed is not None and other.signed is not None and one.signed.precise and one.signed == other.signed
