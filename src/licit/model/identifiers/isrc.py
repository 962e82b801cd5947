# SPDX-License-Identifier: Apache-2.0
"""ISRC: the International Standard Recording Code."""

from __future__ import annotations

from typing import Final

from licit.model.identifiers.written import LONGEST, refused

_MEND: Final = "copy it from the release: two letters, three characters, seven digits, as in USRC17607839"


def parse(text: str) -> str:
    """Read an ISRC with or without hyphens; give its twelve characters.

    An ISRC has no check digit and says nothing of ownership: its registrant is who first assigned it.

    Raises:
        InvalidValueError: it has another shape, or a prefix that no agency assigns (``XX`` among them).

    Source: ISO 3901; prefixes as ``python-stdnum`` lists them.
    """
    from stdnum import isrc  # here, since the package loads slowly and most cases hold no identifier at all
    from stdnum.exceptions import InvalidComponent, ValidationError

    try:
        return isrc.validate(text[:LONGEST])
    except InvalidComponent:
        raise refused(text, "ISRC", "no agency assigns its first two letters", _MEND) from None
    except ValidationError:
        raise refused(text, "ISRC", "it has another shape", _MEND) from None
