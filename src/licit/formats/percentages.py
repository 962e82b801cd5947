# SPDX-License-Identifier: Apache-2.0
"""Percentages of DDEX: decimals of up to six places. Source: kb.ddex.net, communication of percentages."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from licit.model.problem import InvalidValueError
from licit.model.share import WHOLE, Share

LONGEST: Final = 24  # digits; six decimals are the rule
_DECIMAL: Final = re.compile(r"[+\-]?[0-9]+(?:\.[0-9]*)?|[+\-]?\.[0-9]+")  # no exponents, in any case no endless ones


def percentage(text: str, *, of_one: bool = False) -> tuple[Share, str]:
    """A percentage in hundredths, and a note where that rounds it; nothing is the whole. ``of_one``: 0.5 is the half.

    Raises:
        InvalidValueError: it is no number, or lies outside 0-100 %.
    """
    if not text:
        return Share(WHOLE), ""
    if len(text) > LONGEST or not _DECIMAL.fullmatch(text):
        raise InvalidValueError(f"{text[:40]!r} is no percentage", mend="write digits, as in 33.3333")
    found = Decimal(text) * (100 if of_one else 1)
    if not 0 <= found <= 100:  # noqa: PLR2004 - percent
        raise InvalidValueError(f"a share of {text[:40]} % lies outside 0-100 %", mend="give each owner its part")
    hundredths = (found * 100).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
    note = "" if hundredths == found * 100 else f"{found.normalize():f} % in the file"
    return Share(int(hundredths)), note
