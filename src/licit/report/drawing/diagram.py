# SPDX-License-Identifier: Apache-2.0
"""What is drawn of a proof: boxes and the lines between them, before anything has a place or a colour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from licit.model.proof import Dimension, Value
from licit.model.verdict import Answer


class Shape(Enum):
    """What a box stands for; each kind has an outline of its own."""

    RIGHT = "right"  # a right that is asked for
    OWNER = "owner"
    PARTY = "party"
    GHOST = "ghost"  # a party that a broken link would have reached
    SERVICE = "service"  # the service, making the use
    LAW = "law"  # a statute, in place of a grant
    GRANT = "grant"  # a link
    BREAK = "break"  # a link that breaks
    BAR = "bar"  # what stops it


class Stroke(Enum):
    """How two boxes are joined."""

    PLAIN = "plain"
    DISPUTED = "disputed"  # dashed
    CUT = "cut"  # into a break: with a gap and a cross
    GHOST = "ghost"  # beyond a break: dotted
    BARS = "bars"  # ends in a crossbar
    HIDDEN = "hidden"  # keeps order, not drawn


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its lines of text (the first ``strong`` ones bold), what is shown when pointed at, the facts it names.

    ``ident`` tells boxes apart within a diagram. ``disputed`` dashes its outline. ``law``: a broken link that is a law.
    """

    ident: int
    shape: Shape
    lines: tuple[str, ...]
    told: str = ""
    facts: tuple[str, ...] = ()
    value: Value | None = None
    dimension: Dimension | None = None
    disputed: bool = False
    law: bool = False
    strong: int = 1


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one box to another, by their idents; ``arrow``: whether it has a head."""

    tail: int
    head: int
    stroke: Stroke
    arrow: bool = True


@dataclass(frozen=True, slots=True)
class Diagram:
    """One reading of a proof as boxes and edges, rights first, the service last.

    ``title`` and ``notes`` stand above; ``answer`` is the mark beside the title.
    """

    title: str
    answer: Answer
    notes: tuple[str, ...]
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
