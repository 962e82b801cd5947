# SPDX-License-Identifier: Apache-2.0
"""The world map of answers: each territory in the pattern of its answer, small ones as round marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from licit.model.record import Record
from licit.model.verdict import Answer
from licit.report.drawing.metrics import width, wrap
from licit.report.drawing.palette import TEXTS, fill, mark, patterns, swatch
from licit.report.drawing.svg import FAINT, INK, PAPER, Element, add, drawing, group, ident_of, number, text_of, write
from licit.report.drawing.words import drawn
from licit.report.drawing.world import World, leaf_drawn, world
from licit.report.words import answer_words, labelled
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

_ACROSS: Final = 1000.0
_TOP: Final = 4.0
_MARGIN: Final = 14.0
_DOT: Final = 3.4
_SEA: Final = "#f6f8f9"
_NOBODY: Final = "#e6e6e2"  # no territory of that day


def map_svg(answers: Mapping[str, Answer], lang: Lang = "en", *, here: Sequence[str] = (), ident: str = "") -> str:
    """The map of one answer a leaf, as SVG: a text without anything from elsewhere.

    ``here`` are leaves to ring, such as the one asked about. Borders are today's: a former territory is drawn as what
    followed it, and that is said; leaves without a shape are listed with their answers. ``ident`` begins every id; left
    out, it comes from the answers.
    """
    names, given = Names(Record(), lang), world()  # it knows territories by itself
    ident = ident or ident_of("map", sorted((leaf, answer.value) for leaf, answer in answers.items()))
    scale = _ACROSS / given.width
    told = [f"{answer_words(answer, lang)}: {_list(answers, answer, names)}" for answer in _held(answers)]
    root = drawing(ident, _ACROSS, 0.0, drawn("map", lang), told)
    patterns(root, ident)
    patterns(root, f"{ident}-land", 1 / scale)  # as large as in the legend
    down = given.height * scale
    add(root, "rect", x=0, y=_TOP, width=_ACROSS, height=down, fill=_SEA)
    land = group(root, transform=f"translate(0 {_TOP:.0f}) scale({scale:g})", stroke_linejoin="round")
    shown = _shapes(land, given, answers, names, f"{ident}-land", lang)
    for leaf, shapes in _dots(root, given, answers, names, scale, lang).items():
        shown.setdefault(leaf, []).extend(shape for shape in shapes if shape not in shown[leaf])
    for leaf in here:
        shapes = sorted(shown.get(leaf, ()), key=lambda shape: -len(given.shapes.get(shape, "")))
        for shape in shapes[:1]:  # of a former territory the largest part
            _ring(root, given, shape, scale)
    y = _legend(root, answers, lang, ident, _TOP + down)
    lines = [drawn("here", lang, territory=names.listed(map(names.territory, here)))] if here else []
    lines += _notes(answers, shown, names, lang)
    for line in lines:
        for part in wrap(line, _ACROSS - 2 * _MARGIN, 11):
            y += 15
            write(root, _MARGIN, y, part, 11, fill=FAINT)
    y += 10
    root.set("height", number(y))
    root.set("viewBox", f"0 0 {number(_ACROSS)} {number(y)}")
    return text_of(root)


def without_shape(answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The leaves that the map can't show, in their order."""
    given = world()
    drawn_leaves = {leaf_drawn(shape, answers) for shape in given.middles}
    return tuple(leaf for leaf in answers if leaf not in drawn_leaves)


def _held(answers: Mapping[str, Answer]) -> list[Answer]:
    return [answer for answer in Answer if answer in answers.values()]


def _list(answers: Mapping[str, Answer], answer: Answer, names: Names) -> str:
    return ", ".join(sorted(names.territory(leaf) for leaf, held in answers.items() if held is answer))


def _shapes(  # noqa: PLR0913, PLR0917 - what is drawn, where, and in which words
    land: Element, given: World, answers: Mapping[str, Answer], names: Names, ident: str, lang: Lang
) -> dict[str, list[str]]:
    """Draw each shape; returned are the leaves shown, each with the shapes that show it.

    The shapes of one answer are filled together: a browser that prints to PDF paints a pattern anew for each use (43 MB
    for a page, where one use an answer makes less than one).
    """
    shown: dict[str, list[str]] = {}
    leaves = {shape: leaf_drawn(shape, answers) for shape in given.shapes}
    for answer in _held(answers):
        together = "".join(given.shapes[shape] for shape, leaf in leaves.items() if answers.get(leaf) is answer)
        if together:
            add(land, "path", class_=answer.value, d=together, fill=fill(ident, answer), fill_rule="evenodd")
    for shape, leaf in leaves.items():
        if leaf:
            shown.setdefault(leaf, []).append(shape)
            _outline(land, _title(leaf, shape, answers[leaf], names, lang), given.shapes[shape], TEXTS[answers[leaf]])
        else:
            title = f"{names.territory(shape)} – {drawn('none', lang)}"
            _outline(land, title, given.shapes[shape], "#b5b5ae", inside=_NOBODY)
    return shown


def _outline(land: Element, title: str, path: str, ink: str, *, inside: str = "none") -> None:
    made = group(land, title)
    looks = {"fill": inside, "stroke": ink, "stroke_width": 1.2, "fill_rule": "evenodd", "pointer_events": "all"}
    add(made, "path", d=path, **looks)


def _title(leaf: str, shape: str, answer: Answer, names: Names, lang: Lang) -> str:
    where = names.territory(leaf)
    if shape != leaf:
        where = f"{names.territory(shape)} ({where})"
    return labelled(lang, where, answer_words(answer, lang))


def _dots(  # noqa: PLR0913, PLR0917 - as above
    root: Element, given: World, answers: Mapping[str, Answer], names: Names, scale: float, lang: Lang
) -> dict[str, list[str]]:
    shown: dict[str, list[str]] = {}
    for shape, (x, y) in given.dots.items():
        leaf = leaf_drawn(shape, answers)
        if not leaf:
            continue
        shown.setdefault(leaf, []).append(shape)
        made = group(root, _title(leaf, shape, answers[leaf], names, lang))
        add(made, "circle", cx=x * scale, cy=y * scale + _TOP, r=_DOT + 1.2, fill=PAPER)
        mark(made, x * scale, y * scale + _TOP, answers[leaf], _DOT)
    return shown


def _ring(root: Element, given: World, shape: str, scale: float) -> None:
    """A ring around the middle of a shape, in ink with a pale edge."""
    spot = given.dots.get(shape) or given.middles[shape]
    for ink, thick in ((PAPER, 5.0), (INK, 2.2)):
        x, y = spot[0] * scale, spot[1] * scale + _TOP
        add(root, "circle", cx=x, cy=y, r=11.0, fill="none", stroke=ink, stroke_width=thick)


def _legend(root: Element, answers: Mapping[str, Answer], lang: Lang, ident: str, y: float) -> float:
    x, y = _MARGIN, y + 14
    for answer in _held(answers):
        count = sum(held is answer for held in answers.values())
        text = drawn("count", lang, answer=answer_words(answer, lang), n=count)
        swatch(root, ident, x, y, answer)
        mark(root, x + 38, y + 7.5, answer, 5)
        write(root, x + 49, y + 12, text, 12, bold=True, fill=TEXTS[answer])
        x += 49 + width(text, 12, bold=True) + 26
    return y + 22


def _notes(answers: Mapping[str, Answer], shown: Mapping[str, Sequence[str]], names: Names, lang: Lang) -> list[str]:
    lines = [drawn("borders", lang)]
    lines += [
        drawn("former", lang, former=names.territory(leaf), successors=names.listed(map(names.territory, shapes)))
        for leaf, shapes in shown.items()
        if leaf not in shapes
    ]
    lines.append(drawn("dots", lang))
    lacking = [leaf for leaf in answers if leaf not in shown]
    if lacking:
        told = ", ".join(f"{names.territory(leaf)} ({answer_words(answers[leaf], lang)})" for leaf in lacking)
        text = drawn("no_shape", lang)
        lines.append(labelled(lang, text[0].upper() + text[1:], told))
    return lines
