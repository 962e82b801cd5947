# SPDX-License-Identifier: Apache-2.0
"""The answers of every rights class through a window of days: one asset a situation judged, classes put together.

Source: SEMANTICS §6. A class is the least of its assets. What was put together once is not put together again: of a
class only the numbers of its assets' values are looked at, and those are the same for many.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from struct import Struct
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from licit.engine.answering import Answering
from licit.engine.bearing import Share
from licit.engine.class_changes import Changes, Slices, changes_of
from licit.engine.classes import ClassTable
from licit.engine.grants import LOWER, UPPER
from licit.engine.repertoire import situation_name
from licit.engine.terms import of_term
from licit.engine.wholes import Asked, OpenLaw, Wholes
from licit.engine.words import Words, as_words
from licit.model.asset import Item

_SLICE: Final = Struct("<ii")  # first day, answers
OPEN: Final = -1  # the value of an asset something about which is to be settled as a whole


@dataclass(frozen=True, slots=True)
class Timelines:
    """The answers of classes through a window of days, each different timeline and each different answer once.

    ``of_class``: int32, the timeline of each class. Timeline *t* has the slices ``offsets[t]`` to before
    ``offsets[t + 1]``: ``starts``, int32, their first days (proleptic ordinals; the first is the window's first day),
    and ``rows``, int32, their answers. ``masks``: uint64 ``[answers, 4, words]``, the leaves that are cleared,
    contested, not cleared, unknown: disjoint, together all leaves; bit *i* of the words in order is leaf *i* of
    ``leaves``. ``changes`` is kept with them where they are those of all classes.
    """

    of_class: npt.NDArray[np.int32]
    offsets: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int32]
    rows: npt.NDArray[np.int32]
    masks: Words
    leaves: tuple[str, ...]
    first: date
    last: date
    changes: Changes | None = None

    def changing(self) -> Changes:
        """What changes in them from day to day: as it is kept with them, or worked out now."""
        if self.changes is not None:
            return self.changes
        slices = Slices(self.offsets, self.starts, self.rows)
        return changes_of(slices, self.masks, len(self.leaves), self.first.toordinal())

    def rows_on(self, day: date) -> npt.NDArray[np.int32]:
        """The number of each timeline's answers on a day of the window."""
        number = np.add.reduceat((self.starts <= day.toordinal()).astype(np.int64), self.offsets[:-1])
        found: npt.NDArray[np.int32] = self.rows[self.offsets[:-1] + number - 1]
        return found


class Window(NamedTuple):
    """Days asked about, both ends included."""

    first: date
    last: date

    def within(self, days: Sequence[date]) -> list[date]:
        """The first days of the window's slices, if things change on these days."""
        return sorted({self.first, *(day for day in days if self.first < day <= self.last)})


class _Demand(NamedTuple):
    """What a law asks of one kind of asset."""

    rights: tuple[str, ...]
    any_co_owner: bool


_Value = tuple[int, ...]  # for each demand of a kind: known and yes in the lower reading, then in the upper


class _Asset(NamedTuple):
    """The days on which the value of a situation's assets changes, and the number of each value.

    ``number`` is that of all situations with the same.
    """

    number: int
    starts: tuple[date, ...]
    values: tuple[int, ...]


class ClassTimelines:
    """Puts the classes of a table together, for the service and use of a compiled form."""

    def __init__(self, answering: Answering, table: ClassTable, window: Window) -> None:
        self.answering = answering
        self.table = table
        self.window = window
        self.everywhere = answering.believed.places.everywhere
        self.law_days = window.within(list(answering.compiled.changes.of_laws))
        self.demands = self._demands()
        self._values: dict[_Value, int] = {}
        self._by_number: list[_Value] = []
        self._assets: dict[tuple[int, int], _Asset] = {}
        self._alike: dict[tuple[tuple[date, ...], tuple[int, ...]], int] = {}
        self._timelines: dict[tuple[tuple[int, int], ...], int] = {}
        self._known: dict[bytes, int] = {}  # packed: 3 million timelines as tuples took 25 GB
        self._rows: dict[tuple[int, int, int, int], int] = {}
        self._answers: dict[tuple[object, ...], int] = {}

    def _demands(self) -> Mapping[str, tuple[_Demand, ...]]:
        """What the laws of the window may ask of each kind of asset."""
        found: dict[str, dict[_Demand, None]] = {}
        changes = self.answering.compiled.changes
        for requirement in self.answering.believed.record.requirements:
            if changes.may_name_use(frozenset((requirement.use,))):
                for kind, rights in requirement.rights:
                    found.setdefault(kind, {})[_Demand(rights, requirement.any_co_owner)] = None
        return {kind: tuple(demands) for kind, demands in found.items()}

    # One asset

    def asset(self, kind: int, situation: int) -> _Asset:
        """A situation's assets through the window."""
        key = (kind, situation)
        found = self._assets.get(key)
        if found is None:
            starts: list[date] = []
            values: list[int] = []
            name, demands = situation_name(situation), self.demands.get(self.table.kinds[kind], ())
            for day in self.window.within(self._change_days(name, demands)):
                value = self._value(name, demands, self.answering.on(day)[0])
                if not values or value == OPEN or values[-1] != value:  # what is open may change, and stay open
                    starts.append(day)
                    values.append(value)
            through = (tuple(starts), tuple(values))
            found = self._assets[key] = _Asset(self._alike.setdefault(through, len(self._alike)), *through)
        return found

    def _change_days(self, asset: str, demands: tuple[_Demand, ...]) -> list[date]:
        compiled, record = self.answering.compiled, self.answering.believed.record
        rights = {right for demand in demands for right in demand.rights}
        owners = {""}
        days: set[date] = set()
        for control in record.controls_of.get(asset, ()):
            owners.add(control.party)
            days.update(of_term(control.term))
            days.update(compiled.changes.of_territories(control.territories))
            days.update(compiled.changes.of_standing(control.id))
        profile = self.answering.believed.lists.profile(asset)
        for share in (Share(owner, profile, right) for right in rights for owner in owners):
            slices = compiled.slices(share)
            days.update(slices.lower.starts, slices.upper.starts)
        return list(days)

    def _value(self, asset: str, demands: tuple[_Demand, ...], wholes: Wholes) -> int:
        found: list[int] = []
        try:
            for demand in demands:
                for reading in (LOWER, UPPER):
                    known = yes = self.everywhere
                    for right in demand.rights:
                        whole = wholes.whole(asset, right)
                        one = (whole.any_one if demand.any_co_owner else whole.every)[reading]
                        known &= one.known
                        yes &= one.yes
                    found += (known, yes)
        except OpenLaw:
            return OPEN
        value = tuple(found)
        number = self._values.setdefault(value, len(self._by_number))
        if number == len(self._by_number):
            self._by_number.append(value)
        return number

    # One class

    def parts(self, rights_class: int) -> tuple[tuple[int, int], ...]:
        """The kinds and situations of a class's assets; −1 is a kind that was not identified."""
        span = slice(int(self.table.class_offsets[rights_class]), int(self.table.class_offsets[rights_class + 1]))
        return tuple(zip(self.table.part_kinds[span].tolist(), self.table.part_situations[span].tolist(), strict=True))

    def timeline(self, parts: tuple[tuple[int, int], ...]) -> int:
        """The number of the timeline of a class of these parts."""
        assets = [(kind, self.asset(kind, situation)) for kind, situation in parts if situation >= 0]
        key = tuple((kind, asset.number) for kind, asset in assets)
        found = self._timelines.get(key)
        if found is None:
            days = sorted({*self.law_days, *(day for _, asset in assets for day in asset.starts)})
            slices: list[tuple[date, int]] = []
            for day in days:
                now = tuple((kind, asset.values[bisect_right(asset.starts, day) - 1]) for kind, asset in assets)
                row = self._row(day, now, parts)
                if not slices or slices[-1][1] != row:
                    slices.append((day, row))
            packed = b"".join(_SLICE.pack(day.toordinal(), row) for day, row in slices)
            found = self._known.setdefault(packed, len(self._known))
            if not any(OPEN in asset.values for _, asset in assets):  # what is open hangs on the very assets
                self._timelines[key] = found
        return found

    def _row(self, day: date, values: tuple[tuple[int, int], ...], parts: tuple[tuple[int, int], ...]) -> int:
        """The number of the answers on a day."""
        law = self.law_days[bisect_right(self.law_days, day) - 1]
        if any(value == OPEN for _, value in values) or self.answering.on(law)[0].open:
            return self._numbered(self.answering.on(day)[1].answers(self.item(parts)))
        key = (law, values)
        found = self._answers.get(key)
        if found is None:
            found = self._answers[key] = self._numbered(self._put_together(self.answering.on(law)[0], values))
        return found

    def _numbered(self, answers: tuple[int, int, int, int]) -> int:
        return self._rows.setdefault(answers, len(self._rows))

    def _put_together(self, wholes: Wholes, values: tuple[tuple[int, int], ...]) -> tuple[int, int, int, int]:
        known = [self.everywhere, self.everywhere]
        yes = [self.everywhere, self.everywhere]
        lawless = self.everywhere
        for asked in wholes.asked:
            lawless &= ~asked.leaves
            for reading in (LOWER, UPPER):
                one = self._required(asked, values, reading)
                known[reading] &= one[0] | ~asked.leaves
                yes[reading] &= one[1] | ~asked.leaves
        lower_yes, upper_yes = yes[LOWER] & ~lawless, yes[UPPER] & ~lawless
        upper_known = known[UPPER] | lawless
        return lower_yes, upper_yes & ~lower_yes, self.everywhere & ~upper_known, upper_known & ~upper_yes

    def _required(self, asked: Asked, values: tuple[tuple[int, int], ...], reading: int) -> tuple[int, int]:
        known = yes = self.everywhere
        for kind, rights in asked.requirement.rights:
            if not rights:
                continue
            at = 4 * self.demands[kind].index(_Demand(rights, asked.requirement.any_co_owner)) + 2 * reading
            lacking = True
            for number, value in values:
                if self.table.kinds[number] == kind:
                    lacking = False
                    known &= self._by_number[value][at]
                    yes &= self._by_number[value][at + 1]
            if lacking:
                yes = 0
        return known, yes

    def item(self, parts: tuple[tuple[int, int], ...]) -> Item:
        """An item of a class, its assets those that stand for their situations."""
        assets: dict[str, list[str]] = {}
        for kind, situation in parts:
            of_kind = assets.setdefault(self.table.kinds[kind], [])
            if situation >= 0:
                of_kind.append(situation_name(situation))
        return Item("", tuple((kind, tuple(some)) for kind, some in assets.items()))

    # All classes

    def each(self, start: int, until: int) -> Iterator[int]:
        """The timelines of some classes."""
        offsets = self.table.class_offsets[start : until + 1].tolist()
        low, high = offsets[0], offsets[-1]
        kinds = self.table.part_kinds[low:high].tolist()
        situations = self.table.part_situations[low:high].tolist()
        pairs = list(zip(kinds, situations, strict=True))
        for number in range(until - start):
            yield self.timeline(tuple(pairs[offsets[number] - low : offsets[number + 1] - low]))

    def taken(self, of_class: npt.NDArray[np.int32]) -> Timelines:
        """What was put together since the last time, with the timeline of each class; it is forgotten here."""
        found = self.found(of_class)
        self._known.clear()
        self._timelines.clear()
        return found

    def found(self, of_class: npt.NDArray[np.int32]) -> Timelines:
        """What was put together so far, with the timeline of each class."""
        leaves = self.answering.believed.places.names
        words = as_words([mask for row in self._rows for mask in row], len(leaves))
        masks = words.reshape(len(self._rows), 4, words.shape[1])
        return packed_timelines(of_class, self._known, masks, leaves, self.window)


def packed_timelines(
    of_class: npt.NDArray[np.int32], packed: Collection[bytes], masks: Words, leaves: tuple[str, ...], window: Window
) -> Timelines:
    """Timelines of which each is packed: little-endian pairs of int32, first day and answers."""
    counts = np.fromiter((len(one) // _SLICE.size for one in packed), dtype=np.int64, count=len(packed))
    slices = np.frombuffer(b"".join(packed), dtype="<i4").reshape(-1, 2)
    return Timelines(
        of_class=of_class,
        offsets=np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts))),
        starts=np.ascontiguousarray(slices[:, 0], dtype=np.int32),
        rows=np.ascontiguousarray(slices[:, 1], dtype=np.int32),
        masks=masks,
        leaves=leaves,
        first=window.first,
        last=window.last,
    )
