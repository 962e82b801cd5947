# SPDX-License-Identifier: Apache-2.0
"""Whole days, precise or not, and the terms they bound."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from licit.model.problem import InvalidValueError

FIRST: Final = date.min
LAST: Final = date.max
_DAY: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MEND: Final = "write 2004-01-31, 2004-01, 2004, [2003-02..2004], [..2004-05] or [2004-05..]"


class Reading(Enum):
    """How open points are taken: against the service (lower) or for it (upper). Source: SEMANTICS §4."""

    LOWER = "lower"
    UPPER = "upper"

    @property
    def opposite(self) -> Reading:
        """The other reading: what takes is read in it."""
        return Reading.UPPER if self is Reading.LOWER else Reading.LOWER


@dataclass(frozen=True, slots=True, order=True)
class When:
    """Some one day from ``earliest`` to ``latest``; the same twice is a precise day.

    ``date.min`` and ``date.max`` stand for an end that is left out. ``parse`` and ``str`` are inverse.

    Raises:
        InvalidValueError: the latest day lies before the earliest.

    Source: SEMANTICS §2, Days; EDTF (ISO 8601-2), levels 0 and 1 and the one-of set with an interval.
    """

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise InvalidValueError(f"{self.earliest} comes after {self.latest}", mend="write the earlier day first")

    @classmethod
    def on(cls, day: date) -> When:
        """This very day."""
        return cls(day, day)

    @classmethod
    def parse(cls, text: str) -> When:
        """Read ``2004-01-31``, ``2004-01``, ``2004``, ``[2003-02..2004]``, ``[..2004-05]`` or ``[2004-05..]``.

        Raises:
            InvalidValueError: it is none of these, or no such day exists.
        """
        if text.startswith("[") and text.endswith("]") and text.count("..") == 1:
            first, last = text[1:-1].split("..")
            return cls(_span(first, text)[0] if first else FIRST, _span(last, text)[1] if last else LAST)
        return cls(*_span(text, text))

    @property
    def precise(self) -> bool:
        """Whether only one day is meant."""
        return self.earliest == self.latest

    def __str__(self) -> str:
        if self.precise:
            return _iso(self.earliest)
        first, last = self.earliest, self.latest
        if first is not FIRST and last is not LAST and first != FIRST and last != LAST and first.year == last.year:
            if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
                return f"{first.year:04}"
            if first.month == last.month and first.day == 1 and last.day == _month_end(first.year, first.month):
                return _iso(first)[:7]
        return f"[{'' if first == FIRST else _iso(first)}..{'' if last == LAST else _iso(last)}]"


def _iso(day: date) -> str:
    return day.isoformat()


def _month_end(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _span(text: str, whole: str) -> tuple[date, date]:
    match = _DAY.fullmatch(text)
    if match is None:
        raise InvalidValueError(f"{whole!r} is no day", mend=_MEND)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if month is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31)
        if day is None:
            return date(year or 0, month, 1), date(year or 0, month, _month_end(year or 0, month))
        return (only := date(year or 0, month, day)), only
    except (ValueError, calendar.IllegalMonthError):
        raise InvalidValueError(f"{whole!r} is no day of the calendar", mend=_MEND) from None


@dataclass(frozen=True, slots=True)
class Term:
    """From ``start`` to ``end``, both included; an end that is ``None`` is unbounded. Source: SEMANTICS §1."""

    start: When | None = None
    end: When | None = None

    def covers(self, day: date, reading: Reading) -> bool:
        """Whether the term includes the day, read as the term of something that gives (§4, two readings)."""
        return begins(self.start, reading) <= day <= ends(self.end, reading)

    def may_cover(self, day: date) -> bool:
        """Whether some reading of its ends includes the day."""
        return self.covers(day, Reading.UPPER)

    def may_meet(self, other: Term) -> bool:
        """Whether by some reading of their ends the two have a day in common; each is taken to have one."""
        pairs = ((self, other), (other, self))
        return all(begins(one.start, Reading.UPPER) <= ends(two.end, Reading.UPPER) for one, two in pairs)

    def __str__(self) -> str:
        return f"{self.start or ''}/{self.end or ''}"


ALWAYS: Final = Term()


def begins(start: When | None, reading: Reading) -> date:
    """The first day, for a giver: late in the lower reading, early in the upper."""
    if start is None:
        return FIRST
    return start.latest if reading is Reading.LOWER else start.earliest


def ends(end: When | None, reading: Reading) -> date:
    """The last day, for a giver: early in the lower reading, late in the upper."""
    if end is None:
        return LAST
    return end.earliest if reading is Reading.LOWER else end.latest


def next_day(day: date) -> date:
    """The day after, or the last day there is."""
    return day if day == LAST else day + timedelta(days=1)
