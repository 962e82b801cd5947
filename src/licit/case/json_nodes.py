# SPDX-License-Identifier: Apache-2.0
"""Strict JSON to the same nodes as YAML. Numbers stay as they are written; ``null`` is a key without a value."""

from __future__ import annotations

import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]  # C, where there is one
from typing import Final

from licit.case.nodes import DEEPEST, Items, Node, NotReadableError, Table, Text

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_LITERAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null")


def nodes_of(text: str) -> Node:
    """Read one JSON value.

    Raises:
        NotReadableError: it is no JSON (RFC 8259), a key stands twice, or it is too deep.
    """
    reader = _Reader(text)
    root = reader.value(0)
    reader.skip()
    if reader.at != len(text):
        raise reader.refuse("there is more after the end of the value")
    return root


class _Reader:
    """A place in the text, moved on by whoever reads."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.line_start = 0

    def value(self, depth: int) -> Node:
        self.skip()
        if depth > DEEPEST:
            raise self.refuse(f"more than {DEEPEST} levels", check="limit")
        mark = self.text[self.at : self.at + 1]
        if mark == "{":
            return self._table(depth)
        if mark == "[":
            return self._items(depth)
        if mark == '"':
            return self._string()
        match = _LITERAL.match(self.text, self.at)
        if match is None:
            raise self.refuse("here a value should stand" if mark else "the text ends where a value should stand")
        found = Text(match[0], *self.place())
        if match[0] == "null":
            found = Text("", found.line, found.column, bare=True)
        self.at = match.end()
        return found

    def _table(self, depth: int) -> Table:
        table = Table({}, *self.place())
        while self._goes_on("}", first=not table.entries):
            self.skip()
            if self.text[self.at : self.at + 1] != '"':
                raise self.refuse("here a key in double quotes should stand")
            key = self._string()
            if key.value in table.entries:
                what = f"the key {key.value!r} stands here and on line {table.entries[key.value][0].line}"
                raise NotReadableError(
                    what, mend="keep one of them", line=key.line, column=key.column, check="duplicate-key"
                )
            self.skip()
            if self.text[self.at : self.at + 1] != ":":
                raise self.refuse("here a colon should stand")
            self.at += 1
            table.entries[key.value] = (key, self.value(depth + 1))
        return table

    def _items(self, depth: int) -> Items:
        items = Items([], *self.place())
        while self._goes_on("]", first=not items.nodes):
            items.nodes.append(self.value(depth + 1))
        return items

    def _goes_on(self, end: str, *, first: bool) -> bool:
        if first:
            self.at += 1  # the opening bracket
            self.skip()
        else:
            self.skip()
        mark = self.text[self.at : self.at + 1]
        if mark == end:
            self.at += 1
            return False
        if first:
            return True
        if mark != ",":
            raise self.refuse(f"here a comma or {end} should stand")
        self.at += 1
        return True

    def _string(self) -> Text:
        line, column = self.place()
        try:
            value, self.at = scanstring(self.text, self.at + 1, True)  # noqa: FBT003 - strict
        except JSONDecodeError as error:
            self.at = error.pos
            raise self.refuse(error.msg[:1].lower() + error.msg[1:]) from None
        return Text(value, line, column)

    def skip(self) -> None:
        """Move over white space, counting lines (a string holds none)."""
        match = _SPACE.match(self.text, self.at)
        end = match.end() if match else self.at
        breaks = self.text.count("\n", self.at, end)
        if breaks:
            self.line += breaks
            self.line_start = self.text.rindex("\n", self.at, end) + 1
        self.at = end

    def place(self) -> tuple[int, int]:
        """Line and column of what comes next."""
        return self.line, self.at - self.line_start + 1

    def refuse(self, what: str, *, check: str = "not-readable") -> NotReadableError:
        line, column = self.place()
        return NotReadableError(
            f"no JSON: {what}", mend="mend the JSON here (RFC 8259)", line=line, column=column, check=check
        )
