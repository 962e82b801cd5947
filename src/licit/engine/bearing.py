# SPDX-License-Identifier: Apache-2.0
"""What each fact does to one owner's share in a span, as masks. Source: SEMANTICS §2, §3.3, §4."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from licit.engine.grants import UPPER, CompiledGrant, comes_first, surely_before
from licit.engine.span import Span, names_right
from licit.model.day import LAST
from licit.model.fact import Statute
from licit.model.scope import Repertoire

if TYPE_CHECKING:
    from licit.engine.walk import Held


class Share(NamedTuple):
    """An owner's share as authority sees it: of whatever size, in any asset of the same profile and right.

    ``owner`` is empty for the unnamed owner of a missing share; ``profile`` the lists that the asset is in.
    """

    owner: str
    profile: int
    right: str


class Bearing:
    """One share in a span: where a grant has it in scope and holds, and when it is in force."""

    def __init__(self, span: Span, share: Share) -> None:
        self.span = span
        self.share = share
        self.holders: dict[int, Held] = {}  # by reading, once asked for
        self._reached: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self._force: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self._in_way: tuple[dict[int, int], dict[int, int]] = ({}, {})

    def reached(self, grant: CompiledGrant, reading: int) -> int:
        """Where the grant counts and has the share in its scope, whatever its term."""
        known = self._reached[reading]
        found = known.get(grant.number)
        if found is None:
            found = known[grant.number] = self._reach(grant, reading)
        return found

    def _reach(self, grant: CompiledGrant, reading: int) -> int:
        span, share = self.span, self.share
        if not grant.conditions[reading] or not names_right(grant.rights, share.right, reading):
            return 0
        found = span.names_use(grant.uses, reading)
        if found:
            found &= span.in_territories(grant, reading)
        if found:
            found &= span.holds(grant.id, share.owner, reading)
        return found & self.in_repertoire(grant, reading) if found else 0

    def in_repertoire(self, grant: CompiledGrant, reading: int) -> int:
        """Where the repertoire names the share and no exception does."""
        if grant.repertoire is None:
            named = self.span.everywhere if reading == UPPER else 0
        else:
            named = self._named(grant.repertoire, grant.lists, reading, grant.group_days)
        return named & ~self._named(grant.exceptions, grant.exception_lists, 1 - reading, grant.group_days)

    def _named(self, repertoire: Repertoire, lists: int, reading: int, days: tuple[date | None, ...]) -> int:
        owner = self.share.owner
        everywhere = self.span.everywhere
        if repertoire.everything or self.share.profile & lists or (owner and owner in repertoire.parties):
            return everywhere
        found = 0
        if owner:
            for group in repertoire.members_of:
                found |= self._belongs(owner, group, reading, days)
            if reading:  # of some unnamed members: each in the upper reading, none in the lower
                for group in repertoire.some_members_of:
                    found |= self._belongs(owner, group, reading, days)
        return found

    def _belongs(self, owner: str, group: str, reading: int, days: tuple[date | None, ...]) -> int:
        """Where the owner is a member: on all of the days in the lower reading, on any in the upper."""
        found = self.span.above(owner, days[0], reading).get(group, 0)
        for day in days[1:]:
            other = self.span.above(owner, day, reading).get(group, 0)
            found = found | other if reading else found & other
        return found

    def lasting(self, grant: CompiledGrant, reading: int) -> list[tuple[int, date]]:
        """The last day in force as a giver, and where it is that: the end, or an earlier termination that counts."""
        pieces = [(self.span.everywhere, grant.last[reading])]
        for termination, days in grant.terminations:
            ended = self.span.holds(termination.id, self.share.owner, 1 - reading)
            if ended:
                cut = [(where & ended, min(last, days[reading])) for where, last in pieces]
                pieces = [(where & ~ended, last) for where, last in pieces] + cut
                pieces = [piece for piece in pieces if piece[0]]
        return pieces

    def in_force(self, grant: CompiledGrant, reading: int) -> int:
        """Where the grant has begun and is in force."""
        known = self._force[reading]
        found = known.get(grant.number)
        if found is None:
            found = 0
            for where, last in self.lasting(grant, reading):
                found |= where & self.span.during(grant.first[reading], last)
            known[grant.number] = found
        return found

    def in_way(self, exclusive: CompiledGrant, reading: int) -> int:
        """Where an exclusive bars acts that come after it: it takes, so it is read in the opposite reading."""
        known = self._in_way[reading]
        found = known.get(exclusive.number)
        if found is None:
            opposite = 1 - reading
            found = self.reached(exclusive, opposite)
            found = known[exclusive.number] = found & self.in_force(exclusive, opposite) if found else 0
        return found

    def barred(
        self, parties: tuple[str, ...], grantee: str, grant: CompiledGrant | None, used: frozenset[int], reading: int
    ) -> int:
        """Where exclusives bar an act by the first party in the name of all (rule 3).

        ``grant`` is the act, none for a use; ``used`` the grants on the chain (licence back).
        """
        takers_by = self.span.believed.takers_by
        found = 0
        for party in parties:
            for exclusive in takers_by.get(party, ()):
                found |= self.bars(exclusive, grantee, grant, used, reading)
        return found

    def bars(
        self, exclusive: CompiledGrant, grantee: str, grant: CompiledGrant | None, used: frozenset[int], reading: int
    ) -> int:
        """Where one exclusive bars an act for ``grantee``."""
        takes = exclusive.takes_exercise if grant is None else exclusive.takes_sublicense
        if not takes or exclusive.grantee == grantee or exclusive is grant or exclusive.number in used:
            return 0
        if grant is not None and not comes_first(exclusive, grant, reading):
            return 0
        found = self.in_way(exclusive, reading)
        if found and grant is None:
            found &= self._signed_by(exclusive, reading)
        return found & ~self._voided(exclusive, grantee, grant, used, reading) if found else 0

    def _signed_by(self, exclusive: CompiledGrant, reading: int) -> int:
        """The slices by which an exclusive was signed: where open, all in the lower reading, none in the upper."""
        if exclusive.signed is None:
            return 0 if reading else self.span.everywhere
        return self.span.during(exclusive.signed.latest if reading else exclusive.signed.earliest, LAST)

    def _voided(
        self, late: CompiledGrant, grantee: str, grant: CompiledGrant | None, used: frozenset[int], reading: int
    ) -> int:
        """Where an earlier exclusive of the same grantor voids a later one for an act that it allows."""
        found = 0
        for first in self.span.believed.takers_by.get(late.grantor, ()):
            if first.grantee == late.grantee or first.number in used or not first.takes_sublicense:
                continue
            takes = first.takes_exercise if grant is None else first.takes_sublicense
            if takes and first.grantee != grantee:
                continue
            if surely_before(late, first) if reading else not surely_before(first, late):
                continue
            found |= self.reached(first, reading) & self.in_force(first, reading)
        return found

    def statute(self, statute: Statute, reading: int) -> int:
        """Where a statute counts and reaches the share, before any opt-out."""
        span, share = self.span, self.share
        if not names_right(statute.rights, share.right, reading):
            return 0
        if statute.assets is not None and not share.profile & span.believed.lists.listed(statute.assets):
            return 0
        found = span.counts(statute.id, statute.term, share.owner, reading)
        if found:
            found &= span.names_use(statute.uses, reading)
        if statute.territories is None:
            return found if reading else 0
        return found & span.tile(statute.territories) if found else 0
