# SPDX-License-Identifier: Apache-2.0
"""The days between two changes are alike: no answer and no flag differs within a slice."""

from __future__ import annotations

import random
from bisect import bisect_right
from dataclasses import replace
from datetime import date, timedelta

import pytest

from licit.reference import judge
from licit.reference.alike import change_days
from tests.worlds.worlds import seeded

FIRST, LAST = date(1999, 1, 1), date(2010, 12, 31)


@pytest.mark.parametrize("block", range(8))
def test_within_a_slice_nothing_changes(block: int) -> None:
    changes = 0
    for seed in range(block * 50, block * 50 + 50):
        world, dice = seeded(seed), random.Random(seed)  # noqa: S311 - no secret hangs on it
        starts = change_days(world.record, FIRST, LAST)

        anywhere = [FIRST + timedelta(days=dice.randrange((LAST - FIRST).days)) for _ in range(3)]
        at_edges = [dice.choice(starts) + timedelta(days=dice.choice((-1, 1))) for _ in range(5)]
        for day in (*anywhere, *(max(FIRST, edge) for edge in at_edges)):
            start = starts[bisect_right(starts, day) - 1]
            one, other = (judge(world.record, replace(world.question, day=on), explain=False) for on in (day, start))

            assert (one.answer, one.flags) == (other.answer, other.flags), f"seed {seed}: {start} and {day} differ"
            changes += one.answer is not judge(world.record, world.question, explain=False).answer
    assert changes > 0  # else every day answers alike and nothing was tried
