# SPDX-License-Identifier: Apache-2.0
"""Two roads to one answer: what the reference proves on generated worlds, the checker finds anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from licit.checker import check, check_alone
from licit.engine.engine import Engine
from licit.engine.proving.prover import Prover
from licit.model.day import Term, When
from licit.model.fact import UNLIMITED, Grant, Operation
from licit.model.proof import Dimension
from licit.reference import judge
from tests.checker.small import OWNS, QUESTION, grant, world
from tests.worlds.stage import World
from tests.worlds.worlds import seeded, worlds


@pytest.mark.parametrize("first", range(0, 600, 100))
def test_every_verdict_of_the_reference_is_accepted(first: int) -> None:
    for seed in range(first, first + 100):
        made = seeded(seed)
        verdict = judge(made.record, made.question)

        assert (seed, check(verdict, made.record)) == (seed, ())


@given(made=worlds())
def test_the_facts_in_a_proof_alone_give_the_same_answer(made: World) -> None:
    verdict = judge(made.record, made.question)

    assert check(verdict, made.record) == ()
    assert check_alone(verdict, made.record) == ()


def test_what_falls_names_the_link_that_ended_first_of_those_that_survive() -> None:
    """Both links above have ended and let sublicences live on; a licence signed later falls by the earlier end."""

    def surviving(name: str, last: str) -> Grant:
        return grant(name, sublicense=UNLIMITED, term=Term(None, When.parse(last)), survives_until="2010-12-31")

    record = world(
        OWNS, surviving("O>A", "2002-12-31"), surviving("A>B", "2003-12-31"), grant("B>S", signed="2004-06-01")
    )

    verdicts = judge(record, QUESTION), Prover(Engine(record)).verdict(QUESTION)

    for verdict in verdicts:
        broken = verdict.proof.lower.places[0].requirements[0].rights[0].shares[0].broken_at
        assert broken is not None
        assert (broken.dimension, broken.grant, broken.by) == (Dimension.FELL, "B>S", ("O>A",))
        assert check(verdict, record) == ()


def test_a_surviving_grant_gives_the_operator_nothing_and_the_proof_says_that_it_operates() -> None:
    """Survival is for sublicences (SEMANTICS §3.4): that the chain ends at an operator is what the break rests on."""
    ended = grant("A>R", term=Term(None, When.parse("2003-12-30")), survives_until="2010-12-31")
    runs = Operation(id="runs", operator="R", service="S")
    record = world(OWNS, grant("O>A", sublicense=UNLIMITED, exercise=False), ended, runs)

    verdicts = judge(record, QUESTION), Prover(Engine(record)).verdict(QUESTION)

    for verdict in verdicts:
        broken = verdict.proof.lower.places[0].requirements[0].rights[0].shares[0].broken_at
        assert broken is not None
        assert (broken.dimension, broken.grant) == (Dimension.TERM, "A>R")
        assert check(verdict, record) == ()
        assert check_alone(verdict, record) == ()
        without = replace(record, facts=tuple(fact for fact in record.facts if fact is not runs))
        assert [step.what for step in check(verdict, without) if step.path.endswith("dimension")]
