# SPDX-License-Identifier: Apache-2.0
"""The record that a filed crux or remedy carries: all that may bear on its question, with the hashes it was made of."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from licit.model.canonical import canonical
from licit.model.problem import InvalidValueError
from licit.model.question import Question
from licit.model.record import Record
from licit.report.codec import decode, encode
from licit.report.filing.bearing import bearing
from licit.report.filing.bounds import JUDGED_OFTEN, MEND, bounded, excess
from licit.report.filing.excerpt import excerpt
from licit.report.filing.values import value_of

_ValueT = TypeVar("_ValueT")
_HASH: Final = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Hashes:
    """SHA-256 of the whole record that a file was made of, and of the part that it carries (empty: it carries none)."""

    record: str
    carried: str

    def __post_init__(self) -> None:
        for name, held in (("record", self.record), ("carried", self.carried or "0" * 64)):
            if not _HASH.fullmatch(held):
                raise InvalidValueError(f"hashes.{name} is no SHA-256", mend=MEND)


@dataclass(frozen=True, slots=True)
class Carried:
    """What a file says of its record: the hashes, and the part that it carries, where it carries one."""

    hashes: Hashes
    record: Record | None = None


def carried(record: Record, question: Question, partners: Collection[tuple[str, str]] = ()) -> dict[str, Any]:
    """The keys ``hashes`` and ``record`` of a file. A part larger than readers take is left out: it needs its case."""
    part = excerpt(record, question, bearing(record, question, partners))
    if excess(part, JUDGED_OFTEN):
        return {**uncarried(record), "record": None}
    return {"hashes": encode(Hashes(record.digest, part.digest)), "record": json.loads(canonical(part))}


def uncarried(record: Record) -> dict[str, Any]:
    """The key ``hashes`` of a file that carries no part of its record."""
    return {"hashes": encode(Hashes(record.digest, ""))}


def read_carried(plain: dict[str, Any]) -> Carried:
    """What a file says of its record.

    Raises:
        InvalidValueError: there is anything else, or more than is gone through; the message says where.
    """
    hashes = decode(Hashes, plain["hashes"], "hashes")
    if plain.get("record") is None:
        if hashes.carried:
            raise InvalidValueError("hashes.carried is of no record", mend=MEND)
        return Carried(hashes)
    record = value_of(Record, plain["record"], "record")
    bounded(record, JUDGED_OFTEN)
    return Carried(hashes, record)


def read_value(kind: type[_ValueT], plain: dict[str, Any], name: str, *, carries: bool = True) -> _ValueT:
    """The value under one key of a file that has ``format``, ``hashes`` and, where it carries one, ``record`` besides.

    Raises:
        InvalidValueError: it has other keys, or the value is not exactly of its shape.
    """
    keys = ("format", name, "hashes", *(("record",) if carries else ()))
    if set(plain) != set(keys):
        raise InvalidValueError(f"the file has the keys {', '.join(keys[:-1])} and {keys[-1]}", mend=MEND)
    return decode(kind, plain[name], name)


def no_more(number: int, most: int, what: str) -> None:
    """Let a number pass.

    Raises:
        InvalidValueError: it is too large.
    """
    if number > most:
        raise InvalidValueError(f"{what}: {number}, more than the {most} that are checked", mend=MEND)
