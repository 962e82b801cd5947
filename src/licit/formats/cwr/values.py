# SPDX-License-Identifier: Apache-2.0
"""What a field may hold, whatever record it is of: a day, a share, yes or no. Source: CWR 2.2, 2.3, field formats."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from licit.model.problem import InvalidValueError

WHOLE: Final = 10_000
_DIGITS: Final = re.compile(r"[0-9]+")


def is_number(text: str) -> bool:
    """Whether there is nothing but digits, but for blanks around them."""
    return _DIGITS.fullmatch(text.strip()) is not None


def day_of(name: str, text: str) -> date | None:
    """A field as a day; blanks and zeros are none. ``name`` is for the complaint.

    Raises:
        InvalidValueError: it is no day.
    """
    if not text.strip("0"):
        return None
    try:
        if len(text) == len("YYYYMMDD") and _DIGITS.fullmatch(text):
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        pass
    raise InvalidValueError(f"{name} {text!r} is no day", mend="write YYYYMMDD, or zeros for none")


def share_of(name: str, text: str) -> int | None:
    """A field as a share in hundredths of a percent; ``name`` is for the complaint.

    Raises:
        InvalidValueError: it is no share, or more than the whole.
    """
    if not text:
        return None
    if not _DIGITS.fullmatch(text) or int(text) > WHOLE:
        raise InvalidValueError(f"{name} {text!r} is no share", mend="write 00000 to 10000: 3333 is 33.33 %")
    return int(text)


def flag_of(name: str, text: str) -> bool | None:
    """A field as yes or no; blanks and U are neither. ``name`` is for the complaint.

    Raises:
        InvalidValueError: it is another letter.
    """
    if text in ("", "U"):
        return None
    if text not in ("Y", "N"):
        raise InvalidValueError(f"{name} {text!r} is no flag", mend="write Y, N or U")
    return text == "Y"
