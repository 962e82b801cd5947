# SPDX-License-Identifier: Apache-2.0
"""A share judged once, under all settlements of its free points, is what the literal way finds one after another."""

from __future__ import annotations

import pytest
from dd.autoref import BDD
from hypothesis import given

from licit.explain.crux import CruxFinder, diagram, share, whole
from licit.explain.crux.possible import possible
from licit.explain.crux.share import Budget, ShareCourt
from licit.model.crux import Cruxes
from licit.reference.point import OwnedShare, Point
from tests.explain.crux.literal import LiteralCourt
from tests.worlds.stage import LEAVES, World
from tests.worlds.worlds import seeded, worlds

OWNERS = ("", "Owl", "Oak", "Shop")
AMPLE = (100_000, 1_000)


def same_both_ways(world: World, leaf: str) -> int:
    """How many of the owners' shares hang on something; each is found the same both ways, and to its end."""
    finder = CruxFinder(world.record, world.question)
    kept = finder.wholes.diagram
    point = Point(world.record, world.question, finder.wholes.position, leaf)
    hanging = 0
    for owner in OWNERS:
        owned = OwnedShare("r1", "available", owner, 10_000)
        literal = LiteralCourt(point, owned, kept, Budget(*AMPLE)).has()
        found = ShareCourt(point, owned, kept, Budget(*AMPLE)).has()

        assert found.sure == found.possible
        apart = (literal.sure & ~found.sure) | (found.sure & ~literal.sure)
        asked = dict.fromkeys((*kept.asked_in(literal.sure), *kept.asked_in(found.sure)))
        assert apart & possible(kept, world.record, asked) == kept.false
        hanging += found.sure not in (kept.true, kept.false)
    return hanging


@given(worlds(most_open=7))
def test_a_share_is_held_under_the_settlements_under_which_the_literal_way_finds_it_held(world: World) -> None:
    for leaf in LEAVES[:2]:
        same_both_ways(world, leaf)


@pytest.mark.parametrize("seed", [124, 167, 499, 608, 796, 869, 997, 1154, 1308, 1434])
def test_days_that_two_things_hang_on_are_settled_all_the_same(seed: int) -> None:
    assert any(same_both_ways(seeded(seed, most_open=7), leaf) for leaf in LEAVES)


def told(world: World) -> Cruxes:
    """The cruxes of the world's question."""
    return CruxFinder(world.record, world.question).of(world.question.item, world.question.territory)


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_the_cruxes_are_those_of_the_literal_way(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(first, first + 50):
        world = seeded(seed, most_open=7)
        found = told(world)
        with monkeypatch.context() as patched:
            patched.setattr(whole, "ShareCourt", LiteralCourt)
            literal = told(world)

        assert (found.clearing, found.refusing) == (literal.clearing, literal.refusing)


def test_diagrams_in_python_have_the_cruxes_of_those_in_cudd(monkeypatch: pytest.MonkeyPatch) -> None:
    """CUDD comes with the wheels of dd for Linux alone."""
    for seed in range(0, 200, 2):
        world = seeded(seed, most_open=7)
        found = told(world)
        with monkeypatch.context() as patched:
            patched.setattr(diagram, "manager", BDD)
            plain = told(world)

        assert (found.clearing, found.refusing) == (plain.clearing, plain.refusing)


def test_the_literal_way_is_another_one() -> None:
    assert LiteralCourt._follow is not share.ShareCourt._follow
