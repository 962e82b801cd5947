# SPDX-License-Identifier: Apache-2.0
"""A relation signed: the grant with its days, and in a full world with all that makes grants hard to read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from benchmarks.worlds import stage
from benchmarks.worlds.builder import Builder
from benchmarks.worlds.relations import Relation
from licit.model.day import LAST, Term, When
from licit.model.fact import Condition, Grant, GrantKind, Power, Termination
from licit.model.scope import NOTHING, Repertoire, Scope

EVERYTHING: Final = Repertoire(everything=True)
CATALOGUES: Final = ("list-0", "list-1", "list-2")
LISTED: Final = 40  # the first recordings and works are on lists and in listed assets


def sign(builder: Builder, relation: Relation) -> Grant:
    """Put a grant for the relation on record: from one of the days of change, open or for some years."""
    dice = builder.dice
    start = builder.day(0.0, 0.3) if dice.chance(0.8) else builder.day(0.2, 1.0)
    end = None if dice.chance(0.75) else _years_on(start, dice.number(4, 15))
    executed = start - timedelta(days=dice.pick((0, 0, 0, 1, 30)))
    grant = Grant(
        id=builder.name("g"),
        grantor=relation.grantor,
        grantee=relation.grantee,
        kind=relation.kind,
        scope=Scope(EVERYTHING, relation.rights, relation.uses, relation.territories),
        exercise=relation.exercise,
        sublicense=relation.links,
        term=Term(builder.when(start), builder.when(end) if end else None),
        executed=builder.when(executed),
        order=None if builder.full else builder.grants,  # a plain world leaves no order of acts open
    )
    if builder.full:
        grant = _hardened(builder, grant)
    builder.add(grant)
    if builder.full and dice.chance(0.02):
        last = builder.when(_years_on(start, dice.number(1, 9)))
        builder.add(Termination(id=builder.name("t"), grant=grant.id, last_day=last))
    return grant


def asset(builder: Builder, kind: str, number: int) -> str:
    """The id of a recording or work as the repertoire writes it."""
    from benchmarks.worlds.draw import asset_id

    return asset_id(kind, number, builder.features.ids)


def _hardened(builder: Builder, grant: Grant) -> Grant:
    """Now and then one of the less usual ways to write a grant."""
    dice = builder.dice
    way = dice.weighted(
        (78.0, ""),
        (2.0, "condition"),
        (1.5, "rights unstated"),
        (1.0, "uses unstated"),
        (1.0, "territories unstated"),
        (0.5, "repertoire unstated"),
        (2.0, "members"),
        (0.5, "some members"),
        (1.0, "parties"),
        (1.0, "catalogue"),
        (1.0, "assets"),
        (2.0, "exceptions"),
        (2.0, "survival"),
        (1.0, "retention"),
        (1.0, "signature"),
        (1.0, "assignment"),
        (12.0 if grant.kind is GrantKind.EXCLUSIVE else 0.0, "reserve"),
        (1.0, "no days"),
        (1.0, "operator"),
        (1.0, "no exercise"),
        (1.0, "no sublicense"),
    )
    if way in ("survival", "retention", "signature", "no days"):
        return _dated(grant, way)
    if way == "condition":
        fulfilled = dice.pick((None, True, False))
        grant = replace(grant, conditions=(Condition("reports each quarter", fulfilled),))
    elif way == "assignment" and not grant.exercise:
        grant = replace(grant, kind=GrantKind.ASSIGNMENT)
    elif way == "reserve":
        grant = replace(grant, reserved=frozenset((dice.pick(tuple(Power)),)))
    elif way == "operator" and grant.grantee in builder.cast.services:
        grant = replace(grant, grantee=dice.pick(builder.cast.operators))
    elif way == "no exercise":
        grant = replace(grant, exercise=False)
    elif way == "no sublicense":
        grant = replace(grant, sublicense=0)
    return replace(grant, scope=_narrowed(builder, grant.scope, way))


def _dated(grant: Grant, way: str) -> Grant:
    """The grant with other days, where it has the days that they hang on."""
    end = grant.term.end.latest if grant.term.end is not None else None
    if way == "survival" and end is not None:
        return replace(grant, survives_until=When.on(_years_on(end, 3)))
    if way == "retention" and end is not None:
        return replace(grant, retention_end=When.on(_years_on(end, 1)))
    if way == "signature" and grant.executed is not None and grant.executed.precise:
        return replace(grant, at_signature=True)
    return replace(grant, term=Term(), executed=None) if way == "no days" else grant


def _narrowed(builder: Builder, scope: Scope, way: str) -> Scope:
    dice, cast = builder.dice, builder.cast
    if way == "rights unstated":
        return replace(scope, rights=None)
    if way == "uses unstated":
        return replace(scope, uses=None)
    if way == "territories unstated":
        return replace(scope, territories=None)
    if way == "repertoire unstated":
        return replace(scope, repertoire=None)
    repertoires = {
        "members": Repertoire(members_of=frozenset((dice.pick((*cast.majors, cast.federations[0])),))),
        "some members": Repertoire(some_members_of=frozenset((dice.pick(cast.majors),))),
        "parties": Repertoire(parties=frozenset((dice.ranked(cast.labels), dice.ranked(cast.writers)))),
        "catalogue": Repertoire(catalogues=frozenset((dice.pick(CATALOGUES),))),
        "assets": Repertoire(assets=frozenset(asset(builder, stage.RECORDING, n) for n in range(LISTED))),
    }
    if way == "exceptions":
        return replace(scope, exceptions=repertoires[dice.pick(("members", "parties", "catalogue"))])
    return replace(scope, repertoire=repertoires.get(way, scope.repertoire), exceptions=NOTHING)


def _years_on(day: date, years: int) -> date:
    """The last day of that many years."""
    return min(LAST, day + timedelta(days=365 * years + years // 4 - 1))
