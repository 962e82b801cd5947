# SPDX-License-Identifier: Apache-2.0
"""Chains of grants from an owner to the service: most arrive, many are harmed in one of the ways that break a chain."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from licit.model.day import LAST, Term, When
from licit.model.fact import UNLIMITED, Condition, Grant, GrantKind, Membership, Operation, Power, Termination
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.statement import Statement
from tests.worlds import speech
from tests.worlds.builder import Builder
from tests.worlds.stage import (
    ENDED,
    FUTURE,
    GROUP,
    MIDDLES,
    OPERATOR,
    OTHER_RIGHT,
    OTHER_USE,
    OUTSIDERS,
    PAST,
    SERVICE,
    WORLD,
)

A, E, N, M = GrantKind.ASSIGNMENT, GrantKind.EXCLUSIVE, GrantKind.NON_EXCLUSIVE, GrantKind.MANDATE
ALWAYS_SURVIVES = When.on(LAST)
TOO_SOON = When.parse("2003-12-30")  # not before anything ended, and before the day asked about
TOO_LATE = When.parse("2003-12-31")  # after all that ended, and not after the day asked about


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
    reserved = frozenset((Power.EXERCISE,)) if not heir or chooser.chance(20) else frozenset[Power]()
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
        _harm(build, grants, said, owner)
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
        at_signature=precise and chooser.chance(6),
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
        scope=_elsewhere(build, scope) if chooser.chance(15) else scope,
        sublicense=chooser.pick((UNLIMITED, 0)),
        executed=build.day((*PAST, *PAST, *FUTURE[:2]), vague=12),
        order=chooser.number(1, 3) if chooser.chance(15) else None,
        reserved=frozenset((chooser.pick(tuple(Power)),)) if chooser.chance(25) else frozenset(),
        term=Term(None, build.day((*ENDED, *FUTURE), vague=20)) if chooser.chance(35) else Term(),
    )
    build.add(grant, shaky=10)
    if chooser.chance(25):
        back = replace(grant, id=build.name("g"), grantor=grant.grantee, grantee=grantor, kind=N, reserved=frozenset())
        build.add(replace(back, exercise=True, sublicense=UNLIMITED, executed=build.past()))
    if chooser.chance(30):
        other = chooser.pick([party for party in (*OUTSIDERS, *others) if party != grant.grantee])
        build.add(replace(grant, id=build.name("g"), grantee=other, executed=build.past(), order=None), shaky=6)


def _elsewhere(build: Builder, scope: Scope) -> Scope:
    return replace(scope, territories=build.elsewhere())


Said = dict[str, list[Statement]]


def _harm(build: Builder, grants: list[Grant], said: Said, owner: str) -> None:
    """Break the chain at one link, in one dimension."""
    last = len(grants) - 1
    number = build.chooser.number(0, last)
    if build.chooser.chance(9):
        gone = grants.pop(number)
        build.add(Membership(id=build.name("m"), member=gone.grantor, group=gone.grantee))
        return
    harms = list(HARMS)
    if number < last:
        harms += [_no_sublicense] * 6 + [_sells_off, _falls]
        if build.chooser.chance(30):
            grants[number] = replace(_ended(build, grants[number], said, owner), survives_until=ALWAYS_SURVIVES)
            grants[number + 1] = replace(grants[number + 1], executed=TOO_LATE, at_signature=False)
            return
        if build.chooser.chance(30):
            grants[number] = _sells_off(build, grants[number], said, owner)
            return
    else:
        harms.append(_no_exercise)
    if number < last - 1:
        harms = [_too_few_links]
    grants[number] = build.chooser.pick(harms)(build, grants[number], said, owner)


def _other_territory(build: Builder, grant: Grant, _said: Said, _owner: str) -> Grant:
    return replace(grant, scope=_elsewhere(build, grant.scope))


def _other_use(_build: Builder, grant: Grant, _said: Said, _owner: str) -> Grant:
    return replace(grant, scope=replace(grant.scope, uses=frozenset((OTHER_USE,))))


def _other_right(_build: Builder, grant: Grant, _said: Said, _owner: str) -> Grant:
    return replace(grant, scope=replace(grant.scope, rights=frozenset((OTHER_RIGHT,))))


def _other_repertoire(build: Builder, grant: Grant, _said: Said, owner: str) -> Grant:
    if build.chooser.chance(50):
        return replace(grant, scope=replace(grant.scope, repertoire=Repertoire(assets=frozenset(("r2",)))))
    return replace(grant, scope=replace(grant.scope, exceptions=Repertoire(parties=frozenset((owner,)))))


def _ended(build: Builder, grant: Grant, _said: Said, _owner: str) -> Grant:
    return replace(grant, term=Term(grant.term.start, build.day(ENDED)), retention_end=None)


def _terminated(build: Builder, grant: Grant, _said: Said, _owner: str) -> Grant:
    build.add(Termination(id=build.name("t"), grant=grant.id, last_day=build.day(ENDED)), shaky=8)
    return grant


def _not_begun(build: Builder, grant: Grant, _said: Said, _owner: str) -> Grant:
    return replace(grant, term=Term(build.day(FUTURE), None))


def _signed_later(build: Builder, grant: Grant, _said: Said, _owner: str) -> Grant:
    return replace(grant, executed=build.day(FUTURE), term=Term(build.past(), grant.term.end), at_signature=False)


def _conditional(build: Builder, grant: Grant, _said: Said, _owner: str) -> Grant:
    fulfilled = None if build.opens(70) else build.chooser.chance(30)
    return replace(grant, conditions=(Condition("paid in advance", fulfilled=fulfilled),))


def _disputed(build: Builder, grant: Grant, said: Said, _owner: str) -> Grant:
    if build.opens(100):
        said[grant.id] = speech.disputed(build.chooser, grant.id)
    return grant


def _fallen(build: Builder, grant: Grant, said: Said, _owner: str) -> Grant:
    said[grant.id] = speech.fallen(build.chooser, grant.id)
    return grant


def _unstated(build: Builder, grant: Grant, _said: Said, _owner: str) -> Grant:
    if not build.opens(100):
        return grant
    dimension = build.chooser.pick(("repertoire", "rights", "uses", "territories"))
    bare = {"repertoire": None, "rights": None, "uses": None, "territories": None}
    kept = {name: getattr(grant.scope, name) for name in bare if name != dimension}
    return replace(grant, scope=Scope(**{**bare, **kept}, exceptions=grant.scope.exceptions))


def _an_exception_of_members(build: Builder, grant: Grant, _said: Said, owner: str) -> Grant:
    build.membership(owner)
    group = frozenset((GROUP,))
    exceptions = Repertoire(some_members_of=group) if build.opens(30) else Repertoire(members_of=group)
    return replace(grant, scope=replace(grant.scope, exceptions=exceptions))


def _no_sublicense(_build: Builder, grant: Grant, _said: Said, _owner: str) -> Grant:
    return replace(grant, kind=N, exercise=True, sublicense=0, reserved=frozenset())


def _too_few_links(build: Builder, grant: Grant, _said: Said, _owner: str) -> Grant:
    return replace(grant, kind=build.chooser.pick((N, M)), sublicense=1, reserved=frozenset())


def _no_exercise(build: Builder, grant: Grant, _said: Said, _owner: str) -> Grant:
    return replace(grant, kind=build.chooser.pick((M, N)), exercise=False, sublicense=UNLIMITED, reserved=frozenset())


def _falls(build: Builder, grant: Grant, said: Said, owner: str) -> Grant:
    return replace(_ended(build, grant, said, owner), survives_until=None)


def _sells_off(build: Builder, grant: Grant, said: Said, owner: str) -> Grant:
    ended = _ended(build, grant, said, owner) if build.chooser.chance(60) else _terminated(build, grant, said, owner)
    if build.chooser.chance(15):
        ended = replace(
            ended, term=Term(When.parse(PAST[-1]), When.parse(ENDED[0])), retention_end=None
        )  # never begins
    until = build.chooser.weighted((40, ALWAYS_SURVIVES), (35, build.future()), (25, TOO_SOON))
    return replace(ended, survives_until=until)


HARMS: tuple[Callable[[Builder, Grant, Said, str], Grant], ...] = (
    _other_territory,
    _other_use,
    _other_right,
    _other_repertoire,
    _ended,
    _terminated,
    _not_begun,
    _signed_later,
    _conditional,
    _conditional,
    _conditional,
    _disputed,
    _disputed,
    _fallen,
    _fallen,
    _unstated,
    _unstated,
    _an_exception_of_members,
)


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
