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
    waiting = [party]
    while waiting:
        for membership in point.record.memberships_of.get(waiting.pop(), ()):
            if membership.group not in found and counts(point, membership, day, reading):
                found.add(membership.group)
                waiting.append(membership.group)
    return frozenset(found)


def counts(point: Point, membership: Membership, day: date, reading: Reading) -> bool:
    """Whether a membership counts on that day."""
    from licit.reference.standing import holds

    return membership.term.covers(day, reading) and holds(point, membership, "", reading)
