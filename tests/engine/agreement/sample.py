# SPDX-License-Identifier: Apache-2.0
"""The sample that engine and reference are compared on: many worlds, each asked some six questions."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from licit.engine.engine import Engine
from tests.engine.agreement.asking import ELSEWHERE, around, cells_disagree, put
from tests.engine.agreement.counting import Counts, count
from tests.engine.agreement.dense import dense
from tests.engine.agreement.twists import twisted
from tests.worlds.chooser import Dice
from tests.worlds.stage import LEAVES, World
from tests.worlds.worlds import seeded

FULL: Final = os.environ.get("LICIT_LAWS") == "full"
TOLD_WORLDS: Final = 3600 if FULL else 400
DENSE_WORLDS: Final = 3600 if FULL else 150
TWIST: Final = 7_919  # so that a world's dice and those of its twist are not the same


@dataclass
class Sample:
    """What was asked of so many worlds, and all that was disagreed about, with the seed of the world."""

    counts: Counts = field(default_factory=Counter)
    disagreements: list[tuple[int, str]] = field(default_factory=list)


def told(seed: int) -> World:
    """A world that tells a story, now and then with a twist."""
    return twisted(seeded(seed), Dice(seed + TWIST))


@cache
def told_sample(worlds: int = TOLD_WORLDS) -> Sample:
    """The sample whose mixture is looked after."""
    return _compared(told, worlds)


@cache
def dense_sample(worlds: int = DENSE_WORLDS) -> Sample:
    """The sample of what no story thinks of."""
    return _compared(dense, worlds)


def _compared(make: Callable[[int], World], worlds: int) -> Sample:
    sample = Sample()
    for seed in range(worlds):
        world = make(seed)
        for asked in put(world.record, around(world.record, world.question, Dice(seed))):
            count(sample.counts, world.record, asked)
            if asked.disagreement:
                sample.disagreements.append((seed, f"{asked.how}: {asked.disagreement}"))
        cells = cells_disagree(Engine(world.record), world.question, (*LEAVES, ELSEWHERE))
        sample.disagreements += [(seed, f"the cell of {leaf} has another answer") for leaf in cells]
    return sample
