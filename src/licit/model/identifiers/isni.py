# SPDX-License-Identifier: Apache-2.0
"""ISNI: the International Standard Name Identifier."""

from __future__ import annotations

from typing import Final

from licit.model.identifiers.written import LONGEST, refused

_MEND: Final = "copy it from the register: sixteen digits, the last of which may be X, as in 0000 0001 2150 090X"


def parse(text: str) -> str:
    """Read an ISNI with or without spaces; give its sixteen characters.

    Raises:
        InvalidValueError: it has another shape, or its check character doesn't follow from the rest.

    Source: ISO 27729; the check character is ISO 7064 mod 11-2.
    """
    from stdnum import isni  # here, since the package loads slowly and most cases hold no identifier at all
    from stdnum.exceptions import InvalidChecksum, ValidationError

    try:
        return isni.validate(text[:LONGEST])
    except InvalidChecksum:
        raise refused(text, "ISNI", "its check character doesn't follow from the rest", _MEND) from None
    except ValidationError:
        raise refused(text, "ISNI", "it has another shape", _MEND) from None
