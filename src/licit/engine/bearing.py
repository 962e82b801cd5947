# SPDX-License-Identifier: Apache-2.0
"""What each fact does to one owner's share in a scene, as masks of leaves. Source: SEMANTICS §2, §3.3, §4."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from licit.engine.grants import READINGS, UPPER, CompiledGrant, comes_first, signed_by, surely_before
from licit.engine.scene import Scene, names_right
from licit.model.day import begins, ends
from licit.model.fact import Statute
from licit.model.scope import Repertoire


@dataclass(frozen=True, slots=True)
class Share:
    """An owner's share as authority sees it: of whatever size, in any asset of the same profile and right.

    ``owner`` is empty for the unnamed owner of a missing share; ``profile`` the lists that the asset is in.
    """

    owner: str
    profile: int
    right: str


class Bearing:
    """One share in one scene: where a grant has it in scope and holds, and until when."""

    def __init__(self, scene: Scene, share: Share) -> None:
        self.scene = scene
        self.share = share
        self.day = scene.day
        self._reached: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self._last: tuple[dict[int, date], dict[int, date]] = ({}, {})

    def reached(self, grant: CompiledGrant, reading: int) -> int:
        """The leaves where the grant counts and has the share in its scope, whatever its term."""
        known = self._reached[reading]
        found = known.get(grant.number)
        if found is None:
            found = known[grant.number] = self._reach(grant, reading)
        return found

    def _reach(self, grant: CompiledGrant, reading: int) -> int:
        scene, share = self.scene, self.share
        if not (
            grant.conditions[reading]
            and names_right(grant.rights, share.right, reading)
            and scene.names_use(grant.uses, reading)
            and scene.holds(grant.id, share.owner, reading)
        ):
            return 0
        if grant.at_signature and grant.signed is not None:
            days: tuple[date, ...] = (grant.signed.earliest, grant.signed.latest)
        else:
            days = (self.day,)
        if not self.in_repertoire(grant, reading, days):
            return 0
        return self.in_territories(grant, reading, days)

    def in_repertoire(self, grant: CompiledGrant, reading: int, days: tuple[date, ...]) -> bool:
        """Whether the repertoire names the share and no exception does."""
        if grant.repertoire is None:
            named = reading == UPPER
        else:
            named = self._named(grant.repertoire, grant.lists, reading, days)
        return named and not self._named(grant.exceptions, grant.exception_lists, 1 - reading, days)

    def _named(self, repertoire: Repertoire, lists: int, reading: int, days: tuple[date, ...]) -> bool:
        owner = self.share.owner
        if repertoire.everything or self.share.profile & lists:
            return True
        if not owner:
            return False
        if owner in repertoire.parties:
            return True
        quantifier = any if reading else all
        groups = self.scene.groups_of
        for group in repertoire.members_of:
            if quantifier(group in groups(owner, day, reading) for day in days):
                return True
        return bool(reading) and any(
            group in groups(owner, day, reading) for group in repertoire.some_members_of for day in days
        )

    def in_territories(self, grant: CompiledGrant, reading: int, days: tuple[date, ...]) -> int:
        """The leaves of the scene in the grant's territories."""
        if grant.territories is None:
            return self.scene.cell if reading else 0
        places = self.scene.believed.places
        found = self.scene.cell & places.mask(grant.territories, days[0])
        for day in days[1:]:
            other = self.scene.cell & places.mask(grant.territories, day)
            found = found | other if reading else found & other
        return found

    def last_day(self, grant: CompiledGrant, reading: int) -> date:
        """The last day in force as a giver: the end, or an earlier termination that counts."""
        known = self._last[reading]
        last = known.get(grant.number)
        if last is None:
            last = grant.last[reading]
            for termination, days in grant.terminations:
                if days[reading] < last and self.scene.holds(termination.id, self.share.owner, 1 - reading):
                    last = days[reading]
            known[grant.number] = last
        return last

    def in_force(self, grant: CompiledGrant, reading: int) -> bool:
        """Whether the grant has begun and is in force on the day."""
        return grant.first[reading] <= self.day <= self.last_day(grant, reading)

    def in_way(self, grant: CompiledGrant, reading: int) -> int:
        """The leaves where an exclusive that takes bars, its order left aside; it is read in the opposite reading."""
        opposite = 1 - reading
        return self.reached(grant, opposite) if self.in_force(grant, opposite) else 0

    def barred(
        self, parties: tuple[str, ...], grantee: str, grant: CompiledGrant | None, used: frozenset[int], reading: int
    ) -> int:
        """The leaves where exclusives bar an act by the first party in the name of all (rule 3).

        ``grant`` is the act, none for a use; ``used`` the grants on the chain (licence back).
        """
        takers_by = self.scene.believed.takers_by
        found = 0
        for party in parties:
            for exclusive in takers_by.get(party, ()):
                found |= self.bars(exclusive, grantee, grant, used, reading)
        return found

    def bars(
        self, exclusive: CompiledGrant, grantee: str, grant: CompiledGrant | None, used: frozenset[int], reading: int
    ) -> int:
        """The leaves where one exclusive bars an act for ``grantee``."""
        takes = exclusive.takes_exercise if grant is None else exclusive.takes_sublicense
        if not takes or exclusive.grantee == grantee or exclusive is grant or exclusive.number in used:
            return 0
        if grant is None:
            if not signed_by(exclusive, self.day, reading):
                return 0
        elif not comes_first(exclusive, grant, reading):
            return 0
        found = self.in_way(exclusive, reading)
        return found & ~self._voided(exclusive, grantee, grant, used, reading) if found else 0

    def _voided(
        self, late: CompiledGrant, grantee: str, grant: CompiledGrant | None, used: frozenset[int], reading: int
    ) -> int:
        """The leaves where an earlier exclusive of the same grantor voids a later one for an act that it allows."""
        found = 0
        for first in self.scene.believed.takers_by.get(late.grantor, ()):
            if first.grantee == late.grantee or first.number in used or not first.takes_sublicense:
                continue
            takes = first.takes_exercise if grant is None else first.takes_sublicense
            if takes and first.grantee != grantee:
                continue
            if surely_before(late, first) if reading else not surely_before(first, late):
                continue
            if self.in_force(first, reading):
                found |= self.reached(first, reading)
        return found

    def statute(self, statute: Statute, reading: int) -> int:
        """The leaves where a statute counts and reaches the share, before any opt-out."""
        scene, share = self.scene, self.share
        if not (
            begins(statute.term.start, READINGS[reading]) <= self.day <= ends(statute.term.end, READINGS[reading])
            and names_right(statute.rights, share.right, reading)
            and scene.names_use(statute.uses, reading)
            and (statute.assets is None or share.profile & scene.believed.lists.listed(statute.assets))
            and scene.holds(statute.id, share.owner, reading)
        ):
            return 0
        if statute.territories is None:
            return scene.cell if reading else 0
        return scene.cell & scene.believed.places.mask(statute.territories, self.day)
