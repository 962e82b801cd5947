# SPDX-License-Identifier: Apache-2.0
"""The open points of a world, each with the worlds in which it is settled."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

from licit.model.day import Term, When
from licit.model.fact import Fact, Finding, Grant, Statute
from licit.model.position import PlaceOfAct
from licit.model.scope import ALL, NOTHING, Repertoire, Scope
from licit.model.statement import Statement
from licit.model.territory import Expression, only
from tests.brute.settled import Settled, Spot
from tests.brute.settling import Settling
from tests.laws.changes import JUDGE, LATEST, instead, saying
from tests.worlds.stage import World

NOWHERE = only("AQ")
EVERYWHERE = Expression(((True, "World"), (True, "AQ")))  # wider than any pattern of denied grants
EARLIEST, LAST_OF_ALL = date(1990, 1, 1), date(2030, 1, 1)  # where an end is left out
MOST_ORDERS = 24


def open_points(world: World) -> Iterator[tuple[str, tuple[World, ...]]]:
    """Each open point by kind and fact, with its settlements. The position must put ``JUDGE`` above all."""
    for fact in world.record.facts:
        if _disputed(world, fact):
            yield f"disputed {fact.id}", (_ruled(world, fact, affirms=True), _ruled(world, fact, affirms=False))
        for path, when in _vague(fact):
            days = _days(when, world)
            yield f"day of {fact.id}", tuple(instead(world, _dated(fact, path, When.on(day))) for day in days)
        if isinstance(fact, Finding) and fact.interim:
            yield f"interim {fact.id}", (instead(world, replace(fact, interim=False)), _without(world, fact))
        if isinstance(fact, Grant):
            yield from _of_a_grant(world, fact)
        if isinstance(fact, Statute) and fact.rights is None:
            settled = (replace(fact, rights=ALL), replace(fact, rights=frozenset[str]()))
            yield f"rights of {fact.id}", tuple(instead(world, other) for other in settled)
    yield from _orders(world)
    if world.record.positions[world.question.position].place is PlaceOfAct.OPEN:
        yield "place", (_placed(world, PlaceOfAct.RECEPTION), _placed(world, PlaceOfAct.EMISSION))


def _of_a_grant(world: World, grant: Grant) -> Iterator[tuple[str, tuple[World, ...]]]:
    scope = grant.scope
    settled: dict[str, tuple[Scope, ...]] = {}
    if scope.rights is None:
        settled["rights"] = (replace(scope, rights=ALL), replace(scope, rights=frozenset[str]()))
    if scope.uses is None:
        settled["uses"] = (replace(scope, uses=ALL), replace(scope, uses=frozenset[str]()))
    if scope.territories is None:
        settled["territories"] = (replace(scope, territories=EVERYWHERE), replace(scope, territories=NOWHERE))
    if scope.repertoire is None:
        everything = Repertoire(everything=True)
        settled["repertoire"] = (replace(scope, repertoire=everything), replace(scope, repertoire=NOTHING))
    elif scope.repertoire.some_members_of:
        some = scope.repertoire
        every = replace(some, members_of=some.members_of | some.some_members_of, some_members_of=frozenset())
        none = replace(some, some_members_of=frozenset())
        settled["some members"] = (replace(scope, repertoire=every), replace(scope, repertoire=none))
    for name, scopes in settled.items():
        yield f"{name} of {grant.id}", tuple(instead(world, replace(grant, scope=other)) for other in scopes)
    if any(condition.fulfilled is None for condition in grant.conditions):
        met = [tuple(replace(one, fulfilled=outcome) for one in grant.conditions) for outcome in (True, False)]
        yield f"condition of {grant.id}", tuple(instead(world, replace(grant, conditions=ones)) for ones in met)


def _disputed(world: World, fact: Fact) -> bool:
    settling = Settling()
    Settled(world.record, world.question, settling)._said(fact, Spot(world.question.territory))
    return ("fact", fact.id) in settling.chosen


def _ruled(world: World, fact: Fact, *, affirms: bool) -> World:
    return saying(world, Statement(JUDGE, affirms=affirms, facts=(fact.id,), made=LATEST, published=LATEST))


def _without(world: World, fact: Fact) -> World:
    return replace(world, record=world.record.keeping(name for name in world.record.by_id if name != fact.id))


def _placed(world: World, place: PlaceOfAct) -> World:
    position = replace(world.record.positions[world.question.position], place=place)
    return replace(
        world, record=replace(world.record, positions={**world.record.positions, world.question.position: position})
    )


def _vague(fact: Fact) -> Iterator[tuple[tuple[str, ...], When]]:
    for field in fields(fact):
        value = getattr(fact, field.name)
        if isinstance(value, When) and not value.precise:
            yield (field.name,), value
        if isinstance(value, Term):
            for name, end in (("start", value.start), ("end", value.end)):
                if end is not None and not end.precise:
                    yield (field.name, name), end


def _dated(fact: Fact, path: tuple[str, ...], when: When) -> Fact:
    name, *rest = path
    value: object = replace(getattr(fact, name), **{rest[0]: when}) if rest else when
    changed: dict[str, Any] = {name: value}
    return replace(fact, **changed)


def _days(when: When, world: World) -> list[date]:
    """Its ends, and the days in between that other days are held against."""
    first, last = max(when.earliest, EARLIEST), min(when.latest, LAST_OF_ALL)
    marks = Settled(world.record, world.question, Settling()).marks
    return sorted({first, last, *(mark for mark in marks if first <= mark <= last)})


def _orders(world: World) -> Iterator[tuple[str, tuple[World, ...]]]:
    """Acts of one day and one grantor whose order is not on record."""
    acts: dict[When, list[Grant]] = {}
    for grant in world.record.grants:
        if grant.signed is not None and grant.signed.precise:
            acts.setdefault(grant.signed, []).append(grant)
    for day, grants in acts.items():
        if len(grants) < 2 or all(grant.order is not None for grant in grants):
            continue
        rows = itertools.islice(filter(_keeps_order, itertools.permutations(grants)), MOST_ORDERS)
        yield f"order on {day}", tuple(_ordered(world, row) for row in rows)


def _keeps_order(row: tuple[Grant, ...]) -> bool:
    recorded = [grant.order for grant in row if grant.order is not None]
    return recorded == sorted(recorded)


def _ordered(world: World, row: tuple[Grant, ...]) -> World:
    for number, grant in enumerate(row):
        world = instead(world, replace(grant, order=number + 1))
    return world
