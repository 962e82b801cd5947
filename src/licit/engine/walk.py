# SPDX-License-Identifier: Apache-2.0
"""The least fixed point of chains over one share: who holds it where, with what powers. Source: SEMANTICS §3, 1-4; §6.

A work-list over *states*: what a chain's holder may do next is all in the state, so chains that end in the same state
go on as one, each with its mask of leaves. A state that another can do all that it can is dropped where they overlap.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple, Protocol

from licit.engine.bearing import Bearing
from licit.engine.circles import Circles
from licit.engine.grants import CompiledGrant, signed_in_time
from licit.model.day import LAST, next_day
from licit.model.fact import UNLIMITED

NONE: Final[frozenset[int]] = frozenset()


class State(NamedTuple):
    """Where a chain has come to (SEMANTICS §6).

    ``principals``: in whose name its holder acts; ``deadline``: the last day to have signed, of ended links that
    survive; ``used``: the grants on the chain that could come round again, where that could matter.
    """

    holder: str
    exercise: bool
    sublicense: int
    principals: tuple[str, ...] = ()
    deadline: date = LAST
    ended: bool = False
    used: frozenset[int] = NONE


Held = dict[str, list[tuple[State, int]]]


class Walking(NamedTuple):
    """A walk: over which share, in which reading, among which circles; ``holding``: of holders only (rule 6)."""

    bearing: Bearing
    circles: Circles
    reading: int
    holding: bool = False


def walk(  # noqa: PLR0913 - from where, as what, and whose ways matter
    bearing: Bearing, root: State, where: int, reading: int, useful: frozenset[str], *, holding: bool = False
) -> Held:
    """All states that chains from a root reach, by holder, each with where it does.

    ``useful`` are the parties from which anybody asked about can be reached. With ``holding`` only chains count that
    make their last party a holder (rule 6): no non-exclusive grant, all in force.
    """
    held: Held = {}
    if not where:
        return held
    walking = Walking(bearing, Circles(bearing, root.holder, useful, named=bool(root.principals)), reading, holding)
    waiting = [(root, where)]
    held[root.holder] = [(root, where)]
    grants_by = bearing.span.believed.grants_by
    while waiting:
        state, where = waiting.pop()
        if state.sublicense < 1:
            continue
        for grant in grants_by.get(state.holder, ()):
            if grant.grantee in useful:
                for longer, there in extended(walking, state, grant, where):
                    new = _unknown(held.setdefault(longer.holder, []), longer, there, walking.circles)
                    if new:
                        held[longer.holder].append((longer, new))
                        waiting.append((longer, new))
    return held


def _unknown(known: list[tuple[State, int]], state: State, where: int, circles: Circles) -> int:
    """Where no state that can do as much is known already."""
    for other, there in known:
        if where & there and dominates(other, state, circles):
            where &= ~there
            if not where:
                break
    return where


def extended(walking: Walking, state: State, grant: CompiledGrant, where: int) -> list[tuple[State, int]]:
    """The chain with one more grant, and where it carries on (rule 2): in force, or ended and surviving (rule 4)."""
    bearing, circles, reading = walking.bearing, walking.circles, walking.reading
    if grant.number in state.used or (walking.holding and grant.non_exclusive):
        return []
    where &= bearing.reached(grant, reading)
    if not where or (state.deadline != LAST and not signed_in_time(grant, state.deadline, reading)):
        return []
    lives = [(where & bearing.in_force(grant, reading), LAST)]
    if grant.survives is not None and not walking.holding:
        for piece, last in bearing.lasting(grant, reading):
            if grant.first[reading] <= last < LAST:
                lives.append((where & piece & bearing.span.during(next_day(last), grant.survives[reading]), last))
    if not any(there for there, _ in lives):
        return []
    free = ~bearing.barred((state.holder, *state.principals), grant.grantee, grant, state.used, reading)  # rule 3
    exercise, sublicense = powers_given(state, grant)
    principals: tuple[str, ...] = ()
    if grant.mandate:
        principals = state.principals
        if grant.grantor not in principals and circles.matters(grant.grantor):
            principals = tuple(sorted((*principals, grant.grantor)))
    used = circles.kept(grant.grantee, principals, state.used | {grant.number}) if circles.recurs(grant) else state.used
    return [
        (
            State(grant.grantee, exercise, sublicense, principals, min(state.deadline, last), last != LAST, used),
            there & free,
        )
        for there, last in lives
        if there & free
    ]


def powers_given(state: State, grant: CompiledGrant) -> tuple[bool, int]:
    """What a grant gives: an assignment just what its grantor had, any other at most one link less."""
    if grant.assignment:
        return state.exercise, state.sublicense
    further = state.sublicense if state.sublicense == UNLIMITED else state.sublicense - 1
    return grant.exercise, min(grant.sublicense, further)


class Remembering(Protocol):
    """What knows which of the grants gone through take."""

    def taking(self, used: frozenset[int]) -> frozenset[int]:
        """Those of the remembered grants that take."""


def dominates(one: State, other: State, circles: Remembering) -> bool:
    """Whether the first can do all that the second can, and all that can be made of it."""
    return (
        one.exercise >= other.exercise
        and one.sublicense >= other.sublicense
        and one.deadline >= other.deadline
        and (other.ended or not one.ended)
        and set(one.principals) <= set(other.principals)
        and one.used <= other.used
        and circles.taking(one.used) == circles.taking(other.used)
    )
