# SPDX-License-Identifier: Apache-2.0
"""Days as MusicBrainz has them: a year, a month, a day, the finer parts often missing."""

from __future__ import annotations

from datetime import date
from typing import Final

from licit.model.day import FIRST, LAST, Term, When
from licit.model.problem import InvalidValueError

_MEND: Final = "see the relationship in MusicBrainz and mend its dates there"


def written(year: int | None, month: int | None, day: int | None) -> str:
    """``1999-01``, as ``When.parse`` reads it; empty without a year, since a month of no year says nothing."""
    parts = [] if year is None else [f"{year:04}"]
    if parts and month is not None:
        parts.append(f"{month:02}")
        if day is not None:
            parts.append(f"{day:02}")
    return "-".join(parts)


def stamped(text: str) -> str:
    """The day of a time stamp ``2012-05-15 19:04:02.1+00``; empty where there is none."""
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""


def term(first: str, last: str, *, ended: bool) -> Term:
    """The days of a relationship. One that ended on a day that is not said ended on some day after it began.

    Raises:
        InvalidValueError: a day is none, or it ended before it began.
    """
    start = When.parse(first) if first else None
    end = When.parse(last) if last else None
    if end is None and ended:
        end = When(start.earliest if start else FIRST, LAST)
    if start and end and end.latest < start.earliest:
        raise InvalidValueError(f"it ended in {last} and began in {first}", mend=_MEND)
    return Term(start, end)
