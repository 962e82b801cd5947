# SPDX-License-Identifier: Apache-2.0
"""CISAC society code: the number of a collective management organisation."""

from __future__ import annotations

import re
from typing import Final

from licit.model.identifiers.written import refused

_SHAPE: Final = re.compile(r"[0-9]{1,3}")
_MEND: Final = "write the society's number of at most three digits, as in 058"


def parse(text: str) -> str:
    """Read a society's number, its leading zeros written or not; give its three digits.

    There is no check digit, and whether the number is assigned, and to whom, is for the vocabulary to say. A code is
    no mandate and no membership.

    Raises:
        InvalidValueError: it has another shape, or is zero.

    Source: CISAC, list of society codes.
    """
    digits = text.strip()
    if not _SHAPE.fullmatch(digits):
        raise refused(text, "CISAC society code", "it has another shape", _MEND)
    if not digits.strip("0"):
        raise refused(text, "CISAC society code", "zero stands for no society", "leave it out")
    return digits.zfill(3)
