# SPDX-License-Identifier: Apache-2.0
"""The page on words says what the books say."""

from __future__ import annotations

from pathlib import Path

import pytest

from licit.model.proof import Dimension, Standing
from licit.model.verdict import Answer
from licit.report.terminal.style import MARKS
from licit.report.words import BOOKS

PAGE = (Path(__file__).parents[2] / "docs" / "words.md").read_text(encoding="utf-8")
EN, FR = BOOKS["en"], BOOKS["fr"]


@pytest.mark.parametrize("dimension", Dimension)
def test_the_page_has_each_dimension(dimension: Dimension) -> None:
    assert f"| `{dimension.code}` | {EN.dimensions[dimension]} | {FR.dimensions[dimension]} |" in PAGE


@pytest.mark.parametrize("answer", Answer)
def test_the_page_has_each_answer(answer: Answer) -> None:
    assert f"| `{answer.value}` | {EN.answers[answer]} | {FR.answers[answer]} | {MARKS[answer]} |" in PAGE


@pytest.mark.parametrize("standing", Standing)
def test_the_page_has_each_standing(standing: Standing) -> None:
    assert f"| `{standing.value}` | {EN.standings[standing]} | {FR.standings[standing]} |" in PAGE


def test_the_page_ends_with_what_an_answer_does_not_say() -> None:
    assert PAGE.endswith("".join(f"- {line}\n" for line in EN.not_said))
