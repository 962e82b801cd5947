# SPDX-License-Identifier: Apache-2.0
"""Each kind of box in its own outline, each kind of line in its own stroke: readable in black and white."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from licit.model.verdict import Answer
from licit.report.drawing.diagram import Box, Edge, Shape, Stroke
from licit.report.drawing.metrics import width
from licit.report.drawing.palette import INKS, TEXTS, VALUES, mark
from licit.report.drawing.placing import INSETS, PAD, Place, above, texts
from licit.report.drawing.svg import FAINT, INK, PAPER, Element, add, group, line, write
from licit.report.words import BOOKS
from licit.vocabulary.names import Lang

BROKEN: Final = INKS[Answer.NOT_CLEARED]
OPEN: Final = INKS[Answer.CONTESTED]
DASHES: Final = "7 4"
DOTS: Final = "1.5 4"
_LINES: Final = {
    Stroke.PLAIN: {"stroke": INK, "stroke_width": 1.8},
    Stroke.DISPUTED: {"stroke": TEXTS[Answer.CONTESTED], "stroke_width": 1.8, "stroke_dasharray": DASHES},
    Stroke.CUT: {"stroke": BROKEN, "stroke_width": 2.2},
    Stroke.GHOST: {"stroke": FAINT, "stroke_width": 1.4, "stroke_dasharray": DOTS, "stroke_linecap": "round"},
    Stroke.BARS: {"stroke": INK, "stroke_width": 2.6},
}
_CENTRED: Final = (Shape.PARTY, Shape.GHOST, Shape.SERVICE, Shape.GRANT)
_INKS: Final = {Shape.BREAK: TEXTS[Answer.NOT_CLEARED], Shape.GHOST: FAINT}
_HEAD: Final = 8.0
_TOOTH: Final = 8.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a box is."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def low(self) -> float:
        return self.top + self.height


def draw_box(parent: Element, box: Box, spot: tuple[float, float, float, float], lang: Lang) -> Element:
    """A box with its middle, width and height at a spot."""
    x, y, across, down = spot
    frame = _Frame(x - across / 2, y - down / 2, across, down)
    made = group(parent, box.told, class_=box.shape.value)
    _OUTLINES[box.shape](made, box, frame)
    if box.value is not None and box.shape is not Shape.BREAK:
        _pill(made, box, frame, lang)
    baseline = frame.top + PAD - 3 + above(box)
    for text in texts(box):
        baseline += text.step
        ink = _INKS.get(box.shape, INK) if text.bold or box.shape is Shape.GHOST else INK
        if box.shape in _CENTRED:
            write(made, x, baseline, text.text, text.size, anchor="middle", bold=text.bold, fill=ink)
        else:
            left = frame.left + PAD + INSETS.get(box.shape, 0)
            write(made, left, baseline, text.text, text.size, bold=text.bold, fill=ink)
    return made


def _pill(made: Element, box: Box, at: _Frame, lang: Lang) -> None:
    """The mark and the word of a value on the edge of a box: below the service, since arrows come from above."""
    assert box.value is not None  # noqa: S101 - its caller has looked
    answer, word = VALUES[box.value], BOOKS[lang].values[box.value]
    long = width(word, 11, bold=True) + 28
    x, y = at.left + 6 + long / 2, at.top
    if box.shape is Shape.SERVICE:
        x, y = at.left + at.width / 2, at.low
    add(made, "rect", x=x - long / 2, y=y - 9, width=long, height=18, rx=9, fill=PAPER, stroke=INKS[answer])
    mark(made, x - long / 2 + 10, y, answer, 5)
    write(made, x - long / 2 + 19, y + 4, word, 11, bold=True, fill=TEXTS[answer])


def _rounded(made: Element, box: Box, at: _Frame, **looks: object) -> None:
    """An outline, dashed where it is disputed."""
    disputed = {"stroke": TEXTS[Answer.CONTESTED], "stroke_dasharray": DASHES} if box.disputed else {}
    shown = {"rx": 12, "fill": PAPER, "stroke": INK, "stroke_width": 1.4} | looks | disputed
    add(made, "rect", x=at.left, y=at.top, width=at.width, height=at.height, **shown)


def _right(made: Element, box: Box, at: _Frame) -> None:
    _rounded(made, box, at, rx=2, fill="#f1f1ee", stroke="#9a9a92", stroke_width=1.0)
    ink = INK if box.value is None else INKS[VALUES[box.value]]
    add(made, "rect", x=at.left, y=at.top, width=5, height=at.height, fill=ink)


def _owner(made: Element, box: Box, at: _Frame) -> None:
    _rounded(made, box, at, fill="#eaf4f3")


def _ghost(made: Element, box: Box, at: _Frame) -> None:
    _rounded(made, box, at, stroke=FAINT, stroke_dasharray=DOTS, stroke_linecap="round")


def _service(made: Element, box: Box, at: _Frame) -> None:
    _rounded(made, box, at, stroke_width=3)


def _grant(made: Element, box: Box, at: _Frame) -> None:
    _rounded(made, box, at, rx=2, stroke_width=1.0)


def _bar(made: Element, box: Box, at: _Frame) -> None:
    """A field between two posts."""
    _rounded(made, box, at, rx=0, stroke_width=1.0)
    for side in (at.left, at.right - 5):
        add(made, "rect", x=side, y=at.top, width=5, height=at.height, fill=INK)


def _law(made: Element, box: Box, at: _Frame) -> None:
    """A hexagon."""
    tip, middle = 14.0, (at.top + at.low) / 2
    inner_left, inner_right = at.left + tip, at.right - tip
    corners = [(inner_left, at.top), (inner_right, at.top), (at.right, middle), (inner_right, at.low)]
    corners += [(inner_left, at.low), (at.left, middle)]
    looks: dict[str, object] = {"fill": "#eef1fa", "stroke": INK, "stroke_width": 1.4}
    if box.disputed:
        looks |= {"stroke": TEXTS[Answer.CONTESTED], "stroke_dasharray": DASHES}
    add(made, "polygon", points=_points(corners), **looks)


def _break(made: Element, box: Box, at: _Frame) -> None:
    """A field torn below; a law has a second line at its side."""
    teeth = round(at.width / _TOOTH)
    edge = [(at.right - at.width * i / teeth, at.low - (5 if i % 2 else 0)) for i in range(teeth + 1)]
    corners = [(at.left, at.top), (at.right, at.top), *edge]
    add(made, "polygon", points=_points(corners), fill="#fff4ec", stroke=BROKEN, stroke_width=1.8)
    if box.law:
        line(made, at.left + 4, at.top, at.left + 4, at.low - 6, stroke=BROKEN, stroke_width=1.4)


_OUTLINES: Final[dict[Shape, Callable[[Element, Box, _Frame], None]]] = {
    Shape.RIGHT: _right,
    Shape.OWNER: _owner,
    Shape.PARTY: _rounded,
    Shape.GHOST: _ghost,
    Shape.SERVICE: _service,
    Shape.LAW: _law,
    Shape.GRANT: _grant,
    Shape.BREAK: _break,
    Shape.BAR: _bar,
}


def draw_edge(parent: Element, edge: Edge, points: Sequence[Place]) -> Element:
    """A line along its bends, with what its kind has at its end or in its middle."""
    made = group(parent, class_=f"edge-{edge.stroke.value}")
    (x, y), rest = points[0], points[1:]
    bends = " ".join(f"{u:.1f},{v:.1f}" for u, v in rest)
    add(made, "path", d=f"M{x:.1f},{y:.1f}C{bends}", fill="none", **_LINES[edge.stroke])
    end, angle = points[-1], _angle(points)
    if edge.stroke is Stroke.CUT:
        cross(made, *_middle(points))
    elif edge.stroke is Stroke.BARS:
        dx, dy = 9 * math.sin(angle), -9 * math.cos(angle)
        back = end[0] - 3 * math.cos(angle), end[1] - 3 * math.sin(angle)
        line(made, back[0] - dx, back[1] - dy, back[0] + dx, back[1] + dy, stroke=INK, stroke_width=4)
    elif edge.arrow:
        _head(made, end, angle, str(_LINES[edge.stroke]["stroke"]))
    return made


def cross(parent: Element, x: float, y: float) -> None:
    """The mark of a cut: a gap in the line, and a cross in it."""
    add(parent, "circle", cx=x, cy=y, r=8.0, fill=PAPER)
    reach = 5.0
    for turn in (reach, -reach):
        line(parent, x - reach, y - turn, x + reach, y + turn, stroke=BROKEN, stroke_width=3, stroke_linecap="round")


def _head(parent: Element, end: Place, angle: float, ink: str) -> None:
    corners = [end]
    for side in (-1, 1):
        turn = angle + math.pi + side * 0.42
        corners.append((end[0] + _HEAD * math.cos(turn), end[1] + _HEAD * math.sin(turn)))
    add(parent, "polygon", points=_points(corners), fill=ink)


def _angle(points: Sequence[Place]) -> float:
    (x, y), (u, v) = points[-2], points[-1]
    return math.atan2(v - y, u - x)


def _middle(points: Sequence[Place]) -> Place:
    """The middle of the Bézier piece in the middle."""
    pieces = (len(points) - 1) // 3
    start = pieces // 2 * 3
    a, b, c, d = points[start : start + 4]
    if pieces % 2 == 0:
        return a
    return (a[0] + 3 * b[0] + 3 * c[0] + d[0]) / 8, (a[1] + 3 * b[1] + 3 * c[1] + d[1]) / 8


def _points(corners: Sequence[Place]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
