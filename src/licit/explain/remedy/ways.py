# SPDX-License-Identifier: Apache-2.0
"""Whom a share is with: every chain in the lower reading, whomever it leads to. Source: SEMANTICS §3."""

from __future__ import annotations

from collections.abc import Iterator

from licit.engine.bearing import Bearing
from licit.engine.believed import Believed
from licit.engine.circles import Circles
from licit.engine.grants import LOWER, UPPER, CompiledGrant
from licit.engine.walk import Held, State, Walking, dominates, extended


class Remembering(Circles):
    """The circles among some parties; they also remember the exclusives of those who would use.

    A grant that is not on record makes a circle that the record does not have, and a chain that contains an exclusive
    of the user's own is not barred by it (SEMANTICS §3.3, licence back).
    """

    def __init__(self, bearing: Bearing, among: frozenset[str], own: frozenset[int], *, named: bool) -> None:
        """``among``: all parties that are in a circle; ``own``: the users' exclusives, by number."""
        super().__init__(bearing, "", among, named=named)
        self._own = own

    def recurs(self, grant: CompiledGrant) -> bool:
        """Whether a chain has to remember that it went through this grant."""
        return grant.number in self._own or super().recurs(grant)

    def kept(self, holder: str, principals: tuple[str, ...], used: frozenset[int]) -> frozenset[int]:
        """Those of the grants gone through that still matter."""
        return super().kept(holder, principals, used) | (used & self._own)

    def taking(self, used: frozenset[int]) -> frozenset[int]:
        """Those of the remembered grants that take."""
        return super().taking(used) | (used & self._own)

    def _edges(self) -> dict[str, list[CompiledGrant]]:
        grants_by, reached = self.bearing.span.believed.grants_by, self.bearing.reached
        return {
            party: [one for one in grants_by.get(party, ()) if one.grantee in self.useful and reached(one, UPPER)]
            for party in self.useful
        }


class Field:
    """One share in some leaves: who grants it on to whom there, and in what circles."""

    def __init__(self, bearing: Bearing, where: int, among: frozenset[str], own: frozenset[int]) -> None:
        self.bearing = bearing
        self.where = where
        self._among = among
        self._own = own
        self._carrying: dict[str, list[CompiledGrant]] = {}
        self._circles: dict[bool, Circles] = {}
        self._none = Circles.none(bearing)

    def longer(
        self, state: State, where: int, circles: Circles | None = None, useful: frozenset[str] | None = None
    ) -> Iterator[tuple[State, int]]:
        """The chain with one more grant, each way, and where it carries on; without ``circles`` it is in none."""
        walking = Walking(self.bearing, circles or self._none, LOWER)
        for grant in self.carrying(state.holder) if state.sublicense > 0 else ():
            if useful is None or grant.grantee in useful:
                yield from extended(walking, state, grant, where)

    def carrying(self, party: str) -> list[CompiledGrant]:
        """The grants of a party that have the share in their scope here."""
        found = self._carrying.get(party)
        if found is None:
            grants = self.bearing.span.believed.grants_by.get(party, ())
            found = self._carrying[party] = [one for one in grants if self._carries(one)]
        return found

    def _carries(self, grant: CompiledGrant) -> bool:
        here = self.bearing.reached(grant, LOWER) & self.where
        return bool(here) and (grant.survives is not None or bool(here & self.bearing.in_force(grant, LOWER)))

    def held_from(self, root: State, where: int, useful: frozenset[str] | None = None) -> Held:
        """All states that chains from a state reach, by holder, each with where, as ``licit.engine.walk``.

        ``useful``: only those of these parties matter.
        """
        named = bool(root.principals)
        if named not in self._circles:
            self._circles[named] = Remembering(self.bearing, self._among, self._own, named=named)
        circles = self._circles[named]
        held: Held = {root.holder: [(root, where)]}
        waiting = [(root, where)]
        while waiting:
            state, there = waiting.pop()
            for longer, beyond in self.longer(state, there, circles, useful):
                known = held.setdefault(longer.holder, [])
                new = _new(known, longer, beyond, circles)
                if new:
                    known.append((longer, new))
                    waiting.append((longer, new))
        return held


def _new(known: list[tuple[State, int]], state: State, where: int, circles: Circles) -> int:
    """Where nothing is known yet that can do as much."""
    for other, there in known:
        if where & there and dominates(other, state, circles):
            where &= ~there
    return where


def in_circles(believed: Believed) -> frozenset[str]:
    """The parties from whom grants on record lead back to themselves, and those who lead from one of them to another.

    Whoever leads nowhere, or is led to by nobody, is in none.
    """
    to = {party: {grant.grantee for grant in grants} for party, grants in believed.grants_by.items()}
    fro: dict[str, set[str]] = {}
    for party, grantees in to.items():
        for grantee in grantees:
            fro.setdefault(grantee, set()).add(party)
    left = set(to)
    for onwards, back in ((to, fro), (fro, to)):
        ends = [party for party in left if not onwards.get(party, set()) & left]
        while ends:
            left.difference_update(ends)
            near = {one for party in ends for one in back.get(party, ()) if one in left}
            ends = [party for party in near if not onwards.get(party, set()) & left]
    return frozenset(left)
