# SPDX-License-Identifier: Apache-2.0
"""Colour, pattern and mark of each answer: told apart without colours, in print, and by those who see few.

The hues are the terminal's: teal, amber, dark orange, grey; never red against green. Patterns go from full to empty as
authority does: full, striped, dotted, and bare with thin lines.
"""

from __future__ import annotations

from typing import Final

from licit.model.proof import Value
from licit.model.verdict import Answer
from licit.report.drawing.svg import INK, PAPER, Element, add

TEAL: Final = "#00807f"
AMBER: Final = "#b98900"
ORANGE: Final = "#c24e00"
GREY: Final = "#767676"
INKS: Final = {Answer.CLEARED: TEAL, Answer.CONTESTED: AMBER, Answer.NOT_CLEARED: ORANGE, Answer.UNKNOWN: GREY}
TEXTS: Final = {  # darker, for words: 4.5:1 on white and more
    Answer.CLEARED: "#006665",
    Answer.CONTESTED: "#7a5a00",
    Answer.NOT_CLEARED: "#a64200",
    Answer.UNKNOWN: "#595959",
}
VALUES: Final = {Value.YES: Answer.CLEARED, Value.NO: Answer.NOT_CLEARED, Value.UNKNOWN: Answer.UNKNOWN}
_TINTS: Final = {
    Answer.CLEARED: TEAL,
    Answer.CONTESTED: "#fff3c9",
    Answer.NOT_CLEARED: "#fde9dc",
    Answer.UNKNOWN: PAPER,
}


def patterns(root: Element, ident: str, scale: float = 1) -> None:
    """Define the pattern of each answer in a drawing; ``scale`` makes up for a scale that the shapes are drawn in."""
    defs = add(root, "defs")
    for answer in Answer:
        made = add(defs, "pattern", id=_name(ident, answer), width=8, height=8, patternUnits="userSpaceOnUse")
        if scale != 1:
            made.set("patternTransform", f"scale({scale:g})")
        add(made, "rect", width=8, height=8, fill=_TINTS[answer])
        ink = INKS[answer]
        if answer is Answer.CONTESTED:  # stripes; the corners make them whole across tiles
            add(made, "path", d="M-2 2l4-4M0 8l8-8M6 10l4-4", stroke=ink, stroke_width=2.4)
        elif answer is Answer.NOT_CLEARED:
            for x, y in ((2, 2), (6, 6)):
                add(made, "circle", cx=x, cy=y, r=1.15, fill=ink)
        elif answer is Answer.UNKNOWN:
            add(made, "path", d="M0 4h8", stroke="#9a9a9a", stroke_width=1)


def fill(ident: str, answer: Answer) -> str:
    """The pattern of an answer, as the value of ``fill``."""
    return f"url(#{_name(ident, answer)})"


def _name(ident: str, answer: Answer) -> str:
    return f"{ident}-{answer.value}"


def mark(parent: Element, x: float, y: float, answer: Answer, radius: float = 5) -> Element:
    """The round mark of an answer, its middle at a place: full, half full, empty, or with a question mark."""
    ink, made = INKS[answer], add(parent, "g")
    add(
        made,
        "circle",
        cx=x,
        cy=y,
        r=radius,
        fill=ink if answer is Answer.CLEARED else PAPER,
        stroke=ink,
        stroke_width=1.6,
    )
    if answer is Answer.CONTESTED:
        add(made, "path", d=f"M{x:.1f} {y - radius:.1f}a{radius} {radius} 0 0 0 0 {2 * radius}z", fill=ink)
    elif answer is Answer.UNKNOWN:
        sign = add(made, "text", x=x, y=y + radius * 0.55, font_size=radius * 1.6, fill=INK, text_anchor="middle")
        sign.text = "?"
        sign.set("font-weight", "bold")
    return made


def swatch(parent: Element, ident: str, x: float, y: float, answer: Answer) -> Element:
    """A small field of an answer's pattern, for a legend."""
    return add(
        parent, "rect", x=x, y=y, width=26, height=15, fill=fill(ident, answer), stroke=INKS[answer], stroke_width=1
    )
