# SPDX-License-Identifier: Apache-2.0
"""The chain diagram: owners, grants and laws down to the service, and the exact link that breaks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from licit.explain.turning import deciding
from licit.model.record import Record
from licit.model.verdict import Answer, Verdict
from licit.report.drawing.diagram import Diagram
from licit.report.drawing.keys import key
from licit.report.drawing.metrics import wrap
from licit.report.drawing.near import near
from licit.report.drawing.outlines import draw_box, draw_edge
from licit.report.drawing.palette import TEXTS, mark
from licit.report.drawing.placing import Placed, place
from licit.report.drawing.svg import FAINT, Element, drawing, group, ident_of, text_of, write
from licit.report.drawing.ways import diagram
from licit.report.drawing.words import drawn
from licit.report.plain import proof_lines
from licit.report.words import BOOKS, sentence, set_for
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

_MARGIN: Final = 14.0
_NARROWEST: Final = 640.0
_HEAD: Final = 24.0
_NOTE: Final = 15.0


def chain_diagrams(verdict: Verdict, record: Record, lang: Lang = "en") -> tuple[Diagram, ...]:
    """What is drawn of a verdict: the reading that decides, and both where they part."""
    proof = verdict.proof
    readings = (proof.lower, proof.upper) if verdict.answer is Answer.CONTESTED else (deciding(verdict),)
    return tuple(diagram(one, verdict, record, lang) for one in readings)


def chain_svg(verdict: Verdict, record: Record, lang: Lang = "en", *, ident: str = "") -> str:
    """The chain diagram of a verdict as SVG: a text without anything from elsewhere, to file or to put on a page.

    A link that breaks is cut, with a cross, and torn, with the word of its dimension; a disputed one is dashed, with
    that word. ``ident`` begins every id in it, so that several drawings can stand on one page; left out, it comes from
    the question.
    """
    diagrams = chain_diagrams(verdict, record, lang)
    placed = [place(one) for one in diagrams]
    across = max(_NARROWEST, *(one.across for one in placed)) + 2 * _MARGIN
    service = Names(record, lang).party(verdict.question.service)
    told = (sentence(verdict, record, lang), *proof_lines(verdict, record, lang))
    root = drawing(
        ident or ident_of("chains", verdict.question), across, 0.0, drawn("chains", lang, service=service), told
    )
    asked = set_for(lang, BOOKS[lang].asked(Names(record, lang, verdict.question.item), verdict.question))
    y = _notes(root, (asked,), across, _MARGIN) + 8
    for one, where in zip(diagrams, placed, strict=True):
        y = _reading(root, one, where, across, y, lang) + _MARGIN
    y = near(root, verdict, record, lang, diagrams, across, y)
    y = key(root, lang, diagrams, across, y)
    root.set("height", f"{y:.0f}")
    root.set("viewBox", f"0 0 {across:.0f} {y:.0f}")
    root.set("width", f"{across:.0f}")
    return text_of(root)


def _reading(root: Element, one: Diagram, where: Placed, across: float, y: float, lang: Lang) -> float:  # noqa: PLR0913, PLR0917
    """A diagram with its head; where it ends."""
    mark(root, _MARGIN + 7, y + 9, one.answer, 6)
    write(root, _MARGIN + 22, y + 14, one.title, 14, bold=True, fill=TEXTS[one.answer])
    y = _notes(root, one.notes, across, y + _HEAD)
    y += 14
    made = group(root, transform=f"translate({(across - where.across) / 2:.1f} {y:.1f})")
    by_ident = {box.ident: box for box in one.boxes}
    for edge in one.edges:
        if (edge.tail, edge.head) in where.edges:
            draw_edge(made, edge, where.edges[edge.tail, edge.head])
    for ident, spot in where.boxes.items():
        draw_box(made, by_ident[ident], spot, lang)
    return y + where.down + 10


def _notes(root: Element, notes: Iterable[str], across: float, y: float) -> float:
    for note in notes:
        for line in wrap(note, across - 2 * _MARGIN, 11):
            write(root, _MARGIN, y + 11, line, 11, fill=FAINT)
            y += _NOTE
    return y
