# SPDX-License-Identifier: Apache-2.0
"""Where entries and their fields stand in the text of a YAML file, and edits that touch nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from licit.case.values import Plain
from licit.case.writing import dumped, flowing

STEP: Final = "  "


@dataclass(frozen=True)
class Splice:
    """One edit: the characters from ``start`` to ``end`` give way to ``new``."""

    start: int
    end: int
    new: str


def spliced(text: str, edits: list[Splice]) -> str:
    """The text after edits that don't overlap."""
    for edit in sorted(edits, key=lambda one: (one.start, one.end), reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


@dataclass(frozen=True)
class Written:
    """The text of one YAML file with PyYAML's nodes over it."""

    text: str

    @cached_property
    def root(self) -> Any:  # noqa: ANN401 - PyYAML has no types
        """The root node, or nothing where the file is empty."""
        import yaml  # type: ignore[import-untyped]

        return yaml.compose(self.text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))

    @cached_property
    def newline(self) -> str:
        """How its lines end."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def section(self, name: str) -> tuple[Any, Any] | None:
        """The key and value nodes of a section."""
        return _pair(self.root, name) if self.root is not None else None

    def line_start(self, at: int) -> int:
        """Where the line of a character begins."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Where the line of a character ends, its line break included."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1

    def last(self, node: Any) -> int:  # noqa: ANN401
        """Where a node ends: behind its last character; a block ends with its last text, not with what follows."""
        end: int = node.end_mark.index
        if _is_block(node) and node.value:
            tail = node.value[-1]
            return max(self.last(tail[0]) + 1, self.last(tail[1])) if isinstance(tail, tuple) else self.last(tail)
        if node.start_mark.index == end:
            return end
        return len(self.text[:end].rstrip()) if getattr(node, "style", "") in ("|", ">") else end

    def pair_lines(self, key: Any, value: Any) -> tuple[int, int]:  # noqa: ANN401
        """The whole lines of a key and its value in a block."""
        return self.line_start(key.start_mark.index), self.line_end(max(key.end_mark.index, self.last(value)))

    def item_lines(self, items: Any, number: int) -> tuple[int, int]:  # noqa: ANN401
        """The whole lines of an item of a list in a block, its dash included."""
        node = items.value[number]
        return self.line_start(self.text.rfind("-", 0, node.start_mark.index)), self.line_end(self.last(node))

    def with_comment(self, start: int) -> int:
        """Where the comment lines begin that stand directly above a line."""
        while start > 0:
            above = self.line_start(start - 1)
            if not self.text[above:start].lstrip().startswith("#"):
                break
            start = above
        return start

    def block(self, entry: dict[str, Any] | list[Any], column: int) -> str:
        """Lines for a key with its value, or an item, from that column on."""
        lines = dumped(entry).decode().rstrip("\n").split("\n")  # not at U+2028, which may stand in a text
        return "".join(f"{' ' * column}{line}{self.newline}" for line in lines)

    def fields(self, node: Any, wanted: dict[str, Plain]) -> list[Splice] | None:  # noqa: ANN401
        """The edits that give a table of keys these fields, or nothing where it has to be written anew.

        Fields that stay as they are keep their order, style and comments.
        """
        if not _is_block(node) or not node.value or type(node).__name__ != "MappingNode":
            return None
        held = {key.value: (key, value) for key, value in node.value}
        column = node.value[0][0].start_mark.column
        last = max(self.pair_lines(key, value)[1] for key, value in node.value)
        first = next(iter(held))
        edits = []
        for name, (key, value) in held.items():
            if plain_of(value) == wanted.get(name):
                continue
            if name in wanted and _in_line(value) and isinstance(wanted[name], str):
                edits.append(Splice(value.start_mark.index, value.end_mark.index, flowing(wanted[name])))
                continue
            start, end = self.pair_lines(key, value)
            if name == first and self.text[start : key.start_mark.index].strip():
                return None  # it stands behind the dash of its item
            edits.append(Splice(start, end, self.block({name: wanted[name]}, column) if name in wanted else ""))
        added = {name: value for name, value in wanted.items() if name not in held}
        if added:
            edits.append(Splice(last, last, self._break(last) + self.block(added, column)))
        return edits

    def after(self, node: Any) -> int:  # noqa: ANN401
        """Where a line may be added behind a node."""
        return self.line_end(self.last(node))

    def added(self, at: int, lines: str) -> Splice:
        """Lines of their own, at the start of a line or the end of the text."""
        return Splice(at, at, self._break(at) + lines)

    def _break(self, at: int) -> str:
        return self.newline if at and self.text[at - 1 : at] != "\n" else ""


def plain_of(node: Any) -> Plain:  # noqa: ANN401
    """A node as texts, lists and tables."""
    kind = type(node).__name__
    if kind == "MappingNode":
        return {key.value: plain_of(value) for key, value in node.value}
    return [plain_of(one) for one in node.value] if kind == "SequenceNode" else str(node.value)


def _pair(node: Any, name: str) -> tuple[Any, Any] | None:  # noqa: ANN401
    return next(((key, value) for key, value in node.value if key.value == name), None)


def _is_block(node: Any) -> bool:  # noqa: ANN401
    return type(node).__name__ != "ScalarNode" and not node.flow_style


def _in_line(node: Any) -> bool:  # noqa: ANN401
    one_line = node.start_mark.line == node.end_mark.line and node.start_mark.index != node.end_mark.index
    return type(node).__name__ == "ScalarNode" and one_line and node.style not in ("|", ">")
