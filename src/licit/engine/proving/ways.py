# SPDX-License-Identifier: Apache-2.0
"""The shortest way in which a share reaches the service, with the grants on it. Source: SEMANTICS §3, 1-6.

A walk of one leaf on one day: its masks have one bit, and each state remembers the grants that led to it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from licit.engine.circles import Circles
from licit.engine.grants import CompiledGrant
from licit.engine.reach import opted_out, owner_root, statute_root
from licit.engine.spot import Spot
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


def shortest(spot: Spot) -> Arrived | None:
    """The shortest way in which the service has the share; of equal ones the first, owners before statutes."""
    free = next(free_laws(spot), None)
    if free is not None:
        return Arrived(Way(free, (), ()), spot.span.service, "")
    acting = actors_at(spot)
    best: Arrived | None = None
    for statute, root in roots(spot):
        for way in walked(spot, statute, root, spot.useful, shorter=best.way.length if best else None):
            found = arrives(spot, way, acting)
            if found is not None:
                best = found
                break
    return best


def free_laws(spot: Spot) -> Iterator[Statute]:
    """The laws by which no authority is needed, then those by which anyone may."""
    for kind in (StatuteKind.EXCEPTION, StatuteKind.COMPULSORY):
        for statute in spot.span.record.statutes:
            if statute.kind is kind and spot.bearing.statute(statute, spot.reading) & spot.bit:
                yield statute


def roots(spot: Spot) -> Iterator[tuple[Statute | None, State]]:
    """Where chains over the share begin here: its owner, then the society of each statute it was not taken out of."""
    if spot.share.owner:
        yield None, owner_root(spot.share)
    for statute in spot.span.record.statutes:
        if (
            statute.kind is StatuteKind.EXTENDED
            and spot.bearing.statute(statute, spot.reading) & spot.bit
            and not opted_out(spot.bearing, statute, spot.useful, spot.reading) & spot.bit
        ):
            yield statute, statute_root(statute)


def actors_at(spot: Spot) -> dict[str, str]:
    """Who may use through the service here: each party, with the operation by which it does (none: itself)."""
    span = spot.span
    found = {span.service: ""}
    for operation in span.record.operations:
        if operation.service == span.service and span.counts(operation.id, operation.term, "", spot.reading) & spot.bit:
            found.setdefault(operation.operator, operation.id)
    return found


def arrives(spot: Spot, way: Way, acting: dict[str, str]) -> Arrived | None:
    """The way, if its holder may make the use itself as the service."""
    state = way.states[-1]
    if state.holder not in acting or not state.exercise or state.ended:
        return None
    parties = (state.holder, *state.principals)
    if spot.bearing.barred(parties, spot.span.service, None, state.used, spot.reading) & spot.bit:
        return None
    return Arrived(way, state.holder, acting[state.holder])


def walked(  # noqa: PLR0913 - from where, how far, and whose ways matter
    spot: Spot,
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
    circles = Circles(spot.bearing, root.holder, useful, named=bool(root.principals))
    walking = Walking(spot.bearing, circles, spot.reading, holding)
    grants_by = spot.span.believed.grants_by
    known = {root.holder: [root]}
    waiting = deque([Way(statute, (), (root,))])
    while waiting:
        way = waiting.popleft()
        if shorter is not None and way.length >= shorter:
            return
        yield way
        state = way.states[-1]
        for grant in grants_by.get(state.holder, ()) if state.sublicense > 0 else ():
            if grant.grantee not in useful or grant in way.grants:
                continue
            for longer, _ in extended(walking, state, grant, spot.bit):
                others = known.setdefault(longer.holder, [])
                if not any(dominates(other, longer, circles) for other in others):
                    others.append(longer)
                    waiting.append(Way(statute, (*way.grants, grant), (*way.states, longer)))
