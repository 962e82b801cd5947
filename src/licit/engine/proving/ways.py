# SPDX-License-Identifier: Apache-2.0
"""The shortest way in which a share reaches the service, with the grants on it. Source: SEMANTICS §3, 1-6.

A walk of one leaf on one day: its masks have one bit, and each state remembers the grants that led to it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from licit.engine.grants import CompiledGrant
from licit.engine.proving.seat import Seat
from licit.engine.reach import owner_root, statute_root
from licit.engine.walk import State, Walking, dominates, extended
from licit.model.fact import Statute, StatuteKind


class Way(NamedTuple):
    """A chain: the statute at its root (none: the owner stands there), its grants, and where it has come to after each.

    ``states`` begin with the root's own; a law that needs no chain has none.
    """

    statute: Statute | None
    grants: tuple[CompiledGrant, ...]
    states: tuple[State, ...]

    @property
    def length(self) -> int:
        """How many links it has."""
        return len(self.grants)


class Arrived(NamedTuple):
    """A way that arrives: who exercises at its end, and by which operation of the service he does (none: itself)."""

    way: Way
    actor: str
    operation: str


def shortest(seat: Seat) -> Arrived | None:
    """The shortest way in which the service has the share; of equal ones the first, owners before statutes."""
    free = next(free_laws(seat), None)
    if free is not None:
        return Arrived(Way(free, (), ()), seat.span.service, "")
    acting = actors_at(seat)
    best: Arrived | None = None
    for statute, root in roots(seat):
        leading = seat.carrying.leading(root.holder)
        for way in walked(seat, statute, root, leading, shorter=best.way.length if best else None):
            found = arrives(seat, way, acting)
            if found is not None:
                best = found
                break
    return best


def free_laws(seat: Seat) -> Iterator[Statute]:
    """The laws by which no authority is needed, then those by which anyone may."""
    for kind in (StatuteKind.EXCEPTION, StatuteKind.COMPULSORY):
        for statute in seat.span.record.statutes:
            if statute.kind is kind and seat.bearing.statute(statute, seat.reading) & seat.bit:
                yield statute


def roots(seat: Seat) -> Iterator[tuple[Statute | None, State]]:
    """Where chains over the share begin here: its owner, then the society of each statute it was not taken out of."""
    if seat.share.owner:
        yield None, owner_root(seat.share)
    for statute in seat.span.record.statutes:
        if (
            statute.kind is StatuteKind.EXTENDED
            and seat.bearing.statute(statute, seat.reading) & seat.bit
            and not seat.out_of(statute)
        ):
            yield statute, statute_root(statute)


def actors_at(seat: Seat) -> dict[str, str]:
    """Who may use through the service here: each party, with the operation by which it does (none: itself)."""
    span = seat.span
    found = {span.service: ""}
    for operation in span.record.operations:
        if operation.service == span.service and span.counts(operation.id, operation.term, "", seat.reading) & seat.bit:
            found.setdefault(operation.operator, operation.id)
    return found


def arrives(seat: Seat, way: Way, acting: dict[str, str]) -> Arrived | None:
    """The way, if its holder may make the use itself as the service."""
    state = way.states[-1]
    if state.holder not in acting or not state.exercise or state.ended:
        return None
    parties = (state.holder, *state.principals)
    if seat.bearing.barred(parties, seat.span.service, None, state.used, seat.reading) & seat.bit:
        return None
    return Arrived(way, state.holder, acting[state.holder])


def walked(  # noqa: PLR0913 - from where, how far, and whose ways matter
    seat: Seat,
    statute: Statute | None,
    root: State,
    useful: frozenset[str],
    *,
    shorter: int | None = None,
    holding: bool = False,
) -> Iterator[Way]:
    """Chains from a root, the shorter first, but for those that can do no more than one that came before.

    ``useful`` are the parties worth going to; with ``shorter`` only chains of fewer links; ``holding`` as in ``walk``.
    """
    useful &= seat.carrying.onwards(root.holder)
    circles = seat.carrying.circles(root.holder, useful)
    walking = Walking(seat.bearing, circles, seat.reading, holding)
    known = {root.holder: [root]}
    waiting = deque([Way(statute, (), (root,))])
    while waiting:
        way = waiting.popleft()
        if shorter is not None and way.length >= shorter:
            return
        yield way
        state = way.states[-1]
        for grant in seat.carrying.grants_by(state.holder) if state.sublicense > 0 else ():
            if grant.grantee not in useful or grant in way.grants:
                continue
            for longer, _ in extended(walking, state, grant, seat.bit):
                others = known.setdefault(longer.holder, [])
                if not any(dominates(other, longer, circles) for other in others):
                    others.append(longer)
                    waiting.append(Way(statute, (*way.grants, grant), (*way.states, longer)))


def holders(seat: Seat) -> frozenset[str]:
    """The owner, and who holds sublicense from it by assignments, exclusives and mandates alone, all in force."""
    root = owner_root(seat.share)
    walk = walked(seat, None, root, seat.useful | {root.holder}, holding=True)
    return frozenset(way.states[-1].holder for way in walk if way.states[-1].sublicense > 0)
