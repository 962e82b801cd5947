# SPDX-License-Identifier: Apache-2.0
"""A good choice of counterparties, one at a time: where the solver begins, and the order in which a plan is told."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from math import lcm

from licit.explain.remedy.incidence import Incidence
from licit.explain.remedy.shortfall import Wanted


class Growing:
    """Groups while parties are chosen: what is cleared, and what each party is worth next.

    A group is worth its count to a party, divided by the square of how many needs it still has: a group that one party
    alone would clear counts whole, one that wants two more a quarter. In whole numbers, so that equals stay equal.
    """

    def __init__(self, groups: Mapping[Wanted, int], parties: Iterable[str] | None = None) -> None:
        """``parties``: only these may be chosen; left out: all."""
        numbered = Incidence(groups)
        self._names = numbered.parties
        allowed = None if parties is None else frozenset(parties)
        self._counts = list(groups.values())
        self._wants = numbered.groups.lists()
        self._left = [len(needs) for needs in self._wants]
        self.cleared = 0
        self._parts = _squares(max(self._left, default=1))
        self._met_by = [
            [party for party in row if allowed is None or self._names[party] in allowed]
            for row in numbered.needs.lists()
        ]
        self._meets: dict[int, list[int]] = {}
        for need, row in enumerate(self._met_by):
            for party in row:
                self._meets.setdefault(party, []).append(need)
        self._wanting: list[list[int]] = [[] for _ in self._met_by]
        self._value = [0] * len(self._met_by)  # of each need that is not met
        for group, needs in enumerate(self._wants):
            for need in needs:
                self._wanting[need].append(group)
                self._value[need] += self._counts[group] * self._parts[len(needs)]
        self._met = [False] * len(self._met_by)
        self._worth = {party: self._sum(party) for party in self._meets}
        self._heap = [(-worth, party) for party, worth in self._worth.items()]
        heapq.heapify(self._heap)

    def _sum(self, party: int) -> int:
        return sum(self._value[need] for need in self._meets[party] if not self._met[need])

    def best(self) -> str | None:
        """The party that is worth most now; none where nothing is left to gain."""
        while self._heap:
            worth, party = heapq.heappop(self._heap)
            if self._worth.get(party) == -worth and worth < 0:
                return self._names[party]
        return None

    def choose(self, name: str) -> None:
        """Choose a party: its needs are met."""
        chosen = bisect_left(self._names, name)
        touched: set[int] = set()
        for need in self._meets[chosen]:
            if self._met[need]:
                continue
            self._met[need] = True
            touched.update(self._met_by[need])
            for group in self._wanting[need]:
                self._one_need_less(group, touched)
        del self._worth[chosen]
        for party in touched & self._worth.keys():
            worth = self._sum(party)
            if worth != self._worth[party]:
                self._worth[party] = worth
                heapq.heappush(self._heap, (-worth, party))

    def _one_need_less(self, group: int, touched: set[int]) -> None:
        """A group has one need less: those that are left are worth more."""
        left = self._left[group]
        self._left[group] = left - 1
        if left == 1:
            self.cleared += self._counts[group]
            return
        more = self._counts[group] * (self._parts[left - 1] - self._parts[left])
        for other in self._wants[group]:
            if not self._met[other]:
                self._value[other] += more
                touched.update(self._met_by[other])


def _squares(longest: int) -> list[int]:
    """By how many needs are left: a part of one divided by its square, all multiplied by one number to be whole."""
    common = lcm(*range(1, longest + 1))
    return [0, *((common // left) ** 2 for left in range(1, longest + 1))]


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
