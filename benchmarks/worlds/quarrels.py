# SPDX-License-Identifier: Apache-2.0
"""What quarrels are made of: two exclusives in every order, licences back, findings, servers, operators."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from benchmarks.worlds import stage
from benchmarks.worlds.builder import Builder
from benchmarks.worlds.relations import Relation, licence
from benchmarks.worlds.signing import sign
from licit.model.day import Term, When
from licit.model.fact import UNLIMITED, Finding, Grant, GrantKind, Membership, Operation, Server
from licit.model.scope import ALL, Repertoire, Scope

A_QUARREL_IN = 120  # grants, and at least:
FEWEST = 4
A_FINDING_IN = 150


def quarrels(builder: Builder, grants: int) -> None:
    """Some owners give an exclusive to two, in every order; some are licensed back by theirs."""
    for number in range(max(FEWEST, grants // A_QUARREL_IN)):
        two_exclusives(builder, ("before", "after", "one day", "one day, ordered")[number % 4])
        licence_back(builder)


def two_exclusives(builder: Builder, order: str) -> None:
    """A label gives one thing exclusively to two, who both license a service."""
    dice, cast = builder.dice, builder.cast
    label = dice.ranked(cast.labels)
    middles = cast.distributors[0] if cast.distributors else cast.services
    day = builder.day(0.0, 0.4)
    late = day + timedelta(days={"before": 90, "after": -90}.get(order, 0))
    for number, signed in enumerate((day, late)):
        grantee = middles[number % len(middles)]
        builder.add(
            Grant(
                id=builder.name("g"),
                grantor=label,
                grantee=grantee,
                kind=GrantKind.EXCLUSIVE,
                scope=_all_in_some_territories(builder),
                exercise=True,
                sublicense=UNLIMITED,
                term=Term(When.on(max(day, late))),
                executed=builder.when(signed),
                order=number + 1 if order.endswith("ordered") else None,
            )
        )
        if grantee not in cast.services:
            sign(builder, licence(builder, grantee, stage.WORLD))


def licence_back(builder: Builder) -> None:
    """An owner gives all away, is licensed back, and licenses a service."""
    dice, cast = builder.dice, builder.cast
    owner, middle = dice.pick(cast.labels), dice.pick(cast.majors)
    away = Relation(owner, middle, dice.pick((GrantKind.EXCLUSIVE, GrantKind.ASSIGNMENT)), stage.WORLD, UNLIMITED)
    sign(builder, replace(away, exercise=True))
    sign(builder, Relation(middle, owner, GrantKind.NON_EXCLUSIVE, stage.WORLD, UNLIMITED, exercise=True))
    sign(builder, licence(builder, owner, stage.WORLD))


def _all_in_some_territories(builder: Builder) -> Scope:
    """All the grantor has, in some territories."""
    territories = builder.dice.pick((stage.WORLD, *stage.patterns(builder.features.leaves, 4)))
    return Scope(Repertoire(everything=True), ALL, ALL, territories)


def findings(builder: Builder, grants: int) -> None:
    """A few grants are held to be, or not to be, so: for everyone or between parties, in some places."""
    dice, cast = builder.dice, builder.cast
    given = [fact for fact in builder.facts if isinstance(fact, Grant)]
    for number in range(max(FEWEST, grants // A_FINDING_IN)):
        grant = dice.pick(given)
        between = frozenset((dice.pick(cast.services), dice.ranked(cast.labels), dice.ranked(cast.writers)))
        builder.add(
            Finding(
                id=builder.name("f"),
                fact=grant.id,
                holds=dice.chance(0.3),
                territories=dice.pick((stage.WORLD, *stage.patterns(builder.features.leaves, 6))),
                term=Term(When.on(builder.day(0.2, 0.6))),
                between=between if number % 2 else frozenset(),
                interim=dice.chance(0.2),
                authority="a court",
            )
        )


def groups_and_places(builder: Builder) -> None:
    """Labels belong to majors or the federation, and societies to theirs; services have servers and operators."""
    dice, cast = builder.dice, builder.cast
    for rank, label in enumerate(cast.labels):
        if rank < len(cast.labels) // 4 + 2:  # the largest
            joined = Term(When.on(builder.day(0.0, 0.5))) if dice.chance(0.3) else Term()
            builder.add(Membership(id=builder.name("m"), member=label, group=dice.pick(cast.majors), term=joined))
        elif dice.chance(0.2):
            builder.add(Membership(id=builder.name("m"), member=label, group=cast.federations[0]))
    for major in cast.majors:
        builder.add(Membership(id=builder.name("m"), member=major, group=cast.federations[0]))
    for society in cast.societies:
        builder.add(Membership(id=builder.name("m"), member=society, group=cast.federations[1]))
    homes = ("US", "GB", "DE", "FR")
    for number, service in enumerate(cast.services):
        builder.add(Server(id=builder.name("s"), service=service, territory=homes[number % len(homes)]))
    for number, operator in enumerate(cast.operators):
        start = When.on(builder.day(0.0, 0.3))
        builder.add(Operation(id=builder.name("o"), operator=operator, service=cast.services[number], term=Term(start)))
