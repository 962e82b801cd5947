# SPDX-License-Identifier: Apache-2.0
"""Chains of grants from an owner to the service: most arrive, many are harmed in one of the ways that break a chain."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from licit.model.day import Term, When
from licit.model.fact import UNLIMITED, Condition, Grant, GrantKind, Operation, Power
from licit.model.scope import ALL, Repertoire, Scope
from tests.worlds.builder import Builder
from tests.worlds.harms import ALWAYS_SURVIVES, Said, harm
from tests.worlds.stage import (
    ENDED,
    FUTURE,
    MIDDLES,
    OPERATOR,
    OUTSIDERS,
    PAST,
    SERVICE,
    WORLD,
)

A, E, N, M = GrantKind.ASSIGNMENT, GrantKind.EXCLUSIVE, GrantKind.NON_EXCLUSIVE, GrantKind.MANDATE


def chain(build: Builder, root: str, needed: tuple[Sequence[str], Sequence[str]], owner: str = "") -> None:
    """Grants from ``root`` to the service or its operator. ``needed``: the assets and the rights they are about."""
    chooser = build.chooser
    count = chooser.weighted((30, 1), (38, 2), (20, 3), (12, 4))
    middles = [middle for middle in MIDDLES if middle != root]
    start = chooser.number(0, len(middles) - 1)
    row = [middles[(start + number) % len(middles)] for number in range(count - 1)]
    end = SERVICE
    if chooser.chance(15):
        end = OPERATOR
        build.add(Operation(id=build.name("op"), operator=OPERATOR, service=SERVICE, term=build.term()), shaky=4)
    parties = [root, *row, end]
    _linked(build, parties, owner or root, needed, harmed=50)
    for _ in range(chooser.weighted((62, 0), (28, 1), (10, 2))):
        rival_exclusive(build, chooser.pick(parties[:-1]), parties, needed)


def quarrel(build: Builder, owner: str, needed: tuple[Sequence[str], Sequence[str]]) -> None:
    """One or two chains from an owner, and exclusives that cross them: what rule 3 is about, and little else."""
    chooser = build.chooser
    for _ in range(chooser.weighted((60, 1), (40, 2))):
        count = chooser.weighted((20, 1), (45, 2), (35, 3))
        middles = MIDDLES[: count - 1] if chooser.chance(50) else MIDDLES[::-1][: count - 1]
        parties = [owner, *middles, SERVICE]
        _linked(build, parties, owner, needed, harmed=35)
        for _ in range(chooser.weighted((25, 0), (45, 1), (30, 2))):
            rival_exclusive(build, chooser.pick(parties), parties, needed)
        if chooser.chance(25):
            number = chooser.number(0, count)
            _first_decides(build, parties[number], parties[number + 1] if number < count else "")


def _first_decides(build: Builder, grantor: str, heir: str) -> None:
    """Two exclusives of one grantor: the first allows what the chain needs, so the second, void, does not bar it."""
    chooser = build.chooser
    reserved = frozenset((Power.EXERCISE,)) if not heir else frozenset[Power]()
    if chooser.chance(25):
        reserved = frozenset((chooser.pick(tuple(Power)),))
    first = Grant(
        id=build.name("g"),
        grantor=grantor,
        grantee=heir or OUTSIDERS[0],
        kind=E,
        scope=Scope(Repertoire(everything=True), ALL, build.uses(), build.territories()),
        exercise=False,
        executed=build.day(PAST[:2], vague=8),
        reserved=reserved,
        term=Term(None, build.day((*ENDED, *FUTURE))) if chooser.chance(20) else Term(),
    )
    build.add(first, shaky=6)
    signed = build.day(PAST[:3], vague=8)
    build.add(replace(first, id=build.name("g"), grantee=OUTSIDERS[1], executed=signed, reserved=frozenset()))


def _linked(
    build: Builder, parties: Sequence[str], owner: str, needed: tuple[Sequence[str], Sequence[str]], *, harmed: int
) -> None:
    """A grant from each party to the next; ``harmed`` percent of such chains break somewhere."""
    further = len(parties) - 2
    grants = [
        _link(build, ends, further - number, owner, needed) for number, ends in enumerate(itertools.pairwise(parties))
    ]
    said: Said = {}
    if build.chooser.chance(harmed):
        harm(build, grants, said, owner)
    for grant in grants:
        if grant.id in said:
            build.facts.append(grant)
            build.statements += said[grant.id]
        else:
            build.add(grant)


def _link(
    build: Builder, ends: tuple[str, str], links: int, owner: str, needed: tuple[Sequence[str], Sequence[str]]
) -> Grant:
    chooser = build.chooser
    if links:
        kind = chooser.weighted((25, N), (35, M), (25, E), (15, A))
    else:
        kind = chooser.weighted((60, N), (10, M), (20, E), (10, A))
    executed: When | None = build.past()
    term = build.term()
    if chooser.chance(8):
        executed, term = None, Term(build.past(), term.end)
    elif build.opens(2):
        executed, term = None, Term(None, term.end)
    precise = executed is not None and executed.precise
    return Grant(
        id=build.name("g"),
        grantor=ends[0],
        grantee=ends[1],
        kind=kind,
        scope=build.scope(owner, *needed),
        exercise=not links or chooser.chance(40),
        sublicense=chooser.weighted((60, UNLIMITED), (40, links)),
        term=term,
        executed=executed,
        order=chooser.number(1, 3) if chooser.chance(15) else None,
        retention_end=build.future() if chooser.chance(4) else None,
        reserved=frozenset((Power.EXERCISE,)) if kind is E and chooser.chance(15) else frozenset(),
        at_signature=precise and chooser.chance(12),
        conditions=(Condition("reports each quarter", fulfilled=True),) if chooser.chance(4) else (),
        survives_until=ALWAYS_SURVIVES if links and chooser.chance(5) else None,
    )


def rival_exclusive(
    build: Builder, grantor: str, parties: Sequence[str], needed: tuple[Sequence[str], Sequence[str]]
) -> None:
    """An exclusive or assignment of the same thing to somebody else, at any time, sometimes with a licence back."""
    chooser = build.chooser
    others = [party for party in parties if party != grantor]
    scope = build.scope(grantor, *needed)
    if scope.repertoire is not None and chooser.chance(80):
        scope = replace(scope, repertoire=Repertoire(everything=True))
    grant = Grant(
        id=build.name("g"),
        grantor=grantor,
        grantee=chooser.pick(others) if others and chooser.chance(20) else chooser.pick(OUTSIDERS),
        kind=chooser.pick((E, A)),
        scope=replace(scope, territories=build.elsewhere()) if chooser.chance(15) else scope,
        sublicense=chooser.pick((UNLIMITED, 0)),
        executed=build.day((*PAST, *PAST, *FUTURE[:2]), vague=12),
        order=chooser.number(1, 3) if chooser.chance(15) else None,
        reserved=frozenset((chooser.pick(tuple(Power)),)) if chooser.chance(25) else frozenset(),
        term=Term(None, build.day((*ENDED, *FUTURE), vague=20)) if chooser.chance(35) else Term(),
    )
    if build.opens(5):
        grant = replace(grant, executed=None)
    build.add(grant, shaky=10)
    if chooser.chance(25):
        back = replace(grant, id=build.name("g"), grantor=grant.grantee, grantee=grantor, kind=N, reserved=frozenset())
        build.add(replace(back, exercise=True, sublicense=UNLIMITED, executed=build.past()))
    if chooser.chance(30):
        other = chooser.pick([party for party in (*OUTSIDERS, *others) if party != grant.grantee])
        build.add(replace(grant, id=build.name("g"), grantee=other, executed=build.past(), order=None), shaky=6)


def stray(build: Builder, needed: tuple[Sequence[str], Sequence[str]]) -> None:
    """A grant that closes a circle, or one by somebody who may hold nothing."""
    chooser = build.chooser
    build.add(
        Grant(
            id=build.name("g"),
            grantor=chooser.pick((*MIDDLES, *OUTSIDERS, OPERATOR)),
            grantee=chooser.pick((*MIDDLES, SERVICE)),
            kind=chooser.pick((N, M, E)),
            scope=Scope(Repertoire(everything=True), build.rights(needed[1]), build.uses(), WORLD),
            exercise=True,
            sublicense=UNLIMITED,
            executed=build.past(),
        )
    )
