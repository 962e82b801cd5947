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
        self._all = 0
        for _, bit in leaves:
            self._all |= bit
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

    def _among(self, there: int, first: int, bits: int) -> Node:
        """That it is one of these, of the places from the first on that so many bits tell apart.

        Numbers beyond the last are taken as the last.
        """
        diagram = self.diagram
        last = len(self.leaves) - 1
        if not bits or first >= last:
            return diagram.true if there & self.leaves[min(first, last)][1] else diagram.false
        key = (there, first, bits)
        found = self._where.get(key)
        if found is None:
            low = self._among(there, first, bits - 1)
            high = self._among(there, first + (1 << (bits - 1)), bits - 1)
            at = diagram.manager.var(self._bits[bits - 1])
            found = self._where[key] = low if low == high else diagram.manager.ite(at, high, low)
        return found

    def at(self, number: int, found: Bounds) -> Bounds:
        """What is left at one of the places."""
        here = {name: bool(number >> n & 1) for n, name in enumerate(self._bits)}
        let = self.diagram.manager.let
        return Bounds(let(here, found.sure), let(here, found.possible))
