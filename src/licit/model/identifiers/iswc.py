# SPDX-License-Identifier: Apache-2.0
"""ISWC: the International Standard Musical Work Code."""

from __future__ import annotations

import re
from typing import Final

from licit.model.identifiers.written import compact, refused

_SHAPE: Final = re.compile(r"T[0-9]{10}")
_MEND: Final = "copy it from the register: T and ten digits, as in T-034.524.680-1"


def parse(text: str) -> str:
    """Read an ISWC with or without hyphens and full stops; give its eleven characters.

    Raises:
        InvalidValueError: it has another shape, or its check digit doesn't follow from the rest.

    Source: ISO 15707; the check digit brings one plus the weighted digits to a multiple of ten.
    """
    number = compact(text)
    if not _SHAPE.fullmatch(number):
        raise refused(text, "ISWC", "it has another shape", _MEND)
    if check_digit(number[1:10], start=1) != number[10]:
        raise refused(text, "ISWC", "its check digit doesn't follow from the rest", _MEND)
    return number


def check_digit(digits: str, *, start: int) -> str:
    """The digit that brings ``start`` and the digits, weighted 1, 2, 3 …, to a multiple of ten."""
    total = start + sum(weight * int(digit) for weight, digit in enumerate(digits, 1))
    return str(-total % 10)
