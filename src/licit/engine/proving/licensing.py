# SPDX-License-Identifier: Apache-2.0
"""Whose grants arrive at the service, furthest up, by levels of all parties together: as ``nearest.licensor`` finds it.

A thousand labels may stand above one service: 2.6 ms party by party, and 0.3 ms so.
"""

from __future__ import annotations

import numpy as np

from licit.engine.proving.seat import NOW, Seat
from licit.engine.proving.sieve import Sieve


def licensor(sieve: Sieve, seat: Seat, passing: bytes, owner: str) -> tuple[str, frozenset[str]]:
    """The party, and all who were passed; ``owner`` does not count."""
    service = seat.span.service
    claims = (claim.licensor for claim in seat.span.record.claims if claim.service == service)
    claimed = {name: number for number, name in enumerate(dict.fromkeys(claims))}
    codes = np.frombuffer(passing, dtype=np.uint8)
    carrying = codes == NOW
    unsure = np.flatnonzero((codes > 0) & ~carrying)
    names = sieve.parties.known
    size = len(names)
    level, seen = {service}, {service}
    furthest = service
    while level:
        here = np.zeros(size, dtype=np.bool_)
        here[[number for name in level if (number := sieve.parties.number(name)) is not None]] = True
        new = {names[number] for number in np.unique(sieve.grantor[carrying & here[sieve.grantee]]).tolist()}
        new |= _by_looking(sieve, seat, unsure[here[sieve.grantee[unsure]]].tolist(), seen)
        new |= _operators(seat, level)
        level = new - seen - {owner}
        seen |= level
        furthest = min(level, key=lambda party: (claimed.get(party, len(claimed)), party), default=furthest)
    return furthest, frozenset(seen)


def _by_looking(sieve: Sieve, seat: Seat, numbers: list[int], seen: set[str]) -> set[str]:
    """The grantors of those grants that carry the share on after all."""
    found: set[str] = set()
    for number in numbers:
        grant = sieve.by_number[number]
        if grant.grantor not in seen and grant.grantor not in found:
            reached = seat.bearing.reached(grant, seat.reading) & seat.bit
            if reached and seat.in_time(grant):
                found.add(grant.grantor)
    return found


def _operators(seat: Seat, level: set[str]) -> set[str]:
    span = seat.span
    return {
        one.operator
        for one in span.record.operations
        if one.service in level and span.stands(one.id, "").accepted & span.term(one.term, seat.reading) & seat.bit
    }
