# SPDX-License-Identifier: Apache-2.0
"""Slices of time × leaves as one mask: how facts stand in each, who is a member of what. Source: SEMANTICS §4, §6.

Bit ``number * width + leaf`` of a mask is a leaf in a slice; all days of a slice are as its first. One day is a span
of one slice, and a share through all time is judged in one go: 550 slices of a share of a world of 3,000 grants took
10 s day by day, and 20 ms as one span.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from licit.engine.believed import Believed
from licit.engine.grants import READINGS, UPPER, CompiledGrant
from licit.engine.places import refined
from licit.engine.standing import Here, standing_here
from licit.model.day import Reading, Term, begins, ends
from licit.model.fact import Finding
from licit.model.proof import Standing
from licit.model.scope import ALL, Named
from licit.model.territory import Expression


class Stands(NamedTuple):
    """Where a fact is accepted, where disputed, where rejected; elsewhere nobody believed speaks of it."""

    accepted: int
    disputed: int
    rejected: int

    def holds(self, reading: int) -> int:
        """Where the fact counts, in a reading of it as something that gives."""
        return self.accepted | self.disputed if reading else self.accepted


class Span:
    """A service and a use on some slices, by their first days in order; each fact changes only where one begins."""

    def __init__(
        self, believed: Believed, service: str, use: str, days: Sequence[date], *, direct: bool = False
    ) -> None:
        """``direct``: find out how facts stand here, whatever is kept; one day always does."""
        self.believed = believed
        self.record = believed.record
        self.places = believed.places
        self.service = service
        self.use = use
        self.days = tuple(days)
        self.width = len(self.places.names)
        self._direct = direct or len(self.days) == 1
        self.everywhere = (1 << self.width * len(self.days)) - 1
        self._ones = _repeated(self.width, len(self.days))
        self._stands: dict[tuple[str, str], Stands] = {}
        self._said: dict[str, Stands] = {}  # of facts that stand by words alone, for whoever's share
        self._constant = {
            Standing.ACCEPTED: Stands(self.everywhere, 0, 0),
            Standing.DISPUTED: Stands(0, self.everywhere, 0),
            Standing.REJECTED: Stands(0, 0, self.everywhere),
            Standing.UNSAID: Stands(0, 0, 0),
        }
        self._above: dict[tuple[str, date | None, int], dict[str, int]] = {}
        self._uses: dict[frozenset[str], int] = {}
        self._tiles: dict[tuple[Expression, date | None], int] = {}
        self._territories: tuple[dict[CompiledGrant, int], dict[CompiledGrant, int]] = ({}, {})  # by reading

    # Time and place

    def during(self, first: date, last: date) -> int:
        """The slices from a day to a day, both included."""
        since, until = bisect_left(self.days, first), bisect_right(self.days, last)
        if since >= until:
            return 0
        return (1 << self.width * until) - (1 << self.width * since)

    def term(self, term: Term, reading: int) -> int:
        """The slices that a term includes, as that of something that gives."""
        read = READINGS[reading]
        return self.during(begins(term.start, read), ends(term.end, read))

    def always(self, leaves: int) -> int:
        """These leaves in every slice."""
        return leaves * self._ones

    def tile(self, expression: Expression, on: date | None = None) -> int:
        """The leaves of a territory set in each slice, groups as they are then, or as of one day."""
        key = (expression, on)
        found = self._tiles.get(key)
        if found is None:
            found = self._tiles[key] = (
                self._tiled(expression) if on is None else self.always(self.places.mask(expression, on))
            )
        return found

    def in_territories(self, grant: CompiledGrant, reading: int) -> int:
        """Where the leaves lie in the grant's territories."""
        known = self._territories[reading]
        found = known.get(grant)
        if found is None:
            found = known[grant] = self._in_territories(grant, reading)
        return found

    def _in_territories(self, grant: CompiledGrant, reading: int) -> int:
        if grant.territories is None:
            return self.everywhere if reading else 0
        days = grant.group_days
        found = self.tile(grant.territories, days[0])
        for day in days[1:]:
            other = self.tile(grant.territories, day)
            found = found | other if reading else found & other
        return found

    def _tiled(self, expression: Expression) -> int:
        if len(self.days) == 1:
            return self.places.mask(expression, self.days[0])
        return self.sampled(self.places.steps(expression))

    def sampled(self, steps: Sequence[tuple[date, int]]) -> int:
        """Leaves that change on some days, the first day there is among them, in each slice."""
        found = 0
        since = 0
        for number, (_, leaves) in enumerate(steps):
            last = number + 1 == len(steps)
            until = len(self.days) if last else bisect_left(self.days, steps[number + 1][0], since)
            if leaves and since < until:
                repeated = leaves * (self._ones & ((1 << self.width * (until - since)) - 1))
                found |= repeated << self.width * since
            since = until
        return found

    def names_use(self, named: Named | None, reading: int) -> int:
        """The slices in which the use asked about lies under one of those named."""
        if named is ALL:
            return self.everywhere
        if named is None:
            return self.everywhere if reading == UPPER else 0
        found = self._uses.get(named)
        if found is None:
            found = 0
            if self.record.uses.dated:
                for number, day in enumerate(self.days):
                    if self._covers(named, day):
                        found |= ((1 << self.width) - 1) << self.width * number
            elif self._covers(named, self.days[0]):
                found = self.everywhere
            self._uses[named] = found
        return found

    def _covers(self, named: frozenset[str], day: date) -> bool:
        return any(self.record.uses.covers(wide, self.use, day) for wide in named)

    # Who says so

    def holds(self, fact_id: str, owner: str, reading: int) -> int:
        """Where the fact counts for the share of this owner, in a reading of it as something that gives."""
        return self.stands(fact_id, owner).holds(reading)

    def stands(self, fact_id: str, owner: str) -> Stands:
        """How a fact stands for the share of this owner."""
        said = self._said.get(fact_id)
        if said is not None:
            return said
        believed = self.believed
        if fact_id not in self.record.findings_on and not believed.patterned(fact_id):
            said = self._said[fact_id] = self._constant[believed.by_words(fact_id)]
            return said
        key = (fact_id, owner)
        found = self._stands.get(key)
        if found is None:
            found = self._stands[key] = self._find(fact_id, owner) if self._direct else self._recall(fact_id, owner)
        return found

    def _recall(self, fact_id: str, owner: str) -> Stands:
        """How a fact stands, from what is kept of it through time."""
        slices = self.believed.spoken(self.service).slices(fact_id, owner)
        return Stands(*(self.sampled([(day, stands[which]) for day, stands in slices]) for which in range(3)))

    def _find(self, fact_id: str, owner: str) -> Stands:
        accepted = disputed = rejected = 0
        findings = self.believed.speaking_of(fact_id)
        for number in range(len(self.days)):
            for cell in self._cells(number, findings):
                stands = standing_here(Here(self, number, cell), fact_id, owner)
                leaves = cell << self.width * number
                if stands is Standing.ACCEPTED:
                    accepted |= leaves
                elif stands is Standing.DISPUTED:
                    disputed |= leaves
                elif stands is Standing.REJECTED:
                    rejected |= leaves
        return Stands(accepted, disputed, rejected)

    def _cells(self, number: int, findings: list[Finding]) -> list[int]:
        """The leaves of a slice cut so that in each cell the same of these findings bind."""
        cells = [self.places.everywhere]
        day = self.days[number]
        for finding in findings:
            if finding.term.covers(day, Reading.UPPER):
                cells = refined(cells, self.places.mask(finding.territories, day))
        return cells

    def counts(self, fact_id: str, term: Term, owner: str, reading: int) -> int:
        """Where a fact holds and its term includes the day, read as something that gives."""
        during = self.term(term, reading)
        return during & self.holds(fact_id, owner, reading) if during else 0

    def above(self, party: str, on: date | None, reading: int) -> dict[str, int]:
        """Where each group is above a party, as of the day or of one day, membership being read as a giver."""
        key = (party, on, reading)
        found = self._above.get(key)
        if found is None:
            found = {}
            waiting = [(party, self.everywhere)]
            while waiting:
                member, where = waiting.pop()
                for one in self.record.memberships_of.get(member, ()):
                    if on is None:
                        there = where & self.term(one.term, reading)
                    else:
                        there = where if one.term.covers(on, READINGS[reading]) else 0
                    there &= self.holds(one.id, "", reading) & ~found.get(one.group, 0)
                    if there:
                        found[one.group] = found.get(one.group, 0) | there
                        waiting.append((one.group, there))
            self._above[key] = found
        return found


def _repeated(width: int, times: int) -> int:
    """A one at the start of each of so many slices."""
    found, have = 1, 1
    while have < times:
        found |= found << width * have
        have *= 2
    return found & ((1 << width * times) - 1)


def names_right(named: Named | None, right: str, reading: int) -> bool:
    """Whether a right is among those named."""
    if named is None:
        return reading == UPPER
    return named is ALL or right in named
