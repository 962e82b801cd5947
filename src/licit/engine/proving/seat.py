# SPDX-License-Identifier: Apache-2.0
"""One leaf on one day, with what is so there for all shares: of 10⁴ grants on record some hundred can carry any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from licit.engine.bearing import Bearing, Share
from licit.engine.believed import SILENT
from licit.engine.circles import Circles
from licit.engine.closure import closure
from licit.engine.grants import LOWER, UPPER, CompiledGrant
from licit.engine.span import Span, names_right
from licit.engine.spot import Spot
from licit.model.fact import Statute, StatuteKind
from licit.model.proof import Dimension

SURE: Final = 2  # of a grant in ``Sieve.passing``: it has the share in scope
NOW: Final = 3  # and is in force


class Live:
    """The grants that may carry some share on at a leaf, in the upper reading: the lower has no others."""

    def __init__(self, span: Span, leaf: str) -> None:
        self.span = span
        self.bit = span.places.bit(leaf)
        self._may: dict[int, bool] = {}

    def may_carry(self, grant: CompiledGrant) -> bool:
        """Whether it may: its term, its territories and its use allow it, and somebody says that it is so."""
        found = self._may.get(grant.number)
        if found is None:
            found = self._may[grant.number] = self._find(grant)
        return found

    def _find(self, grant: CompiledGrant) -> bool:
        span, day = self.span, self.span.days[0]
        if grant.first[UPPER] > day or (grant.last[UPPER] < day and grant.survives is None):
            return False
        if not grant.conditions[UPPER] or not span.names_use(grant.uses, UPPER):
            return False
        if grant.territories is not None and not any(
            span.tile(grant.territories, on) & self.bit for on in grant.group_days
        ):
            return False
        believed = span.believed
        if grant.id in span.record.findings_on or believed.patterned(grant.id):
            return True  # for one owner, or another
        return believed.by_words(grant.id) not in SILENT


Licensing = Callable[["Seat", str], tuple[str, frozenset[str]]]


class Carrying:
    """The grants that may carry one share on at a leaf, in either reading.

    ``passing`` are those that can, by their numbers, where very many were tested together.
    """

    def __init__(self, bearing: Bearing, live: Live, passing: bytes | None, licensing: Licensing | None = None) -> None:
        self.licensing = licensing
        self.bearing = bearing
        self.live = live
        self._passing = passing
        self._by: dict[str, Sequence[CompiledGrant]] = {}
        self._to: dict[str, Sequence[CompiledGrant]] = {}
        self._onwards: dict[str, frozenset[str]] = {}
        self._leading: dict[str, frozenset[str]] = {}
        self._circles: dict[tuple[str, frozenset[str]], Circles] = {}

    def may(self, grant: CompiledGrant) -> bool:
        """Whether the grant may; a superset is enough."""
        if self._passing is not None:
            return bool(self._passing[grant.number])
        return self.live.may_carry(grant)

    def now(self, grant: CompiledGrant) -> bool:
        """Whether the grant besides is in force in both readings; some may be that are not told."""
        return self._passing is not None and self._passing[grant.number] == NOW

    def surely(self, grant: CompiledGrant) -> bool:
        """Whether the grant has the share in scope and counts, in both readings; some may that are not told."""
        return self._passing is not None and self._passing[grant.number] >= SURE

    def grants_by(self, party: str) -> Sequence[CompiledGrant]:
        """Those of a party."""
        found = self._by.get(party)
        if found is None:
            found = self._by[party] = self._of(self.bearing.span.believed.grants_by.get(party, ()))
        return found

    def grants_to(self, party: str) -> Sequence[CompiledGrant]:
        """Those to a party."""
        found = self._to.get(party)
        if found is None:
            found = self._to[party] = self._of(self.bearing.span.believed.grants_to.get(party, ()))
        return found

    def _of(self, grants: Sequence[CompiledGrant]) -> Sequence[CompiledGrant]:
        passing = self._passing
        if passing is not None:
            return [grant for grant in grants if passing[grant.number]]
        return [grant for grant in grants if self.live.may_carry(grant)]

    def onwards(self, party: str) -> frozenset[str]:
        """The party, and all to whom such grants lead from it."""
        found = self._onwards.get(party)
        if found is None:
            found = closure((party,), lambda one: [grant.grantee for grant in self.grants_by(one)])
            self._onwards[party] = found
        return found

    def leading(self, root: str) -> frozenset[str]:
        """Of those onwards from a root the ones from whom such grants lead to the service or an operator of it.

        Nobody else is on a way there. Looked for among those onwards: from the service up there are some thousand.
        """
        found = self._leading.get(root)
        if found is None:
            onwards, span = self.onwards(root), self.bearing.span
            goals = {span.service, *(one.operator for one in span.record.operations if one.service == span.service)}
            to: dict[str, list[str]] = {}
            for party in onwards if goals & onwards else ():
                for grant in self.grants_by(party):
                    to.setdefault(grant.grantee, []).append(party)
            found = self._leading[root] = closure(goals & onwards, lambda party: to.get(party, ()))
        return found

    def circles(self, root: str, useful: frozenset[str]) -> Circles:
        """The circles of grants that can be reached from a root, among useful parties; no reading changes them."""
        key = (root, useful)
        if key not in self._circles:
            self._circles[key] = _Circling(self, root, useful)
        return self._circles[key]


class LeafBearing(Bearing):
    """How facts bear on a share at one leaf, where grants were tested together (``Sieve.passing``)."""

    def __init__(self, span: Span, share: Share, passing: bytes) -> None:
        super().__init__(span, share)
        self._passing = passing
        self._passing_takers: dict[str, Sequence[CompiledGrant]] = {}

    def reached(self, grant: CompiledGrant, reading: int) -> int:
        """Where the grant counts and has the share in its scope: at the leaf; nowhere if it is over or not begun."""
        passing = self._passing[grant.number]
        if passing >= SURE:
            return self.span.everywhere
        return super().reached(grant, reading) if passing else 0

    def in_force(self, grant: CompiledGrant, reading: int) -> int:
        """Where the grant has begun and is in force."""
        return self.span.everywhere if self._passing[grant.number] == NOW else super().in_force(grant, reading)

    def barred(
        self, parties: tuple[str, ...], grantee: str, grant: CompiledGrant | None, used: frozenset[int], reading: int
    ) -> int:
        """Where exclusives bar an act by the first party in the name of all: of those that pass."""
        found = 0
        for party in parties:
            for exclusive in self._takers(party):
                found |= self.bars(exclusive, grantee, grant, used, reading)
        return found

    def _takers(self, party: str) -> Sequence[CompiledGrant]:
        found = self._passing_takers.get(party)
        if found is None:
            takers = self.span.believed.takers_by.get(party, ())
            found = self._passing_takers[party] = [one for one in takers if self._passing[one.number]]
        return found


class _Circling(Circles):
    """The circles at one leaf: of grants that are live there."""

    def __init__(self, carrying: Carrying, root: str, useful: frozenset[str]) -> None:
        super().__init__(carrying.bearing, root, useful)
        self._carrying = carrying

    def _edges(self) -> dict[str, list[CompiledGrant]]:
        reached, bit = self.bearing.reached, self._carrying.live.bit
        found: dict[str, list[CompiledGrant]] = {}
        waiting = [self.root]
        while waiting:
            party = waiting.pop()
            if party not in found:
                grants = self._carrying.grants_by(party)
                found[party] = [one for one in grants if one.grantee in self.useful and reached(one, UPPER) & bit]
                waiting += [one.grantee for one in found[party]]
        return found


class Seat(Spot):
    """A spot that knows what may carry anything on there."""

    def __init__(self, carrying: Carrying, reading: int, useful: frozenset[str]) -> None:
        self.carrying = carrying
        super().__init__(carrying.bearing, carrying.live.bit, reading, useful)
        self.opposite: Seat = self  # in the other reading
        self._out: dict[str, tuple[str, ...]] = {}

    @classmethod
    def both(cls, carrying: Carrying, useful: frozenset[str]) -> tuple[Seat, Seat]:
        """The seats of a share in the lower and in the upper reading."""
        lower, upper = cls(carrying, LOWER, useful), cls(carrying, UPPER, useful)
        lower.opposite, upper.opposite = upper, lower
        return lower, upper

    def may_carry(self, grant: CompiledGrant) -> bool:
        """Whether a grant may carry the share on here."""
        return self.carrying.may(grant)

    def licensor(self, owner: str) -> tuple[str, frozenset[str]] | None:
        """Whose grants arrive furthest up, and all who were passed, where very many were tested together."""
        carrying = self.carrying
        return None if carrying.licensing is None else carrying.licensing(self, owner)

    def grants_to(self, party: str) -> Sequence[CompiledGrant]:
        """The grants to a party that may carry the share on here."""
        return self.carrying.grants_to(party)

    def misses(self, grant: CompiledGrant) -> tuple[Dimension, ...]:
        """The dimensions in which the grant's scope does not reach the share."""
        if self.carrying.surely(grant):
            return ()
        bearing, reading, bit = self.bearing, self.reading, self.bit
        found = []
        if not bearing.in_repertoire(grant, reading) & bit:
            found.append(Dimension.REPERTOIRE)
        if not names_right(grant.rights, self.share.right, reading):
            found.append(Dimension.RIGHT)
        if not self.span.names_use(grant.uses, reading):  # on one day all leaves, or none
            found.append(Dimension.USE)
        if not self.span.in_territories(grant, reading) & bit:
            found.append(Dimension.TERRITORY)
        if not grant.conditions[reading]:
            found.append(Dimension.CONDITION)
        return tuple(found)

    def in_time(self, grant: CompiledGrant) -> bool:
        """Whether the grant has begun and is in force."""
        return self.carrying.now(grant) or super().in_time(grant)

    def last_day(self, grant: CompiledGrant) -> date:
        """The last day in force here."""
        return super().last_day(grant) if grant.terminations else grant.last[self.reading]

    @cached_property
    def holders(self) -> frozenset[str]:
        """The owner, and who holds sublicense from it by assignments, exclusives and mandates alone, all in force."""
        from licit.engine.proving.ways import holders  # which needs this class

        return holders(self)

    def out_of(self, statute: Statute) -> tuple[str, ...]:
        """The opt-outs of the owner or a holder that take the share out of an extended statute here (rule 6)."""
        if statute.kind is not StatuteKind.EXTENDED or not self.share.owner:
            return ()
        found = self._out.get(statute.id)
        if found is None:
            found = self._out[statute.id] = self._opting_out(statute)
        return found

    def _opting_out(self, statute: Statute) -> tuple[str, ...]:
        out = self.span.record.opt_outs_of.get(statute.id, ())
        if not out:
            return ()
        opposite = self.opposite
        return tuple(
            one.id
            for one in out
            if one.party in opposite.holders
            and self.span.counts(one.id, one.term, self.share.owner, opposite.reading) & self.bit
        )
