# SPDX-License-Identifier: Apache-2.0
"""The key of a chain diagram: only what occurs in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from licit.report.drawing.diagram import Box, Diagram, Edge, Shape, Stroke
from licit.report.drawing.metrics import width
from licit.report.drawing.outlines import draw_box, draw_edge
from licit.report.drawing.svg import FAINT, Element, group, write
from licit.report.drawing.words import drawn
from licit.vocabulary.names import Lang

_SAMPLE: Final = 30.0
_BETWEEN: Final = 22.0
_SHAPES: Final = (
    (Shape.OWNER, "key_owner"),
    (Shape.LAW, "key_law"),
    (Shape.GHOST, "key_ghost"),
    (Shape.BAR, "key_bar"),
    (Shape.SERVICE, "key_service"),
)
_STROKES: Final = ((Stroke.PLAIN, "key_grant"), (Stroke.DISPUTED, "key_disputed"), (Stroke.CUT, "key_broken"))


def key(root: Element, lang: Lang, diagrams: Sequence[Diagram], across: float, y: float) -> float:
    """Draw a sample of each kind of box and line with its words; returned is where they end."""
    shapes = {box.shape for one in diagrams for box in one.boxes}
    strokes = {edge.stroke for one in diagrams for edge in one.edges}
    samples: list[tuple[str, Callable[[Element, float, float], object]]] = []
    samples += [(drawn(words, lang), _box(shape, lang)) for shape, words in _SHAPES if shape in shapes]
    samples += [(drawn(words, lang), _line(stroke)) for stroke, words in _STROKES if stroke in strokes]
    made = group(root, class_="key")
    x, y = 14.0, y + 20
    for text, sample in samples:
        long = _SAMPLE + 8 + width(text, 11)
        if x > 14.0 and x + long > across - 14:  # noqa: PLR2004 - the margin
            x, y = 14.0, y + 22
        sample(made, x + _SAMPLE / 2, y)
        write(made, x + _SAMPLE + 8, y + 4, text, 11, fill=FAINT)
        x += long + _BETWEEN
    return y + 20


def _box(shape: Shape, lang: Lang) -> Callable[[Element, float, float], object]:
    return lambda made, x, y: draw_box(made, Box(0, shape, ()), (x, y, _SAMPLE, 15), lang)


def _line(stroke: Stroke) -> Callable[[Element, float, float], object]:
    def sample(made: Element, x: float, y: float) -> object:
        step, start = _SAMPLE / 3, x - _SAMPLE / 2
        points = [(start + step * i, y) for i in range(4)]
        return draw_edge(made, Edge(0, 1, stroke, arrow=stroke is not Stroke.CUT), points)

    return sample
