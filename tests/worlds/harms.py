# SPDX-License-Identifier: Apache-2.0
"""The ways in which one link breaks a chain, one function each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from licit.model.day import LAST, Term, When
from licit.model.fact import UNLIMITED, Condition, Grant, GrantKind, Membership, Termination
from licit.model.scope import Repertoire, Scope
from licit.model.statement import Statement
from tests.worlds import speech
from tests.worlds.builder import Builder
from tests.worlds.stage import ENDED, FUTURE, GROUP, OTHER_RIGHT, OTHER_USE, PAST

N, M = GrantKind.NON_EXCLUSIVE, GrantKind.MANDATE
ALWAYS_SURVIVES = When.on(LAST)
TOO_SOON = When.parse("2003-12-30")  # not before anything ended, and before the day asked about
TOO_LATE = When.parse("2003-12-31")  # after all that ended, and not after the day asked about

Said = dict[str, list[Statement]]


def harm(build: Builder, grants: list[Grant], said: Said, owner: str) -> None:
    """Break the chain at one link, in one dimension."""
    last = len(grants) - 1
    long_way = last > 1 and build.chooser.chance(25)  # else a limit of links would seldom be met
    number = 0 if long_way else build.chooser.number(0, last)
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
        harms += [_no_exercise, _sells_off]
    if number < last - 1:
        harms = [_too_few_links]
    grants[number] = build.chooser.pick(harms)(build, grants[number], said, owner)


def _other_territory(build: Builder, grant: Grant, _said: Said, _owner: str) -> Grant:
    return replace(grant, scope=replace(grant.scope, territories=build.elsewhere()))


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
    build.add(Termination(id=build.name("t"), grant=grant.id, last_day=build.day(ENDED)), shaky=25)
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
