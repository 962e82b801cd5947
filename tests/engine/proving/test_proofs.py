# SPDX-License-Identifier: Apache-2.0
"""The engine's proofs: the checker, which shares no code with the engine, accepts them; they are the reference's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import licit
from licit.checker import check, check_alone
from licit.engine.bearing import Share
from licit.engine.engine import Engine
from licit.engine.proving.prover import Prover
from licit.model.proof import Dimension
from licit.model.verdict import Answer
from licit.reference import judge
from tests.engine.agreement.asking import NUMBERS, failing
from tests.engine.agreement.dense import dense
from tests.engine.agreement.sample import told
from tests.engine.agreement.test_examples import FOLDERS, asked
from tests.engine.proving.sample import both
from tests.worlds.stage import World

EVERY_TENTH = 10
MOST = 0.97


@pytest.mark.parametrize(("make", "seeds"), [(told, range(45)), (dense, range(40))], ids=("stories", "knots"))
def test_the_checker_accepts_every_proof_of_a_generated_world(make: Callable[[int], World], seeds: range) -> None:
    answers: Counter[Answer] = Counter()
    for one in both(make, seeds):
        answers[one.engine.answer] += 1

        assert (one.where, one.engine.answer) == (one.where, one.reference.answer)
        assert (one.where, check(one.engine, one.record)) == (one.where, ())
        assert (one.where, check_alone(one.engine, one.record)) == (one.where, ())
    assert all(answers[answer] > 10 for answer in Answer)


@pytest.mark.parametrize(("make", "seeds"), [(told, range(90, 130)), (dense, range(60, 80))], ids=("stories", "knots"))
def test_a_proof_is_the_references_but_for_facts_that_nothing_hangs_on(
    make: Callable[[int], World], seeds: range
) -> None:
    asked = same = 0
    for one in both(make, seeds):
        proved, judged = one.engine, one.reference
        asked += 1
        same += proved == judged

        assert (one.where, proved.proof.lower) == (one.where, judged.proof.lower)
        assert (one.where, proved.proof.upper) == (one.where, judged.proof.upper)
        assert (one.where, proved.proof.open_points) == (one.where, judged.proof.open_points)
        assert (one.where, proved.flags, proved.nearly) == (one.where, judged.flags, judged.nearly)
    assert same >= MOST * asked  # of several ways to hold a share one is enough for an opt-out to count


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_proof_of_an_example_is_the_references_own(folder: Path) -> None:
    case = licit.load(folder)
    prover = Prover(Engine(case.record))
    for number, (how, question) in enumerate(asked(case)):
        if number % EVERY_TENTH == 0:
            proved = prover.verdict(question)

            assert (how, proved) == (how, judge(case.record, question))
            assert (how, check(proved, case.record)) == (how, ())


def test_every_break_of_a_proof_is_the_one_that_the_engine_names_alone() -> None:
    dimensions: Counter[Dimension] = Counter()
    for one in both(told, range(150, 180)):
        hearing = Engine(one.record).hearing(one.engine.question)
        for reading, place, (asset, right), share in failing(one.engine):
            part = Share(share.owner, hearing.believed.lists.profile(asset), right)
            alone = hearing.broken_at(part, place.territory, NUMBERS[reading])

            assert (one.where, share.broken_at) == (one.where, alone)
            dimensions[alone.dimension] += 1
    assert {Dimension.BARRED, Dimension.NO_GRANT, Dimension.TERM, Dimension.TERRITORY} <= set(dimensions)


def test_without_its_explanation_a_verdict_has_no_hashes_and_nothing_that_only_people_read() -> None:
    for one in both(told, range(5)):
        prover = Prover(Engine(one.record))

        short = prover.verdict(one.engine.question, explain=False)

        assert short == judge(one.record, one.engine.question, explain=False)
        assert (short.receipt.record, short.receipt.facts, short.nearly) == ("", (), ())
