# SPDX-License-Identifier: Apache-2.0
"""One spelling for each value, and its hash: what receipts and proofs name facts and records by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache, singledispatch
from hashlib import sha256
from typing import Any

from licit.model.day import When
from licit.model.fact import Fact
from licit.model.record import Record
from licit.model.statement import Statement

_ORDERLESS = ("facts", "statements", "claims", "notes", "figures", "editions")  # of a record


def canonical(value: object) -> bytes:
    """The value as JSON in UTF-8: equal values, and only they, have equal bytes.

    A value of the model is an object of its ``type`` and those of its fields that differ from their default (so that a
    field that the model gains later leaves older hashes as they are). Sets are sorted by their members' bytes, tuples
    keep their order; days are EDTF text; an enum is its value. Keys are sorted; there are no spaces.

    Raises:
        TypeError: there is a value in it that the model does not use.
    """
    return _bytes(_plain(value))


def digest(value: object) -> str:
    """The SHA-256 of the canonical bytes, in hexadecimal."""
    return sha256(canonical(value)).hexdigest()


def fact_digest(fact: Fact, statements: Iterable[Statement] = ()) -> str:
    """The hash of a fact with what is said of it, in any order.

    Of a statement on many facts only what it says of this one counts. Source: SEMANTICS §5, Receipt.
    """
    said = (replace(one, facts=(fact.id,) if one.facts else ()) for one in statements)
    return sha256(_bytes([_plain(fact), _sorted(said)])).hexdigest()


def record_digest(record: Record) -> str:
    """The hash of a whole record, whatever the order of its facts, statements, claims, notes, figures and offers."""
    plain = _plain(
        replace(
            record,
            statements=tuple(replace(one, facts=tuple(sorted(one.facts))) for one in record.statements),
            offers={service: tuple(sorted(items)) for service, items in record.offers.items()},
        )
    )
    for name in _ORDERLESS:
        if name in plain:
            plain[name] = sorted(plain[name], key=_bytes)
    return sha256(_bytes(plain)).hexdigest()


def _bytes(plain: object) -> bytes:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _sorted(values: Iterable[object]) -> list[Any]:
    return sorted((_plain(value) for value in values), key=_bytes)


@singledispatch
def _plain(value: object) -> Any:  # noqa: ANN401 - any JSON value
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"{type(value).__name__} has no canonical form")
    plain: dict[str, Any] = {"type": type(value).__name__}
    for name, default in _defaults(type(value)):
        held = getattr(value, name)
        if held != default:
            plain[name] = _plain(held)
    return plain


@_plain.register(str)
@_plain.register(int)
@_plain.register(type(None))
def _(value: str | int | None) -> str | int | None:
    return value


@_plain.register
def _(value: Enum) -> object:
    return value.value


@_plain.register
def _(value: When) -> str:
    return str(value)


@_plain.register
def _(value: date) -> str:
    return value.isoformat()


@_plain.register(tuple)
def _(value: tuple[object, ...]) -> list[object]:
    return [_plain(one) for one in value]


@_plain.register(frozenset)
def _(value: frozenset[object]) -> list[object]:
    return _sorted(value)


@_plain.register(Mapping)
def _(value: Mapping[str, object]) -> dict[str, object]:
    return {key: _plain(one) for key, one in value.items()}


@cache  # one entry a type of the model
def _defaults(kind: type) -> tuple[tuple[str, object], ...]:
    return tuple((each.name, _default(each)) for each in fields(kind))


def _default(of: Field[Any]) -> object:
    return of.default_factory() if of.default_factory is not MISSING else of.default
