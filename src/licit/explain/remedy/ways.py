# SPDX-License-Identifier: Apache-2.0
"""Whom a share is with: every chain in the lower reading, whomever it leads to. Source: SEMANTICS §3.

Only grants that leave their grantee something matter: a link to let others, or use to one who would use.
"""

from __future__ import annotations

from collections.abc import Iterator

from licit.engine.ahead import Ahead, links_given
from licit.engine.bearing import Bearing, Share
from licit.engine.believed import Believed
from licit.engine.changes import Changes
from licit.engine.circles import Circles
from licit.engine.grants import LOWER, CompiledGrant
from licit.engine.rounds import Rounds
from licit.engine.walk import Held, State, Walking, dominates, extended


class Ground:
    """All that leads anywhere, for whatever share: the circles that parties grant in, and what chains remember there.

    A grant that is not on record makes a circle that the record does not have, and a chain that contains an exclusive
    of the user's own is not barred by it (SEMANTICS §3.3, licence back): so those are always remembered.
    """

    def __init__(self, believed: Believed, service: str, use: str, acting: frozenset[str]) -> None:
        """``acting``: those who would use."""
        parties = {*believed.grants_by, *believed.grants_to, *acting}
        ends = {party: 0 if party in acting else 1 for party in sorted(parties)}
        changes = Changes(believed, service, use, frozenset(parties))
        self.ahead = Ahead(changes, ends, frozenset, holding=False)
        self._rounds = Rounds(changes, self.ahead)
        takers_by = believed.takers_by
        self._own = frozenset(one.number for actor in acting for one in takers_by.get(actor, ()))

    def used(self, share: Share, grant: CompiledGrant, longer: State, *, named: bool) -> frozenset[int]:
        """What a chain over a share remembers once it went through a grant to a state, which has what it did before.

        ``named``: the grantor acted in somebody's name.
        """
        rounds, used = self._rounds, longer.used
        circle = rounds.round(grant)
        if grant.number in self._own or (circle is not None and rounds.remembered(circle, share, named=named)):
            used |= {grant.number}
        if not used:
            return used
        own = used & self._own
        return own | rounds.kept(longer.holder, longer.sublicense, longer.principals, used - own)

    def taking(self, used: frozenset[int]) -> frozenset[int]:
        """Those of the remembered grants that take."""
        return used & self._own | self._rounds.taking(used)


class Field:
    """One share in some leaves: who grants it on to whom there."""

    def __init__(self, bearing: Bearing, where: int, ground: Ground) -> None:
        self.bearing = bearing
        self.where = where
        self._ground = ground
        self._carrying: dict[str, list[CompiledGrant]] = {}
        self._walking = Walking(bearing, Circles.none(bearing), LOWER)

    def longer(self, state: State, where: int, useful: frozenset[str] | None = None) -> Iterator[tuple[State, int]]:
        """The chain with one more grant, each way, and where it carries on; ``useful``: only to these parties."""
        if state.sublicense < 1:
            return
        need = self._ground.ahead.need
        for grant in self.carrying(state.holder):
            if links_given(state.sublicense, grant) < need[grant.grantee]:
                continue
            if useful is None or grant.grantee in useful:
                for longer, there in extended(self._walking, state, grant, where):
                    used = self._ground.used(self.bearing.share, grant, longer, named=bool(state.principals))
                    yield (longer if used == longer.used else longer._replace(used=used)), there

    def carrying(self, party: str) -> list[CompiledGrant]:
        """The grants of a party that have the share in their scope here."""
        found = self._carrying.get(party)
        if found is None:
            grants = self._ground.ahead.carrying(party)
            found = self._carrying[party] = [one for one in grants if self._carries(one)]
        return found

    def _carries(self, grant: CompiledGrant) -> bool:
        here = self.bearing.reached(grant, LOWER) & self.where
        return bool(here) and (grant.survives is not None or bool(here & self.bearing.in_force(grant, LOWER)))

    def held_from(
        self,
        root: State,
        where: int,
        useful: frozenset[str] | None = None,
        leaving: dict[State, int] | None = None,
    ) -> Held:
        """All states that chains from a state reach, by holder, each with where, as ``licit.engine.walk``.

        ``useful``: only those of these parties matter. With ``leaving`` only the circle that the state lies in is
        walked, and the states beyond are told there.
        """
        ahead, ground = self._ground.ahead, self._ground
        circle = None if leaving is None else ahead.circle(root)
        held: Held = {root.holder: [(root, where)]}
        waiting = [(root, where)]
        while waiting:
            state, there = waiting.pop()
            for longer, beyond in self.longer(state, there, useful):
                if leaving is not None and (circle is None or ahead.circle(longer) != circle):
                    leaving[longer] = leaving.get(longer, 0) | beyond
                    continue
                known = held.setdefault(longer.holder, [])
                new = _new(known, longer, beyond, ground)
                if new:
                    known.append((longer, new))
                    waiting.append((longer, new))
        return held


def _new(known: list[tuple[State, int]], state: State, where: int, ground: Ground) -> int:
    """Where nothing is known yet that can do as much."""
    for other, there in known:
        if where & there and dominates(other, state, ground):
            where &= ~there
    return where
