# SPDX-License-Identifier: Apache-2.0
"""SVG as a tree of elements, written out escaped: no script, no style, nothing from elsewhere.

All looks are attributes, so that a page may forbid styles it doesn't know. Every text goes through ``clean``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as ET

from licit.model.problem import InvalidValueError
from licit.report.clean import clean

FONT: Final = "DejaVu Sans, Verdana, Helvetica, Arial, sans-serif"
INK: Final = "#1a1a1a"
FAINT: Final = "#595959"  # still 7:1 on white
PAPER: Final = "#ffffff"
_IDENT: Final = re.compile(r"[a-z][a-z0-9-]*")
Element = ET.Element


def drawing(ident: str, across: float, down: float, title: str, told: Iterable[str]) -> Element:
    """An empty drawing of a size in units: an image with a name and a description for those who can't see it.

    ``ident`` begins each id in it, so that several drawings can stand on one page. ``told`` are the lines of the
    description.

    Raises:
        InvalidValueError: ``ident`` is no word of small letters, digits and hyphens.
    """
    if not _IDENT.fullmatch(ident):
        raise InvalidValueError(f"{ident!r} can't begin an id", mend="write small letters, digits and hyphens")
    size = {"width": number(across), "height": number(down), "viewBox": f"0 0 {number(across)} {number(down)}"}
    names = {"aria-labelledby": f"{ident}-title {ident}-told"}
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, "role": "img", **names})
    ET.SubElement(root, "title", {"id": f"{ident}-title"}).text = safe(title)
    ET.SubElement(root, "desc", {"id": f"{ident}-told"}).text = "\n".join(map(safe, told))
    root.set("font-family", FONT)
    add(root, "rect", width="100%", height="100%", fill=PAPER)
    return root


def ident_of(kind: str, value: object) -> str:
    """A word to begin ids with: the same for equal values, another for others."""
    return f"{kind}-{hashlib.sha256(repr(value).encode()).hexdigest()[:8]}"


def add(parent: Element, tag: str, **attributes: object) -> Element:
    """A new element in ``parent``; an underscore stands for a hyphen, one at the end is dropped (``class_``)."""
    named = {name.rstrip("_").replace("_", "-"): number(value) for name, value in attributes.items()}
    return ET.SubElement(parent, tag, named)


def group(parent: Element, title: str = "", **attributes: object) -> Element:
    """A group; ``title`` is what a browser shows where the pointer rests on it."""
    made = add(parent, "g", **attributes)
    if title:
        add(made, "title").text = safe(title)
    return made


def write(  # noqa: PLR0913 - a text and its looks
    parent: Element,
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    anchor: str = "start",
    bold: bool = False,
    fill: str = INK,
) -> Element:
    """One line of text, its baseline at ``y``."""
    made = add(parent, "text", x=x, y=y, font_size=size, fill=fill)
    if anchor != "start":
        made.set("text-anchor", anchor)
    if bold:
        made.set("font-weight", "bold")
    made.text = safe(text)
    return made


def line(parent: Element, x1: float, y1: float, x2: float, y2: float, **looks: object) -> Element:
    """A straight line."""
    return add(parent, "line", x1=x1, y1=y1, x2=x2, y2=y2, **looks)


def safe(text: str) -> str:
    """The text with everything that acts rather than shows written out, however long."""
    return clean(text, longest=len(text) + 1)


def number(value: object) -> str:
    """A number with at most one decimal, the same on every machine; anything else as text."""
    if not isinstance(value, float):
        return str(value)
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def text_of(root: Element) -> str:
    """The drawing as text, one element a line."""
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode", short_empty_elements=True) + "\n"
