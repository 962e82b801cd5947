# SPDX-License-Identifier: Apache-2.0
"""Which shares a fact may bear on, however what is open about it is settled. Source: SEMANTICS §4, Two readings.

Settled either way, what gives gives no more than in the upper reading, and what takes takes no more than in the lower,
where it is read as in the upper: a fact that the upper reading does not know touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import permutations

from licit.engine.bearing import Share
from licit.engine.grants import UPPER
from licit.engine.proving.bench import Bench
from licit.engine.proving.seat import Seat
from licit.model.day import Reading
from licit.model.fact import Fact, Finding, Grant, Membership, OptOut, Statute, StatuteKind, Termination


class Touching:
    """The shares of one question, and what bears on them."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.believed = bench.span.believed

    @cached_property
    def seats(self) -> tuple[tuple[Share, str, Seat], ...]:
        """Every share that some settlement may ask for, with its place, in the upper reading."""
        shares = self.bench.shares
        every = dict.fromkeys(self.bench.possible_shares())
        return tuple((share, leaf, shares.seat(share, leaf, Reading.UPPER)) for share, leaf in every)

    def shares(self, facts: Sequence[Fact]) -> Iterator[tuple[Share, str]]:
        """Those that the fact may bear on; of two acts, only where the one may bear on the other.

        A share that the lower reading gives or the upper refuses is so however anything is settled.
        """
        for share, leaf, seat in self.seats:
            if (
                self._is_open(share, leaf)
                and all(self._touches(fact, share, seat) for fact in facts)
                and _meet(facts, seat)
            ):
                yield share, leaf

    def _is_open(self, share: Share, leaf: str) -> bool:
        has = self.bench.shares.has
        return has(share, leaf, Reading.UPPER) and not has(share, leaf, Reading.LOWER)

    def _touches(self, fact: Fact, share: Share, seat: Seat) -> bool:
        if isinstance(fact, Finding):
            about = self.believed.about(fact)
            return about is None or isinstance(about, Finding) or self._touches(about, share, seat)
        if isinstance(fact, Grant | Termination):
            return self._by_grant(fact.id if isinstance(fact, Grant) else fact.grant, seat)
        if isinstance(fact, Statute | OptOut):
            statute = fact if isinstance(fact, Statute) else self.bench.record.by_id.get(fact.statute)
            return isinstance(statute, Statute) and bool(seat.bearing.statute(statute, UPPER) & seat.bit)
        if isinstance(fact, Membership):
            return bool(self.believed.patterns) or fact in self.believed.belongings(share.owner)
        return True

    def _by_grant(self, name: str, seat: Seat) -> bool:
        fact = self.bench.record.by_id.get(name)
        if not isinstance(fact, Grant):
            return False
        grant = next(one for one in self.believed.grants_by[fact.grantor] if one.id == name)
        if not seat.may_carry(grant) or not seat.bearing.reached(grant, UPPER) & seat.bit:
            return False
        return any(grant.grantor in seat.carrying.onwards(root) for root in self._roots(seat))

    def _roots(self, seat: Seat) -> Iterator[str]:
        """Where chains over a share may begin: what takes from their parties lies on grants from there."""
        if seat.share.owner:
            yield seat.share.owner
        for statute in self.bench.record.statutes:
            if statute.kind is StatuteKind.EXTENDED and seat.bearing.statute(statute, UPPER) & seat.bit:
                yield statute.society


def _meet(facts: Sequence[Fact], seat: Seat) -> bool:
    """Whether two acts are of one party, or the one of a party whose mandates may lead to the other."""
    parties = [fact.grantor for fact in facts if isinstance(fact, Grant)]
    return any(one in seat.carrying.onwards(other) for one, other in permutations(parties, 2)) or len(facts) == 1
