# SPDX-License-Identifier: Apache-2.0
"""Which settlements there can be together: days and orders hang together, all other open points are free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations, pairwise
from typing import Final

from licit.explain.crux.days import signing_field
from licit.explain.crux.diagram import Diagram, Node
from licit.explain.crux.order import came_first
from licit.model.crux import Settlement
from licit.model.fact import Grant
from licit.model.proof import OpenKind
from licit.model.record import Record
from licit.reference.order import surely_before

MOST_IN_ROW: Final = 6
Marked = tuple[date, Node]  # a day, and where the act was made on that day or before


def possible(diagram: Diagram, record: Record, settlements: Iterable[Settlement]) -> Node:
    """Where the settlements can hold together; those of other open points than these are not asked for."""
    found = diagram.true
    for rule in rules(diagram, record, settlements):
        found &= rule
    return found


def rules(diagram: Diagram, record: Record, settlements: Iterable[Settlement]) -> list[Node]:
    """What must hold of settlements, part by part: what hangs together is one, and no two are of the same ones."""
    asked = list(settlements)
    found: list[tuple[set[str], Node]] = []
    for rule in (*_days(diagram, asked), *_orders(diagram, record, asked)):
        names, joined = set(diagram.manager.support(rule)), rule
        for part in [one for one in found if one[0] & names]:
            found.remove(part)
            names, joined = names | part[0], joined & part[1]
        if joined != diagram.true:
            found.append((names, joined))
    return [part for _, part in found]


def _days(diagram: Diagram, asked: list[Settlement]) -> Iterator[Node]:
    """On or before a day is on or before each later one."""
    for marks in _by_field(diagram, asked).values():
        for (_, sooner), (_, later) in pairwise(marks):
            yield ~sooner | later


def _by_field(diagram: Diagram, asked: list[Settlement]) -> dict[tuple[str, str], list[Marked]]:
    found: dict[tuple[str, str], list[Marked]] = {}
    for one in sorted(asked, key=lambda one: one.day or date.min):
        if one.point.kind is OpenKind.DAY and one.day is not None:
            key = (one.point.facts[0], one.point.detail)
            found.setdefault(key, []).append((one.day, diagram.variable(one)))
    return found


def _orders(diagram: Diagram, record: Record, asked: list[Settlement]) -> Iterator[Node]:
    """What came before what came before came before; and days tell the order, where they do."""
    pairs = {one.point.facts for one in asked if one.point.kind is OpenKind.ORDER}
    first = {}
    for one, other in pairs:
        node = diagram.variable(came_first(one, other)[0])
        first[one, other], first[other, one] = node, ~node
    for acts in _connected(pairs):
        yield _in_rows(diagram, record, acts, pairs)
    fields = _by_field(diagram, asked)
    for (one, other), before in first.items():
        for day, by_then in _signed(diagram, record, fields, one):
            for later, other_by_then in _signed(diagram, record, fields, other):
                if day <= later:  # the one by a day, the other only after it
                    yield ~(by_then & ~other_by_then) | before


def _connected(pairs: Iterable[tuple[str, ...]]) -> list[set[str]]:
    """The acts that are held against one another, each with theirs."""
    groups: list[set[str]] = []
    for pair in pairs:
        joined = set(pair)
        for group in [one for one in groups if one & joined]:
            groups.remove(group)
            joined |= group
        groups.append(joined)
    return groups


def _in_rows(diagram: Diagram, record: Record, acts: set[str], pairs: set[tuple[str, ...]]) -> Node:
    """That the orders that are asked of some acts, with those on record, are those of one row of them.

    More than six acts are held against one another by threes of those asked alone.
    """
    known = {pair: _on_record(record, *pair) for pair in combinations(sorted(acts), 2)}
    key = tuple((pair, pair in pairs, so) for pair, so in known.items())
    if key not in diagram.rows:
        diagram.rows[key] = _row(diagram, acts, pairs, known)
    return diagram.rows[key]


def _row(
    diagram: Diagram, acts: set[str], pairs: set[tuple[str, ...]], known: Mapping[tuple[str, str], bool | None]
) -> Node:
    first: dict[tuple[str, str], Node] = {}
    after: dict[str, set[str]] = {}
    extra: list[str] = []
    for (one, other), so in known.items():
        if so is not None:
            node = diagram.true if so else diagram.false
        elif (one, other) in pairs or len(acts) <= MOST_IN_ROW:
            node = diagram.variable(came_first(one, other)[0])
            if (one, other) not in pairs:
                extra.append(diagram.name(came_first(one, other)[0]))
        else:
            continue
        first[one, other], first[other, one] = node, ~node
        after.setdefault(one, set()).add(other)
    found = diagram.true
    for one, others in after.items():
        for two in others:
            for three in others & after.get(two, set()):
                for around in ((one, two, three), (one, three, two)):  # three acts are in a row if in no ring
                    found &= ~(first[around[:2]] & first[around[1:]] & first[around[2], around[0]])
    return diagram.manager.exist(extra, found) if extra else found


def _on_record(record: Record, one: str, other: str) -> bool | None:
    """Whether one act came before another, where days and orders on record say so."""
    first, second = record.by_id[one], record.by_id[other]
    if isinstance(first, Grant) and isinstance(second, Grant):
        if surely_before(first, second):
            return True
        if surely_before(second, first):
            return False
    return None


def _signed(diagram: Diagram, record: Record, fields: dict[tuple[str, str], list[Marked]], name: str) -> list[Marked]:
    grant = record.by_id[name]
    if not isinstance(grant, Grant):
        return []
    when = grant.signed
    if when is None or not when.precise:
        return fields.get((name, signing_field(grant)), [])
    day = when.earliest
    return [(day - day.resolution, diagram.false), (day, diagram.true)] if day > date.min else [(day, diagram.true)]
