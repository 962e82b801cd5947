# SPDX-License-Identifier: Apache-2.0
"""A choice of parties by leaving out, one after the other, whoever costs least.

What a party costs is all that is cleared with those who are left and would not be without it. ``prior`` is added to it:
what the party is worth where a bound shares the groups out, so that the choice goes along with the bound.
"""

from __future__ import annotations

import heapq
from typing import Final

from licit.explain.remedy.incidence import Amounts, Incidence

_FINE: Final = 1e-6  # priors are rounded to it: as good as equal is equal


def peeled(incidence: Incidence, prior: Amounts, target: int | None, most: int | None) -> frozenset[str]:
    """Parties of whom none can be left out without missing the target; or so many as may be chosen."""
    peeling = _Peeling(incidence)
    priors = (prior / _FINE).round() * _FINE
    weigh = priors.tolist()
    heap = [(cost + weigh[party], cost, party) for party, cost in enumerate(peeling.costs)]
    heapq.heapify(heap)
    spare = int(incidence.counts.sum()) - target if target is not None else None
    while heap and (spare is not None or len(peeling.left) > (most or 0)):
        _, cost, party = heapq.heappop(heap)
        if party not in peeling.left or cost != peeling.costs[party]:
            continue
        if spare is not None:
            if cost > spare:
                continue
            spare -= cost
        for other in peeling.leave_out(party):
            heapq.heappush(heap, (peeling.costs[other] + weigh[other], peeling.costs[other], other))
    return frozenset(incidence.parties[party] for party in peeling.left)


class _Peeling:
    """The parties that are left, and what leaving each out would cost."""

    def __init__(self, incidence: Incidence) -> None:
        self._counts = [int(count) for count in incidence.counts.tolist()]
        self._wants = incidence.groups.lists()
        self._met_by = incidence.needs.lists()
        self._meets: list[list[int]] = [[] for _ in incidence.parties]
        self._wanting: list[list[int]] = [[] for _ in self._met_by]
        self._value = [0] * len(self._met_by)  # what is left that has a need
        for group, needs in enumerate(self._wants):
            for need in needs:
                self._wanting[need].append(group)
                self._value[need] += self._counts[group]
        for need, parties in enumerate(self._met_by):
            for party in parties:
                self._meets[party].append(need)
        self._others = [len(parties) for parties in self._met_by]
        self._alive = [True] * len(self._wants)
        self.left = set(range(len(incidence.parties)))
        self.costs = [self._cost(party) for party in range(len(incidence.parties))]

    def _cost(self, party: int) -> int:
        alone = [need for need in self._meets[party] if self._others[need] == 1]
        if len(alone) < 2:  # noqa: PLR2004 - groups with two of them would count twice
            return self._value[alone[0]] if alone else 0
        groups = {group for need in alone for group in self._wanting[need] if self._alive[group]}
        return sum(self._counts[group] for group in groups)

    def leave_out(self, party: int) -> list[int]:
        """Leave a party out: those who cost something else from then on."""
        self.left.discard(party)
        touched: set[int] = set()
        for need in self._meets[party]:
            self._others[need] -= 1
            if self._others[need]:
                touched.update(self._met_by[need])
                continue
            for group in self._wanting[need]:
                if self._alive[group]:
                    self._alive[group] = False
                    for other in self._wants[group]:
                        self._value[other] -= self._counts[group]
                        touched.update(self._met_by[other])
        changed = []
        for other in touched & self.left:
            cost = self._cost(other)
            if cost != self.costs[other]:
                self.costs[other] = cost
                changed.append(other)
        return changed
