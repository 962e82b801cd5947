# SPDX-License-Identifier: Apache-2.0
"""The types of values that are made of others: lists, sets, tables of keys, and shapes with named fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from licit.case.gathering import Gathering
from licit.case.nodes import Items, Node, Table, Text
from licit.case.values import ABSENT, ID, Plain, Schema, Type
from licit.model.problem import InvalidValueError


@dataclass(frozen=True)
class ListOf(Type):
    """A list of values; a list of one may be written as the one."""

    of: Type
    holder: Callable[[Iterable[Any]], Any] = tuple

    def read(self, node: Node, to: Gathering, key: str) -> Any:  # noqa: ANN401
        """Read each; a broken one makes the whole absent."""
        if isinstance(node, Table) and not isinstance(self.of, Shaped):
            to.wrong_shape(node, "a list")
            return ABSENT
        nodes = node.nodes if isinstance(node, Items) else [node]
        found = []
        for number, one in enumerate(nodes):
            at = f"{key}[{number}]"
            to.mark(at, one)
            found.append(self.of.read(one, to, at))
        return ABSENT if ABSENT in found else self.holder(found)

    def plain(self, value: Any) -> Plain:  # noqa: ANN401
        """Each in turn; a set in the order of what is written."""
        written = [self.of.plain(one) for one in value]
        return sorted(written, key=str) if isinstance(value, frozenset) else written

    def schema(self) -> Schema:
        """A list, or the one."""
        of = self.of.schema()
        return {"anyOf": [{"type": "array", "items": of}, of]}


def set_of(of: Type) -> ListOf:
    """A list whose order means nothing."""
    return ListOf(of, frozenset)


@dataclass(frozen=True)
class Ranks(Type):
    """Lists in a list: sources, best rank first. A rank of one may be written as the one."""

    def read(self, node: Node, to: Gathering, key: str) -> Any:  # noqa: ANN401
        """Read each rank."""
        if not isinstance(node, Items):
            to.wrong_shape(node, "a list of ranks", example="[[court], [label-a, label-b]]")
            return ABSENT
        found = [ListOf(ID).read(one, to, f"{key}[{number}]") for number, one in enumerate(node.nodes)]
        return ABSENT if ABSENT in found else tuple(found)

    def plain(self, value: Any) -> Plain:  # noqa: ANN401
        """Lists in a list."""
        return [list(rank) for rank in value]

    def schema(self) -> Schema:
        """A list of lists or texts."""
        return {"type": "array", "items": ListOf(ID).schema()}


@dataclass(frozen=True)
class Pairs(Type):
    """A table whose keys the author chooses; read as pairs in the order of the file."""

    of: Type
    check_key: Callable[[str, Gathering], str] = lambda name, _: name

    def read(self, node: Node, to: Gathering, key: str) -> Any:  # noqa: ANN401
        """Read each value under its key."""
        if not isinstance(node, Table):
            to.wrong_shape(node, "a table of keys", example="{key: value}")
            return ABSENT
        found = []
        for name, (key_node, value) in node.entries.items():
            try:
                checked = self.check_key(name, to)
            except InvalidValueError as error:
                to.refuse_value(key_node, error)
                checked = ""
            found.append((checked, self.of.read(value, to, f"{key}.{name}")))
        return ABSENT if any(value is ABSENT or not name for name, value in found) else tuple(found)

    def plain(self, value: Any) -> Plain:  # noqa: ANN401
        """A table."""
        return {name: self.of.plain(one) for name, one in value}

    def schema(self) -> Schema:
        """An object with free keys."""
        return {"type": "object", "additionalProperties": self.of.schema()}


@dataclass(frozen=True)
class RightsByKind(Type):
    """For a requirement: kind of asset → the rights needed in it, with or without the kind before them."""

    def read(self, node: Node, to: Gathering, key: str) -> Any:  # noqa: ANN401
        """Read the rights of each kind."""
        read = Pairs(ListOf(ID), lambda name, gathering: gathering.words.kind(name)).read(node, to, key)
        if read is ABSENT:
            return ABSENT
        try:
            return tuple((kind, tuple(to.words.right_of(kind, right) for right in rights)) for kind, rights in read)
        except InvalidValueError as error:
            to.refuse_value(node, error)
            return ABSENT

    def plain(self, value: Any) -> Plain:  # noqa: ANN401
        """A table of lists."""
        return {kind: list(rights) for kind, rights in value}

    def schema(self) -> Schema:
        """An object of lists."""
        return {"type": "object", "additionalProperties": ListOf(ID).schema()}


@dataclass(frozen=True)
class WordOr(Type):
    """One word that stands for a value, or else a value of another type (``all``, or a table; a text, or a table)."""

    word: Callable[[str], Any]  # the value of a text, or ABSENT where no text may stand
    back: Callable[[Any], str | None]  # the text of a value, or None where it needs the other type
    other: Type
    example: str
    pattern: str = ""

    def read(self, node: Node, to: Gathering, key: str) -> Any:  # noqa: ANN401
        """Read the word, or the other type."""
        if not isinstance(node, Text):
            return self.other.read(node, to, key)
        found = self.word(node.value)
        if found is ABSENT:
            what = f"{node.value[:60]!r} stands where {self.example} should"
            to.refuse_node(node, what, mend=f"write {self.example}", check="wrong-shape")
        return found

    def plain(self, value: Any) -> Plain:  # noqa: ANN401
        """The word where there is one."""
        word = self.back(value)
        return self.other.plain(value) if word is None else word

    def schema(self) -> Schema:
        """Either."""
        word: Schema = {"type": "string"}
        if self.pattern:
            word["pattern"] = self.pattern
        return {"anyOf": [word, self.other.schema()]}


@dataclass(frozen=True)
class Shaped(Type):
    """A table with named fields. Shapes are looked up by name when used, since some hold each other."""

    shape: Any  # licit.case.shapes.Shape

    def read(self, node: Node, to: Gathering, key: str) -> Any:  # noqa: ANN401
        """Build the shape's value."""
        return self.shape.read(node, to, key)

    def plain(self, value: Any) -> Plain:  # noqa: ANN401
        """Its fields."""
        plain: Mapping[str, Plain] = self.shape.plain(value)
        return dict(plain)

    def schema(self) -> Schema:
        """An object."""
        schema: Schema = self.shape.schema()
        return schema
