# SPDX-License-Identifier: Apache-2.0
"""``licit inspect``: the records of a file, decoded field by field or counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Final

from licit.formats.checks import UNKNOWN
from licit.formats.detect import room
from licit.formats.files import Counted, Decoded, File
from licit.model.problem import BadInputError, InvalidValueError, Place, Problem
from licit.tasks.importing.gathering import as_file, files_of

MOST: Final = 1_000  # problems that are kept word by word


def inspect_file(  # noqa: PLR0913 - which records, read how
    name: str,
    *,
    format: str = "",  # noqa: A002 - the option's name
    options: Mapping[str, Any] | None = None,
    record: int = 0,
    type: str = "",  # noqa: A002 - the option's name
    most: int = 1,
) -> tuple[File, Iterator[Decoded]]:
    """The file with its format, and up to ``most`` of its records: from the ``record``-th (from 1), or of a type.

    Raises:
        BadInputError: it is no file, or of no format that is read.
        InvalidValueError: it has no such record.
    """
    file = _one(name, format, options)
    return file, _wanted(file, record, type, most)


def summary(
    name: str,
    *,
    format: str = "",  # noqa: A002 - the option's name
    options: Mapping[str, Any] | None = None,
) -> tuple[File, Counted]:
    """The file with its format, and what it is made of.

    Raises:
        BadInputError: it is no file, or of no format that is read.
    """
    file = _one(name, format, options)
    of = room(file.detected.format)
    return file, of.count(file) if of.count else _counted(of.inspect(file))


def _one(name: str, wanted: str, options: Mapping[str, Any] | None) -> File:
    """The file with its format.

    Raises:
        BadInputError: it is a folder, no file, or of no format that is read.
    """
    if Path(name).is_dir():
        raise BadInputError((Problem(Place(name), "it is a folder", "name one file of it", UNKNOWN),))
    ((one, _),) = files_of([name])
    file = as_file(one, wanted)
    file.options = dict(options or {})
    return file


def _counted(decoded: Iterator[Decoded]) -> Counted:
    """Record by record, for formats that have no faster way. A record without fields was refused."""
    records: Counter[str] = Counter()
    refused = empty = 0
    problems: list[Problem] = []
    for one in decoded:
        if one.fields:
            records[one.type] += 1
        else:
            refused += 1
        empty += sum(bool(field.problem) for field in one.fields)
        problems += one.problems[: MOST - len(problems)]
    return Counted(records, refused, empty, tuple(problems))


def _wanted(file: File, record: int, wanted: str, most: int) -> Iterator[Decoded]:
    decoded = iter(room(file.detected.format).inspect(file))
    if wanted:
        decoded = (one for one in decoded if one.type.casefold() == wanted.casefold())
    start = max(record, 1) - 1
    found = 0
    for one in islice(decoded, start, start + most):
        found += 1
        yield one
    if not found:
        what = f"{file.name} has no record {record or 1}" + (f" of type {wanted}" if wanted else "")
        raise InvalidValueError(what, mend="licit import FILE --dry-run counts its records by type")
