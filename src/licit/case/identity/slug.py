# SPDX-License-Identifier: Apache-2.0
"""Ids that people can read, made of names."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 48
_GAP: Final = re.compile(r"[^\w]+")
_UNSAFE: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]+")


def slug(name: str, otherwise: str) -> str:
    """``SOCIÉTÉ DES AUTEURS`` becomes ``societe-des-auteurs``; letters of other scripts stay."""
    return _GAP.sub("-", _plain(name)).strip("-_")[:LONGEST].strip("-_") or otherwise


def word(name: str) -> str:
    """A name by which two writings of it are compared: without case, accents and punctuation."""
    return " ".join(_GAP.sub(" ", _plain(name)).split())


def _plain(name: str) -> str:
    folded = name.casefold()
    if folded.isascii():
        return folded
    return "".join(one for one in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(one))


def number(text: str) -> str:
    """A submitter's own number as a part of an id: without white space."""
    return _UNSAFE.sub("_", text.strip())


def free(wanted: str, taken: object) -> str:
    """The id, or the id with the first number from 2 that nobody has; ``taken`` answers ``in``."""
    found, count = wanted, 1
    while found in taken:  # type: ignore[operator]
        count += 1
        found = f"{wanted}-{count}"
    return found
