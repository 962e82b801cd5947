# SPDX-License-Identifier: Apache-2.0
"""Percentages of up to six decimals, and what is none."""

from __future__ import annotations

import pytest

from licit.formats.percentages import percentage
from licit.model.problem import InvalidValueError


@pytest.mark.parametrize(
    ("text", "of_one", "share", "note"),
    [
        ("", False, "100.00 %", ""),
        ("50", False, "50.00 %", ""),
        ("33.333333", False, "33.33 %", "33.333333 % in the file"),
        ("0.5", True, "50.00 %", ""),
        ("1.", True, "100.00 %", ""),
        (".005", False, "0.00 %", "0.005 % in the file"),
        ("-0", False, "0.00 %", ""),
    ],
)
def test_a_percentage_is_kept_in_hundredths(text: str, share: str, note: str, *, of_one: bool) -> None:
    found, told = percentage(text, of_one=of_one)

    assert (str(found), told) == (share, note)


@pytest.mark.parametrize(
    "text", ["half", "NaN", "Infinity", "1e999999999", "1e-999999999", "1" * 25, "50 %", "101", "-1"]
)
def test_what_is_no_percentage_is_refused_whatever_its_size(text: str) -> None:
    with pytest.raises(InvalidValueError):
        percentage(text)
