# SPDX-License-Identifier: Apache-2.0
"""Nobody gives twice: which exclusives bar an act. SEMANTICS §3.3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from licit.checker.force import Force, signed_before, signed_by
from licit.checker.part import Part
from licit.checker.scope import Reach
from licit.checker.standing import Standings
from licit.model.day import Reading
from licit.model.fact import Grant, Power


@dataclass(frozen=True)
class Act:
    """A grant that is made, or a use that is made where ``grant`` is ``None``.

    ``doers``: the party itself and the principals of the run of mandates it acts under. ``to``: the grantee; of a use
    the service, even where its operator makes it. ``through``: the grants on the chain before it.
    """

    doers: frozenset[str]
    to: str
    through: frozenset[str]
    grant: Grant | None = None

    @property
    def power(self) -> Power:
        """The power that the act needs."""
        return Power.EXERCISE if self.grant is None else Power.SUBLICENSE


@dataclass(frozen=True)
class Bars:
    """The exclusives and assignments of a record, as bars."""

    standings: Standings

    def on(self, act: Act, part: Part, reading: Reading) -> frozenset[str]:
        """The ids of the grants that bar the act in the reading; none where it is free."""
        found = set()
        for doer in act.doers:
            for taker in self.takers(doer, part, reading):
                if self._bars(taker, act, part, reading):
                    found.add(taker.id)
        return frozenset(found)

    def takers(self, party: str, part: Part, reading: Reading) -> tuple[Grant, ...]:
        """The party's own exclusives that hold as takers: as givers would in the opposite reading (§4)."""
        return tuple(self._holding(party, part, reading.opposite))

    def gives(self, grant: Grant, part: Part, reading: Reading) -> bool:
        """Whether the grant, as a giver, holds and reaches the share on the day asked about."""
        key = (grant.id, part, reading)
        if key not in self._kept:
            self._kept[key] = (
                self.standings.gives(grant, part, reading)
                and conditions_met(grant, reading)
                and not self._reach.of_grant(grant, part, reading)
                and self._force.in_force(grant, part, reading)
            )
        return self._kept[key]

    def before(self, first: Grant, second: Grant, *, surely: bool) -> bool:
        """Whether the one was signed before the other: surely so, or possibly so."""
        return signed_before(first, second, surely=surely)

    @cached_property
    def _kept(self) -> dict[tuple[str, Part, Reading], bool]:
        return {}

    @cached_property
    def _reach(self) -> Reach:
        return Reach(self.standings)

    @cached_property
    def _force(self) -> Force:
        return Force(self.standings)

    def _holding(self, party: str, part: Part, reading: Reading) -> Iterator[Grant]:
        for grant in self.standings.record.grants_by.get(party, ()):
            if grant.takes and self.gives(grant, part, reading):
                yield grant

    def _bars(self, taker: Grant, act: Act, part: Part, reading: Reading) -> bool:
        if taker.id in act.through or taker.grantee == act.to or act.power in taker.keeps:
            return False  # a licence back; the same grantee; a reserved power
        lower = reading is Reading.LOWER
        if act.grant is None:
            if not signed_by(taker.signed, self.standings.question.day, surely=not lower):
                return False
        elif act.grant.id == taker.id or not self.before(taker, act.grant, surely=not lower):
            return False
        return not self._voided(taker, act, part, reading)

    def _voided(self, taker: Grant, act: Act, part: Part, reading: Reading) -> bool:
        """Whether the first exclusive voids the taker for this act: voiding gives (§3.3)."""
        surely = reading is Reading.LOWER
        return any(
            first.id != taker.id
            and first.grantee != taker.grantee
            and first.id not in act.through
            and Power.SUBLICENSE not in first.keeps
            and (act.to == first.grantee or act.power in first.keeps)
            and self.before(first, taker, surely=surely)
            for first in self._holding(taker.grantor, part, reading)
        )


def conditions_met(grant: Grant, reading: Reading) -> bool:
    """Whether its conditions leave it standing: one not on record is open, one that failed undoes it."""
    open_ones_hold: Iterable[bool] = (
        reading is Reading.UPPER if condition.fulfilled is None else condition.fulfilled
        for condition in grant.conditions
    )
    return all(open_ones_hold)
