# SPDX-License-Identifier: Apache-2.0
"""What a file holds before it means anything: texts, lists and tables of keys, each with its line and column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

DEEPEST: Final = 20  # a case needs 8 levels; more is no case, or hostile


@dataclass(slots=True)
class Text:
    """A scalar as it is written. ``bare``: without quotes, so that an empty one is a key without a value."""

    value: str
    line: int
    column: int
    bare: bool = False


@dataclass(slots=True)
class Items:
    """A list."""

    nodes: list[Node]
    line: int
    column: int


@dataclass(slots=True)
class Table:
    """Keys with their values, in the order of the file."""

    entries: dict[str, tuple[Text, Node]]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """The value of a key, or nothing."""
        entry = self.entries.get(key)
        return entry[1] if entry else None


Node = Text | Items | Table


class NotReadableError(ValueError):
    """The file is not what it should be from here on; line and column count from 1."""

    def __init__(self, what: str, *, mend: str, line: int = 0, column: int = 0, check: str = "not-readable") -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend
        self.line = line
        self.column = column
        self.check = check


def kind_of(node: Node) -> str:
    """What a node is, in the words of messages."""
    if isinstance(node, Text):
        return "a text"
    return "a list" if isinstance(node, Items) else "a table of keys"
