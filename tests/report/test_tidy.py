# SPDX-License-Identifier: Apache-2.0
"""Tidying an argument: shorter, and nothing less said."""

from __future__ import annotations

from collections.abc import Iterator

from licit.model.proof import Dimension, Value
from licit.report.argument import Step, StepKind, argument
from licit.report.tidy import tidy
from tests.golden.verdicts import BREAKS, RECORD, VERDICTS, broken_share, cleared_share, place, right, verdict


def steps_of(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from steps_of(step.children)


def test_equal_rights_are_told_once() -> None:
    at = broken_share(BREAKS[Dimension.NO_GRANT])
    rights = [right(at, name=f"recording:{name}") for name in ("making-available", "reproduction", "rental")]

    tidied = tidy(argument(verdict(place(*rights)), RECORD))

    assert [step.kind for step in steps_of(tidied)] == [StepKind.PLACE, StepKind.RIGHT, StepKind.BREAK]
    told = tidied[0].children[0]
    assert told.also == ("reproduction of the recording", "rental of the recording")


def test_rights_that_break_elsewhere_stay_apart() -> None:
    one, other = (right(broken_share(BREAKS[which])) for which in (Dimension.NO_GRANT, Dimension.TERM))

    tidied = tidy(argument(verdict(place(one, other)), RECORD))

    assert [step.also for step in steps_of(tidied) if step.kind is StepKind.RIGHT] == [(), ()]


def test_a_whole_with_several_parts_keeps_them_apart() -> None:
    both = right(cleared_share(), broken_share(BREAKS[Dimension.NO_GRANT]))

    tidied = tidy(argument(verdict(place(both)), RECORD))

    assert [step.kind for step in steps_of(tidied)].count(StepKind.SHARE) == 2
    assert tidied[0].value is Value.NO


def test_no_fact_and_no_phrase_is_lost() -> None:
    for one in VERDICTS.values():
        plain = argument(one, RECORD)

        tidied = tidy(plain)

        assert {fact for step in steps_of(tidied) for fact in step.facts} == {
            fact for step in steps_of(plain) for fact in step.facts
        }
        said = " ".join(" ".join((step.text, *step.also)) for step in steps_of(tidied))
        assert all(step.text in said for step in steps_of(plain))


def test_tidying_twice_changes_nothing() -> None:
    for one in VERDICTS.values():
        once = tidy(argument(one, RECORD))

        assert tidy(once) == once
