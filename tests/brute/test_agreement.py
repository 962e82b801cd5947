# SPDX-License-Identifier: Apache-2.0
"""The reference agrees with the second evaluation on some thousand worlds: two roads to one answer."""

from __future__ import annotations

import os

import pytest

from licit.reference import judge
from tests.brute.wholes import bounds
from tests.worlds.worlds import seeded

BATCHES = 4
BATCH = 5000 if os.environ.get("LICIT_LAWS") == "full" else 400
MOST_SETTLEMENTS = 100


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_readings_bound_every_settlement_and_are_it_where_nothing_is_open(batch: int) -> None:
    disagreeing = []
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        world = seeded(seed)
        settled = bounds(world.record, world.question, MOST_SETTLEMENTS)

        proof = judge(world.record, world.question, explain=False).proof

        lower, upper = proof.lower.value, proof.upper.value
        sound = lower <= settled.least and settled.greatest <= upper
        exact = settled.open_points or lower == upper
        if not (sound and exact):
            disagreeing.append(seed)
    assert not disagreeing
