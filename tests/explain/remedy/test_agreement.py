# SPDX-License-Identifier: Apache-2.0
"""Remedies are sound, and no smaller set of grants to the service does, on small worlds of every kind."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from licit.engine.engine import Engine
from licit.explain.remedy.item import item_remedies
from licit.model.remedy import ItemRemedies
from licit.model.verdict import Answer
from licit.reference import answer_alone
from tests.explain.remedy.brute import fewest
from tests.worlds.stage import World
from tests.worlds.worlds import seeded, worlds


def found_in(world: World) -> ItemRemedies:
    """The remedies of a world's question; each was applied and judged while it was found."""
    return item_remedies(Engine(world.record), answer_alone, world.question, most=1000)


def disagreement(world: World) -> str:
    """In what the remedies differ from those found by trying all; nothing where they agree."""
    held = found_in(world)
    if held.answer is Answer.CLEARED:
        return "" if not held.remedies else "remedies for what is cleared"
    ours = {remedy.counterparties for remedy in held.remedies}
    tried = fewest(world.record, world.question)
    extended = any(grant.sublicense for remedy in held.remedies for grant in remedy.grants)
    if extended:  # a wider grant to one who has an exclusive is none to the service: it may do with fewer
        smaller = not tried or len(min(ours)) <= len(min(tried))
        return "" if smaller else f"{ours} for {tried}"
    return "" if ours == tried else f"{ours} for {tried}"


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_the_smallest_sets_are_those_found_by_trying_all(world: World) -> None:
    assert not disagreement(world)


@pytest.mark.parametrize("start", [0, 1000])
def test_and_so_they_are_on_worlds_of_every_kind(start: int) -> None:
    wrong = {seed: said for seed in range(start, start + 60) if (said := disagreement(seeded(seed)))}

    assert wrong == {}


def test_the_worlds_have_remedies_of_several_sizes_and_some_that_have_none() -> None:
    held = [found_in(seeded(seed)) for seed in range(60)]

    sizes = Counter(len(one.remedies[0].counterparties) for one in held if one.remedies)
    assert sizes[1] > sizes[2] > 0
    assert any(one.stuck for one in held)
    assert not any(one.stuck and one.remedies for one in held)
