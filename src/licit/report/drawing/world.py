# SPDX-License-Identifier: Apache-2.0
"""The shapes of the world map: read once from ``world.json``, which ``convert.py`` makes."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

WORLD: Final = Path(__file__).with_name("world.json")
WITHOUT: Final = frozenset(  # former leaves that were only a part of what has a shape today; SOURCES.md says of what
    ("BQAQ", "CTKI", "DDDE", "JTUM", "MIUM", "NQAQ", "NTHH", "PUUM", "PZPA", "SKIN", "VDVN", "WKUM", "YDYE")
)
_BEFORE: Final = {"ER": "ET", "SS": "SD", "XK": "RS"}  # leaves that were no leaf but a part of another


@dataclass(frozen=True, slots=True)
class World:
    """Paths by leaf in units of a map ``width`` × ``height``; for small leaves, where their dots go; middles of all."""

    width: int
    height: int
    shapes: Mapping[str, str]
    dots: Mapping[str, tuple[int, int]]
    middles: Mapping[str, tuple[int, int]]


@functools.cache
def world() -> World:
    """The map."""
    given = json.loads(WORLD.read_text(encoding="utf-8"))
    dots = {leaf: (x, y) for leaf, (x, y) in given["dots"].items()}
    middles = {leaf: (x, y) for leaf, (x, y) in given["middles"].items()}
    return World(given["width"], given["height"], given["shapes"], dots, middles)


def leaf_drawn(shape: str, answered: Iterable[str]) -> str:
    """The leaf whose answer a shape of today shows: its own, else that of the former one that it wholly lay in.

    Empty where none of them is among those answered.
    """
    there = frozenset(answered)
    seen = [shape]
    while seen:
        leaf = seen.pop(0)
        if leaf in there:
            return leaf
        seen += _formers().get(leaf, ())
    return ""


@functools.cache
def _formers() -> Mapping[str, tuple[str, ...]]:
    from licit.vocabulary.territories.atlas import tables  # some tables, read once

    found: dict[str, tuple[str, ...]] = {leaf: (before,) for leaf, before in _BEFORE.items()}
    for row in tables().successors:
        if row.whole:
            found[row.successor] = (*found.get(row.successor, ()), row.former)
    return found
