# SPDX-License-Identifier: Apache-2.0
"""Names and titles in the characters that CWR takes: capitals of ASCII, accents taken off.

Source: CWR 2.1, 2.1 (ASCII, upper case); CIS character set (SR06-1311).
"""

from __future__ import annotations

import unicodedata
from typing import Final

from licit.model.problem import InvalidValueError

TAKEN: Final = frozenset(" ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
OTHERWISE: Final = str.maketrans(
    {
        "Æ": "AE",
        "Œ": "OE",
        "Ø": "O",
        "Ł": "L",
        "Đ": "D",
        "Ð": "D",
        "Þ": "TH",
        "Ħ": "H",
        "Ŧ": "T",
        "ẞ": "SS",
        "\u0131": "I",
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2010": "-",
        "\u00d7": "X",
        "\u2026": "...",
    }
)
MEND: Final = "give the case a name in Latin letters"


def words(text: str) -> str:
    """The text in CWR's characters: ``Société Générale`` becomes ``SOCIETE GENERALE``; white space becomes one blank.

    Raises:
        InvalidValueError: a character has no such writing (another script); it is not left out.
    """
    plain = unicodedata.normalize("NFKD", " ".join(text.split()).upper().translate(OTHERWISE))
    found = "".join(one for one in plain if not unicodedata.combining(one)).upper().translate(OTHERWISE)
    strange = next((one for one in found if one not in TAKEN), "")
    if strange:
        raise InvalidValueError(
            f"{text!r} has {strange!r} (U+{ord(strange):04X}), which CWR has no letter for", mend=MEND
        )
    return found


def fits(text: str, size: int) -> str:
    """As much of it as the field holds."""
    return text[:size].rstrip()
