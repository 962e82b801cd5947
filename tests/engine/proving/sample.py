# SPDX-License-Identifier: Apache-2.0
"""Worlds and questions, each with the engine's verdict and the reference's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from licit.engine.engine import Engine
from licit.engine.proving.index import FEW
from licit.engine.proving.prover import Prover
from licit.model.record import Record
from licit.model.verdict import Verdict
from licit.reference import judge
from tests.engine.agreement.asking import around
from tests.worlds.chooser import Dice
from tests.worlds.stage import World


class Both(NamedTuple):
    """One question's two verdicts, and where it comes from."""

    where: str
    record: Record
    engine: Verdict
    reference: Verdict


def both(make: Callable[[int], World], seeds: range) -> Iterator[Both]:
    """Each question around the one of each world; in every other world the grants are tested together."""
    for seed in seeds:
        world = make(seed)
        prover = Prover(Engine(world.record), few=0 if seed % 2 else FEW)
        for how, question in around(world.record, world.question, Dice(seed)):
            proved, judged = prover.verdict(question), judge(world.record, question)
            yield Both(f"{make.__name__} {seed}, {how}", world.record, proved, judged)
