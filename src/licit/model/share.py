# SPDX-License-Identifier: Apache-2.0
"""Parts of a right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from licit.model.problem import InvalidValueError

WHOLE: Final = 10_000
TOLERANCE: Final = 6  # hundredths of a percent: real files sum to 99.97 (SEMANTICS §3.7; CWR 2.2, ±0.06)
_SHARE: Final = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?\s*%?")


@dataclass(frozen=True, slots=True, order=True)
class Share:
    """A part of one right in one asset, in whole hundredths of a percent: ``Share(3333)`` is 33.33 %.

    Whole numbers, because shares are added and held against 100 %.

    Raises:
        InvalidValueError: less than nothing, or more than the whole.

    Source: SEMANTICS §2, Control; CWR 2.2, share fields (999v99).
    """

    hundredths: int

    def __post_init__(self) -> None:
        if not 0 <= self.hundredths <= WHOLE:
            raise InvalidValueError(f"a share of {self} lies outside 0-100 %", mend="give each owner its part of 100 %")

    @classmethod
    def parse(cls, text: str) -> Share:
        """Read ``33.33 %``, ``33.33`` or ``50``: percent, at most two decimals.

        Raises:
            InvalidValueError: it is no share; a third decimal is refused rather than rounded.
        """
        match = _SHARE.fullmatch(text.strip())
        if match is None:
            raise InvalidValueError(f"{text!r} is no share", mend="write percent with at most two decimals: 33.33 %")
        return cls(int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0")))

    def __str__(self) -> str:
        return f"{self.hundredths // 100}.{self.hundredths % 100:02} %"
