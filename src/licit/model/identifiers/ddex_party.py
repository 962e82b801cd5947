# SPDX-License-Identifier: Apache-2.0
"""DDEX party id (DPID): who sends and receives DDEX messages."""

from __future__ import annotations

import re
from typing import Final

from licit.model.identifiers.written import compact, refused

_SHAPE: Final = re.compile(r"PADPIDA[0-9A-Z]{11}")
_MEND: Final = "copy it from the register: PADPIDA and eleven more characters, as in PA-DPIDA-2013042401-U"


def parse(text: str) -> str:
    """Read a DPID with or without hyphens; give its eighteen characters.

    Raises:
        InvalidValueError: it has another shape, or its check character doesn't follow from the rest.

    Source: DDEX, communication of identifiers (scheme 2, type 5, number 10, check 1). The check character is GRid's,
    ISO 7064 mod 37,36 over all that stands before it; eleven ids of public messages agree.
    """
    from stdnum.iso7064 import mod_37_36  # here, since the package loads slowly

    number = compact(text)
    if not _SHAPE.fullmatch(number):
        raise refused(text, "DDEX party id", "it has another shape", _MEND)
    if not mod_37_36.is_valid(number):
        raise refused(text, "DDEX party id", "its check character doesn't follow from the rest", _MEND)
    return number
