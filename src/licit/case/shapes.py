# SPDX-License-Identifier: Apache-2.0
"""A shape: the named fields of one value of the model. One table of shapes reads, writes, and makes the JSON Schema."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from operator import attrgetter
from typing import Any, Final

from licit.case.checks import MISSING_KEY, UNKNOWN_KEY
from licit.case.gathering import Gathering
from licit.case.nodes import Node, Table, Text
from licit.case.values import ABSENT, Plain, Schema, Type
from licit.model.day import Term, When
from licit.model.problem import InvalidValueError
from licit.model.question import Question
from licit.model.scope import Scope
from licit.vocabulary.nearest import unknown

NONE_GIVEN: Final = object()
PARTS: Final[Mapping[str, Callable[..., Any]]] = {"term": Term, "scope": Scope, "question": Question}
DATED_BY: Final = ("executed", "start", "day", "made")  # the days by which territory codes are resolved, best first


@dataclass(frozen=True)
class Field:
    """One key of a shape: its type, and the attribute that it fills (``term.start`` fills a part of ``term``).

    ``otherwise`` is the value where the key is absent, or a function of the values read so far; without it the
    model's own default stands.
    """

    name: str
    type: Type
    into: str
    about: str
    required: bool = False
    otherwise: Any = NONE_GIVEN

    def default(self, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
        """The value where the key is absent, or ``NONE_GIVEN``."""
        return self.otherwise(values) if callable(self.otherwise) else self.otherwise


@dataclass(frozen=True)
class Shape:
    """The fields of one kind of value; ``one`` is what messages call it, ``fixed`` what every one of them has."""

    one: str
    model: Callable[..., Any]
    fields: tuple[Field, ...]
    about: str = ""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    extra: tuple[str, ...] = ()  # keys that the reader of the shape's section sees to, such as ``said``

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """Each field by its key."""
        return {each.name: each for each in self.fields}

    @cached_property
    def needed_parts(self) -> tuple[str, ...]:
        """The parts that the model must have even where no field of theirs is given."""
        parts = {each.into.partition(".")[0] for each in self.fields if "." in each.into}
        return tuple(name for name in sorted(parts) if _model_default(self.model, name) is dataclasses.MISSING)

    @property
    def a_one(self) -> str:
        """What messages call one of them, with its article."""
        return f"{'an' if self.one[0] in 'aeiou' else 'a'} {self.one}"

    def read(self, node: Node, to: Gathering, key: str, **given: object) -> Any:  # noqa: ANN401
        """Build the value; ``ABSENT`` where something in it is wrong, with every problem of it noted."""
        if not isinstance(node, Table):
            to.wrong_shape(node, f"a table of keys for {self.a_one}", example=self._example())
            return ABSENT
        outer = to.day
        to.day = _day(node) or outer
        values: dict[str, Any] = {**self.fixed, **given}
        whole = self._fill(node, to, key, values)
        to.day = outer
        for each in self.fields:
            if each.name in node.entries:
                continue
            if each.required:
                what = f"the {self.one} has no {each.name}"
                to.refuse_node(node, what, mend=f"add {each.name}: {each.about}", check=MISSING_KEY)
                whole = False
            elif whole and (default := each.default(values)) is not NONE_GIVEN:
                values[each.into] = default
        if not whole:
            return ABSENT
        try:
            return self.model(**_nested(values, self.needed_parts))
        except InvalidValueError as error:
            to.refuse_value(node, error)
            return ABSENT

    def _fill(self, node: Table, to: Gathering, key: str, values: dict[str, Any]) -> bool:
        whole = True
        for name, (key_node, value) in node.entries.items():
            each = self.by_name.get(name)
            if each is None:
                if name not in self.extra:
                    self._unknown(key_node, to)
                continue
            to.mark(f"{key}.{name}", value)
            if isinstance(value, Text) and value.bare and not value.value:
                what = f"{name} has no value"
                to.refuse_node(key_node, what, mend=f"give one ({each.about}), or take the key out", check=MISSING_KEY)
                whole = False
                continue
            read = each.type.read(value, to, f"{key}.{name}")
            if read is ABSENT:
                whole = False
            else:
                values[each.into] = read
        return whole

    def _unknown(self, key: Text, to: Gathering) -> None:
        error = unknown(f"key of {self.a_one}", key.value, (*self.by_name, *self.extra))
        to.refuse_node(key, error.what, mend=error.mend, check=UNKNOWN_KEY)

    def _example(self) -> str:
        return "{" + ", ".join(f"{each.name}: …" for each in self.fields if each.required) + "}"

    def plain(self, value: Any) -> dict[str, Plain]:  # noqa: ANN401
        """The keys that differ from what reading would put in their place."""
        values = {
            each.into: attrgetter(each.into)(value) if _reaches(value, each.into) else None for each in self.fields
        }
        written: dict[str, Plain] = {}
        for each in self.fields:
            held = values[each.into]
            default = each.default(values)
            if default is NONE_GIVEN:
                default = _model_default(self.model, each.into)
            if each.required or held != default:
                written[each.name] = each.type.plain(held)
        return written

    def schema(self) -> Schema:
        """An object of these fields."""
        found: Schema = {
            "type": "object",
            "additionalProperties": False,
            "properties": {each.name: {"description": each.about, **each.type.schema()} for each in self.fields},
        }
        if self.about:
            found["description"] = self.about
        if required := [each.name for each in self.fields if each.required]:
            found["required"] = required
        return found


def _reaches(value: object, path: str) -> bool:
    first, _, rest = path.partition(".")
    return not rest or getattr(value, first) is not None


def _nested(values: Mapping[str, Any], needed: tuple[str, ...]) -> dict[str, Any]:
    parts: dict[str, dict[str, Any]] = {name: {} for name in needed}
    found: dict[str, Any] = {}
    for path, value in values.items():
        first, _, rest = path.partition(".")
        if rest:
            parts.setdefault(first, {})[rest] = value
        else:
            found[path] = value
    for name, fields in parts.items():
        found[name] = PARTS[name](**fields)
    return found


@cache
def _model_default(model: Callable[..., Any], path: str) -> object:
    first, _, rest = path.partition(".")
    if rest:
        return _model_default(PARTS[first], rest)
    for each in dataclasses.fields(model):  # type: ignore[arg-type]  # every model that is written is a dataclass
        if each.name == first:
            return each.default_factory() if each.default_factory is not dataclasses.MISSING else each.default
    raise KeyError(path)


def _day(node: Table) -> Any:  # noqa: ANN401
    for name in DATED_BY:
        value = node.get(name)
        if isinstance(value, Text):
            try:
                when = When.parse(value.value)
            except InvalidValueError:
                continue  # said where the field itself is read
            if when.precise:
                return when.earliest
    return None
