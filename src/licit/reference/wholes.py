# SPDX-License-Identifier: Apache-2.0
"""Owners, shares and the values of wholes. Source: SEMANTICS §3.7 and §4, settlements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from licit.model.day import Reading
from licit.model.fact import Control, Requirement, Server
from licit.model.proof import Standing, Value
from licit.model.scope import ALL
from licit.model.share import TOLERANCE, WHOLE
from licit.reference.point import OwnedShare, Point
from licit.reference.standing import standing

Settlement = Mapping[str, bool]


def is_open(point: Point, fact: Control | Requirement | Server) -> bool:
    """Whether an owner, requirement or server is disputed, or its imprecise term may or may not include the day."""
    stands = standing(point, fact.id, "")
    if stands in (Standing.REJECTED, Standing.UNSAID) or not fact.term.covers(point.day, Reading.UPPER):
        return False
    return stands is Standing.DISPUTED or not fact.term.covers(point.day, Reading.LOWER)


def taken(point: Point, fact: Control | Requirement | Server, settlement: Settlement) -> bool:
    """Whether the fact counts on the day under a settlement of what is open."""
    if is_open(point, fact):
        return settlement[fact.id]
    return standing(point, fact.id, "") is Standing.ACCEPTED and fact.term.covers(point.day, Reading.LOWER)


def controls_at(point: Point, asset: str) -> tuple[Control, ...]:
    """The controls of an asset whose territories contain the place and whose share is not nothing."""
    return tuple(
        control
        for control in point.record.controls_of.get(asset, ())
        if control.share.hundredths > 0  # a zero share is no owner
        and control.territories.contains(point.territory, point.record.atlas, point.day)
    )


def shares_of(point: Point, asset: str, right: str, settlement: Settlement) -> tuple[OwnedShare, ...]:
    """Each owner's share of a right, rows of one party added up, and the missing rest with an unnamed owner."""
    rows: dict[str, list[Control]] = {}
    for control in controls_at(point, asset):
        if (control.rights is ALL or right in control.rights) and taken(point, control, settlement):
            rows.setdefault(control.party, []).append(control)
    shares = [
        OwnedShare(asset, right, party, sum(row.share.hundredths for row in own), tuple(row.id for row in own))
        for party, own in rows.items()
    ]
    missing = WHOLE - sum(share.hundredths for share in shares)
    if missing > TOLERANCE:
        shares.append(OwnedShare(asset, right, "", missing))
    return tuple(shares)


def overclaimed(shares: Iterable[OwnedShare]) -> bool:
    """Whether the shares add up to more than the whole and its tolerance."""
    return sum(share.hundredths for share in shares) > WHOLE + TOLERANCE


def least(values: Iterable[Value]) -> Value:
    """The value of a whole: the least of its parts, and yes where nothing is asked."""
    return min(values, default=Value.YES)


def whole_of_shares(values: Iterable[Value], *, any_co_owner: bool, overclaim: bool) -> Value:
    """Of co-owners any one of whom suffices, the greatest; but in an overclaim every owner must be cleared."""
    return max(values) if any_co_owner and not overclaim else least(values)


def requirements_at(point: Point) -> tuple[Requirement, ...]:
    """The requirements on record for the use in this place, whatever their standing and term."""
    return tuple(
        requirement
        for requirement in point.record.requirements
        if point.record.uses.covers(requirement.use, point.question.use, point.day)
        and requirement.territories.contains(point.territory, point.record.atlas, point.day)
    )


def counting_requirements(point: Point, settlement: Settlement) -> tuple[Requirement, ...]:
    """The requirements that count: defaults only where none that is not a default applies; all that count add up."""
    applying = [one for one in requirements_at(point) if taken(point, one, settlement)]
    special = [one for one in applying if not one.default]
    return tuple(special or applying)
