# SPDX-License-Identifier: Apache-2.0
"""IPI base number: a party in the societies' register, whatever its names."""

from __future__ import annotations

import re
from typing import Final

from licit.model.identifiers.iswc import check_digit
from licit.model.identifiers.written import compact, refused

_SHAPE: Final = re.compile(r"I[0-9]{10}")
_MEND: Final = "copy it from the register: I, nine digits and a check digit, as in I-000000229-7"


def parse(text: str) -> str:
    """Read an IPI base number with or without hyphens; give it as societies exchange it, ``I-000000229-7``.

    Raises:
        InvalidValueError: it has another shape, or its check digit doesn't follow from the rest.

    Source: CISAC, IPI system. No public document gives the formula: it is the ISWC's with two in the place of one, as
    public software for societies' files has it (django-music-publisher), and the three base numbers of our tests,
    from public descriptions of the format, agree with it.
    """
    number = compact(text)
    if not _SHAPE.fullmatch(number):
        raise refused(text, "IPI base number", "it has another shape", _MEND)
    if check_digit(number[1:10], start=2) != number[10]:
        raise refused(text, "IPI base number", "its check digit doesn't follow from the rest", _MEND)
    return f"I-{number[1:10]}-{number[10]}"
