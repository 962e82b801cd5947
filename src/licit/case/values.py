# SPDX-License-Identifier: Apache-2.0
"""The types of single values: each reads a text, writes it again, and says what it looks like in the JSON Schema."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

from licit.case.gathering import Gathering
from licit.case.nodes import Items, Node, Text
from licit.case.words import named
from licit.model.day import LAST, When
from licit.model.fact import UNLIMITED
from licit.model.problem import InvalidValueError
from licit.model.scope import ALL, Named
from licit.model.share import Share
from licit.model.territory import Expression

Plain = str | list[Any] | dict[str, Any]  # what files hold: texts, lists, tables of keys
Schema = dict[str, Any]
ABSENT: Final = object()  # nothing that can be used stood there; the problem is noted

CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_SPACE: Final = re.compile(r"\s")
_EDTF: Final = r"^([0-9]{4}(-[0-9]{2}){0,2}|\[([0-9]{4}(-[0-9]{2}){0,2})?\.\.([0-9]{4}(-[0-9]{2}){0,2})?\])$"


class Type(ABC):
    """What may stand as a value."""

    @abstractmethod
    def read(self, node: Node, to: Gathering, key: str) -> Any:  # noqa: ANN401 - any value of the model
        """The value, or ``ABSENT`` with the problem noted; ``key`` is the place it is remembered under."""

    @abstractmethod
    def plain(self, value: Any) -> Plain:  # noqa: ANN401
        """What to write so that reading gives this value."""

    @abstractmethod
    def schema(self) -> Schema:
        """Its JSON Schema."""


@dataclass(frozen=True)
class Scalar(Type):
    """A text that is parsed. ``pattern`` only helps editors; ``parse`` decides."""

    parse: Callable[[str, Gathering], Any]
    write: Callable[[Any], str] = str
    pattern: str = ""
    number: bool = False  # a YAML of another tool may take it for a number

    def read(self, node: Node, to: Gathering, key: str) -> Any:  # noqa: ANN401
        """Parse the text."""
        del key
        if not isinstance(node, Text):
            to.wrong_shape(node, "a text")
            return ABSENT
        try:
            return self.parse(node.value, to)
        except InvalidValueError as error:
            to.refuse_value(node, error)
            return ABSENT

    def plain(self, value: Any) -> Plain:  # noqa: ANN401
        """Its text."""
        return self.write(value)

    def schema(self) -> Schema:
        """A string, or the number or truth value that other readers of YAML make of it."""
        found: Schema = {"type": ["string", "number"] if self.number else "string"}
        if self.pattern:
            found["pattern"] = self.pattern
        return found


@dataclass(frozen=True)
class Choice(Type):
    """One of a few words, each of which stands for a value."""

    what: str
    words: dict[str, Any]

    def read(self, node: Node, to: Gathering, key: str) -> Any:  # noqa: ANN401
        """The value of the word."""
        del key
        if not isinstance(node, Text):
            to.wrong_shape(node, "one word", example=", ".join(self.words))
            return ABSENT
        try:
            return self.words[node.value]
        except KeyError:
            what = f"{node.value!r} is no {self.what}"
            to.refuse_node(node, what, mend=f"write {_either(list(self.words))}", check="bad-value")
            return ABSENT

    def plain(self, value: Any) -> Plain:  # noqa: ANN401
        """The first word for the value."""
        return next(word for word, meaning in self.words.items() if meaning == value)

    def schema(self) -> Schema:
        """An enumeration."""
        words: list[Any] = list(self.words)
        words += [truth for truth in (True, False) if str(truth).lower() in self.words]
        return {"enum": words + [int(word) for word in self.words if word.isdecimal()]}


def choice(what: str, kind: type[Enum]) -> Choice:
    """The values of an enumeration, by their words."""
    return Choice(what, {str(one.value): one for one in kind})


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def text(value: str, to: Gathering) -> str:
    """Any text that can be shown."""
    del to
    if found := CONTROL.search(value):
        raise InvalidValueError(f"the text holds U+{ord(found[0]):04X}, which can't be shown", mend="take it out")
    return value


def identifier(value: str, to: Gathering) -> str:
    """An id: a text without white space."""
    if not value or _SPACE.search(value):
        raise InvalidValueError(f"{value!r} is no id", mend="write an id without spaces, as in roms-2003")
    return text(value, to)


def _when(value: str, to: Gathering) -> When:
    del to
    return When.parse(value)


def day(value: str, to: Gathering) -> date:
    """One precise day."""
    when = _when(value, to)
    if not when.precise:
        raise InvalidValueError(f"{value!r} is no single day", mend="write one day, as in 2004-05-31")
    return when.earliest


def _survival(value: str, to: Gathering) -> When:
    return When.on(LAST) if value == "always" else _when(value, to)


def _links(value: str, to: Gathering) -> int:
    if value in ("any", "none"):
        return UNLIMITED if value == "any" else 0
    return _count(value, to, mend="write none, a number of links, or any")


def _count(value: str, to: Gathering, *, mend: str = "write a whole number") -> int:
    del to
    if not re.fullmatch(r"[0-9]{1,6}", value):
        raise InvalidValueError(f"{value!r} is no number from 0 to 999999", mend=mend)
    return int(value)


def _share(value: str, to: Gathering) -> Share:
    del to
    return Share.parse(value)


TEXT: Final = Scalar(text, number=True)
ID: Final = Scalar(identifier, number=True, pattern=r"^\S+$")
WHEN: Final = Scalar(_when, number=True, pattern=_EDTF)
DAY: Final = Scalar(day, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
SHARE: Final = Scalar(_share, number=True)
COUNT: Final = Scalar(_count, number=True, pattern=r"^[0-9]+$")
LINKS: Final = Scalar(
    _links,
    lambda links: "any" if links == UNLIMITED else "none" if links == 0 else str(links),
    number=True,
    pattern=r"^(any|none|[0-9]+)$",
)
SURVIVAL: Final = Scalar(_survival, lambda until: "always" if until == When.on(LAST) else str(until), number=True)
TERRITORY: Final = Scalar(lambda value, to: to.words.territory(value, to.day))
LEAF: Final = Scalar(
    lambda value, to: to.words.territory(value, to.day) if to.day is None else to.words.leaf(value, to.day)
)
USE: Final = Scalar(lambda value, to: to.words.use(value))
YES: Final = Choice("yes or no", {"yes": True, "no": False, "true": True, "false": False})


@dataclass(frozen=True)
class Territories(Type):
    """An ordered list of inclusions and exclusions, as one text or as a list of steps."""

    def read(self, node: Node, to: Gathering, key: str) -> Any:  # noqa: ANN401
        """Read and resolve each name."""
        del key
        try:
            if isinstance(node, Text):
                return to.words.expression(node.value, to.day)
            if isinstance(node, Items) and node.nodes:
                steps = tuple(_step(one) for one in node.nodes if isinstance(one, Text))
                if len(steps) == len(node.nodes):
                    return to.words.resolved(Expression(steps), to.day)
        except InvalidValueError as error:
            to.refuse_value(node, error)
            return ABSENT
        to.wrong_shape(node, "territories", example="World except RU, BY")
        return ABSENT

    def plain(self, value: Any) -> Plain:  # noqa: ANN401
        """One text."""
        return str(value)

    def schema(self) -> Schema:
        """A string or a list of strings."""
        return {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}


def _step(node: Text) -> tuple[bool, str]:
    name = node.value.strip()
    return not name.startswith(("-", "−")), name.lstrip("+-−").strip()


TERRITORIES: Final = Territories()


@dataclass(frozen=True)
class Words(Type):
    """``all``, or a list of rights or uses."""

    of: str  # rights or uses

    def read(self, node: Node, to: Gathering, key: str) -> Any:  # noqa: ANN401
        """Read each word; a list of one may be written as the one."""
        del key
        if isinstance(node, Text):
            if node.value == "all":
                return ALL
            nodes: list[Node] = [node]
        elif isinstance(node, Items):
            nodes = node.nodes
        else:
            to.wrong_shape(node, f"all or a list of {self.of}")
            return ABSENT
        found: set[str] = set()
        whole = True
        for one in nodes:
            if not isinstance(one, Text):
                to.wrong_shape(one, f"one of the {self.of}")
                whole = False
                continue
            try:
                found |= self.one(one.value, to)
            except InvalidValueError as error:
                to.refuse_value(one, error)
                whole = False
        return frozenset(found) if whole else ABSENT

    def one(self, value: str, to: Gathering) -> frozenset[str]:
        """What one word stands for."""
        return to.words.rights(value) if self.of == "rights" else frozenset((to.words.use(value),))

    def parse(self, value: str, to: Gathering) -> Named:
        """Read a cell: all, or words separated by semicolons."""
        return named([one.strip() for one in value.split(";")], lambda one: self.one(one, to))

    def plain(self, value: Any) -> Plain:  # noqa: ANN401
        """The word, or the list in the order of the alphabet."""
        return "all" if value is ALL else sorted(value)

    def schema(self) -> Schema:
        """A string or a list of strings."""
        return {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "uniqueItems": True}]}


RIGHTS: Final = Words("rights")
USES: Final = Words("uses")
