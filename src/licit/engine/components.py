# SPDX-License-Identifier: Apache-2.0
"""The circles of a graph: nodes each of which leads to every other; found by Tarjan's walk, from where one asks."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

NodeT = TypeVar("NodeT", bound=Hashable)


class Components(Generic[NodeT]):
    """The strongly connected components of what was asked about and all beyond, by number.

    Whatever a component leads to has a lower number; ``closed`` is told the members of each, in the order of numbers.
    """

    def __init__(
        self, onwards: Callable[[NodeT], Iterable[NodeT]], closed: Callable[[Sequence[NodeT]], None] | None = None
    ) -> None:
        self._onwards = onwards
        self._closed = closed
        self.numbers: dict[NodeT, int] = {}
        self.circles: list[bool] = []  # by number: whether one of the component can be come to again

    def of(self, node: NodeT) -> int:
        """The number of a node's component."""
        found = self.numbers.get(node)
        if found is None:
            self._walk(node)
            found = self.numbers[node]
        return found

    def circle(self, node: NodeT) -> int | None:
        """The number of the circle that a node lies in; None where it cannot be come to again."""
        number = self.of(node)
        return number if self.circles[number] else None

    def _walk(self, start: NodeT) -> None:
        order: dict[NodeT, int] = {start: 0}
        low: dict[NodeT, int] = {start: 0}
        itself: set[NodeT] = set()
        stack = [start]
        path: list[tuple[NodeT, Iterator[NodeT]]] = [(start, iter(self._onwards(start)))]
        while path:
            node, rest = path[-1]
            for other in rest:
                if other == node:
                    itself.add(node)
                elif other in self.numbers:
                    continue
                elif other in order:
                    low[node] = min(low[node], order[other])
                else:
                    order[other] = low[other] = len(order)
                    stack.append(other)
                    path.append((other, iter(self._onwards(other))))
                    break
            else:
                path.pop()
                if path:
                    before = path[-1][0]
                    low[before] = min(low[before], low[node])
                if low[node] == order[node]:
                    members = [stack.pop()]
                    while members[-1] != node:
                        members.append(stack.pop())
                    self._close(members, node in itself)

    def _close(self, members: list[NodeT], itself: bool) -> None:  # noqa: FBT001 - of the one member
        number = len(self.circles)
        self.circles.append(len(members) > 1 or itself)
        for node in members:
            self.numbers[node] = number
        if self._closed is not None:
            self._closed(members)
