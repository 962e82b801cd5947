# SPDX-License-Identifier: Apache-2.0
"""A drawing as a reader of SVG sees it: its parts by class, their texts, their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ET.Element:
    """The tree; a drawing that is no XML fails."""
    return ET.fromstring(svg)  # noqa: S314 - ours


def of_class(root: ET.Element, name: str) -> Iterator[ET.Element]:
    """The groups of a class."""
    return (one for one in root.iter(f"{SVG}g") if one.get("class") == name)


def text_in(part: ET.Element) -> str:
    """What is written in a part, its lines joined: a hard space counts as a space."""
    return " ".join("".join(one.itertext()) for one in part.iter(f"{SVG}text")).replace("\u00a0", " ")


def title_of(part: ET.Element) -> str:
    found = part.find(f"{SVG}title")
    return (found.text or "") if found is not None else ""


def references(svg: str) -> list[str]:
    """All that a drawing points to."""
    return re.findall(r"(?:url\(|href=)[^)>]*", svg)


def day(text: str) -> date:
    return date.fromisoformat(text)
