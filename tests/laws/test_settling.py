# SPDX-License-Identifier: Apache-2.0
"""Settling an open point moves the readings towards one another."""

from __future__ import annotations

from hypothesis import event, given
from hypothesis import strategies as st

from licit.model.statement import Statement
from tests.laws.changes import JUDGE, LATEST, NEWCOMER, ranking, readings, saying
from tests.laws.settling import open_points
from tests.worlds.stage import World
from tests.worlds.worlds import worlds


@st.composite
def open_worlds(draw: st.DrawFn) -> tuple[World, str, World]:
    """A world, one of its open points, and the world with it settled; where nothing is open, a fact is made so."""
    world = ranking(ranking(draw(worlds()), JUDGE, first=True), NEWCOMER, first=False)
    points = list(open_points(world))
    if not points:
        fact = draw(st.sampled_from(world.record.facts)).id
        words = [
            Statement(NEWCOMER, affirms=affirms, facts=(fact,), made=LATEST, published=LATEST)
            for affirms in (True, False)
        ]
        world = saying(world, *words)
        points = list(open_points(world))
    if not points:  # a higher rank has spoken: nothing is open
        return world, "nothing", world
    name, settled = draw(st.sampled_from(points))
    return world, name, draw(st.sampled_from(settled))


@given(open_worlds())
def test_settling_an_open_point_moves_lower_up_and_upper_down_only(opened: tuple[World, str, World]) -> None:
    world, name, settled = opened
    event(name.split()[0])

    before, after = readings(world), readings(settled)

    assert before[0] <= after[0]
    assert after[1] <= before[1]
