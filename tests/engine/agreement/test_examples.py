# SPDX-License-Identifier: Apache-2.0
"""Engine and reference give the same answers and reasons to all that the examples ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import licit
from licit.model.question import Question
from licit.tasks.opening import OpenCase
from tests.engine.agreement.asking import put

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
FOLDERS = sorted(path.parent for path in EXAMPLES.glob("*/case.yaml"))
OF_ALL_OFFERS = 3


def asked(case: OpenCase) -> Iterator[tuple[str, Question]]:
    """The questions of the case; for one about all that a service offers, the first few of its items."""
    for number, expected in enumerate(case.case.questions):
        question = expected.question
        if question.item:
            items: tuple[str, ...] = (question.item,)
        else:
            items = case.record.offers[question.service][:OF_ALL_OFFERS]
        yield from ((f"question {number}, {item}", replace(question, item=item)) for item in items)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_engine_agrees_on_every_question_of_the_example(folder: Path) -> None:
    case = licit.load(folder)
    answers = list(put(case.record, asked(case)))

    assert [(one.how, one.disagreement) for one in answers if one.disagreement] == []
    assert len(answers) >= len(case.case.questions) > 0


def test_all_examples_are_there() -> None:
    assert {folder.name for folder in FOLDERS} >= {"allofmp3", "licensed-shop", "online-pharmacy"}
