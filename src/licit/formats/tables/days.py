# SPDX-License-Identifier: Apache-2.0
"""Dates as catalogues write them. Which of two numbers is the day is told by the column, never by a habit."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Final

from licit.formats.tables.header import folded
from licit.model.day import When
from licit.model.problem import InvalidValueError

_ISO: Final = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?(?:[T ][0-9]{1,2}:[0-9]{2}.*)?")
_COMPACT: Final = re.compile(r"(1[89][0-9]{2}|20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
_NUMBERS: Final = re.compile(
    r"([0-9]{1,2})\s?[-/.]\s?([0-9]{1,2})\s?[-/.]\s?([0-9]{2}|[0-9]{4})(?: [0-9]{1,2}:[0-9]{2}.*)?"
)
_NAMED: Final = re.compile(
    r"(?:([0-9]{1,2})\W{1,3})?(?:de\W)?([^\W\d_]{3,12})\W{1,4}(?:([0-9]{1,2})\W{1,3})?(?:de\W)?([0-9]{4}|[0-9]{2})"
)
_NOTHING: Final = frozenset({"0000-00-00", "0000", "00000000", "0", "-", "n/a", "null", "none", "nan", "unknown"})
_MONTHS: Final = tuple(
    names.split()
    for names in (
        "jan january janvier januar enero ene gennaio gen janeiro января январь янв",
        "feb february fevrier fevr februar febrero febbraio fevereiro fev февраля февраль фев",
        "mar march mars marz maerz marzo marco марта март мар",
        "apr april avril avr abril abr aprile апреля апрель апр",
        "may mai mayo maggio mag maio мая май",
        "jun june juin juni junio giugno giu junho июня июнь июн",
        "jul july juillet juil juli julio luglio lug julho июля июль июл",
        "aug august aout agosto ago августа август авг",
        "sep sept september septembre septiembre settembre set setembro сентября сентябрь сен сент",
        "oct october octobre oktober okt octubre ottobre ott outubro out октября октябрь окт",
        "nov november novembre noviembre novembro ноября ноябрь ноя",
        "dec december decembre dezember dez diciembre dic dicembre dezembro декабря декабрь дек",
    )
)
_MONTH: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_TWELVE: Final = 12


class Order(Enum):
    """What a column's dates of numbers begin with; ``OPEN``: nothing in it tells, or it says both."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    OPEN = "open"


class Century(ValueError):  # noqa: N818 - a reason, not raised to users
    """A year of two digits: nothing says of which century."""


def is_date(text: str) -> bool:
    """Whether the text has the shape of a date, in whatever order."""
    return bool(_ISO.fullmatch(text) or _COMPACT.fullmatch(text) or _NUMBERS.fullmatch(text) or _named(text))


def is_nothing(text: str) -> bool:
    """Whether the text stands for no date at all."""
    return not text or text.casefold() in _NOTHING


def order_of(texts: Iterable[str]) -> Order | None:
    """What the column's dates begin with, where one number above twelve tells and none tells otherwise.

    ``None``: it has no such dates, so that it does not matter.
    """
    day_first = month_first = matters = False
    for text in texts:
        found = _NUMBERS.fullmatch(text)
        if found:
            first, second = int(found[1]), int(found[2])
            matters |= first != second
            day_first |= first > _TWELVE >= second
            month_first |= second > _TWELVE >= first
    if day_first == month_first:
        return Order.OPEN if matters else None
    return Order.DAY_FIRST if day_first else Order.MONTH_FIRST


@functools.lru_cache(maxsize=65_536)  # a catalogue has some ten thousand days
def day_of(text: str, order: Order) -> When | None:
    """The day, or the span in which it lies: with the order open, ``03/04/2005`` is a day from 4 March to 3 April.

    Raises:
        InvalidValueError: it is no date, or no such day exists.
        Century: its year has two digits.
    """
    text = text.strip()
    if is_nothing(text):
        return None
    if found := _ISO.fullmatch(text):
        return When.parse("-".join([found[1], *(part.zfill(2) for part in found.groups()[1:3] if part)]))
    if found := _COMPACT.fullmatch(text):
        return When.parse("-".join(found.groups()))
    if found := _NUMBERS.fullmatch(text):
        return _numbered(text, int(found[1]), int(found[2]), _year(found[3]), order)
    if (named := _named(text)) is not None:
        day, month, year = named
        written = f"{_year(year):04}-{month:02}"
        return When.parse(f"{written}-{int(day):02}" if day else written)
    raise InvalidValueError(f"{text[:64]!r} is no date", mend="write 2004-01-31, 2004-01 or 2004")


def _numbered(text: str, first: int, second: int, year: int, order: Order) -> When:
    readings: list[date | None] = []
    for day, month in ((first, second), (second, first)):
        try:
            readings.append(date(year, month, day))
        except ValueError:
            readings.append(None)
    by_day, by_month = readings
    if order is Order.OPEN:
        found = sorted(one for one in readings if one is not None)
        if found:
            return When(found[0], found[-1])
    elif (one := by_day if order is Order.DAY_FIRST else by_month) is not None:
        return When.on(one)
    what = f"{text[:64]!r} is no day of the calendar, read with the {order.value}"
    raise InvalidValueError(what, mend="write 2004-01-31, or name the order with the option dates")


def _named(text: str) -> tuple[str | None, int, str] | None:
    found = _NAMED.fullmatch(text)
    if found is None or (found[1] and found[3]):
        return None
    month = _MONTH.get(folded(found[2]))
    return (found[1] or found[3], month, found[4]) if month else None


def _year(text: str) -> int:
    if len(text) == 2:  # noqa: PLR2004 - digits
        raise Century(text)
    return int(text)
