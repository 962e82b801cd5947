# SPDX-License-Identifier: Apache-2.0
"""The days on which what has a term may change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from licit.model.day import FIRST, LAST, Term, When, next_day


def of_term(term: Term) -> Iterator[date]:
    """The first days on which a term may include the day and surely does, may be over and surely is."""
    yield from from_days(term.start)
    yield from after_days(term.end)


def from_days(when: When | None) -> Iterator[date]:
    """The first days on which what begins may hold, and surely holds."""
    yield from (day for day in ((when.earliest, when.latest) if when else ()) if day > FIRST)


def after_days(when: When | None) -> Iterator[date]:
    """The first days on which what ends may be over, and surely is."""
    yield from (next_day(day) for day in ((when.earliest, when.latest) if when else ()) if day < LAST)
