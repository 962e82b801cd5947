# SPDX-License-Identifier: Apache-2.0
"""Text from a case, made safe to show: a title may hold terminal commands, bidi overrides, or a page of itself."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 300  # characters of one name or title that are shown: a longer one would bury the answer
MARKS: Final = 4  # combining marks in a row; no script needs more, and towers of them cover the lines above
_SPACE: Final = re.compile(r"[\t\n\r\v\f\u0085\u2028\u2029]+")
_JOINERS: Final = "\u200c\u200d"  # they shape letters in Persian, Hindi and others
_SEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # controls, formats, surrogates, unassigned


def clean(text: str, longest: int = LONGEST) -> str:
    """The text on one line, with everything that acts rather than shows written out: ``<U+202E>``.

    Line breaks and tabs become a space. Joiners between letters of the scripts that need them stay. What goes beyond
    ``longest`` characters is cut, with an ellipsis.
    """
    if len(text) > longest:
        text = text[: longest - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    marks = 0
    line = _SPACE.sub(" ", text).strip()
    for index, character in enumerate(line):
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > MARKS:
            continue
        if category in _SEEN and not (character in _JOINERS and _between_letters(line, index)):
            shown.append(f"<U+{ord(character):04X}>")
        else:
            shown.append(character)
    return "".join(shown)


def _between_letters(line: str, index: int) -> bool:
    before, after = line[index - 1 : index], line[index + 1 : index + 2]
    return all(one and not one.isascii() and unicodedata.category(one)[0] in "LM" for one in (before, after))
