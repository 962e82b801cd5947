# SPDX-License-Identifier: Apache-2.0
"""A good choice of counterparties, one at a time: where the solver begins, and the order in which a plan is told."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

from licit.explain.remedy.shortfall import Wanted


class Growing:
    """Groups while parties are chosen: what is cleared, and what each party is worth next.

    A group is worth its count to a party, divided by the square of how many needs it still has: a group that one party
    alone would clear counts whole, one that wants two more a quarter.
    """

    def __init__(self, groups: Mapping[Wanted, int], parties: Iterable[str] | None = None) -> None:
        """``parties``: only these may be chosen; left out: all."""
        self.groups = tuple(groups.items())
        self.cleared = 0
        self.left = [set(needs) for needs, _ in self.groups]
        allowed = None if parties is None else frozenset(parties)
        self._wanting: dict[frozenset[str], list[int]] = {}
        self._meets: dict[str, list[frozenset[str]]] = {}
        for at, (needs, _) in enumerate(self.groups):
            for need in needs:
                if need not in self._wanting:
                    for party in need if allowed is None else need & allowed:
                        self._meets.setdefault(party, []).append(need)
                self._wanting.setdefault(need, []).append(at)
        self._met: set[frozenset[str]] = set()
        self._worth = {party: self._count(party) for party in self._meets}
        self._heap = [(-worth, party) for party, worth in self._worth.items()]
        heapq.heapify(self._heap)

    def _count(self, party: str) -> float:
        wanting: dict[int, int] = {}
        for need in self._meets[party]:
            if need not in self._met:
                for at in self._wanting[need]:
                    wanting[at] = wanting.get(at, 0) + 1
        return sum(self.groups[at][1] * met / len(self.left[at]) ** 2 for at, met in wanting.items())

    def best(self) -> str | None:
        """The party that is worth most now; none where nothing is left to gain."""
        while self._heap:
            worth, party = heapq.heappop(self._heap)
            if self._worth.get(party) == -worth and worth < 0:
                return party
        return None

    def choose(self, party: str) -> None:
        """Choose a party: its needs are met."""
        touched: set[str] = set()
        for need in self._meets[party]:
            if need in self._met:
                continue
            self._met.add(need)
            for at in self._wanting[need]:
                self.left[at].discard(need)
                if not self.left[at]:
                    self.cleared += self.groups[at][1]
                for other in self.left[at]:
                    touched |= other
            touched |= need
        del self._worth[party]
        for one in touched & self._worth.keys():
            worth = self._count(one)
            if worth != self._worth[one]:
                self._worth[one] = worth
                heapq.heappush(self._heap, (-worth, one))


def greedy(groups: Mapping[Wanted, int], target: int | None, most: int | None) -> frozenset[str]:
    """Parties that clear so many (``target``), or so many parties (``most``) that clear much."""
    growing = Growing(groups)
    chosen: list[str] = []
    while (target is None or growing.cleared < target) and (most is None or len(chosen) < most):
        party = growing.best()
        if party is None:
            break
        growing.choose(party)
        chosen.append(party)
    if target is None:
        return frozenset(chosen)
    return _without_needless(groups, chosen, target)


def _without_needless(groups: Mapping[Wanted, int], chosen: list[str], target: int) -> frozenset[str]:
    """The parties without those, the latest first, that the target does not need."""
    kept = set(chosen)
    cleared = sum(count for needs, count in groups.items() if all(need & kept for need in needs))
    wanting: dict[str, list[tuple[Wanted, int]]] = {}
    for needs, count in groups.items():
        for party in frozenset().union(*needs) & kept:
            wanting.setdefault(party, []).append((needs, count))
    for party in reversed(chosen):
        fewer = kept - {party}
        lost = sum(
            count
            for needs, count in wanting.get(party, ())
            if all(need & kept for need in needs) and not all(need & fewer for need in needs)
        )
        if cleared - lost >= target:
            kept, cleared = fewer, cleared - lost
    return frozenset(kept)


def in_order(groups: Mapping[Wanted, int], parties: frozenset[str]) -> list[tuple[str, int]]:
    """The parties, the one that clears most next first, each with what is cleared by then."""
    growing = Growing(groups, parties)
    found: list[tuple[str, int]] = []
    while (party := growing.best()) is not None:
        growing.choose(party)
        found.append((party, growing.cleared))
    found += [(party, growing.cleared) for party in sorted(parties - {one for one, _ in found})]
    return found
