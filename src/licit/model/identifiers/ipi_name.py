# SPDX-License-Identifier: Apache-2.0
"""IPI name number: one name of a party in the societies' register (CAE number, of old)."""

from __future__ import annotations

import re
from typing import Final

from licit.model.identifiers.written import compact, refused

_SHAPE: Final = re.compile(r"[0-9]{3,11}")
_DIGITS: Final = 11
_MEND: Final = "copy it from the register: eleven digits, as in 00014107338"


def parse(text: str) -> str:
    """Read an IPI name number, its leading zeros written or not; give its eleven digits.

    Raises:
        InvalidValueError: it has another shape, names nobody (only zeros), or its two check digits don't follow.

    Source: CISAC, IPI system; the check digits bring the nine others, weighted 10, 9 … 2, to a multiple of 101.
    """
    digits = compact(text)
    if not _SHAPE.fullmatch(digits):
        raise refused(text, "IPI name number", "it has another shape", _MEND)
    number = digits.zfill(_DIGITS)
    if not number.strip("0"):
        raise refused(text, "IPI name number", "only zeros, which stand for an unknown party", "leave it out")
    weighted = sum((10 - place) * int(digit) for place, digit in enumerate(number[:9]))
    if f"{(101 - weighted % 101) % 101 % 100:02}" != number[9:]:
        raise refused(text, "IPI name number", "its check digits don't follow from the rest", _MEND)
    return number
