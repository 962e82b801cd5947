# SPDX-License-Identifier: Apache-2.0
"""Verdicts as JSON values, there and back without loss: what a proof is filed as and checked from.

A value of the model is an object of all its fields, hyphens for underscores; days are ISO 8601, an enum is its value,
tuples keep their order and sets are sorted. What comes back is refused unless it is exactly of this shape: no unknown
key, none missing, no number for text.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar, cast

from licit.model.problem import InvalidValueError

_ValueT = TypeVar("_ValueT")
_MEND = "file a proof as licit wrote it"


def encode(value: object) -> Any:  # noqa: ANN401 - any JSON value
    """The value as what ``json.dumps`` takes.

    Raises:
        TypeError: there is a value in it that no verdict holds.
    """
    if value is None or (isinstance(value, bool | int | str) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.name.lower() if isinstance(value.value, int) else value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(encode(one) for one in value)
    if isinstance(value, tuple):
        return [encode(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name.replace("_", "-"): encode(getattr(value, each.name)) for each in fields(value)}
    raise TypeError(f"a verdict holds no {type(value).__name__}")


def decode(kind: type[_ValueT], value: object, where: str = "proof") -> _ValueT:
    """The value of that kind that ``encode`` made this of.

    Raises:
        InvalidValueError: it is not exactly of the shape; the message says where.
    """
    return cast("_ValueT", _decode(kind, value, where))


def _decode(  # noqa: PLR0911  one return a kind of type
    kind: Any,  # noqa: ANN401  a type, or one made of types
    value: object,
    where: str,
) -> object:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        if value is None:
            return None
        return _decode(next(one for one in typing.get_args(kind) if one is not type(None)), value, where)
    if origin in (tuple, frozenset):
        return _several(origin, typing.get_args(kind), value, where)
    if is_dataclass(kind):
        return _object(kind, value, where)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _member(kind, value, where)
    if kind is date:
        return _day(value, where)
    if type(value) is not kind:
        raise _wrong(where, kind.__name__, value)
    return value


def _object(kind: Any, value: object, where: str) -> object:  # noqa: ANN401  a type of the model
    if not isinstance(value, dict):
        raise _wrong(where, "an object", value)
    hints = _hints(kind)
    names = {name.replace("_", "-"): name for name in hints}
    for key in value:
        if key not in names:
            raise InvalidValueError(f"{where} has no {key!r}", mend=_MEND)
    for key in names:
        if key not in value:
            raise InvalidValueError(f"{where} lacks {key!r}", mend=_MEND)
    return kind(**{name: _decode(hints[name], value[key], f"{where}.{key}") for key, name in names.items()})


def _several(origin: Callable[..., object], kinds: tuple[Any, ...], value: object, where: str) -> object:
    if not isinstance(value, list):
        raise _wrong(where, "a list", value)
    if origin is frozenset or kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    if len(kinds) != len(value):
        raise _wrong(where, f"a list of {len(kinds)}", value)
    return origin(
        _decode(one, part, f"{where}[{index}]") for index, (one, part) in enumerate(zip(kinds, value, strict=True))
    )


def _member(kind: type[Enum], value: object, where: str) -> Enum:
    for member in kind:
        if encode(member) == value and isinstance(value, str):
            return member
    known = ", ".join(str(encode(member)) for member in kind)
    raise InvalidValueError(f"{where} is none of: {known}", mend=_MEND)


def _day(value: object, where: str) -> date:
    if not isinstance(value, str):
        raise _wrong(where, "a day", value)
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise _wrong(where, "a day", value) from None
    if day.isoformat() != value:
        raise _wrong(where, "a day written 2004-01-31", value)
    return day


def _wrong(where: str, wanted: str, value: object) -> InvalidValueError:
    shown = repr(value)
    shown = shown if len(shown) <= 40 else f"{shown[:39]}…"  # noqa: PLR2004 - enough to find it
    return InvalidValueError(f"{where} is {shown}, not {wanted}", mend=_MEND)


@functools.cache  # one entry a type of the model
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401  a type of the model
    return typing.get_type_hints(kind)
