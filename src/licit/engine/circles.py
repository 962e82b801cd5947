# SPDX-License-Identifier: Apache-2.0
"""Which grants can come round again on a chain over a share, and which exclusives could ever bar: what a state carries.

A chain is a row of distinct grants. That matters only where parties grant in a circle, and there only where coming
back could gain something: an exclusive between two of them (to an outsider it never lies on the way round, whoever
bars by it), what an assignment hands on, or a mandate in some taker's name left behind (SEMANTICS §3.3).
Elsewhere a walk that repeats a grant gains nothing on the chain without the repetition, so nothing need be carried.
"""

from __future__ import annotations

from licit.engine.bearing import Bearing
from licit.engine.grants import UPPER, CompiledGrant


class Circles:
    """The circles of grants that can be reached from a root over one share; found when first asked about."""

    def __init__(self, bearing: Bearing, root: str, useful: frozenset[str], *, named: bool = False) -> None:
        """``named``: the chain comes to the root in the name of somebody whose exclusives may bar."""
        self._named = named
        self.bearing = bearing
        self.root = root
        self.useful = useful
        self._matters: dict[str, bool] = {}
        self._recurring: frozenset[int] | None = None
        self._taking: frozenset[int] = frozenset()
        self._inside: dict[str, list[CompiledGrant]] = {}
        self._kept: dict[tuple[str, tuple[str, ...], frozenset[int]], frozenset[int]] = {}

    @classmethod
    def none(cls, bearing: Bearing) -> Circles:
        """For a party that is known to grant in no circle."""
        found = cls(bearing, "", frozenset())
        found._recurring = frozenset()
        return found

    def matters(self, party: str) -> bool:
        """Whether the party has an exclusive that may bar an act over the share."""
        found = self._matters.get(party)
        if found is None:
            takers = self.bearing.span.believed.takers_by.get(party, ())
            found = self._matters[party] = any(self.bearing.reached(taker, UPPER) for taker in takers)
        return found

    def recurs(self, grant: CompiledGrant) -> bool:
        """Whether a chain has to remember that it went through this grant."""
        if self._recurring is None:
            self._recurring = frozenset(self._find())
        return grant.number in self._recurring

    def kept(self, holder: str, principals: tuple[str, ...], used: frozenset[int]) -> frozenset[int]:
        """Those of the grants gone through that still matter.

        Their grantor is one in whose name the holder acts, or can be come to again by grants not gone through.

        Without this a major that licenses back to each of 20 labels has as many states as there are sets of labels.
        """
        key = (holder, principals, used)
        found = self._kept.get(key)
        if found is None:
            reach = {holder}
            waiting = [holder]
            while waiting:
                for grant in self._inside.get(waiting.pop(), ()):
                    if grant.number not in used and grant.grantee not in reach:
                        reach.add(grant.grantee)
                        waiting.append(grant.grantee)
            reach.update(principals)
            found = frozenset(
                grant.number for party in reach for grant in self._inside.get(party, ()) if grant.number in used
            )
            self._kept[key] = found
        return found

    def taking(self, used: frozenset[int]) -> frozenset[int]:
        """Those of the remembered grants that take."""
        return used & self._taking if used else used

    def _edges(self) -> dict[str, list[CompiledGrant]]:
        """The grants that may carry a chain on, by grantor, from the root onwards."""
        grants_by = self.bearing.span.believed.grants_by
        found: dict[str, list[CompiledGrant]] = {}
        waiting = [self.root]
        while waiting:
            party = waiting.pop()
            if party in found:
                continue
            found[party] = [
                grant
                for grant in grants_by.get(party, ())
                if grant.grantee in self.useful and self.bearing.reached(grant, UPPER)
            ]
            waiting += [grant.grantee for grant in found[party]]
        return found

    def _find(self) -> list[int]:
        edges = self._edges()
        found: list[int] = []
        taking: list[int] = []
        named = self._named or any(
            grant.mandate and self.matters(grant.grantor) for grants in edges.values() for grant in grants
        )
        for circle in _components(edges):
            inside = [grant for party in circle for grant in edges[party] if grant.grantee in circle]
            mandates = {grant.mandate for grant in inside}
            mixed = len(mandates) > 1 and named
            if mixed or any(one.assignment or one.takes for one in inside):
                found += [grant.number for grant in inside]
                taking += [grant.number for grant in inside if grant.takes]
                for grant in inside:
                    self._inside.setdefault(grant.grantor, []).append(grant)
        self._taking = frozenset(taking)
        return found


def _components(edges: dict[str, list[CompiledGrant]]) -> list[frozenset[str]]:
    """The circles: parties each of whom reaches every other, and each party that grants to itself."""
    to = {party: {grant.grantee for grant in grants if grant.grantee in edges} for party, grants in edges.items()}
    while ends := [party for party, grantees in to.items() if not grantees]:  # whoever leads nowhere is in no circle
        for party in ends:
            del to[party]
        for grantees in to.values():
            grantees.difference_update(ends)
    number = {party: bit for bit, party in enumerate(to)}
    reach = [sum(1 << number[grantee] for grantee in grantees) for grantees in to.values()]
    for via in range(len(reach)):  # Warshall's closure, a row of bits at a time
        onwards = reach[via]
        reach = [mine | onwards if mine >> via & 1 else mine for mine in reach]
    circles = {
        frozenset(other for other, bit in number.items() if reach[mine] >> bit & 1 and reach[bit] >> mine & 1)
        for mine in number.values()
    }
    return [circle for circle in circles if circle]
