# SPDX-License-Identifier: Apache-2.0
"""What a value looks like, whatever its column is called: identifiers by their check digits, times, shares, places."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from typing import Final

from licit.formats.tables.days import is_date
from licit.model.identifiers import ipi_base, ipi_name, isni, iswc
from licit.model.problem import InvalidValueError

_ISRC: Final = re.compile(r"[A-Za-z]{2}[-\s]?[A-Za-z0-9]{3}[-\s]?[0-9]{2}[-\s]?[0-9]{5}")
_EAN: Final = re.compile(r"[0-9]{12,14}")
_DURATION: Final = re.compile(
    r"(?:[0-9]{1,2}:)?[0-9]{1,3}:[0-5][0-9](?:\.[0-9]+)?|PT(?=.)(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9.]+S)?"
    r"|(?:[0-9]{1,3}\s?m(?:in)?\.?\s?)?[0-9]{1,2}\s?s(?:ec)?\.?|[0-9]+(?:\.[0-9]+)?"
)
_SHARE: Final = re.compile(r"(?:100|[0-9]{1,2})(?:[.,][0-9]+)?\s*%?|100[.,]0+\s*%?")
_PRICE: Final = re.compile(
    r"(?:[$€£¥₽]|[A-Z]{3})\s?[0-9]+(?:[.,][0-9]{1,2})?|[0-9]+(?:[.,][0-9]{1,2})?\s?(?:[$€£¥₽]|[A-Z]{3})"
)
_URL: Final = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?")


@functools.lru_cache(maxsize=65_536)  # the tracks of an album have one
def is_ean(text: str) -> bool:
    """Whether it is a GTIN of 12 to 14 digits whose check digit follows from the rest (GS1)."""
    if not _EAN.fullmatch(text):
        return False
    digits = [int(one) for one in reversed(text)]
    return sum(digit * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0


def is_number(text: str) -> bool:
    """Whether it is a plain number."""
    return bool(_NUMBER.fullmatch(text))


def _parses(parse: Callable[[str], str]) -> Callable[[str], bool]:
    def shaped(text: str) -> bool:
        try:
            parse(text)
        except InvalidValueError:
            return False
        return True

    return shaped


def is_territory(text: str) -> bool:
    """Whether all parts of the text are territories that the vocabulary knows."""
    from licit.formats.tables.places import territories_of

    try:
        territories_of(text)
    except InvalidValueError:
        return False
    return True


SHAPES: Final[Mapping[str, Callable[[str], bool]]] = {
    "isrc": lambda text: bool(_ISRC.fullmatch(text)),
    "iswc": _parses(iswc.parse),
    "ean": is_ean,
    "isni": lambda text: len(text) >= 16 and _parses(isni.parse)(text),  # noqa: PLR2004 - digits
    "ipi": lambda text: len(text) >= 9 and (_parses(ipi_name.parse)(text) or _parses(ipi_base.parse)(text)),  # noqa: PLR2004
    "date": is_date,
    "duration": lambda text: bool(_DURATION.fullmatch(text)),
    "share": lambda text: bool(_SHARE.fullmatch(text)),
    "price": lambda text: bool(_PRICE.fullmatch(text)),
    "url": lambda text: bool(_URL.fullmatch(text)),
    "number": is_number,
    "territory": is_territory,
}

# A role needs most of its column's values to have one of these shapes, or it stays a detail.
NEEDED: Final[Mapping[str, str]] = {
    "isrc": "isrc", "iswc": "iswc", "ean": "ean", "released": "date", "start": "date", "end": "date",
    "duration": "duration", "share": "share", "territory": "territory",
}  # fmt: skip

# A column of these that has no such name is told by its values alone.
TELLING: Final = ("isrc", "iswc", "ean")

SHOWN: Final[Mapping[str, str]] = {
    "isrc": "an ISRC", "iswc": "an ISWC", "ean": "an EAN or UPC", "isni": "an ISNI", "ipi": "an IPI number",
    "date": "a date", "duration": "a duration", "share": "a share", "price": "a price", "url": "an address",
    "number": "a number", "territory": "a territory",
}  # fmt: skip
