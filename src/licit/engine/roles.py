# SPDX-License-Identifier: Apache-2.0
"""Which owners are alike to whoever holds their shares: those whom nothing that lies beyond tells apart.

Source: SEMANTICS §7, renaming.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from licit.engine.bearing import Share
from licit.engine.believed import Believed
from licit.engine.closure import closure
from licit.model.day import Term
from licit.model.fact import Grant, Membership, Termination
from licit.model.proof import Standing

Likeness = frozenset[tuple[str, Term, Standing, str]]  # of memberships: in which group, when, how it stands, its name


class Roles:
    """The role of a share: the same share of the first owner that is like its own.

    An owner is told apart by grants whose repertoire names it, or a group above it, and by findings between parties.
    """

    def __init__(self, believed: Believed, useful: frozenset[str]) -> None:
        self.believed = believed
        self.useful = useful
        record = believed.record
        self._naming: dict[str, set[str]] = {}
        for grant in record.grants:
            for repertoire in (grant.scope.repertoire, grant.scope.exceptions):
                if repertoire is not None:
                    for name in (*repertoire.parties, *repertoire.members_of, *repertoire.some_members_of):
                        self._naming.setdefault(name, set()).add(grant.grantor)
        self._between: set[str] = set()
        self._tell_apart_by_findings()
        self._beyond: dict[str, frozenset[str]] = {}
        self._alike: dict[tuple[tuple[str, ...], Likeness], str] = {}
        self._telling: dict[str, tuple[tuple[Membership, frozenset[str]], ...]] = {}

    def _tell_apart_by_findings(self) -> None:
        """A finding between parties on a grant tells them apart to its grantor, as if that named them.

        Findings on what is no grant, nor ends one, are asked about by each share itself. Where patterns are denied,
        more may hang on a finding.
        """
        by_id = self.believed.record.by_id
        for findings in self.believed.record.findings_on.values():
            for finding in findings:
                if not finding.between:
                    continue
                fact = self.believed.about(finding)
                if isinstance(fact, Termination):
                    fact = by_id.get(fact.grant)
                if self.believed.patterns:
                    self._between |= finding.between
                elif isinstance(fact, Grant):
                    for party in finding.between:
                        self._naming.setdefault(party, set()).add(fact.grantor)

    def role(self, share: Share, parties: tuple[str, ...]) -> Share:
        """The share that stands for all that are alike to these parties, and to all whom their grants lead to."""
        telling = self._telling_apart(share.owner, parties)
        return share if telling is None else self._of(parties, telling, share)

    def own(self, share: Share, parties: tuple[str, ...]) -> Share:
        """The share that stands for all that are alike to these parties themselves."""
        telling = self._told_by(share.owner, parties)
        return share if telling is None else self._of(("", *parties), telling, share)

    def _told_by(self, owner: str, parties: tuple[str, ...]) -> frozenset[Membership] | None:
        """The memberships that tell an owner apart to these parties; None where it is like nobody else."""
        if not owner or owner in self._between:
            return None
        naming = self._naming.get(owner)
        if naming is not None and not naming.isdisjoint(parties):
            return None
        telling = self._memberships(owner)
        return frozenset(one for one, among in telling if not among.isdisjoint(parties)) if telling else frozenset()

    def _telling_apart(self, owner: str, parties: tuple[str, ...]) -> frozenset[Membership] | None:
        """The memberships that tell an owner apart to these parties and beyond; None where it is like nobody else."""
        if not owner or owner in self._between:
            return None
        naming = self._naming.get(owner)
        telling = self._memberships(owner)
        if naming is None and not telling:
            return frozenset()
        beyond: set[str] = set()
        for party in parties:
            beyond |= self.beyond(party)
        if naming is not None and not naming.isdisjoint(beyond):
            return None
        return frozenset(one for one, among in telling if not among.isdisjoint(beyond))

    def anywhere(self, share: Share) -> Share:
        """The share that stands for all that are alike to everybody."""
        owner = share.owner
        if not owner or owner in self._between or owner in self._naming:
            return share
        return self._of((), frozenset(one for one, _ in self._memberships(owner)), share)

    def take_over(self, older: Roles, edges: AbstractSet[str]) -> None:
        """Let the same owners stand for others as among older roles, where they are still like them.

        Else what was worked out for them would never be asked for again. ``edges``: the parties whose grants lead
        to others now.
        """
        self._beyond = {party: beyond for party, beyond in older._beyond.items() if beyond.isdisjoint(edges)}
        for (parties, like), owner in older._alike.items():
            if (
                parties
                and parties[0]
                and ((not like and self._is_like_any(owner)) or self.likeness(owner, parties) == like)
            ):
                self._alike[parties, like] = owner

    def _is_like_any(self, owner: str) -> bool:
        """Whether nothing at all tells the owner apart."""
        told = owner in self._naming or owner in self._between or owner in self.believed.record.memberships_of
        return bool(owner) and not told

    def likeness(self, owner: str, parties: tuple[str, ...]) -> Likeness | None:
        """By what an owner is known to these parties and beyond: the same for all alike; None if it is like nobody."""
        telling = self._telling_apart(owner, parties)
        return None if telling is None else self._likeness(telling)

    def stand_for(self, owner: str, parties: tuple[str, ...]) -> None:
        """Let an owner stand for all that are alike to these parties, if nobody does yet."""
        like = self.likeness(owner, parties)
        if like is not None:
            self._alike.setdefault((parties, like), owner)

    def _of(self, parties: tuple[str, ...], belongings: frozenset[Membership], share: Share) -> Share:
        owner = self._alike.setdefault((parties, self._likeness(belongings)), share.owner)
        return share if owner == share.owner else Share(owner, share.profile, share.right)

    def _likeness(self, belongings: frozenset[Membership]) -> Likeness:
        record = self.believed.record
        return frozenset(
            (one.group, one.term, self.believed.by_words(one.id), one.id if one.id in record.findings_on else "")
            for one in belongings
        )

    def _memberships(self, owner: str) -> tuple[tuple[Membership, frozenset[str]], ...]:
        """The memberships that some grant tells apart, each with the grantors of these."""
        found = self._telling.get(owner)
        if found is None:
            on = self.believed.record.memberships_of.get(owner, ())
            found = tuple((one, grantors) for one in on if (grantors := self._naming_above(one.group)))
            self._telling[owner] = found
        return found

    def _naming_above(self, group: str) -> frozenset[str]:
        above = (group, *self.believed.groups_ever(group))
        return frozenset(grantor for name in above for grantor in self._naming.get(name, ()))

    def beyond(self, party: str) -> frozenset[str]:
        """The party, and all whom grants on record lead to from it.

        Kept of those alone to whom somebody granted: most parties are owners, and each has a set of its own.
        """
        found = self._beyond.get(party)
        if found is None:
            if party not in self.believed.grants_to:
                return frozenset((party,)).union(*(self.beyond(one) for one in self._grantees(party)))
            found = self._beyond[party] = closure((party,), self._grantees)
        return found

    def _grantees(self, party: str) -> list[str]:
        grants = self.believed.grants_by.get(party, ())
        return [grant.grantee for grant in grants if grant.grantee in self.useful]
