# SPDX-License-Identifier: Apache-2.0
"""Answers can be told apart by everyone, with colours and without."""

from __future__ import annotations

import itertools

import pytest

from licit.model.verdict import Answer
from licit.report.drawing.palette import INKS, TEXTS, mark, patterns
from licit.report.drawing.svg import FAINT, INK, PAPER, Element


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``. Source: WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", [*TEXTS.values(), FAINT, INK])
def test_words_stand_out_from_the_paper(colour: str) -> None:
    assert contrast(colour, PAPER) >= 4.5


@pytest.mark.parametrize("colour", INKS.values())
def test_lines_and_marks_stand_out_from_the_paper(colour: str) -> None:
    assert contrast(colour, PAPER) >= 3


def drawn_without_colours(answer: Answer) -> tuple[object, ...]:
    """The mark of an answer with its ink called ink."""
    root = Element("svg")
    mark(root, 10, 10, answer)
    return tuple(
        (one.tag, one.text, tuple((name, value.replace(INKS[answer], "ink")) for name, value in one.attrib.items()))
        for one in root.iter()
    )


def test_marks_differ_without_their_colours() -> None:
    for one, other in itertools.combinations(Answer, 2):
        assert drawn_without_colours(one) != drawn_without_colours(other)


def test_patterns_differ_in_shape_not_only_in_colour() -> None:
    root = Element("svg")

    patterns(root, "p")

    shapes = {
        str(pattern.get("id")): tuple((part.tag, part.get("d"), part.get("cx")) for part in pattern)
        for pattern in root.iter("pattern")
    }
    assert len(shapes) == len(set(shapes.values())) == len(Answer)
