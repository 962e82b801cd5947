# SPDX-License-Identifier: Apache-2.0
"""Answers of the compiled engine, batch by batch: each set of rows that cannot differ is decided once.

Rows differ by service, use, position, the slices that their days lie in, the rights in their item, and the class of
their leaf; what is found out of these seven is kept for the rows to come. Source: SEMANTICS §6.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from licit.engine.engine import Engine
from licit.engine.hearing import Hearing
from licit.model.day import FIRST, LAST
from licit.model.overview import Reason
from licit.model.question import Question
from licit.model.verdict import Answer
from licit.reference.alike import change_days, leaf_classes
from licit.tasks.questions.columns import ANSWERED, ANSWERS
from licit.tasks.questions.same_rights import SameRights

Codes = NDArray[np.int32]
Keys = NDArray[np.int64]
Decide = Callable[[str, str], tuple[str, ...]]
DENSE: Final = 1 << 22  # keys that are told apart by a table of all of them; beyond it they are sorted
EPOCH: Final = date(1970, 1, 1).toordinal()
MOST_KEPT: Final = 1 << 21  # answers remembered
_NAMED: Final = ("service", "use", "position")
_CLEARED: Final = (Answer.CLEARED.value, "", "", "", "")


class _Context(NamedTuple):
    """What a hearing is about."""

    service: str
    use: str
    position: str
    day: date
    known_by: date

    def question(self, item: str = "", leaf: str = "") -> Question:
        return Question(
            service=self.service,
            use=self.use,
            item=item,
            territory=leaf,
            day=self.day,
            known_by=self.known_by,
            position=self.position,
        )


class AnswersOfEngine:
    """An ``AnswerBatch``; its dictionaries only ever get longer."""

    def __init__(self, engine: Engine) -> None:
        record = engine.record
        self.engine = engine
        self._changes = change_days(record, FIRST, LAST)
        self._published = (FIRST, *sorted({word.published_on for word in record.statements}))
        same = SameRights(record)
        self._numbered = {name: _Numbers(str) for name in ("service", "use", "position", "territory")}
        self._numbered["item"] = _Numbers(same.key)
        self._contexts: dict[tuple[int, ...], int] = {}
        self._asked: list[_Context] = []
        self._classes: dict[date, Codes] = {}
        self._codes: dict[tuple[int, int, int], int] = {}
        self._answers = _Answers()

    def __call__(self, questions: pa.RecordBatch) -> pa.RecordBatch:
        """The answers, row for row."""
        if not questions.num_rows:
            return self._answers.batch(np.empty(0, np.int32))
        context = self._context(questions)
        items = self._numbered["item"].of(questions["item"]).astype(np.int64)
        leaves = self._alike(context, self._numbered["territory"].of(questions["territory"]))
        places = len(self._numbered["territory"].names)
        kinds = len(self._numbered["item"].names)
        keys, at = _distinct((context * kinds + items) * places + leaves, len(self._asked) * kinds * places)
        split = [(key // places // kinds, key // places % kinds, key % places) for key in keys.tolist()]
        return self._answers.batch(np.array(list(self._found(split)), np.int32)[at])

    def _context(self, questions: pa.RecordBatch) -> Keys:
        """The number of each row's context."""
        parts = [(self._numbered[name].of(questions[name]), len(self._numbered[name].names)) for name in _NAMED]
        parts += [
            (_slices(questions[name], days), len(days))
            for name, days in (("day", self._changes), ("known_by", self._published))
        ]
        keys, size = np.zeros(questions.num_rows, np.int64), 1
        for part, count in parts:
            keys, size = keys * count + part, size * count
        distinct, at = _distinct(keys, size)
        counts = [count for _, count in parts]
        numbers = np.array([self._number(_split(key, counts)) for key in distinct.tolist()], np.int64)
        found: Keys = numbers[at]
        return found

    def _number(self, split: tuple[int, ...]) -> int:
        number = self._contexts.setdefault(split, len(self._asked))
        if number == len(self._asked):
            service, use, position = (self._numbered[name].names[at] for name, at in zip(_NAMED, split, strict=False))
            self._asked.append(_Context(service, use, position, self._changes[split[3]], self._published[split[4]]))
        return number

    def _alike(self, context: Keys, leaves: Codes) -> Codes:
        """The first leaf of the class that each row's leaf is in on its day."""
        numbers, at = _distinct(context, len(self._asked))
        table = np.stack([self._first_leaves(self._asked[number].day) for number in numbers.tolist()])
        first: Codes = table[at, leaves]
        return first

    def _first_leaves(self, day: date) -> Codes:
        names = self._numbered["territory"].names
        if len(self._classes.get(day, ())) < len(names):
            number = {leaf: at for at, leaf in enumerate(names)}
            classes = leaf_classes(self.engine.record, day, names)
            first = {leaf: number[alike[0]] for alike in classes for leaf in alike}
            self._classes[day] = np.array([first[leaf] for leaf in names], np.int32)
        return self._classes[day]

    def _found(self, asked: Sequence[tuple[int, int, int]]) -> Iterator[int]:
        """The code of the answer to each context, kind of item and leaf; those of one context come together."""
        if len(self._codes) > MOST_KEPT:
            self._codes.clear()
        items, leaves = self._numbered["item"].names, self._numbered["territory"].names
        before = -1
        decide: Decide | None = None
        for context, item, leaf in asked:
            code = self._codes.get((context, item, leaf))
            if code is None:
                if decide is None or context != before:
                    before, decide = context, _deciding(self.engine.hearing(self._asked[context].question()))
                code = self._codes[context, item, leaf] = self._answers.code(decide(items[item], leaves[leaf]))
            yield code


def _deciding(hearing: Hearing) -> Decide:
    """Decides in one hearing; shares of one owner break once."""
    reasons: dict[object, Reason] = {}

    def decide(item: str, leaf: str) -> tuple[str, ...]:
        decision = hearing.decide(item, leaf)
        if decision.answer is Answer.CLEARED:
            return _CLEARED
        key = decision.kind, decision.fact, decision.share, decision.leaf, decision.reading
        reason = reasons.get(key)
        if reason is None:
            reason = reasons[key] = hearing.reason(decision)
        return decision.answer.value, reason.code, reason.at, reason.to, next(iter(reason.facts), "")

    return decide


class _Numbers:
    """Small numbers for texts, one number for those of one key; ``names`` has the first text of each."""

    def __init__(self, key: Callable[[str], object]) -> None:
        self.key = key
        self.names: list[str] = []
        self._numbers: dict[object, int] = {}
        self._dictionary = pa.array([], pa.string())
        self._table: Codes = np.empty(0, np.int32)

    def of(self, column: pa.DictionaryArray) -> Codes:
        """The number of each row."""
        texts = column.dictionary
        known = len(self._dictionary)
        if len(texts) < known or not texts.slice(0, known).equals(self._dictionary):
            known, self._table = 0, np.empty(0, np.int32)
        if len(texts) > known:
            new = [self._number(text) for text in texts.slice(known).to_pylist()]
            self._table = np.concatenate((self._table, np.array(new, np.int32)))
        self._dictionary = texts
        found: Codes = self._table[column.indices.to_numpy(zero_copy_only=False)]
        return found

    def _number(self, text: str) -> int:
        number = self._numbers.setdefault(self.key(text), len(self.names))
        if number == len(self.names):
            self.names.append(text)
        return number


class _Answers:
    """The different answers, coded as rows; and the texts of each column, coded."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, ...], int] = {}
        self._pools: tuple[dict[str, int], ...] = tuple({} for _ in ANSWERED)
        self._texts = [pa.array([], pa.string()) for _ in ANSWERED]
        self._table: Codes = np.empty((0, len(ANSWERED)), np.int32)

    def code(self, row: tuple[str, ...]) -> int:
        return self._rows.setdefault(row, len(self._rows))

    def batch(self, codes: Codes) -> pa.RecordBatch:
        new = list(self._rows)[len(self._table) :]
        if new:
            coded = [
                [pool.setdefault(*_last(pool, text)) for pool, text in zip(self._pools, row, strict=True)]
                for row in new
            ]
            self._table = np.concatenate((self._table, np.array(coded, np.int32)))
            self._texts = [pa.array(list(pool), pa.string()) for pool in self._pools]
        columns = [
            pa.DictionaryArray.from_arrays(pa.array(self._table[codes, at]), texts)
            for at, texts in enumerate(self._texts)
        ]
        return pa.RecordBatch.from_arrays(columns, schema=ANSWERS)


def _last(pool: dict[str, int], text: str) -> tuple[str, int]:
    return text, len(pool)


def _distinct(keys: Keys, size: int) -> tuple[Keys, NDArray[np.signedinteger]]:
    """The different keys, all below ``size``, in order, and which of them each row has."""
    if size > DENSE:
        found, at = np.unique(keys, return_inverse=True)
        return found, at
    there = np.zeros(size, bool)
    there[keys] = True
    found = np.flatnonzero(there)
    numbers = np.empty(size, np.int32)  # only those of the keys are set
    numbers[found] = np.arange(len(found), dtype=np.int32)
    return found, numbers[keys]


def _split(key: int, counts: Sequence[int]) -> tuple[int, ...]:
    """The numbers that a key was made of."""
    found = []
    for count in reversed(counts):
        key, number = divmod(key, count)
        found.append(number)
    return tuple(reversed(found))


def _slices(column: pa.Array, days: Sequence[date]) -> Codes:
    """The number of the slice that each day lies in; the first slice begins on the first of all days."""
    asked = column.cast(pa.int32()).to_numpy(zero_copy_only=False)
    starts = np.array([day.toordinal() - EPOCH for day in days], np.int32)
    if (asked == asked[0]).all():
        asked = asked[:1]
    found: Codes = (np.searchsorted(starts, asked, side="right") - 1).astype(np.int32)
    return found
