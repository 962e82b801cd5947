# SPDX-License-Identifier: Apache-2.0
"""What nearly matched: each grant between its two parties, cut, with the word of the dimension that failed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from licit.model.proof import Break
from licit.model.record import Record
from licit.model.verdict import Answer, Verdict
from licit.report.drawing.diagram import Diagram, Shape
from licit.report.drawing.metrics import wrap
from licit.report.drawing.outlines import BROKEN, DOTS, cross
from licit.report.drawing.palette import TEXTS
from licit.report.drawing.svg import FAINT, INK, PAPER, Element, add, group, line, write
from licit.report.drawing.words import drawn
from licit.report.words import BOOKS, break_words, dimension_words
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

MOST: Final = 12  # of more the rest is counted
_PARTY: Final = 150.0
_GAP: Final = 46.0
_LEFT: Final = 14.0
_HERE: Final[dict[str, object]] = {"stroke": INK}
_GHOST: Final[dict[str, object]] = {"stroke": FAINT, "stroke_dasharray": DOTS, "stroke_linecap": "round"}


def shown(verdict: Verdict, record: Record, lang: Lang, diagrams: Sequence[Diagram]) -> list[Break]:
    """The grants that nearly matched, by dimension: each text once, and none that the diagrams show already."""
    drawn_already = {box.told for one in diagrams for box in one.boxes if box.shape is Shape.BREAK}
    found: dict[str, Break] = {}
    for one in sorted(verdict.nearly, key=lambda one: one.dimension.name):
        text = break_words(one, record, lang)
        if text not in drawn_already:
            found.setdefault(text, one)
    return list(found.values())


def near(  # noqa: PLR0913, PLR0917 - the drawing, what is drawn, and where
    root: Element, verdict: Verdict, record: Record, lang: Lang, diagrams: Sequence[Diagram], across: float, y: float
) -> float:
    """A row for each; returned is where they end."""
    found = shown(verdict, record, lang, diagrams)
    if not found:
        return y
    names = Names(record, lang, verdict.question.item)
    y += 14
    write(root, _LEFT, y + 12, BOOKS[lang].headings["nearly"], 14, bold=True)
    y += 26
    for one in found[:MOST]:
        y = _row(root, one, names, record, lang, across, y) + 8
    if len(found) > MOST:
        write(root, _LEFT, y + 11, drawn("nearly_more", lang, n=len(found) - MOST), 11, fill=FAINT)
        y += 18
    return y + 6


def _row(  # noqa: PLR0913, PLR0917 - as above
    root: Element, one: Break, names: Names, record: Record, lang: Lang, across: float, y: float
) -> float:
    parties = [wrap(names.party(name), _PARTY - 14, 11, most=3) for name in (one.at, one.to)]
    told = _LEFT + 2 * _PARTY + _GAP + 16
    text = break_words(one, record, lang)
    word = wrap(dimension_words(one.dimension, lang), across - told - _LEFT, 12, bold=True)
    lines = wrap(text, across - told - _LEFT, 11)
    high = max(max(map(len, parties)) * 14 + 10, len(word) * 16 + len(lines) * 14 + 2)
    made = group(root, class_="near")
    for number, (name, party) in enumerate(zip((one.at, one.to), parties, strict=True)):
        x = _LEFT + number * (_PARTY + _GAP)
        tall = len(party) * 14 + 10
        top = y + (high - tall) / 2
        box = group(made, names.party(name))
        looks = _GHOST if number else _HERE
        add(box, "rect", x=x, y=top, width=_PARTY, height=tall, rx=9, fill=PAPER, stroke_width=1.2, **looks)
        for i, part in enumerate(party):
            write(box, x + _PARTY / 2, top + 16 + 14 * i, part, 11, anchor="middle", fill=FAINT if number else INK)
    middle = y + high / 2
    line(made, _LEFT + _PARTY, middle, _LEFT + _PARTY + _GAP, middle, stroke=BROKEN, stroke_width=2.0)
    cross(made, _LEFT + _PARTY + _GAP / 2, middle)
    baseline = y + (high - len(word) * 16 - len(lines) * 14) / 2
    for part in word:
        baseline += 16
        write(made, told, baseline - 3, part, 12, bold=True, fill=TEXTS[Answer.NOT_CLEARED])
    for part in lines:
        baseline += 14
        write(made, told, baseline - 3, part, 11)
    return y + high
