# SPDX-License-Identifier: Apache-2.0
"""What lies ahead of a holder, whoever owns the share and whatever the day: where a chain can still get, and with what.

All of this only leaves out what can come to nothing and calls alike what comes to the same; a superset of the grants
that may count is enough.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from licit.engine.changes import Changes
from licit.engine.components import Components
from licit.engine.grants import CompiledGrant
from licit.engine.walk import State
from licit.model.fact import UNLIMITED

LONGEST: Final = 16  # links; more count as without limit
Node = tuple[str, int]  # a holder, and the links that it has left


class Ahead:
    """Where a chain can still get to one of its ``ends``, at each of which it needs so many links left.

    With ``holding`` only grants count that make their last party a holder (rule 6).
    """

    def __init__(
        self,
        changes: Changes,
        ends: Mapping[str, int],
        once: Callable[[AbstractSet[str]], frozenset[str]],
        *,
        holding: bool,
    ) -> None:
        self.ends = ends
        self.holding = holding
        self._changes = changes
        self._believed = changes.believed
        self._once = once
        self.need = self.needs(ends)
        self._carrying: dict[str, tuple[CompiledGrant, ...]] = {}
        self.most = self._mosts()
        self._using = self._users()
        self._hanging: list[frozenset[str]] = []
        self._next: dict[Node, tuple[Node, ...]] = {}
        self.nodes = Components(self._onwards, self._close)

    def leads(self, state: State) -> bool:
        """Whether the holder has the links that it takes to get anywhere."""
        return self.need.get(state.holder, UNLIMITED + 1) <= state.sublicense

    def normal(self, state: State) -> State:
        """The state without what makes no difference ahead: more links than can be used, exercise that is no use."""
        links = self._links(state.holder, state.sublicense)
        exercise = state.exercise and state.holder in self._using
        if links == state.sublicense and exercise == state.exercise:
            return state
        return state._replace(exercise=exercise, sublicense=links)

    def _links(self, holder: str, links: int) -> int:
        return UNLIMITED if 0 < links >= self.most.get(holder, UNLIMITED) else links

    def circle(self, state: State) -> int | None:
        """The circle of holders with links left in which a state lies; None where a chain cannot come back to it."""
        return self.nodes.circle((state.holder, self._links(state.holder, state.sublicense)))

    def hanging(self, state: State) -> frozenset[str]:
        """All ahead whom chains come to with the power to let others, or to use; the holder if it is among them."""
        return self._hanging[self.nodes.of((state.holder, self._links(state.holder, state.sublicense)))]

    def carrying(self, party: str) -> tuple[CompiledGrant, ...]:
        """The grants of a party that may get a chain to an end."""
        found = self._carrying.get(party)
        if found is None:
            need = self.need
            found = self._carrying[party] = tuple(
                grant
                for grant in self._believed.grants_by.get(party, ())
                if grant.grantee in need
                and (grant.assignment or grant.sublicense >= need[grant.grantee])
                and self._counts(grant)
            )
        return found

    def _counts(self, grant: CompiledGrant) -> bool:
        return not (self.holding and grant.non_exclusive) and self._changes.may_lead(grant)

    def needs(self, ends: Mapping[str, int]) -> dict[str, int]:
        """The fewest links left with which each party can get to one of these ends; of whoever can."""
        found: dict[str, int] = {}
        waiting = [(links, party) for party, links in ends.items()]
        heapq.heapify(waiting)
        grants_to = self._believed.grants_to
        while waiting:
            links, party = heapq.heappop(waiting)
            if party in found:
                continue
            found[party] = links
            for grant in grants_to.get(party, ()):
                enough = grant.assignment or grant.sublicense >= links
                if enough and grant.grantor not in found and self._counts(grant):
                    heapq.heappush(waiting, (max(1, links) if grant.assignment else links + 1, grant.grantor))
        return found

    def _mosts(self) -> dict[str, int]:
        """The most links that each party who was granted something can use: one more than whom it grants to can."""
        found: dict[str, int] = {}
        waiting = {party: None for party in self.need if party in self._believed.grants_to}
        while waiting:
            party = next(iter(waiting))
            del waiting[party]
            most = self.ends.get(party, 0)
            for grant in self.carrying(party):
                beyond = found.get(grant.grantee, 0)
                most = max(most, max(1, beyond) if grant.assignment else 1 + min(grant.sublicense, beyond))
            if most > LONGEST:
                most = UNLIMITED
            if most > found.get(party, -1):
                found[party] = most
                for grant in self._believed.grants_to[party]:
                    if grant.grantor in self.need and grant.grantor in self._believed.grants_to:
                        waiting[grant.grantor] = None
        return found

    def _users(self) -> frozenset[str]:
        """Whose own exercise may come to something: ends, and whoever may assign it to them."""
        if self.holding:
            return frozenset()
        found = set(self.ends)
        waiting = [*found]
        while waiting:
            for grant in self._believed.grants_to.get(waiting.pop(), ()):
                if grant.assignment and grant.grantor not in found:
                    found.add(grant.grantor)
                    waiting.append(grant.grantor)
        return frozenset(found)

    def _onwards(self, node: Node) -> tuple[Node, ...]:
        found = self._next.get(node)
        if found is None:
            party, links = node
            nodes: dict[Node, None] = {}
            for grant in self.carrying(party) if links > 0 else ():
                left = links_given(links, grant)
                if left >= self.need[grant.grantee]:
                    nodes[grant.grantee, self._links(grant.grantee, left)] = None
            found = self._next[node] = tuple(nodes)
        return found

    def _close(self, members: Sequence[Node]) -> None:
        to = self._believed.grants_to  # nobody comes to an owner whom nobody granted anything
        found = {party for party, links in members if (links > 0 and party in to) or party in self.ends}
        numbers = {self.nodes.numbers[other] for node in members for other in self._onwards(node)}
        here = self.nodes.numbers[members[0]]
        for number in numbers:
            if number != here:
                found |= self._hanging[number]
        self._hanging.append(self._once(found))


def links_given(links: int, grant: CompiledGrant) -> int:
    """The links that a grant leaves of so many: an assignment just as many, any other at most one less."""
    if grant.assignment:
        return links
    return min(grant.sublicense, links if links == UNLIMITED else links - 1)
