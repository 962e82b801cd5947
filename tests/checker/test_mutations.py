# SPDX-License-Identifier: Apache-2.0
"""A true verdict with one node falsified is refused, and that node is named.

The verdicts are the reference's on generated worlds; each operator must find something to falsify.
"""

from __future__ import annotations

from functools import cache
from itertools import islice

import pytest

from licit.checker import check
from licit.model.record import Record
from licit.model.verdict import Verdict
from licit.reference import judge
from tests.checker.mutations import OPERATORS
from tests.checker.tree import at
from tests.worlds.worlds import seeded

WORLDS = 400
A_WORLD = 2  # mutants taken of one verdict, so that many verdicts are met
ENOUGH = 40  # mutants checked of one operator


@cache
def verdicts() -> tuple[tuple[Verdict, Record], ...]:
    """The reference's verdicts on the first worlds."""
    drawn = (seeded(seed) for seed in range(WORLDS))
    return tuple((judge(world.record, world.question), world.record) for world in drawn)


@pytest.mark.parametrize("operator", OPERATORS)
def test_a_falsified_node_is_refused_and_named(operator: str) -> None:
    tried = 0
    for verdict, record in verdicts():
        for path, mutant in islice(OPERATORS[operator](verdict, record), A_WORLD):
            wrong = check(mutant, record)

            assert any(step.path.startswith(path) for step in wrong), (operator, path, wrong, mutant)
            tried += 1
        if tried >= ENOUGH:
            break

    assert tried > 0


def test_every_mutant_differs_from_its_verdict_in_one_place() -> None:
    verdict, record = verdicts()[0]

    for operator in OPERATORS.values():
        for _, mutant in operator(verdict, record):
            assert mutant != verdict
    assert at(verdict, "lower.places[0].territory") == verdict.proof.lower.places[0].territory
