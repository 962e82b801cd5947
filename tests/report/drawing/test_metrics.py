# SPDX-License-Identifier: Apache-2.0
"""Widths come from a table, and what is wrapped fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licit.report.drawing.metrics import width, wrap

LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=80)


@pytest.mark.parametrize(
    ("text", "expected"),  # hundredths of the size, added up by hand
    [("", 0), ("A", 68), ("Ae", 130), ("é", 62), ("e\u0301", 62), ("漢字", 200), ("Щ", 92), ("\u200b", 0)],
)
def test_a_text_is_as_wide_as_its_characters(text: str, expected: float) -> None:
    assert width(text, 100) == pytest.approx(expected)


@given(LINES)
def test_nothing_is_lost_in_wrapping(text: str) -> None:
    assert "".join(wrap(text, 90, 11)).replace(" ", "") == text.replace(" ", "")


@given(LINES)
def test_each_line_fits_unless_it_is_one_character(text: str) -> None:
    for line in wrap(text, 60, 12, bold=True):
        assert width(line, 12, bold=True) <= 60 or len(line) <= 2


@given(LINES, st.integers(1, 3))
def test_what_is_cut_ends_in_an_ellipsis(text: str, most: int) -> None:
    whole, cut = wrap(text, 90, 11), wrap(text, 90, 11, most=most)

    assert len(cut) <= most
    assert cut == whole or cut[-1].endswith("…")


def test_lines_break_at_blanks_and_long_words_within() -> None:
    assert wrap("the authors and publishers", 70, 10) == ["the authors", "and", "publishers"]
    assert wrap("xxxxxxxxxx", 31, 10) == ["xxxxx", "xxxxx"]
