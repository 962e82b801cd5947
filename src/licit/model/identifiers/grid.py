# SPDX-License-Identifier: Apache-2.0
"""GRid: the Global Release Identifier."""

from __future__ import annotations

from typing import Final

from licit.model.identifiers.written import LONGEST, refused

_MEND: Final = "copy it from the release: A1 and sixteen more characters, as in A1-2425G-ABC1234002-M"


def parse(text: str) -> str:
    """Read a GRid with or without hyphens, with or without ``GRid:``; give its eighteen characters.

    Raises:
        InvalidValueError: it has another shape, or its check character doesn't follow from the rest.

    Source: the GRid standard; the check character is ISO 7064 mod 37,36.
    """
    from stdnum import grid  # here, since the package loads slowly and most cases hold no identifier at all
    from stdnum.exceptions import InvalidChecksum, ValidationError

    try:
        number = grid.validate(text[:LONGEST])
    except InvalidChecksum:
        raise refused(text, "GRid", "its check character doesn't follow from the rest", _MEND) from None
    except ValidationError:
        raise refused(text, "GRid", "it has another shape", _MEND) from None
    if not number.startswith("A1"):
        raise refused(text, "GRid", "it doesn't begin with A1, the mark of the scheme", _MEND)
    return number
