# SPDX-License-Identifier: Apache-2.0
"""All minimal chains of one share: no proper part of the facts of one is a chain too. Source: SEMANTICS §5, Why."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Final, NamedTuple

from licit.engine.circles import Circles
from licit.engine.proving.seat import Seat
from licit.engine.proving.shares import Owned, chain_of
from licit.engine.proving.ways import Arrived, Way, actors_at, arrives, free_laws, roots
from licit.engine.walk import State, Walking, dominates, extended
from licit.model.proof import Chain

STEPS: Final = 20_000  # chains looked at, at most: a second or two


class Stands(NamedTuple):
    """A chain that stands, who exercises at its end, and by which operation (empty: the service itself)."""

    chain: Chain
    actor: str
    operation: str


class Every(NamedTuple):
    """The minimal chains, the shorter first; ``complete`` is whether there are no others."""

    found: tuple[Stands, ...]
    complete: bool


def every_way(seat: Seat, owned: Owned, limit: int) -> Every:
    """The minimal chains by which the service has a share, at most so many."""
    found: list[Arrived] = []
    names: list[frozenset[str]] = []
    complete = True
    for steps, arrived in enumerate(_all(seat)):
        if steps >= STEPS or len(found) > limit:
            complete = False
            break
        if arrived is not None:
            found.append(arrived)
            names.append(_facts(arrived))
    minimal = [one for one, facts in zip(found, names, strict=True) if not any(other < facts for other in names)]
    standing = tuple(Stands(chain_of(seat, owned, one.way), one.actor, one.operation) for one in minimal[:limit])
    return Every(standing, complete)


def _facts(arrived: Arrived) -> frozenset[str]:
    """What a chain rests on beside its owner's controls."""
    facts = {grant.id for grant in arrived.way.grants}
    if arrived.way.statute is not None:
        facts.add(arrived.way.statute.id)
    return frozenset(facts | {arrived.operation} - {""})


def _all(seat: Seat) -> Iterator[Arrived | None]:
    """Every chain that arrives, the shorter first; nothing for each that does not."""
    for statute in free_laws(seat):
        yield Arrived(Way(statute, (), ()), seat.span.service, "")
    acting = actors_at(seat)
    circles = {
        state.holder: seat.carrying.circles(state.holder, seat.carrying.leading(state.holder))
        for _, state in roots(seat)
    }
    waiting: deque[tuple[Way, str]] = deque((Way(statute, (), (root,)), root.holder) for statute, root in roots(seat))
    while waiting:
        way, root = waiting.popleft()
        arrived = arrives(seat, way, acting)
        yield arrived
        if arrived is not None and not arrived.operation:
            continue  # whatever is longer holds all its facts
        waiting.extend((longer, root) for longer in _longer(seat, way, circles[root]))


def _longer(seat: Seat, way: Way, circles: Circles) -> Iterator[Way]:
    state = way.states[-1]
    walking = Walking(seat.bearing, circles, seat.reading)
    for grant in seat.carrying.grants_by(state.holder) if state.sublicense > 0 else ():
        if grant.grantee not in circles.useful or grant in way.grants:
            continue
        for longer, _ in extended(walking, state, grant, seat.bit):
            if not any(_gains_nothing(one, longer, circles) for one in way.states):
                yield Way(way.statute, (*way.grants, grant), (*way.states, longer))


def _gains_nothing(before: State, after: State, circles: Circles) -> bool:
    """Whether the way only comes back to a party it had reached, with nothing that it did not have there."""
    return before.holder == after.holder and dominates(before, after, circles)
