# SPDX-License-Identifier: Apache-2.0
"""Who belongs to a group, upwards: a member's member is a member. Source: SEMANTICS §2, Membership."""

from __future__ import annotations

from datetime import date

from licit.model.day import Reading
from licit.model.fact import Membership
from licit.reference.point import Point


def is_member(point: Point, party: str, group: str, day: date, reading: Reading) -> bool:
    """Whether the party belongs to the group on that day, membership being read as something that gives."""
    return group in groups_of(point, party, day, reading)


def groups_of(point: Point, party: str, day: date, reading: Reading) -> frozenset[str]:
    """All groups above a party on that day."""
    found: set[str] = set()
    before: set[str] | None = None
    while found != before:
        before = set(found)
        for membership in memberships_in(point, day, reading):
            if membership.member == party or membership.member in found:
                found.add(membership.group)
    return frozenset(found)


def memberships_in(point: Point, day: date, reading: Reading) -> tuple[Membership, ...]:
    """The memberships that count on that day."""
    from licit.reference.standing import holds

    return tuple(
        membership
        for membership in point.record.memberships
        if membership.term.covers(day, reading) and holds(point, membership, "", reading)
    )
