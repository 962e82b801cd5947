# SPDX-License-Identifier: Apache-2.0
"""Where a deal holds: the territory codes of a message as an expression.

Codes are ISO's unless ``IdentifierType`` says TIS. Included and excluded codes are alternatives; excluded ones alone
mean everywhere else. Source: DDEX data dictionary, DealTerms; kb.ddex.net, excluded territories and Worldwide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from licit.model.problem import InvalidValueError
from licit.model.territory import Expression
from licit.vocabulary import territories

WORLDWIDE: Final = "Worldwide"
Code = tuple[str, str]  # the code, and its IdentifierType
_ISO: Final = re.compile(r"[A-Z]{2}")
_PART: Final = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")
_FORMER: Final = re.compile(r"[A-Z]{4}")
_THE_WORLD: Final = frozenset({"001", "all", "global", "world", "worldwide", "ww"})  # how others call it
_MEND: Final = "write an ISO 3166-1 code of two letters, or Worldwide"


class PartOfALeafError(InvalidValueError):
    """A subdivision: territories are not divided below the country. ``country`` is the one it lies in."""

    def __init__(self, code: str, country: str) -> None:
        super().__init__(f"{code} is a part of {country}, which is not divided here", mend=f"write {country}")
        self.country = country


@lru_cache(4096)
def territory(code: str, kind: str, day: date | None) -> str:
    """The id of a leaf or group.

    Raises:
        PartOfALeafError: it is an ISO 3166-2 subdivision.
        InvalidValueError: there is no such code.
    """
    if code.casefold() in _THE_WORLD and code != WORLDWIDE:
        raise InvalidValueError(f"{code!r} is no territory code of DDEX", mend=f"write {WORLDWIDE}, if that is meant")
    if kind == "TIS":
        return territories().resolve_tis(code, day)
    if code == WORLDWIDE:
        return WORLDWIDE
    if _ISO.fullmatch(code) or (_FORMER.fullmatch(code) and code in territories().atlas.leaves):
        return territories().resolve(code, day)
    if part := _PART.fullmatch(code):
        raise PartOfALeafError(code, territories().resolve(part[1], day))
    raise InvalidValueError(f"{code!r} is no territory code of DDEX", mend=_MEND)


def everywhere_but(codes: Sequence[str]) -> Expression:
    """Worldwide without these."""
    return Expression(((True, WORLDWIDE), *((False, code) for code in dict.fromkeys(codes))))


def of_all(codes: Sequence[str]) -> Expression:
    """Just these; the order in which a message names them means nothing."""
    return Expression(tuple((True, code) for code in sorted(set(codes))))
