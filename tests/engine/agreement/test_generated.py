# SPDX-License-Identifier: Apache-2.0
"""Engine and reference give the same answers, reasons and breaks on generated worlds.

With ``-s`` the counts are shown; ``python -m tests.engine.agreement`` prints them for more.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from licit.model.question import Question
from licit.model.record import Record
from tests.engine.agreement.asking import around, put
from tests.engine.agreement.counting import TOGETHER, shortages, table
from tests.engine.agreement.dense import dense_worlds
from tests.engine.agreement.sample import FULL, dense_sample, told_sample
from tests.engine.agreement.twists import twisted
from tests.worlds.chooser import Drawn
from tests.worlds.worlds import worlds

LEAST = 20_000 if FULL else 2_000
Asking = tuple[Record, list[tuple[str, Question]]]


@st.composite
def stories(draw: st.DrawFn) -> Asking:
    """A world that tells a story, and the questions around its own, drawn too so that they shrink with it."""
    chooser = Drawn(draw)
    world = twisted(draw(worlds()), chooser)
    return world.record, list(around(world.record, world.question, chooser))


@st.composite
def knots(draw: st.DrawFn) -> Asking:
    """A dense world, and the questions around its own."""
    world = draw(dense_worlds())
    return world.record, list(around(world.record, world.question, Drawn(draw)))


def test_the_engine_agrees_on_worlds_that_tell_a_story() -> None:
    sample = told_sample()

    assert sample.disagreements == []
    assert sample.counts[TOGETHER] >= LEAST


def test_the_engine_agrees_on_dense_worlds() -> None:
    assert dense_sample().disagreements == []


def test_every_answer_fact_break_and_knot_of_the_rules_is_asked_about_often_enough() -> None:
    counts = told_sample().counts

    print("\n".join(table(counts)))  # noqa: T201 - shown with -s
    assert shortages(counts) == {}


@given(stories())
def test_the_smallest_story_that_the_engine_tells_otherwise_is_found(asking: Asking) -> None:
    assert [asked.disagreement for asked in put(*asking) if asked.disagreement] == []


@given(knots())
def test_the_smallest_knot_that_the_engine_unties_otherwise_is_found(asking: Asking) -> None:
    assert [asked.disagreement for asked in put(*asking) if asked.disagreement] == []
