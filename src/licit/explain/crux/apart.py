# SPDX-License-Identifier: Apache-2.0
"""Places where the same is open, but not the same grants count: looked into at once, told apart by variables.

Each place has a number, and each bit of the numbers is a variable; that a grant counts is then a condition on these,
like any other. Chains are walked once, and what is found at one place is what is left where its bits are as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from licit.explain.crux.diagram import Bounds, Diagram, Node
from licit.model.fact import Grant

Leaf = tuple[str, int]  # a place, and its bit


class Apart:
    """Places and the grants that count at each of them."""

    def __init__(self, diagram: Diagram, groups: Sequence[Sequence[Leaf]], counting: Mapping[str, int]) -> None:
        """``groups``: where the same findings bind and the same statutes reach; two leaves at least.

        ``counting``: where each grant counts, by its name.
        """
        self.diagram = diagram
        self.groups = groups
        self.leaves = leaves = [leaf for group in groups for leaf in group]
        self.counting = counting
        self._bits = diagram.bits[: (len(leaves) - 1).bit_length()]
        self._spans: dict[tuple[int, int], int] = {}
        self._all = self._span(0, len(self._bits))
        self._where: dict[tuple[int, int, int], Node] = {}

    def counts(self, grant: Grant) -> bool:
        """Whether a grant counts at one of the places."""
        return bool(self.counting.get(grant.id, 0) & self._all)

    def where(self, grant: Grant) -> Node:
        """That the place is one at which a grant counts."""
        return self._among(self.counting[grant.id] & self._all, 0, len(self._bits))

    def each(self) -> Iterator[tuple[str, Node]]:
        """One place of each group, and that the place is one of the group."""
        for group in self.groups:
            there = 0
            for _, bit in group:
                there |= bit
            yield group[0][0], self._among(there, 0, len(self._bits))

    def _span(self, first: int, bits: int) -> int:
        """The places from the first on that so many bits tell apart; numbers beyond the last are taken as the last."""
        last = len(self.leaves) - 1
        if not bits or first >= last:
            return self.leaves[min(first, last)][1]
        key = (first, bits)
        if key not in self._spans:
            self._spans[key] = self._span(first, bits - 1) | self._span(first + (1 << (bits - 1)), bits - 1)
        return self._spans[key]

    def _among(self, there: int, first: int, bits: int) -> Node:
        """That it is one of these, of the places from the first on that so many bits tell apart."""
        diagram = self.diagram
        span = self._span(first, bits)
        there &= span
        if not there or there == span:
            return diagram.true if there else diagram.false
        key = (there, first, bits)
        found = self._where.get(key)
        if found is None:
            low = self._among(there, first, bits - 1)
            high = self._among(there, first + (1 << (bits - 1)), bits - 1)
            at = diagram.manager.var(self._bits[bits - 1])
            found = self._where[key] = diagram.manager.ite(at, high, low)
        return found

    def each_of(self, found: Bounds) -> list[Bounds]:
        """What is left at each of the places."""
        sure = self._left(found.sure)
        possible = sure if found.possible == found.sure else self._left(found.possible)
        return list(map(Bounds, sure, possible))

    def _left(self, node: Node) -> list[Node]:
        """What is left of a condition at each place: halved bit by bit."""
        let = self.diagram.manager.let
        found = [node]
        for name in self._bits:
            alike = {int(one): one for one in found}  # they are few
            halves = {at: (let({name: False}, one), let({name: True}, one)) for at, one in alike.items()}
            found = [halves[int(one)][so] for so in (False, True) for one in found]
        return found[: len(self.leaves)]
