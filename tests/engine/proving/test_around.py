# SPDX-License-Identifier: Apache-2.0
"""The days and territories in which an answer would be another one, by compiled forms and day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from licit.engine.compiled import Compiled
from licit.engine.engine import Engine
from licit.engine.proving.around import around
from licit.model.day import FIRST, LAST, Term, When
from licit.model.verdict import Answer, Difference
from licit.reference import nearby_days, nearby_territories
from tests.checker.small import OWNS, QUESTION, grant, world
from tests.engine.agreement.dense import dense
from tests.engine.agreement.sample import told
from tests.worlds.stage import World


def by_forms(made: World) -> tuple[Difference, ...]:
    question = made.question
    believed = Engine(made.record).believed(question.position, question.known_by)
    return around(Compiled(believed, question.service, question.use), question)


def test_they_are_those_that_the_reference_finds_day_by_day_and_leaf_by_leaf() -> None:
    found = 0
    for make in (told, dense):
        for seed in range(40):
            made = make(seed)
            expected = (
                *nearby_days(made.record, made.question, FIRST, LAST),
                *nearby_territories(made.record, made.question),
            )

            assert (seed, by_forms(made)) == (seed, expected)
            found += len(expected)
    assert found > 40


def test_cleared_until_and_again_from_is_told_to_the_day() -> None:
    first = grant("O>S", signed="2001-01-01", term=Term(None, When.parse("2004-01-31")))
    again = replace(grant("O>S", signed="2006-03-01"), id="again")
    record = world(OWNS, first, again)

    assert by_forms(World(record, QUESTION))[:2] == (
        Difference(Answer.CLEARED, date(2004, 1, 31)),
        Difference(Answer.CLEARED, date(2006, 3, 1)),
    )
