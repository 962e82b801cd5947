# SPDX-License-Identifier: Apache-2.0
"""One use through all days and leaves at once: where each share is on record, and who has come to hold it.

What is found by the engine's own walk (SEMANTICS §3) is kept: the grants of one party ask for the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from licit.engine.bearing import Bearing, Share
from licit.engine.believed import Believed
from licit.engine.circles import Circles
from licit.engine.closure import closure
from licit.engine.grants import UPPER, CompiledGrant, signed_in_time
from licit.engine.places import ELSEWHERE
from licit.engine.reach import roots
from licit.engine.span import Span, names_right
from licit.engine.walk import Held, State, Walking, walk
from licit.explain.overreach.lots import Lot
from licit.model.conflict import Stretch
from licit.model.day import LAST
from licit.model.record import Record

ONE_DAY: Final = timedelta(days=1)


class Come(NamedTuple):
    """All that comes from one root: where it stands, and who holds what, in one reading."""

    root: State
    where: int
    walking: Walking
    held: Held


class Field:
    """``service`` is for whom findings between parties count; ``useful`` the parties whose grants matter.

    ``days`` are the first days of the slices, ``last`` the last day of the last of them.
    """

    def __init__(  # noqa: PLR0913 - what is looked at, for whom, for what, when
        self,
        believed: Believed,
        service: str,
        use: str,
        days: Sequence[date],
        useful: frozenset[str],
        *,
        last: date = LAST,
    ) -> None:
        self.last = last
        self.believed = believed
        self.useful = useful
        self.use = use
        self.span = Span(believed, service, use, days, direct=True)
        self.exists = self._existing()
        self._bearings: dict[Share, Bearing] = {}
        self._comes: dict[tuple[Share, int], tuple[Come, ...]] = {}

    def _existing(self) -> int:
        """The leaves there are in each slice; the one that stands for all that nothing names is none."""
        span, atlas = self.span, self.believed.places.atlas
        found = 0
        for number, day in enumerate(span.days):
            names = atlas.leaves_on(day) if atlas.leaves else span.places.names
            found |= sum(span.places.bit(name) for name in names if name != ELSEWHERE) << span.width * number
        return found

    def bearing(self, share: Share) -> Bearing:
        """How facts bear on a share here."""
        if share not in self._bearings:
            self._bearings[share] = Bearing(self.span, share)
        return self._bearings[share]

    def owned(self, lot: Lot) -> int:
        """Where the shares of a lot are on record, accepted or disputed, as their days may be."""
        stands = self.span.stands(lot.control.id, "")
        there = self.span.tile(lot.control.territories) & self.span.term(lot.control.term, UPPER)
        return there & (stands.accepted | stands.disputed) & self.exists

    def comes(self, share: Share, reading: int) -> tuple[Come, ...]:
        """The chains from the owner and from statutes."""
        key = (share, reading)
        if key not in self._comes:
            self._comes[key] = tuple(self._walked(self.bearing(share), reading))
        return self._comes[key]

    def _walked(self, bearing: Bearing, reading: int) -> Iterator[Come]:
        for root, where in roots(bearing, self.span.everywhere, self.useful, reading):
            if where:
                walking = Walking(bearing, Circles(bearing, root.holder, self.useful), reading)
                yield Come(root, where, walking, walk(bearing, root, where, reading, self.useful))

    def links_to(self, share: Share, party: str, reading: int) -> list[CompiledGrant]:
        """The grants to a party by others whom some chain over the share has reached: of thousands mostly a few."""
        holders = dict.fromkeys(holder for come in self.comes(share, reading) for holder in come.held)
        by = self.believed.grants_by
        return [link for holder in holders if holder != party for link in by.get(holder, ()) if link.grantee == party]

    def may_give(self, share: Share, grant: CompiledGrant, reading: int, *, barred: bool = True) -> int:
        """Where the grantor may make this grant over the share: it may let others, and is not barred (rules 2 to 4).

        Its scope, its term and who says so are left aside. ``barred=False`` leaves what bars it aside too.
        """
        found = 0
        bearing = self.bearing(share)
        for come in self.comes(share, reading):
            for state, where in come.held.get(grant.grantor, ()):
                if may_let_others(state, grant, reading):
                    parties = (state.holder, *state.principals)
                    bars = bearing.barred(parties, grant.grantee, grant, state.used, reading) if barred else 0
                    found |= where & ~bars
        return found

    def claims(self, share: Share, grant: CompiledGrant, reading: int) -> int:
        """Where the grant has the share in its scope and is in force, whoever says so."""
        if not names_right(grant.rights, share.right, reading):
            return 0
        bearing = self.bearing(share)
        found = self.span.names_use(grant.uses, reading) & self.span.in_territories(grant, reading)
        return found & bearing.in_repertoire(grant, reading) & bearing.in_force(grant, reading)

    def stretches(self, mask: int) -> tuple[Stretch, ...]:
        """A mask as leaves and days: slices in which it differs only in leaves that do not exist go together."""
        span = self.span
        full = (1 << span.width) - 1
        runs: list[tuple[int, int, int, int]] = []  # first and last slice, leaves, leaves that exist in the last
        for number in range(len(span.days)):
            here, there = mask >> span.width * number & full, self.exists >> span.width * number & full
            if runs and here and runs[-1][1] == number - 1 and not (runs[-1][2] ^ here) & runs[-1][3] & there:
                first, _, leaves, existing = runs[-1]
                runs[-1] = (first, number, leaves | here, existing | there)
            elif here:
                runs.append((number, number, here, there))
        return tuple(
            Stretch(tuple(span.places.leaves(leaves)), span.days[first], self._last_day(last))
            for first, last, leaves, _ in runs
        )

    def _last_day(self, number: int) -> date:
        days = self.span.days
        return days[number + 1] - ONE_DAY if number + 1 < len(days) else self.last

    def leaves(self, mask: int) -> int:
        """The leaves of a mask, on whatever day."""
        found, full = 0, (1 << self.span.width) - 1
        while mask:
            found |= mask & full
            mask >>= self.span.width
        return found


def may_let_others(state: State, grant: CompiledGrant, reading: int) -> bool:
    """Whether a chain in this state carries the grant: a link is left, and ended links above it were signed in time."""
    in_time = state.deadline == LAST or signed_in_time(grant, state.deadline, reading)
    return state.sublicense > 0 and grant.number not in state.used and in_time


def parties_before(record: Record, parties: frozenset[str]) -> frozenset[str]:
    """The parties from whom grants on record lead to these, or to whoever ever opted out; themselves included."""
    to: dict[str, list[str]] = {}
    for grant in record.grants:
        to.setdefault(grant.grantee, []).append(grant.grantor)
    return closure(parties | {one.party for one in record.opt_outs}, lambda party: to.get(party, ()))
