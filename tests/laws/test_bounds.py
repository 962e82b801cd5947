# SPDX-License-Identifier: Apache-2.0
"""The two readings are bounds: of one another, and of every settlement of the open points."""

from __future__ import annotations

from hypothesis import assume, event, given

from licit.reference import judge
from tests.brute.wholes import bounds
from tests.laws.changes import readings
from tests.worlds.stage import World
from tests.worlds.worlds import worlds

MOST_SETTLEMENTS = 150


@given(worlds())
def test_lower_is_at_most_upper(world: World) -> None:
    lower, upper = readings(world)

    assert lower <= upper


@given(worlds())
def test_every_settlement_lies_between_the_readings(world: World) -> None:
    settled = bounds(world.record, world.question, MOST_SETTLEMENTS)

    lower, upper = readings(world)

    event(f"open points: {settled.open_points}")
    assert lower <= settled.least
    assert settled.greatest <= upper


@given(worlds(most_open=0))
def test_where_nothing_is_open_both_readings_are_the_one_settlement(world: World) -> None:
    settled = bounds(world.record, world.question, MOST_SETTLEMENTS)
    assume(not settled.open_points)  # courts that contradict each other leave a point open all the same

    assert readings(world) == (settled.least, settled.least)


@given(worlds(most_open=0))
def test_a_settled_world_is_never_contested(world: World) -> None:
    settled = bounds(world.record, world.question, MOST_SETTLEMENTS)
    assume(not settled.open_points)

    assert judge(world.record, world.question).answer.value != "contested"
