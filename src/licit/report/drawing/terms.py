# SPDX-License-Identifier: Apache-2.0
"""The terms of the facts that a timeline turns on, as spans of days that are sure or only possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from licit.model.day import FIRST, LAST, When
from licit.model.fact import Fact, Grant, Statute, Termination
from licit.model.overview import Slice
from licit.model.record import Record
from licit.report.words import fact_words
from licit.vocabulary.names import Lang

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """One fact: its name, its first and last day as they are known, and the days on which terminations end it.

    ``law``: a statute or another law. An imprecise termination's day is its latest.
    """

    name: str
    start: When | None
    end: When | None
    ended: tuple[date, ...] = ()
    law: bool = False

    @property
    def imprecise(self) -> bool:
        """Whether an end of it is some day of a span."""
        return any(when is not None and not when.precise for when in (self.start, self.end))

    def spans(self, first: date, last: date) -> Iterator[tuple[date, date, bool]]:
        """Its days from ``first`` to ``last``, each span with whether it surely holds on them."""
        earliest, begun = (self.start.earliest, self.start.latest) if self.start else (FIRST, FIRST)
        ending, latest = (self.end.earliest, self.end.latest) if self.end else (LAST, LAST)
        parts = [(begun, ending, True)]
        if begun > ending:  # it may hold on no day for sure
            parts = [(earliest, latest, False)]
        else:
            if earliest < begun:
                parts.insert(0, (earliest, begun - _DAY, False))
            if ending < latest:
                parts.append((ending + _DAY, latest, False))
        for start, end, sure in parts:
            if start <= last and end >= first:
                yield max(start, first), min(end, last), sure

    def before(self, first: date) -> bool:
        """Whether it holds already before that day."""
        return (self.start is None or self.start.earliest < first) and (self.end is None or self.end.latest >= first)

    def after(self, last: date) -> bool:
        """Whether it still holds after that day."""
        return (self.end is None or self.end.latest > last) and (self.start is None or self.start.earliest <= last)


def terms(slices: Sequence[Slice], record: Record, lang: Lang) -> tuple[Terms, ...]:
    """The facts that the reasons name or that change the answer, in the order in which they first matter.

    A termination is shown on its grant.
    """
    told: dict[str, None] = {}
    for one in slices:
        points = (fact for point in one.reason.open_points for fact in point.facts)
        for fact in (*one.changed_by, *one.reason.facts, *points):
            held = record.by_id.get(fact)
            told.setdefault(held.grant if isinstance(held, Termination) else fact)
    mentioned = {fact for one in slices for fact in (*one.changed_by, *one.reason.facts)}
    mentioned |= {fact for one in slices for point in one.reason.open_points for fact in point.facts}
    return tuple(_terms(record.by_id[fact], mentioned, record, lang) for fact in told if fact in record.by_id)


def _terms(fact: Fact, mentioned: set[str], record: Record, lang: Lang) -> Terms:
    name = fact_words(fact.id, record, lang)
    if isinstance(fact, Grant):
        ends = [one.last_day for one in record.terminations_of.get(fact.id, ()) if one.id in mentioned]
        end = min((when for when in (fact.stated_end, *ends) if when is not None), default=None)
        return Terms(name, fact.begun, end, tuple(when.latest for when in ends))
    if isinstance(fact, Termination):  # of a grant that is not on record
        return Terms(name, fact.last_day, fact.last_day)
    term = getattr(fact, "term", None)
    return Terms(name, getattr(term, "start", None), getattr(term, "end", None), law=isinstance(fact, Statute))
