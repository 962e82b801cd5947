# SPDX-License-Identifier: Apache-2.0
"""Prime implicants of a decision diagram: the smallest sets of settlements that make it true, the smallest first.

Coudert and Madre, *Implicit and incremental computation of primes and essential primes of Boolean functions* (DAC
1992): with f₁ and f₀ what is left of f where a variable x holds and where not, the primes of f are those of f₁·f₀; x
with each of f₁ that is none of f₁·f₀; and x' with each of f₀ that is none of f₁·f₀. Here up to a size at a time, so
that the smallest come first and one may stop.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from licit.explain.crux.diagram import Diagram, Node

Literal = tuple[str, bool]  # a variable's name, and whether it holds
Term = frozenset[Literal]
MOST_HELD: Final = 50_000  # terms kept on the way: some ten megabytes


class _TooManyError(Exception):
    """More terms than are kept."""


class Primes:
    """The primes of conditions of one diagram."""

    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        self._kept: dict[tuple[Node, int], frozenset[Term]] = {}
        self._held = 0

    def smallest(self, node: Node, possible: Node, most: int) -> tuple[list[Term], bool]:
        """At most so many primes, the smallest first, and whether they are all.

        ``possible`` holds for the settlements there can be (a day on or before the 3rd is on or before the 5th): beyond
        it nothing is asked, and of terms of which one says more within it the widest stays.
        """
        if node & possible == self.diagram.false:
            return [], True
        wide = node | ~possible
        found: dict[Term, Node] = {}
        whole = True
        try:
            for size in range(len(self.diagram.manager.support(wide)) + 1):
                new = sorted((one for one in self._up_to(wide, size) if len(one) == size), key=sorted)
                cubes = {term: self.diagram.manager.cube(dict(term)) & possible for term in new}
                found |= {term: cube for term, cube in cubes.items() if cube != self.diagram.false}
                if len(found) > most:
                    break
        except _TooManyError:
            whole = False
        widest = self._widest(found)
        return widest[:most], whole and len(widest) <= most

    def _up_to(self, node: Node, size: int) -> frozenset[Term]:
        """The primes of at most so many literals."""
        if node == self.diagram.true:
            return frozenset((frozenset(),))
        if size == 0 or node == self.diagram.false:
            return frozenset()
        key = (node, size)
        if key not in self._kept:
            name, high, low = self.diagram.branches(node)
            both = self._up_to(high & low, size)
            found = set(both)
            for half, so in ((high, True), (low, False)):
                found |= {term | {(name, so)} for term in self._up_to(half, size - 1) - both}
            self._held += len(found)
            if self._held > MOST_HELD:
                raise _TooManyError
            self._kept[key] = frozenset(found)
        return self._kept[key]

    def _widest(self, found: dict[Term, Node]) -> list[Term]:
        """Those that no other one holds wholly; of two that are the same, the first."""
        kept: list[Term] = []
        terms = list(found)
        for at, term in enumerate(terms):
            if not any(self._within(found, term, other, earlier=n < at) for n, other in enumerate(terms) if n != at):
                kept.append(term)
        return kept

    def _within(self, cubes: dict[Term, Node], term: Term, other: Term, *, earlier: bool) -> bool:
        one, two = cubes[term], cubes[other]
        if one & ~two != self.diagram.false:
            return False
        return earlier or one != two


def literals(diagram: Diagram, terms: Iterable[Term]) -> list[str]:
    """The variables in the terms, in the diagram's order."""
    used = {name for term in terms for name, _ in term}
    return [name for name in diagram.settlements if name in used]
