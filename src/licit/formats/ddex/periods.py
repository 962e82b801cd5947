# SPDX-License-Identifier: Apache-2.0
"""When a deal holds: days and times of a message as whole days, both ends in.

DDEX's dates are inclusive. A time is taken to the whole day that it lies in: a start down, an end up; the end of a day
is 24:00 or the next day's 0:00. Times are taken as they are written: whose clock is meant, the standard doesn't say.
Source: ERN 6.13; DDEX data dictionary, PeriodWithoutFlags; kb.ddex.net, dates: exclusive vs. inclusive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

from licit.model.day import FIRST, LAST, Term, When
from licit.model.problem import InvalidValueError

UNKNOWN: Final = When(FIRST, LAST)  # no start is said: as per contract, which is not here
_MOMENT: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?\s*(Z|[+\-][0-9]{2}:?[0-9]{2})?"
)
_DAY: Final = re.compile(r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:Z|[+\-][0-9]{2}:[0-9]{2})?")
_MEND: Final = "write 2004-01-31 or 2004-01-31T00:00:00"
_LAST_HOUR: Final = 24


@dataclass(frozen=True, slots=True)
class Period:
    """A term, and which of its ends were times that were taken to the whole day (empty: none)."""

    term: Term
    rounded: str = ""


@lru_cache(4096)
def start_of(text: str) -> tuple[When, bool]:
    """The first day that a date or a time names, and whether it was rounded.

    Raises:
        InvalidValueError: it is neither.
    """
    if found := _MOMENT.fullmatch(text):
        day = _day(found[1], text)
        clock = _clock(found, text)
        if clock == (_LAST_HOUR, 0, 0):
            return When.on(_next(day)), False
        return When.on(day), clock != (0, 0, 0)
    return _date(text), False


@lru_cache(4096)
def end_of(text: str) -> tuple[When, bool]:
    """The last day that a date or a time names, and whether it was rounded.

    Raises:
        InvalidValueError: it is neither.
    """
    if found := _MOMENT.fullmatch(text):
        day = _day(found[1], text)
        clock = _clock(found, text)
        if clock == (0, 0, 0):
            return When.on(day - timedelta(days=1)), False
        return When.on(day), clock not in ((_LAST_HOUR, 0, 0), (23, 59, 59))
    return _date(text), False


def moment_of(text: str) -> datetime | None:
    """A message's creation as an instant; one without a zone is taken as UTC. ``None``: it is no time or date."""
    found = _MOMENT.fullmatch(text.strip())
    try:
        if found is None:
            return datetime.combine(date.fromisoformat(text.strip()[:10]), datetime.min.time(), UTC)
        hour, minute, second = _clock(found, text)
        base = datetime.combine(date.fromisoformat(found[1]), datetime.min.time(), _zone(found[6] or "Z"))
        return base + timedelta(hours=hour, minutes=minute, seconds=second)
    except (ValueError, OverflowError, InvalidValueError):
        return None


def either_side(when: When, *, before: bool, after: bool) -> When:
    """A day that is said to be only a bound of the day meant."""
    return When(FIRST if before else when.earliest, LAST if after else when.latest)


def _clock(found: re.Match[str], text: str) -> tuple[int, int, int]:
    hour, minute, second = int(found[2]), int(found[3]), int(found[4] or 0)
    if hour > _LAST_HOUR or minute > 59 or second > 60 or (hour == _LAST_HOUR and (minute or second)):  # noqa: PLR2004
        raise InvalidValueError(f"{text!r} is no time of a day", mend=_MEND)
    return hour, minute, second


def _zone(text: str) -> timezone:
    if text == "Z":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=minutes if text[0] == "+" else -minutes))


def _date(text: str) -> When:
    found = _DAY.fullmatch(text)
    if found is None:
        raise InvalidValueError(f"{text!r} is no day", mend=_MEND)
    return When.parse(found[1])


def _day(text: str, whole: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidValueError(f"{whole!r} is no day of the calendar", mend=_MEND) from None


def _next(day: date) -> date:
    return day if day == LAST else day + timedelta(days=1)
