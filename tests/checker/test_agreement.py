# SPDX-License-Identifier: Apache-2.0
"""Two roads to one answer: what the reference proves on generated worlds, the checker finds anew."""

from __future__ import annotations

import pytest
from hypothesis import given

from licit.checker import check, check_alone
from licit.reference import judge
from tests.worlds.stage import World
from tests.worlds.worlds import seeded, worlds


@pytest.mark.parametrize("first", range(0, 600, 100))
def test_every_verdict_of_the_reference_is_accepted(first: int) -> None:
    for seed in range(first, first + 100):
        world = seeded(seed)
        verdict = judge(world.record, world.question)

        assert (seed, check(verdict, world.record)) == (seed, ())


@given(worlds())
def test_the_facts_in_a_proof_alone_give_the_same_answer(world: World) -> None:
    verdict = judge(world.record, world.question)

    assert check(verdict, world.record) == ()
    assert check_alone(verdict, world.record) == ()
