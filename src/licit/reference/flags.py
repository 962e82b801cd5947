# SPDX-License-Identifier: Apache-2.0
"""What is reported beside the answer. Source: SEMANTICS §2 (groups), §3.3 (conflict), §3.7 (overclaim)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from licit.model.day import Reading
from licit.model.fact import Grant
from licit.model.proof import Flag, ReadingProof
from licit.reference.bench import Bench
from licit.reference.looked_at import rights_of, shares_of
from licit.reference.point import OwnedShare, Point
from licit.reference.reach import all_ways
from licit.reference.scope import covers, in_force, in_repertoire, in_territories, names_right, names_use
from licit.reference.standing import holds


def flags(bench: Bench, lower: ReadingProof, upper: ReadingProof) -> frozenset[Flag]:
    """The flags of what the two deciding readings looked at."""
    found: set[Flag] = set()
    if any(right.overclaim for _, right in rights_of(lower, upper)):
        found.add(Flag.OVERCLAIM)
    for point, share, _ in shares_of(bench, lower, upper):
        for grants in _grants_of_holders(point, share):
            if conflict(point, share, grants):
                found.add(Flag.CONFLICT)
            if any(group_day_differs(point, share, grant) for grant in grants):
                found.add(Flag.GROUP_DAY)
    return frozenset(found)


def _grants_of_holders(point: Point, share: OwnedShare) -> Iterator[tuple[Grant, ...]]:
    """The counting grants of each party that has the share to give, in the upper reading."""
    holders = {way.holder for _, _, way in all_ways(point, share, Reading.UPPER) if way.powers.sublicense > 0}
    for holder in sorted(holders):
        yield tuple(
            grant
            for grant in point.record.grants_by.get(holder, ())
            if holds(point, grant, share.owner, Reading.UPPER) and in_force(point, grant, share.owner, Reading.UPPER)
        )


def conflict(point: Point, share: OwnedShare, grants: tuple[Grant, ...]) -> bool:
    """Whether two exclusives of one thing went to different grantees."""
    grantees = {grant.grantee for grant in grants if grant.takes and covers(point, grant, share, Reading.UPPER)}
    return len(grantees) > 1


def group_day_differs(point: Point, share: OwnedShare, grant: Grant) -> bool:
    """Whether the day's and the signature's reading of a group differ for this share in this place."""
    if grant.signed is None or not grant.signed.precise:
        return False
    on_day, at_signature = (point.day,), (grant.signed.earliest,)
    scope = grant.scope
    if not (names_right(scope.rights, share.right, Reading.UPPER) and names_use(point, scope.uses, Reading.UPPER)):
        return False
    return _reaches(point, share, grant, on_day) != _reaches(point, share, grant, at_signature)


def _reaches(point: Point, share: OwnedShare, grant: Grant, days: tuple[date, ...]) -> bool:
    return in_repertoire(point, grant, share, Reading.UPPER, days) and in_territories(point, grant, Reading.UPPER, days)
