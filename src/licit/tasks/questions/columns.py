# SPDX-License-Identifier: Apache-2.0
"""The columns of questions and answers, and what the readers of every format have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol

import pyarrow as pa

from licit.model.problem import InvalidValueError, Problem

Form = Literal["csv", "parquet", "ndjson"]
ASKED: Final = ("service", "item", "use", "territory", "day", "position", "known_by")
ANSWERED: Final = ("answer", "break", "at", "to", "fact")
WORD: Final = pa.dictionary(pa.int32(), pa.string())
QUESTIONS: Final = pa.schema([(name, pa.date32() if name in ("day", "known_by") else WORD) for name in ASKED])
ANSWERS: Final = pa.schema([(name, WORD) for name in ANSWERED])
AT_ONCE: Final = 65_536  # rows in a batch: enough that the work on each batch is nothing beside that on its rows
SHOWN: Final = 20  # bad rows that are told one by one; the others are counted

# Questions in the words of the record (QUESTIONS) in, answers (ANSWERS) out, row for row. From batch to batch a
# dictionary is one and the same array, or the same with more at its end.
AnswerBatch = Callable[[pa.RecordBatch], pa.RecordBatch]

_JSON: Final = {b"licit": b"json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What is asked where a column or cell says nothing, in the words of a question; empty: as a single one has it."""

    service: str = ""
    item: str = ""
    use: str = ""
    territory: str = ""
    day: str = ""
    position: str = ""
    known_by: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """Some rows as they were given, and where each stands in its file."""

    batch: pa.RecordBatch
    places: Sequence[int]


class Source(Protocol):
    """Where questions come from: at least one batch, which may be empty. ``refused`` counts what was no row so far."""

    shown: str
    refused: int

    def batches(self) -> Iterator[Given]:
        """The rows in their order.

        Raises:
            BadInputError: it can't be read, or its columns can't be asked about.
        """

    def located(self, found: Sequence[Problem]) -> list[Problem]:
        """The problems found by others, at the lines of the file, with some of what was refused; the first ones."""

    def expected(self, done: int) -> int:
        """About how many rows there are in all, when so many are done."""


def asked_columns(names: Iterable[str]) -> dict[str, str]:
    """Which column is asked by: its name in ``ASKED`` to its name as given, whatever its case (``Known by``).

    Raises:
        InvalidValueError: two columns are one, a column has the name of an answer's, or none is asked by.
    """
    found: dict[str, str] = {}
    seen: set[str] = set()
    for name in names:
        plain = name.strip().casefold().replace("-", "_").replace(" ", "_")
        if name in seen or plain in found:
            raise InvalidValueError(f"the column {name!r} stands twice", mend="leave one of them out")
        if plain in ANSWERED:
            raise InvalidValueError(f"the column {name!r} is where an answer goes", mend="rename it or leave it out")
        seen.add(name)
        if plain in ASKED:
            found[plain] = name
    if not found:
        wanted = ", ".join(ASKED)
        raise InvalidValueError("no column is one of a question", mend=f"name the columns, with commas: {wanted}")
    return found


def json_field(name: str) -> pa.Field:
    """A column of JSON texts: what a line of NDJSON holds, whatever its type."""
    return pa.field(name, pa.string(), metadata=_JSON)


def is_json(field: pa.Field) -> bool:
    """Whether a column holds JSON texts."""
    metadata: dict[bytes, Any] = field.metadata or {}
    return metadata.get(b"licit") == b"json"
