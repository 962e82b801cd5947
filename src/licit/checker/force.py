# SPDX-License-Identifier: Apache-2.0
"""When a grant begins and ends, and which of two acts came first. SEMANTICS §2, Days; §3.3, Order; §3.4."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from licit.checker.part import Part
from licit.checker.standing import Standings
from licit.model.day import Reading, When, begins, ends
from licit.model.fact import Grant, Termination


@dataclass(frozen=True)
class Force:
    """The days of grants, read as those of givers."""

    standings: Standings

    def first_day(self, grant: Grant, reading: Reading) -> date:
        """The stated start, else the execution day."""
        return begins(grant.begun, reading)

    def last_day(self, grant: Grant, part: Part, reading: Reading) -> date:
        """The earliest of its own end and of the terminations that count against it."""
        stops = [ends(stop.last_day, reading) for stop in self.terminations(grant, part, reading)]
        return min([ends(grant.stated_end, reading), *stops])

    def terminations(self, grant: Grant, part: Part, reading: Reading) -> tuple[Termination, ...]:
        """The terminations that count: they take, so the opposite reading is asked whether they hold."""
        found = self.standings.record.terminations_of.get(grant.id, ())
        return tuple(stop for stop in found if self.standings.gives(stop, part, reading.opposite))

    def in_force(self, grant: Grant, part: Part, reading: Reading) -> bool:
        """Whether it has begun and has not ended on the day asked about."""
        day = self.standings.question.day
        return self.first_day(grant, reading) <= day <= self.last_day(grant, part, reading)

    def survives(self, grant: Grant, part: Part, reading: Reading) -> bool:
        """Whether sublicences under the ended grant still live on the day asked about (§3.4)."""
        if grant.survives_until is None or self.last_day(grant, part, reading) < self.first_day(grant, reading):
            return False  # what never was in force leaves nothing behind
        return self.standings.question.day <= ends(grant.survives_until, reading)


def signed_by(signed: When | None, day: date, *, surely: bool) -> bool:
    """Whether an act was signed on or before the day: surely so, or possibly so."""
    if signed is None:
        return not surely
    return (signed.latest if surely else signed.earliest) <= day


def signed_before(first: Grant, second: Grant, *, surely: bool) -> bool:
    """Whether ``first`` was signed before ``second``; days that leave the order open make it possible, never sure."""
    one, other = first.signed, second.signed
    if one is None or other is None:
        return not surely
    if one.precise and other.precise and one == other:
        if first.order is None or second.order is None or first.order == second.order:
            return not surely
        return first.order < second.order
    if surely:
        return one.latest < other.earliest
    return one.earliest <= other.latest
