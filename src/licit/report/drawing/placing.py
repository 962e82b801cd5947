# SPDX-License-Identifier: Apache-2.0
"""Where the boxes go: Graphviz lays out boxes of given sizes, without a text, so that no font has a say in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from licit.report.drawing.diagram import Box, Diagram, Shape, Stroke
from licit.report.drawing.metrics import wrap

STRONG: Final = 13.0  # size of the first line
SMALL: Final = 11.0
STRONG_LINE: Final = 17.0  # from one line to the next
SMALL_LINE: Final = 14.0
PAD: Final = 9.0
_BETWEEN: Final = 2.0
_INCH: Final = 72.0
_WIDTHS: Final = {
    Shape.RIGHT: 196.0,
    Shape.OWNER: 190.0,
    Shape.PARTY: 176.0,
    Shape.GHOST: 176.0,
    Shape.SERVICE: 210.0,
    Shape.LAW: 214.0,
    Shape.GRANT: 164.0,
    Shape.BREAK: 200.0,
    Shape.BAR: 176.0,
}
INSETS: Final = {Shape.LAW: 18.0, Shape.BAR: 8.0, Shape.RIGHT: 8.0}  # more room at the sides than ``PAD``
_EXTRA: Final = {Shape.BREAK: 6.0, Shape.SERVICE: 8.0}  # below: for the torn edge, for the word of the answer
_WEIGHTS: Final = {Stroke.HIDDEN: "0", Stroke.GHOST: "1", Stroke.BARS: "1"}
_TALL: Final = 900.0  # a diagram that is wider from above runs from the left instead
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a box, each with its size, whether it is bold, and how far it is below the one before."""

    text: str
    size: float
    bold: bool
    step: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A diagram with the middle, width and height of each box, and the bends of each edge as Bézier points."""

    across: float
    down: float
    boxes: Mapping[int, tuple[float, float, float, float]]
    edges: Mapping[tuple[int, int], tuple[Place, ...]]
    from_left: bool


def texts(box: Box) -> tuple[Text, ...]:
    """What is written in a box, wrapped to its width."""
    inside = _WIDTHS[box.shape] - 2 * (PAD + INSETS.get(box.shape, 0))
    found = []
    for number, line in enumerate(box.lines):
        bold = number < box.strong
        size, step = (STRONG, STRONG_LINE) if bold else (SMALL, SMALL_LINE)
        lines = wrap(line, inside, size, bold=bold)
        between = _BETWEEN if number else 0  # a little air between what is told apart
        found += [Text(part, size, bold, step + (0 if i else between)) for i, part in enumerate(lines)]
    return tuple(found)


def size(box: Box) -> Place:
    """The width and height of a box."""
    below = _EXTRA.get(box.shape, 0)
    return _WIDTHS[box.shape], above(box) + sum(text.step for text in texts(box)) + 2 * PAD + below


def above(box: Box) -> float:
    """The room for the word of its value, which stands on the upper edge."""
    return 6.0 if box.value is not None and box.shape in (Shape.RIGHT, Shape.OWNER) else 0.0


def place(diagram: Diagram) -> Placed:
    """Lay a diagram out from above; where that grows too wide for a page, from the left."""
    above = _laid_out(diagram, "TB")
    if above.across <= _TALL:
        return above
    left = _laid_out(diagram, "LR")
    return left if left.across < above.across else above


def _laid_out(diagram: Diagram, direction: str) -> Placed:
    from pygraphviz import AGraph  # brings Graphviz

    graph = AGraph(directed=True, strict=False)
    graph.graph_attr.update(rankdir=direction, nodesep="0.28", ranksep="0.3", splines="true")
    graph.node_attr.update(shape="box", fixedsize="true", label="")
    sizes = {box.ident: size(box) for box in diagram.boxes}
    for box in diagram.boxes:
        width, height = sizes[box.ident]
        graph.add_node(str(box.ident), width=f"{width / _INCH:.4f}", height=f"{height / _INCH:.4f}")
    for shape, rank in ((Shape.RIGHT, "source"), (Shape.SERVICE, "sink")):
        same = [str(box.ident) for box in diagram.boxes if box.shape is shape]
        if same:
            graph.add_subgraph(same, rank=rank)
    for edge in diagram.edges:
        weight = _WEIGHTS.get(edge.stroke, "6")
        graph.add_edge(str(edge.tail), str(edge.head), arrowhead="none", weight=weight)
    graph.layout(prog="dot")
    left, low, right, high = (float(part) for part in graph.graph_attr["bb"].split(","))

    def at(text: str) -> Place:
        x, y = text.split(",")
        return float(x) - left, high - float(y)

    boxes = {}
    for box in diagram.boxes:
        x, y = at(graph.get_node(str(box.ident)).attr["pos"])
        boxes[box.ident] = (x, y, *sizes[box.ident])
    edges = {}
    for edge in diagram.edges:
        if edge.stroke is not Stroke.HIDDEN:
            points = graph.get_edge(str(edge.tail), str(edge.head)).attr["pos"].split()
            edges[edge.tail, edge.head] = tuple(map(at, points))
    return Placed(right - left, high - low, boxes, edges, direction == "LR")
