# SPDX-License-Identifier: Apache-2.0
"""French: the preposition that a territory takes (en France, au Japon, aux Pays-Bas, à Cuba)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WITHOUT_ARTICLE: Final = (  # islands and cities
    "AG AI AW BH BL CU CW CY DJ GG GI GU HK HT JE KI KN LC MC MF MG MO MS MT MU NF NR NU OM PM PR PW RE SG SH SM ST SX "
    "TK TO TT TV TW VC WF YT"
)
_FEMININE_ISLANDS: Final = "BB DM GD"
_MASCULINE: Final = "BQAQ BZ CD CG GB IO KH MX MZ PCHH SR ZW"  # although some end in e
_PLURAL: Final = re.compile(
    r"(?:États|Pays|Îles|Émirats|Terres|Antilles|Philippines|Maldives|Seychelles|Comores|Bahamas|Samoa|Fidji|Bermudes)\b"
)


def in_place(leaf: str, name: str) -> str:
    """``en France``, ``au Royaume-Uni``, ``aux États-Unis``, ``à Cuba``, ``à l’Île Norfolk``."""
    if name.startswith(("Île ", "État ")):
        return f"à l’{name}"
    if leaf in _FEMININE_ISLANDS.split():
        return f"à la {name}"
    if leaf in _WITHOUT_ARTICLE.split():
        return f"à {name}"
    if _PLURAL.match(name):
        return f"aux {name}"
    first = unicodedata.normalize("NFD", name)[:1].lower()
    head = re.split(r"[ -]", name, maxsplit=1)[0]
    feminine = head.endswith(("e", "Sierra")) and leaf not in _MASCULINE.split()
    return f"en {name}" if feminine or (first in "aeiou" and leaf not in _MASCULINE.split()) else f"au {name}"
