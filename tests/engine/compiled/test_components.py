# SPDX-License-Identifier: Apache-2.0
"""Circles of a graph, found from where one asks."""

from __future__ import annotations

from collections.abc import Sequence

from licit.engine.components import Components

GRAPH = {"a": "bc", "b": "a", "c": "d", "d": "e", "e": "dc", "f": "f", "g": "a", "h": ""}


def test_what_leads_to_each_other_has_one_number_and_what_lies_beyond_a_lower_one() -> None:
    found = Components(lambda node: GRAPH[node])

    numbers = {node: found.of(node) for node in GRAPH}

    assert numbers["a"] == numbers["b"]
    assert numbers["c"] == numbers["d"] == numbers["e"]
    assert numbers["c"] < numbers["a"] < numbers["g"]
    assert [node for node in GRAPH if found.circle(node) is not None] == ["a", "b", "c", "d", "e", "f"]


def test_each_component_is_told_once_after_all_that_it_leads_to() -> None:
    told: list[str] = []

    def closed(members: Sequence[str]) -> None:
        told.append("".join(sorted(members)))

    found = Components(lambda node: GRAPH[node], closed)
    for node in "hgfa":
        found.of(node)

    assert told == ["h", "cde", "ab", "g", "f"]


def test_a_long_row_needs_no_deep_stack() -> None:
    found = Components(lambda node: [node + 1] if node < 50_000 else [])

    assert found.of(0) == 50_000
