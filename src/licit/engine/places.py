# SPDX-License-Identifier: Apache-2.0
"""The leaves numbered, and the territory sets of a record as bit masks on a day. Source: SEMANTICS §2, §6."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from licit.model.day import FIRST, next_day
from licit.model.fact import Control, Finding, Grant, Requirement, Server, Statute
from licit.model.record import Record
from licit.model.territory import Expression

ELSEWHERE = ""  # the leaf that stands for every leaf that neither the atlas nor a fact names: in no set at all


class Places:
    """The leaves of a record: bit *i* of a mask is ``names[i]``; the last bit is every leaf that nothing names."""

    def __init__(self, record: Record) -> None:
        self.atlas = record.atlas
        named = dict.fromkeys(record.atlas.leaves)
        for group in record.atlas.groups.values():
            named.update(dict.fromkeys(leaf for leaf, _ in group))
        for expression in expressions(record):
            named.update(dict.fromkeys(name for _, name in expression.steps if name not in record.atlas.groups))
        named.update(dict.fromkeys(server.territory for server in record.servers))
        named.pop(ELSEWHERE, None)
        self.names = (*named, ELSEWHERE)
        self.index = {name: number for number, name in enumerate(self.names)}
        self.everywhere = (1 << len(self.names)) - 1
        self.changes = tuple(sorted(_group_changes(record)))
        self._masks: dict[tuple[Expression, int], int] = {}
        self._steps: dict[Expression, tuple[tuple[date, int], ...]] = {}
        self._slices: dict[date, int] = {}

    def bit(self, leaf: str) -> int:
        """The mask of one leaf."""
        return 1 << self.index.get(leaf, len(self.names) - 1)

    def slice(self, day: date) -> int:
        """The number of the days between two changes of groups that the day lies in."""
        if day not in self._slices:
            self._slices[day] = bisect_right(self.changes, day)
        return self._slices[day]

    def mask(self, expression: Expression, day: date) -> int:
        """The leaves of a territory set, groups as they are on that day."""
        key = (expression, self.slice(day))
        found = self._masks.get(key)
        if found is None:
            found = 0
            for includes, name in expression.steps:
                members = sum(1 << self.index[leaf] for leaf in self.atlas.members(name, day))
                found = found | members if includes else found & ~members
            self._masks[key] = found
        return found

    def steps(self, expression: Expression) -> tuple[tuple[date, int], ...]:
        """A territory set through time: the first day of each slice in which it stays the same, and its mask."""
        found = self._steps.get(expression)
        if found is None:
            steps: list[tuple[date, int]] = []
            for day in (FIRST, *self.changes):
                mask = self.mask(expression, day)
                if not steps or steps[-1][1] != mask:
                    steps.append((day, mask))
            found = self._steps[expression] = tuple(steps)
        return found

    def leaves(self, mask: int) -> Iterator[str]:
        """The names in a mask."""
        while mask:
            lowest = mask & -mask
            yield self.names[lowest.bit_length() - 1]
            mask ^= lowest


def expressions(record: Record) -> Iterator[Expression]:
    """Every territory set that a fact or a denied pattern names."""
    for fact in record.facts:
        if isinstance(fact, Grant):
            if fact.scope.territories is not None:
                yield fact.scope.territories
        elif isinstance(fact, Control | Requirement | Finding | Statute) and fact.territories is not None:
            yield fact.territories
        elif isinstance(fact, Server):
            yield Expression(((True, fact.territory),))
    for statement in record.pattern_denials:
        if statement.pattern and statement.pattern.territories:
            yield statement.pattern.territories


def _group_changes(record: Record) -> set[date]:
    found = set()
    for group in record.atlas.groups.values():
        for _, term in group:
            if term.start is not None:
                found.add(term.start.latest)  # a group's member counts from its last possible first day
            if term.end is not None:
                found.add(next_day(term.end.earliest))
    return {day for day in found if day > FIRST}


def refined(cells: Iterable[int], mask: int) -> list[int]:
    """The partition with each cell cut along a mask; no cell is empty."""
    found: list[int] = []
    for cell in cells:
        inside = cell & mask
        if inside and inside != cell:
            found += (inside, cell ^ inside)
        else:
            found.append(cell)
    return found
