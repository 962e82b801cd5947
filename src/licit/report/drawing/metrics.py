# SPDX-License-Identifier: Apache-2.0
"""How wide a text is, by a table: no drawing depends on the fonts of the machine that makes it.

The widths are those of DejaVu Sans, in hundredths of the size; most sans-serif fonts are narrower, so that a text fits
where another is shown.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import Final

# fmt: off
_ASCII: Final = (  # from the blank to the tilde
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34,
    84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99,
    69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52,
    39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
)
# fmt: on
_OTHERS: Final = {"\u00a0": 32, "’": 32, "“": 52, "”": 52, "–": 50, "—": 100, "…": 100, "·": 32, "«": 61, "»": 61}
_WIDE: Final = 100  # a full-width character
_ELSE: Final = 92  # a letter of another script, at its widest but few
_BOLD: Final = 1.13  # times as wide
_ELLIPSIS: Final = "…"


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text in units, at a font size in units."""
    return sum(map(_advance, text)) * size / 100 * (_BOLD if bold else 1)


@functools.cache
def _advance(character: str) -> int:
    if character in _OTHERS:
        return _OTHERS[character]
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    plain = unicodedata.normalize("NFD", character)[0]
    if " " <= plain <= "~":
        return _ASCII[ord(plain) - ord(" ")]
    return _WIDE if unicodedata.east_asian_width(character) in ("W", "F") else _ELSE


def wrap(text: str, across: float, size: float, *, bold: bool = False, most: int = 0) -> list[str]:
    """The lines of a text that is to be at most ``across`` units wide: broken at blanks, a longer word within.

    ``most``: how many lines there may be (0: any number); what is left out ends in an ellipsis.
    """
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size, bold=bold) <= across:
            lines[-1] = joined
        else:
            lines.extend(_pieces(word, across, size, bold=bold))
    if most and len(lines) > most:
        lines = [*lines[: most - 1], _shortened(lines[most - 1] + _ELLIPSIS, across, size, bold=bold)]
    return lines


def _pieces(word: str, across: float, size: float, *, bold: bool) -> list[str]:
    """A word in parts that fit: whole where it can be, else cut between characters, marks with their letter."""
    parts = [""]
    for character in word:
        if parts[-1] and _advance(character) and width(parts[-1] + character, size, bold=bold) > across:
            parts.append("")
        parts[-1] += character
    return parts


def _shortened(text: str, across: float, size: float, *, bold: bool) -> str:
    while len(text) > 1 and width(text, size, bold=bold) > across:
        text = text[:-2] + _ELLIPSIS
    return text
