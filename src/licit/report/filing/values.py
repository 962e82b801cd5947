# SPDX-License-Identifier: Apache-2.0
"""Values of the model from their canonical JSON (``model.canonical``), refused unless it is exactly that.

Equal values, and only they, have one spelling: what is read is spelled again and must be the same. So no file can say
a thing in two ways, and a hash of what was read is a hash of what was written.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from licit.model.canonical import canonical
from licit.model.day import When
from licit.model.problem import InvalidValueError

_ValueT = TypeVar("_ValueT")
_MEND = "give a file that licit wrote, as it was written"


def value_of(kind: type[_ValueT], plain: object, where: str) -> _ValueT:
    """The value of that kind whose canonical form this is.

    Raises:
        InvalidValueError: it is the canonical form of none; the message says where.
    """
    found = _read(kind, plain, where)
    if json.loads(canonical(found)) != plain:
        raise InvalidValueError(f"{where} is not spelled as licit spells it", mend=_MEND)
    return cast("_ValueT", found)


def _read(kind: Any, plain: object, where: str) -> object:  # noqa: ANN401, C901, PLR0911 - one return a kind of type
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (types.UnionType, Union):
        return _one_of(inside, plain, where)
    if origin is Literal:
        found = next((one for one in inside if isinstance(one, Enum) and one.value == plain), None)
        if found is None:
            raise _wrong(where, " or ".join(repr(one.value) for one in inside), plain)
        return found
    if origin is tuple:
        return _row(inside, plain, where)
    if origin is frozenset:
        return frozenset(_read(inside[0], one, f"{where}[{number}]") for number, one in _listed(plain, where))
    if origin is Mapping:
        if not isinstance(plain, dict):
            raise _wrong(where, "an object", plain)
        return {key: _read(inside[1], one, f"{where}.{key}") for key, one in plain.items()}
    if kind is When or kind is date:
        return _day(kind, plain, where)
    if is_dataclass(kind):
        return _shaped(kind, plain, where)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _member(kind, plain, where)
    if type(plain) is not kind:
        raise _wrong(where, kind.__name__, plain)
    return plain


def _one_of(kinds: tuple[Any, ...], plain: object, where: str) -> object:
    """Of several kinds the one whose shape it has: nothing, an object of a named type, a list, or a word."""
    if plain is None and type(None) in kinds:
        return None
    rest = [one for one in kinds if one is not type(None)]
    if len(rest) == 1:
        return _read(rest[0], plain, where)
    if isinstance(plain, dict):
        named = [one for one in rest if is_dataclass(one) and getattr(one, "__name__", "") == plain.get("type")]
    else:
        sort = (tuple, frozenset) if isinstance(plain, list) else (Literal,)
        named = [one for one in rest if get_origin(one) in sort]
    if not named:
        raise _wrong(where, " or ".join(getattr(one, "__name__", str(one)) for one in rest), plain)
    return _read(named[0], plain, where)


def _shaped(kind: Any, plain: object, where: str) -> object:  # noqa: ANN401 - a type of the model
    if not isinstance(plain, dict) or plain.get("type") != kind.__name__:
        raise _wrong(where, f"an object of the type {kind.__name__}", plain)
    hints, needed = _fields(kind)
    for key in plain:
        if key != "type" and key not in hints:
            raise InvalidValueError(f"{where} has no {key!r}", mend=_MEND)
    for key in needed:
        if key not in plain:
            raise InvalidValueError(f"{where} lacks {key!r}", mend=_MEND)
    held = {key: _read(hints[key], one, f"{where}.{key}") for key, one in plain.items() if key != "type"}
    try:
        return kind(**held)
    except InvalidValueError as error:
        raise InvalidValueError(f"{where}: {error.what}", mend=_MEND) from None


def _row(kinds: tuple[Any, ...], plain: object, where: str) -> tuple[object, ...]:
    listed = _listed(plain, where)
    if kinds[-1] is not Ellipsis and len(kinds) != len(listed):
        raise _wrong(where, f"a list of {len(kinds)}", plain)
    of = kinds[:1] * len(listed) if kinds[-1] is Ellipsis else kinds
    return tuple(_read(one, part, f"{where}[{number}]") for one, (number, part) in zip(of, listed, strict=True))


def _listed(plain: object, where: str) -> list[tuple[int, object]]:
    if not isinstance(plain, list):
        raise _wrong(where, "a list", plain)
    return list(enumerate(plain))


def _member(kind: type[Enum], plain: object, where: str) -> Enum:
    for one in kind:
        if one.value == plain and type(one.value) is type(plain):
            return one
    raise _wrong(where, " or ".join(str(one.value) for one in kind), plain)


def _day(kind: type[When | date], plain: object, where: str) -> object:
    if not isinstance(plain, str):
        raise _wrong(where, "a day", plain)
    try:
        found = When.parse(plain) if kind is When else date.fromisoformat(plain)
    except ValueError:
        raise _wrong(where, "a day", plain) from None
    return found


@cache  # one entry a type of the model
def _fields(kind: Any) -> tuple[dict[str, Any], tuple[str, ...]]:  # noqa: ANN401 - a type of the model
    needed = (each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING)
    return get_type_hints(kind), tuple(needed)


def _wrong(where: str, wanted: str, plain: object) -> InvalidValueError:
    shown = repr(plain)
    shown = shown if len(shown) <= 40 else f"{shown[:39]}…"  # noqa: PLR2004 - enough to find it
    return InvalidValueError(f"{where} is {shown}, not {wanted}", mend=_MEND)
