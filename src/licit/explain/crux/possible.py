# SPDX-License-Identifier: Apache-2.0
"""Which settlements there can be together: days and orders hang together, all other open points are free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise, permutations

from licit.explain.crux.days import signing_field
from licit.explain.crux.diagram import Diagram, Node
from licit.explain.crux.order import came_first
from licit.model.crux import Settlement
from licit.model.fact import Grant
from licit.model.proof import OpenKind
from licit.model.record import Record

Marked = tuple[date, Node]  # a day, and where the act was made on that day or before


def possible(diagram: Diagram, record: Record, settlements: Iterable[Settlement]) -> Node:
    """Where the settlements can hold together; those of other open points than these are not asked for."""
    asked = list(settlements)
    found = diagram.true
    for rule in (*_days(diagram, asked), *_orders(diagram, record, asked)):
        found &= rule
    return found


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
    acts = sorted({act for pair in pairs for act in pair})
    for one, two, three in permutations(acts, 3):
        if (one, two) in first and (two, three) in first and (one, three) in first:
            yield ~(first[one, two] & first[two, three]) | first[one, three]
    fields = _by_field(diagram, asked)
    for (one, other), before in first.items():
        for day, by_then in _signed(diagram, record, fields, one):
            for later, other_by_then in _signed(diagram, record, fields, other):
                if day <= later:  # the one by a day, the other only after it
                    yield ~(by_then & ~other_by_then) | before


def _signed(diagram: Diagram, record: Record, fields: dict[tuple[str, str], list[Marked]], name: str) -> list[Marked]:
    grant = record.by_id[name]
    if not isinstance(grant, Grant):
        return []
    when = grant.signed
    if when is None or not when.precise:
        return fields.get((name, signing_field(grant)), [])
    day = when.earliest
    return [(day - day.resolution, diagram.false), (day, diagram.true)] if day > date.min else [(day, diagram.true)]
