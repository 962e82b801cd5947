# SPDX-License-Identifier: Apache-2.0
"""Rows as they were given to questions in the words of the record, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from licit.model.problem import InvalidValueError
from licit.tasks.opening import OpenCase
from licit.tasks.questions.coding import MOST_ERRORS, Codes, Column
from licit.tasks.questions.columns import ASKED, QUESTIONS, SHOWN, Defaults, asked_columns
from licit.tasks.questions.names import Names

EPOCH: Final = date(1970, 1, 1).toordinal()
DAYS: Final = ("day", "known_by")
_BAD: Final = -1
_UNSEEN: Final = -2
Days = NDArray[np.int32]  # since 1970


class Resolver:
    """Gives questions batch by batch, and remembers what each text meant."""

    def __init__(self, opened: OpenCase, defaults: Defaults) -> None:
        self.names = Names(opened, defaults)
        self._columns = {
            "service": Column(self.names.service),
            "item": Column(self.names.item),
            "use": Column(self.names.use),
            "territory": Column(self.names.territory_text),
            "day": Column(self.names.day),
            "position": Column(self.names.position),
            "known_by": Column(self.names.known_by),
        }
        self._leaves: list[str] = []
        self._leaf_codes: dict[str, int] = {}
        self._places = np.empty((0, 0), np.int32)  # by name and slice: the code of a leaf
        self._generation = -1
        self._errors = 0

    @property
    def full(self) -> bool:
        """Whether so much is wrong that the rest need not be looked at."""
        return self._errors >= MOST_ERRORS or any(column.full for column in self._columns.values())

    def questions(self, batch: pa.RecordBatch) -> tuple[pa.RecordBatch | None, Mapping[int, InvalidValueError], int]:
        """The questions (``None`` where a row is bad), the first errors by row, and how many rows are bad.

        Raises:
            InvalidValueError: a column can't be asked by.
        """
        named = asked_columns(batch.schema.names)
        codes: dict[str, Codes] = {}
        days: dict[str, Days] = {}
        bad = np.zeros(batch.num_rows, bool)
        for name, column in self._columns.items():
            cells = batch.column(named[name]) if name in named else None
            field = batch.schema.field(named[name]) if name in named else None
            if name in DAYS:
                codes[name], days[name] = _days(column, cells, field, batch.num_rows)
            else:
                codes[name] = column.codes(cells, field, batch.num_rows)
            bad |= codes[name] < 0
        leaves = self._territories(codes["territory"], days["day"], ~bad)
        bad |= leaves == _BAD
        if bad.any():
            rows = np.flatnonzero(bad)
            return None, {int(row): self._error(int(row), codes, days["day"]) for row in rows[:SHOWN]}, len(rows)
        return self._batch(codes, days, leaves), {}, 0

    def _batch(self, codes: Mapping[str, Codes], days: Mapping[str, Days], leaves: Codes) -> pa.RecordBatch:
        columns = []
        for name in ASKED:
            if name in days:
                columns.append(pa.array(days[name], pa.int32()).cast(pa.date32()))
            elif name == "territory":
                columns.append(pa.DictionaryArray.from_arrays(pa.array(leaves), pa.array(self._leaves, pa.string())))
            else:
                columns.append(self._columns[name].array(codes[name]))
        return pa.RecordBatch.from_arrays(columns, schema=QUESTIONS)

    def _territories(self, texts: Codes, days: Days, good: NDArray[np.bool_]) -> Codes:
        """The leaf of each row by its name and slice, looked up once for each pair of them."""
        found = np.full(len(texts), _UNSEEN, np.int32)
        column = self._columns["territory"]
        if self._generation != column.generation:
            self._generation, self._places = column.generation, np.empty((0, len(self._changes) + 1), np.int32)
        if len(self._places) < len(column.meanings):
            more = np.full((2 * len(column.meanings) - len(self._places), len(self._changes) + 1), _UNSEEN, np.int32)
            self._places = np.concatenate((self._places, more))
        pairs = texts[good], np.searchsorted(self._changes, days[good], side="right")
        for at in np.flatnonzero(self._places[pairs] == _UNSEEN):
            pair = pairs[0][at], pairs[1][at]
            if self._places[pair] == _UNSEEN:
                self._places[pair] = self._leaf(str(column.meanings[pair[0]]), _day(days[good][at]))
        found[good] = self._places[pairs]
        return found

    def _leaf(self, text: str, day: date) -> int:
        if self._errors >= MOST_ERRORS:
            return _BAD
        try:
            leaf = self.names.territory(text, day)
        except InvalidValueError:
            self._errors += 1
            return _BAD
        code = self._leaf_codes.setdefault(leaf, len(self._leaves))
        if code == len(self._leaves):
            self._leaves.append(leaf)
        return code

    @cached_property
    def _changes(self) -> Days:
        return np.array([day.toordinal() - EPOCH for day in self.names.slices], np.int32)

    def _error(self, row: int, codes: Mapping[str, Codes], days: Days) -> InvalidValueError:
        for name, column in self._columns.items():
            if codes[name][row] < 0:
                return column.error(int(codes[name][row]))
        text, day = str(self._columns["territory"].meanings[codes["territory"][row]]), _day(days[row])
        try:
            leaf = self.names.territory(text, day)
        except InvalidValueError as error:
            return error
        return InvalidValueError(f"{leaf} was not looked up", mend="mend the rows before it first")


def _day(since_1970: int) -> date:
    return date.fromordinal(int(since_1970) + EPOCH)


def _days(column: Column, cells: pa.Array | None, field: pa.Field | None, rows: int) -> tuple[Codes, Days]:
    """The codes of a column of days, and the days where these are good: from texts, dates or midnights."""
    if cells is None or field is None or not (pa.types.is_date(cells.type) or pa.types.is_timestamp(cells.type)):
        codes = column.codes(cells, field, rows)
        meant = np.array([*column.meanings, EPOCH], np.int32) - EPOCH
        return codes, meant[np.where(codes < 0, len(meant) - 1, codes)]
    dates = _whole_days(cells, field.name)
    missing = dates.is_null().to_numpy(zero_copy_only=False)
    days = dates.cast(pa.int32()).fill_null(0).to_numpy(zero_copy_only=False).copy()
    codes = np.zeros(rows, np.int32)
    if missing.any():
        codes[missing], days[missing] = (each[0] for each in _days(column, None, None, 1))
    return codes, days


def _whole_days(cells: pa.Array, name: str) -> pa.Array:
    mend = "write whole days: YYYY-MM-DD, or dates"
    if pa.types.is_timestamp(cells.type) and cells.type.tz is not None:
        raise InvalidValueError(f"the column {name!r} holds moments, whose day depends on the zone", mend=mend)
    try:
        dates = cells.cast(pa.date32())
        if not dates.cast(cells.type).equals(cells):
            raise pa.ArrowInvalid  # noqa: TRY301 - as Arrow says of some kinds by itself
    except pa.ArrowInvalid:
        raise InvalidValueError(f"the column {name!r} holds moments, not whole days", mend=mend) from None
    first, last = (pc.min_max(dates.cast(pa.int32())).as_py()[end] or 0 for end in ("min", "max"))
    if first + EPOCH < date.min.toordinal() or last + EPOCH > date.max.toordinal():
        raise InvalidValueError(f"the column {name!r} holds days beyond the calendar", mend=mend)
    return dates
