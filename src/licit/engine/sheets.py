# SPDX-License-Identifier: Apache-2.0
"""Point checks: a sheet a day, service and use, with the answer and the break of every rights class in every leaf."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from licit.engine.answering import Answering
from licit.engine.class_timelines import ClassTimelines, Window, silent
from licit.engine.classes import ClassTable
from licit.model.verdict import Answer

Progress = Callable[[int, int], None]
Codes = npt.NDArray[np.uint8]


class Point(NamedTuple):
    """An answer, and the word of what it breaks in (``Reason.code``); empty where it is cleared."""

    answer: Answer
    dimension: str


class Codebook:
    """The points that occur, numbered from 0: few enough for a byte (four answers, some thirty words)."""

    def __init__(self) -> None:
        self.points: list[Point] = []
        self._numbers: dict[Point, int] = {}

    def number(self, point: Point) -> int:
        """The number of a point."""
        found = self._numbers.get(point)
        if found is None:
            found = self._numbers[point] = len(self.points)
            self.points.append(point)
        return found


@dataclass(frozen=True, slots=True)
class Sheet:
    """One day of a service and use. ``rows``: for each class, a byte a leaf, the number of its point.

    The last row is that of an item which is not on record.
    """

    rows: Sequence[bytes]

    def arrays(self) -> tuple[npt.NDArray[np.int32], Codes]:
        """For each class the number of its row, and the rows that differ, uint8 ``[rows, leaves]``."""
        numbers: dict[bytes, int] = {}
        of_class = np.fromiter((numbers.setdefault(row, len(numbers)) for row in self.rows), np.int32, len(self.rows))
        return of_class, np.frombuffer(b"".join(numbers), dtype=np.uint8).reshape(len(numbers), -1)


def sheet(answering: Answering, table: ClassTable, day: date, book: Codebook, *, progress: Progress = silent) -> Sheet:
    """The sheet of a day, for the service and use of a compiled form."""
    classes = ClassTimelines(answering, table, Window(day, day))
    known: dict[object, bytes] = {}
    rows: list[bytes] = []
    count = len(table.class_offsets) - 1
    for number in range(count):
        if number % 1024 == 0:
            progress(number, count)
        cells = _cells(answering, classes, number, day, book)
        row = known.get(cells)
        if row is None:
            row = known[cells] = _row(cells, len(answering.believed.places.names))
        rows.append(row)
    lost = book.number(Point(Answer.UNKNOWN, "item-not-on-record"))
    rows.append(bytes([lost]) * len(answering.believed.places.names))
    progress(count, count)
    return Sheet(rows)


def _cells(
    answering: Answering, classes: ClassTimelines, number: int, day: date, book: Codebook
) -> tuple[tuple[int, int], ...]:
    """Leaves with the number of their point; cleared where none has them."""
    item = classes.item(classes.parts(number))
    found: dict[int, int] = {}
    for turn in answering.turns_of(item, day):
        for leaves, reason in answering.causes(turn, day):
            point = book.number(Point(turn.answer, reason.code))
            found[point] = found.get(point, 0) | leaves
    cleared = answering.believed.places.everywhere
    for leaves in found.values():
        cleared &= ~leaves
    if cleared:
        found[book.number(Point(Answer.CLEARED, ""))] = cleared
    return tuple(sorted(found.items()))


def _row(cells: tuple[tuple[int, int], ...], leaves: int) -> bytes:
    row = bytearray(leaves)
    for point, mask in cells:
        left = mask
        while left:
            lowest = left & -left
            row[lowest.bit_length() - 1] = point
            left ^= lowest
    return bytes(row)


class PointChecks:
    """Answers single questions and Arrow tables of them from sheets that were made beforehand.

    ``classes`` gives the rights class of each item, ``leaves`` the place of each leaf in a row.
    """

    def __init__(self, classes: Mapping[str, int], leaves: Sequence[str], book: Codebook) -> None:
        self.classes = classes
        self.leaves = {leaf: number for number, leaf in enumerate(leaves)}
        self.book = book
        self.points = book.points
        self._sheets: dict[tuple[str, str, date], Sequence[bytes]] = {}
        self._arrays: dict[tuple[str, str, date], tuple[npt.NDArray[np.int32], Codes]] = {}

    def add(self, service: str, use: str, day: date, made: Sheet) -> None:
        """Answer for this day too."""
        self._sheets[service, use, day] = made.rows
        self._arrays[service, use, day] = made.arrays()

    def check(self, service: str, item: str, use: str, territory: str, day: date) -> Point:
        """The answer to one question.

        Raises:
            KeyError: no sheet was made for the service, use and day.
        """
        row = self._sheets[service, use, day][self.classes.get(item, -1)]
        return self.points[row[self.leaves.get(territory, -1)]]

    def check_many(self, questions: pa.Table) -> pa.Table:
        """The answers to a table with the columns ``service, item, use, territory`` and ``day`` (date32).

        Returns:
            Two columns of dictionary-encoded strings, a row for each question in their order: ``answer``, ``break``.

        Raises:
            KeyError: no sheet was made for a service, use and day that are asked about.
        """
        asked = questions.combine_chunks()
        classes = self._numbers(asked["item"], self.classes)
        leaves = self._numbers(asked["territory"], self.leaves)
        keys, which = _keys(asked)
        codes = np.empty(len(classes), dtype=np.uint8)
        for number, key in enumerate(keys):
            of_class, rows = self._arrays[key]
            chosen = slice(None) if len(keys) == 1 else np.flatnonzero(which == number)
            codes[chosen] = rows[of_class[classes[chosen]], leaves[chosen]]
        answers = [point.answer.value for point in self.points]
        breaks = [point.dimension for point in self.points]
        return pa.table({"answer": _worded(codes, answers), "break": _worded(codes, breaks)})

    def _numbers(self, column: Any, of: Mapping[str, int]) -> npt.NDArray[np.int32]:  # noqa: ANN401 - pyarrow
        codes, names = _coded(column)
        get = of.get
        numbers = np.fromiter((get(name, -1) for name in names.to_pylist()), dtype=np.int32, count=len(names))
        found: npt.NDArray[np.int32] = numbers[codes]
        return found


def _coded(column: Any) -> tuple[npt.NDArray[np.int32], Any]:  # noqa: ANN401 - pyarrow ships no types
    """A column's codes and what they stand for; plain strings are encoded first."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(array, pa.ChunkedArray):
        array = array.chunk(0) if array.num_chunks else pa.array([], pa.string())
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    return array.indices.to_numpy(zero_copy_only=False), array.dictionary


def _keys(asked: pa.Table) -> tuple[list[tuple[str, str, date]], npt.NDArray[np.int64]]:
    """The services, uses and days that are asked about, and the number of each row's."""
    services, service_names = _coded(asked["service"])
    uses, use_names = _coded(asked["use"])
    days, day_values = _coded(asked["day"])
    packed = (services.astype(np.int64) * len(use_names) + uses) * len(day_values) + days
    total = len(service_names) * len(use_names) * len(day_values)
    present = np.flatnonzero(np.bincount(packed, minlength=total)) if total < len(packed) else np.unique(packed)
    number = np.zeros(total, dtype=np.int64)
    number[present] = np.arange(len(present))
    names = (service_names.to_pylist(), use_names.to_pylist(), day_values.to_pylist())
    keys = []
    for one in present.tolist():
        rest, day = divmod(one, len(names[2]))
        service, use = divmod(rest, len(names[1]))
        keys.append((names[0][service], names[1][use], names[2][day]))
    return keys, number[packed]


def _worded(codes: Codes, words: list[str]) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """Codes as a dictionary-encoded column, each word once."""
    distinct = list(dict.fromkeys(words))
    number = np.asarray([distinct.index(word) for word in words], dtype=np.int8)
    return pa.DictionaryArray.from_arrays(pa.array(number[codes]), pa.array(distinct, pa.string()))
