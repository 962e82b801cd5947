# SPDX-License-Identifier: Apache-2.0
"""The compiled form: for each share the slices of time, and in each the leaves where the service has it.

One form is of a record under a position, as known by a day, for one service and one use. Source: SEMANTICS §6.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Final

from licit.engine.bearing import Bearing, Share
from licit.engine.believed import Believed
from licit.engine.changes import Changes, Relevant
from licit.engine.grants import LOWER, UPPER
from licit.engine.reach import has_share, useful_parties
from licit.engine.span import Span

DAYS_KEPT: Final = 4096


@dataclass(frozen=True, slots=True)
class Slices:
    """One share through time: ``starts`` are the first days of slices, in order, and the masks those of each slice."""

    starts: tuple[date, ...]
    lower: tuple[int, ...]
    upper: tuple[int, ...]
    relevant: Relevant

    def at(self, day: date, reading: int) -> int:
        """The leaves where the service has the share on a day."""
        masks = self.upper if reading else self.lower
        return masks[bisect_right(self.starts, day) - 1]


class Compiled:
    """The shares of one service and use, each compiled over all time when it is first asked for."""

    def __init__(self, believed: Believed, service: str, use: str) -> None:
        self.believed = believed
        self.service = service
        self.use = use
        self.useful = useful_parties(believed, service)
        self.changes = Changes(believed, service, use, self.useful)
        self.shares: dict[Share, Slices] = {}
        self._spans: dict[date, Span] = {}

    def slices(self, share: Share) -> Slices:
        """A share through time."""
        found = self.shares.get(share)
        if found is None:
            found = self.shares[share] = self._compile(share)
        return found

    def held(self, share: Share, reading: int, day: date) -> int:
        """The leaves where the service has a share on a day, in a reading."""
        return self.slices(share).at(day, reading)

    def span_on(self, day: date) -> Span:
        """The span of one day."""
        found = self._spans.get(day)
        if found is None:
            if len(self._spans) >= DAYS_KEPT:
                self._spans.clear()
            found = self._spans[day] = Span(self.believed, self.service, self.use, (day,))
        return found

    def _compile(self, share: Share) -> Slices:
        relevant = self.changes.relevant(share)
        span = Span(self.believed, self.service, self.use, relevant.days)
        bearing = Bearing(span, share)
        lower = _cut(has_share(bearing, self.useful, LOWER), span)
        upper = _cut(has_share(bearing, self.useful, UPPER), span)
        starts: list[date] = []
        masks: list[tuple[int, int]] = []
        for day, now in zip(relevant.days, zip(lower, upper, strict=True), strict=True):
            if not masks or masks[-1] != now:
                starts.append(day)
                masks.append(now)
        lowers, uppers = zip(*masks, strict=True)
        return Slices(tuple(starts), lowers, uppers, relevant)


def _cut(mask: int, span: Span) -> list[int]:
    """The leaves of each slice."""
    leaves = (1 << span.width) - 1
    return [mask >> span.width * number & leaves for number in range(len(span.days))]
