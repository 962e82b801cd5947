# SPDX-License-Identifier: Apache-2.0
"""The questions of a case: the answer expected against the answer given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from licit.model.expectation import ExpectedQuestion
from licit.model.problem import InvalidValueError, Place
from licit.model.proof import Dimension, Flag
from licit.model.verdict import Answer
from licit.tasks.opening import OpenCase
from licit.tasks.trial import trial
from tests.tasks.shop import CASE, OPEN, TODAY

QUESTION = OPEN.question("shop", item="i1", territory="AU", day="2004-01-01", position="owners")


def differs(*expected: ExpectedQuestion) -> list[tuple[str, ...]]:
    case = replace(CASE, questions=expected, places={"question:0": Place("case.yaml", 7, 3)})
    return [one.differs for one in trial(OpenCase(case=case, today=TODAY))]


def test_what_was_expected_is_no_difference() -> None:
    question = ExpectedQuestion(
        question=QUESTION, expect=Answer.NOT_CLEARED, because=Dimension.TERRITORY, flags=frozenset()
    )

    assert differs(question) == [()]


def test_each_difference_is_told() -> None:
    question = ExpectedQuestion(
        question=QUESTION, expect=Answer.CLEARED, because=Dimension.TERM, flags=frozenset((Flag.OVERCLAIM,))
    )

    assert differs(question) == [
        (
            "expected cleared, given not-cleared",
            "expected because term, given territory",
            "expected flags overclaim, given none",
        )
    ]


def test_a_question_about_all_offers_is_answered_by_their_worst() -> None:
    everything = replace(QUESTION, item="", territory="FR")

    assert differs(ExpectedQuestion(question=everything, expect=Answer.NOT_CLEARED, because=Dimension.NO_GRANT)) == [()]


def test_a_question_that_cannot_be_asked_names_its_place() -> None:
    with pytest.raises(InvalidValueError, match=r"^case\.yaml:7:3: the case has no position 'nobody'"):
        differs(ExpectedQuestion(question=replace(QUESTION, position="nobody"), expect=Answer.CLEARED))
