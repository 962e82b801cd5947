# SPDX-License-Identifier: Apache-2.0
"""Groups of parties, read without a position: who belongs to them on a day, or ever, as the record has it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from licit.model.day import Reading
from licit.model.fact import Membership
from licit.model.record import Record


def members(record: Record, groups: Iterable[str], day: date | None = None) -> frozenset[str]:
    """All members of the groups, members of members too: on that day for sure, or without a day ever."""
    found = set[str]()
    waiting = list(groups)
    if not waiting:  # most scopes name none
        return frozenset()
    below = dict[str, list[Membership]]()
    for membership in record.memberships:
        below.setdefault(membership.group, []).append(membership)
    while waiting:
        for membership in below.get(waiting.pop(), ()):
            counts = day is None or membership.term.covers(day, Reading.LOWER)
            if counts and membership.member not in found:
                found.add(membership.member)
                waiting.append(membership.member)
    return frozenset(found)
