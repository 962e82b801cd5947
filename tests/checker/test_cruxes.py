# SPDX-License-Identifier: Apache-2.0
"""The checker accepts the cruxes that are found, and refuses what is none: it decides anew, sharing no code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from licit.checker.crux import check_crux, check_cruxes
from licit.explain.crux import cruxes
from licit.model.crux import Crux, Cruxes, Settlement
from licit.model.proof import OpenKind, OpenPoint
from licit.model.verdict import Answer
from licit.tasks.crux import crux
from licit.tasks.opening import open_case
from tests.worlds.stage import World
from tests.worlds.worlds import seeded

FOLDER = Path(__file__).parents[2] / "examples" / "allofmp3"


def found_in(first: int, last: int) -> Iterator[tuple[World, Cruxes]]:
    """The contested worlds of these seeds, with their cruxes."""
    for seed in range(first, last):
        world = seeded(seed)
        found = cruxes(world.record, world.question)
        if found.answer is Answer.CONTESTED:
            yield world, found


@pytest.mark.parametrize("first", [300, 420])
def test_every_crux_that_is_found_is_accepted(first: int) -> None:
    for world, found in found_in(first, first + 100):
        assert check_cruxes(found, world.record) == ()


def test_a_crux_turned_round_lessened_or_given_to_the_other_side_does_not_decide() -> None:
    for world, found in found_in(0, 60):
        for one in (*found.clearing, *found.refusing):
            wrong = [Crux(not one.clears, one.settlements)] if one.settlements else []
            for settlement in one.settlements:
                others = tuple(other for other in one.settlements if other != settlement)
                wrong += [
                    Crux(one.clears, others),
                    Crux(one.clears, (*others, replace(settlement, so=not settlement.so))),
                ]
            for none in wrong:
                steps = check_crux(none, world.question, world.record)
                assert any("does not decide" in step.what or "can't hold" in step.what for step in steps)


def test_a_settlement_too_many_is_named() -> None:
    tried = 0
    for world, found in found_in(0, 60):
        both = (*found.clearing, *found.refusing)
        for one in both:
            spare = [
                s for other in both for s in other.settlements if s.point not in {t.point for t in one.settlements}
            ]
            if not spare or spare[0].point.kind in (OpenKind.DAY, OpenKind.ORDER):
                continue
            tried += 1

            steps = check_crux(Crux(one.clears, (*one.settlements, spare[0])), world.question, world.record)

            number = len(one.settlements)
            assert any(step.path == f".settlements[{number}]" and "without it" in step.what for step in steps)
    assert tried


def test_what_cannot_hold_together_and_what_is_not_on_record_are_refused() -> None:
    world, found = next(found_in(0, 60))
    when = OpenPoint(OpenKind.DAY, (world.record.facts[0].id,), "start")
    day = date(2004, 1, 1)
    clash = (Settlement(when, so=True, day=day), Settlement(when, so=False, day=day))
    stranger = Settlement(OpenPoint(OpenKind.FACT, ("nowhere",)), so=True)

    for settlements, what in ((clash, "settled twice"), ((stranger,), "is no fact on record")):
        steps = check_crux(Crux(clears=True, settlements=settlements), found.question, world.record)
        assert [what in step.what for step in steps] == [True]


def test_the_cruxes_of_the_example_are_accepted() -> None:
    opened = open_case(FOLDER, today=date(2026, 1, 1))
    question = opened.question("allofmp3", item="works-alone", territory="FR", day="2006-10-15", position="open")

    found = crux(opened, question)

    assert found.clearing
    assert check_cruxes(found, opened.record) == ()


def test_where_it_can_not_be_checked_the_checker_says_so() -> None:
    world, found = next(found_in(0, 60))

    steps = check_crux(found.clearing[0], world.question, world.record, most=0)

    assert [step.what for step in steps] == ["it can't be checked in 0 judgements"]
