# SPDX-License-Identifier: Apache-2.0
"""Point checks: a sheet a day, service and use, with the answer and the break of every rights class in every leaf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from licit.engine.answering import Answering
from licit.engine.class_timelines import ClassTimelines, Window
from licit.engine.classes import ClassTable
from licit.model.progress import Progress, silent
from licit.model.verdict import Answer

STEP: Final = 1 << 17  # questions at once: their numbers stay in cache
THREADS: Final = 2
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

    def __init__(self, classes: Mapping[str, int], count: int, leaves: Sequence[str], book: Codebook) -> None:
        """``count``: how many classes there are."""
        self.classes = classes
        self.items = count
        self._names = pa.array(list(classes))
        self._class_of = np.fromiter((*classes.values(), count), dtype=np.int64, count=len(classes) + 1)
        self._asked: tuple[Any, npt.NDArray[np.int64]] | None = None
        self.leaves = {leaf: number for number, leaf in enumerate(leaves)}
        self.book = book
        self.points = book.points
        self._sheets: dict[tuple[str, str, date], Sequence[bytes]] = {}
        self._stack: tuple[tuple[tuple[str, str, date], ...], npt.NDArray[np.int64], Codes] | None = None
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
        if not questions.num_rows:
            nothing = _worded(np.zeros(0, dtype=np.uint8), [""])
            return pa.table({"answer": nothing, "break": nothing})
        classes, items = _coded(questions["item"])
        class_of = self._classes_of(items)
        leaves, territories = _coded(questions["territory"])
        leaf_of = np.asarray([self.leaves.get(name, len(self.leaves) - 1) for name in territories.to_pylist()])
        asked = [_coded(questions[name]) for name in ("service", "use", "day")]
        keys, key_of = _keys(asked)
        starts, rows = self._stacked(tuple(keys))
        codes = np.empty(questions.num_rows, dtype=np.uint8)

        def answer(start: int) -> None:
            part = slice(start, start + STEP)
            row = starts[key_of[_packed(asked, part)] * (self.items + 1) + class_of[classes[part]]]
            codes[part] = rows[row + leaf_of[leaves[part]]]

        with ThreadPoolExecutor(THREADS) as pool:  # NumPy lets both run
            list(pool.map(answer, range(0, len(codes), STEP)))
        answers = [point.answer.value for point in self.points]
        breaks = [point.dimension for point in self.points]
        return pa.table({"answer": _worded(codes, answers), "break": _worded(codes, breaks)})

    def _stacked(self, keys: tuple[tuple[str, str, date], ...]) -> tuple[npt.NDArray[np.int64], Codes]:
        """The sheets one after the other: for each class where its row begins, and all rows in one."""
        if self._stack is None or self._stack[0] != keys:
            starts, rows, begun = [], [], 0
            for key in keys:
                of_class, codes = self._arrays[key]
                starts.append(of_class.astype(np.int64) * codes.shape[1] + begun)
                rows.append(codes.reshape(-1))
                begun += codes.size
            self._stack = keys, np.concatenate(starts), np.concatenate(rows)
        return self._stack[1], self._stack[2]

    def _classes_of(self, items: Any) -> npt.NDArray[np.int64]:  # noqa: ANN401 - pyarrow ships no types
        """The class of each name; that of one which is not on record comes last."""
        if self._asked is None or not items.equals(self._asked[0]):  # batch after batch has the same names
            at = pc.fill_null(pc.index_in(items, value_set=self._names), len(self._class_of) - 1)
            self._asked = items, self._class_of[at.to_numpy(zero_copy_only=False)]
        return self._asked[1]


def _coded(column: Any) -> tuple[npt.NDArray[np.int32], Any]:  # noqa: ANN401 - pyarrow ships no types
    """A column's codes and what they stand for; plain strings are encoded first."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(array, pa.ChunkedArray):
        array = array.chunk(0) if array.num_chunks else pa.array([], pa.string())
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    return array.indices.to_numpy(zero_copy_only=False), array.dictionary


_Coded = tuple[npt.NDArray[np.int32], Any]


def _packed(asked: list[_Coded], part: slice) -> npt.NDArray[np.int64]:
    """Service, use and day of some rows as one number."""
    found: npt.NDArray[np.int64] | None = None
    for codes, names in asked:
        if len(names) > 1:
            found = codes[part].astype(np.int64) if found is None else found * len(names) + codes[part]
    return np.zeros(len(asked[0][0][part]), dtype=np.int64) if found is None else found


def _keys(asked: list[_Coded]) -> tuple[list[tuple[str, str, date]], npt.NDArray[np.int64]]:
    """The services, uses and days that are asked about together; and the number of each combination that there is."""
    sizes = [len(names) for _, names in asked]
    total = sizes[0] * sizes[1] * sizes[2]
    present = np.zeros(total, dtype=bool)
    for start in range(0, len(asked[0][0]), STEP):
        present[_packed(asked, slice(start, start + STEP))] = True
    number = np.cumsum(present) - 1
    values = [names.to_pylist() for _, names in asked]
    keys = []
    for one in np.flatnonzero(present).tolist():
        rest, day = divmod(one, sizes[2])
        service, use = divmod(rest, sizes[1])
        keys.append((values[0][service], values[1][use], values[2][day]))
    return keys, number


def _worded(codes: Codes, words: list[str]) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """Codes as a dictionary-encoded column, each word once."""
    distinct = list(dict.fromkeys(words))
    number = np.asarray([distinct.index(word) for word in words], dtype=np.int8)
    return pa.DictionaryArray.from_arrays(pa.array(number[codes]), pa.array(distinct, pa.string()))
