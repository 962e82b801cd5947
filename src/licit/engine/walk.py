# SPDX-License-Identifier: Apache-2.0
"""The least fixed point of chains over one share: who holds it where, with what powers. Source: SEMANTICS §3, 1-4; §6.

A work-list over *states*: what a chain's holder may do next is all in the state, so chains that end in the same state
go on as one, each with its mask of leaves. A state that another can do all that it can is dropped where they overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from licit.engine.bearing import Bearing
from licit.engine.circles import Circles
from licit.engine.grants import CompiledGrant, signed_in_time
from licit.model.day import LAST
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


@dataclass(frozen=True, slots=True)
class Start:
    """The root of chains: a party with its powers, in some leaves."""

    party: str
    exercise: bool
    sublicense: int
    leaves: int


class Walking(NamedTuple):
    """A walk: over which share, in which reading, among which circles."""

    bearing: Bearing
    circles: Circles
    reading: int


def walk(bearing: Bearing, start: Start, reading: int, useful: frozenset[str], *, holding: bool = False) -> Held:
    """All states that chains from a root reach, by holder, each with the leaves where it does.

    ``useful`` are the parties from which anybody asked about can be reached. With ``holding`` only chains count that
    make their last party a holder (rule 6): no non-exclusive grant, all in force.
    """
    held: Held = {}
    if not start.leaves:
        return held
    circles = Circles(bearing, start.party, useful)
    walking = Walking(bearing, circles, reading)
    root = State(start.party, start.exercise, start.sublicense)
    waiting = [(root, start.leaves)]
    held[start.party] = [(root, start.leaves)]
    while waiting:
        state, leaves = waiting.pop()
        if state.sublicense < 1:
            continue
        for grant in bearing.scene.believed.grants_by.get(state.holder, ()):
            if grant.grantee not in useful or (holding and grant.non_exclusive):
                continue
            longer, where = extended(walking, state, grant, leaves)
            if not where or (holding and longer.ended):
                continue
            known = held.setdefault(longer.holder, [])
            for other, covered in known:
                if where & covered and dominates(other, longer, circles):
                    where &= ~covered
            if where:
                known.append((longer, where))
                waiting.append((longer, where))
    return held


def extended(walking: Walking, state: State, grant: CompiledGrant, leaves: int) -> tuple[State, int]:
    """The chain with one more grant, and where it carries on (rule 2): nowhere is 0."""
    bearing, circles, reading = walking.bearing, walking.circles, walking.reading
    leaves = leaves & bearing.reached(grant, reading) if grant.number not in state.used else 0
    if not leaves:
        return state, 0
    day = bearing.day
    first, last = grant.first[reading], bearing.last_day(grant, reading)
    ended = last < day
    if first > day or last < first or (ended and not survives(grant, day, reading)):  # rule 4
        return state, 0
    if state.deadline != LAST and not signed_in_time(grant, state.deadline, reading):
        return state, 0
    leaves &= ~bearing.barred((state.holder, *state.principals), grant.grantee, grant, state.used, reading)  # rule 3
    exercise, sublicense = powers_given(state, grant)
    principals: tuple[str, ...] = ()
    if grant.mandate:
        principals = state.principals
        if grant.grantor not in principals and circles.matters(grant.grantor):
            principals = tuple(sorted((*principals, grant.grantor)))
    used = state.used | {grant.number} if circles.recurs(grant) else state.used
    deadline = min(state.deadline, last) if ended else state.deadline
    return State(grant.grantee, exercise, sublicense, principals, deadline, ended, used), leaves


def powers_given(state: State, grant: CompiledGrant) -> tuple[bool, int]:
    """What a grant gives: an assignment just what its grantor had, any other at most one link less."""
    if grant.assignment:
        return state.exercise, state.sublicense
    further = state.sublicense if state.sublicense == UNLIMITED else state.sublicense - 1
    return grant.exercise, min(grant.sublicense, further)


def survives(grant: CompiledGrant, day: date, reading: int) -> bool:
    """Whether an ended grant lets sublicences signed in time live on to this day (rule 4)."""
    return grant.survives is not None and day <= grant.survives[reading]


def dominates(one: State, other: State, circles: Circles) -> bool:
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
