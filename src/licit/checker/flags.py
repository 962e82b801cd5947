# SPDX-License-Identifier: Apache-2.0
"""What is reported beside the answer, worked out anew. SEMANTICS §2 (groups), §3.3 (conflict), §3.7 (overclaim)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from licit.checker.authority import Authority
from licit.checker.part import Part
from licit.model.day import Reading
from licit.model.fact import Grant
from licit.model.proof import Flag, Proof


def flags_of(proof: Proof, parts: Iterable[Part], authority: Authority) -> frozenset[Flag]:
    """The flags of a proof whose nodes are about these parts: reported where they may be so (the upper reading)."""
    found = set()
    if any(
        right.overclaim
        for reading in (proof.lower, proof.upper)
        for place in reading.places
        for requirement in place.requirements
        for right in requirement.rights
    ):
        found.add(Flag.OVERCLAIM)
    for part in parts:
        if not part.asset:
            continue  # a place, not a share
        held = authority.all(part, Reading.UPPER)
        for party in sorted({one.party for one in held if one.sublicense > 0}):
            grants = authority.chains.standings.record.grants_by.get(party, ())
            if _two_exclusives(grants, part, authority):
                found.add(Flag.CONFLICT)
            if any(_groups_differ(grant, part, authority) for grant in grants):
                found.add(Flag.GROUP_DAY)
    return frozenset(found)


def _two_exclusives(grants: Iterable[Grant], part: Part, authority: Authority) -> bool:
    bars = authority.chains.bars
    exclusive = [grant for grant in grants if grant.takes and bars.gives(grant, part, Reading.UPPER)]
    return any(one.grantee != other.grantee for one, other in combinations(exclusive, 2))


def _groups_differ(grant: Grant, part: Part, authority: Authority) -> bool:
    """Whether it reaches the share with the groups of only one of two days: asked about, signed."""
    chains = authority.chains
    if grant.signed is None or not grant.signed.precise:
        return False
    holds = chains.standings.gives(grant, part, Reading.UPPER)
    if not holds or not chains.force.in_force(grant, part, Reading.UPPER):
        return False
    readings = {
        not chains.reach.of_grant(grant, part, Reading.UPPER, (day,))
        for day in (chains.standings.question.day, grant.signed.earliest)
    }
    return len(readings) > 1
