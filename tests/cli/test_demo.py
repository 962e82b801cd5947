# SPDX-License-Identifier: Apache-2.0
"""The demo answers for the day of the article, and says what the rest hangs on."""

from __future__ import annotations

from datetime import date

import pytest

from licit.explain.turning import reasons_of
from licit.model.proof import OpenKind
from licit.model.verdict import Answer
from licit.tasks.demo import Demo, demo


@pytest.fixture(scope="module")
def shown() -> Demo:
    return demo(date(2026, 1, 1))


def test_france_and_australia_are_not_cleared_for_want_of_a_grant_and_an_ended_mandate(shown: Demo) -> None:
    for verdict, territory in zip(shown.verdicts, ("FR", "AU"), strict=True):
        assert (verdict.question.territory, verdict.answer) == (territory, Answer.NOT_CLEARED)
        broken = {(one.code, one.at, one.to) for one in reasons_of(shown.opened.record, verdict)}
        assert {("no-grant", "warner-bros", "roms"), ("term", "rao", "roms")} <= broken


def test_nothing_in_the_sample_was_cleared_that_day(shown: Demo) -> None:
    assert shown.then.audit.total.cleared == 0
    offered = shown.opened.record.offered("allofmp3", date(2004, 5, 17))
    assert shown.then.audit.total.total == len(offered) * len(shown.then.audit.territories)


def test_the_open_timeline_is_contested_until_the_law_ended(shown: Demo) -> None:
    for strip in shown.timelines:
        assert {one.answer for one in strip.slices if one.last < date(2008, 1, 1)} == {Answer.CONTESTED}
        assert strip.slices[-1].answer is Answer.NOT_CLEARED


def test_contested_answers_hang_on_the_place_art_45_and_the_cable(shown: Demo) -> None:
    points = shown.hanging.audit.open_points

    assert any(one.point.kind is OpenKind.PLACE for one in points)
    facts = " ".join(fact for one in points for fact in one.point.facts)
    assert "art45" in facts
    assert "art39-cable" in facts
