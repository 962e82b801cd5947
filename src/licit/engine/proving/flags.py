# SPDX-License-Identifier: Apache-2.0
"""What is reported beside the answer. Source: SEMANTICS §2 (groups), §3.3 (conflict), §3.7 (overclaim)."""

from __future__ import annotations

from collections.abc import Iterator

from licit.engine.bearing import Bearing
from licit.engine.grants import UPPER
from licit.engine.proving.bench import rights_of, shares_of
from licit.engine.proving.index import Dated, Index
from licit.engine.proving.seat import Seat
from licit.engine.proving.shares import Shares
from licit.engine.proving.ways import roots, walked
from licit.engine.span import names_right
from licit.engine.walk import State
from licit.model.day import Reading
from licit.model.fact import Statute
from licit.model.proof import Flag, ReadingProof


def flags(index: Index, shares: Shares, *readings: ReadingProof) -> frozenset[Flag]:
    """The flags of what the two deciding readings looked at."""
    found: set[Flag] = set()
    if any(right.overclaim for _, right in rights_of(*readings)):
        found.add(Flag.OVERCLAIM)
    for share, leaf in dict.fromkeys((shares.share(owned), leaf) for leaf, owned, _ in shares_of(*readings)):
        seat = shares.seat(share, leaf, Reading.UPPER)
        begun = tuple(roots(seat))
        reached = frozenset().union(*(seat.carrying.onwards(root.holder) for _, root in begun))
        for flag, suspects in (
            (Flag.CONFLICT, _in_conflict(index, seat, reached)),
            (Flag.GROUP_DAY, _differing(index, seat, reached)),
        ):
            parties = frozenset() if flag in found else frozenset(suspects)
            if parties and any(_holds(seat, statute, root, reached, parties) for statute, root in begun):
                found.add(flag)
    return frozenset(found)


def _in_conflict(index: Index, seat: Seat, reached: frozenset[str]) -> Iterator[str]:
    """Whoever gave exclusives of the share to different grantees that both may hold here."""
    bearing, bit = seat.bearing, seat.bit
    for party, takers in index.rivals(seat.day):
        if party in reached:
            grantees = {
                one.grantee
                for one in takers
                if seat.may_carry(one) and bearing.reached(one, UPPER) & bit and bearing.in_force(one, UPPER) & bit
            }
            if len(grantees) > 1:
                yield party


def _differing(index: Index, seat: Seat, reached: frozenset[str]) -> Iterator[str]:
    """Whoever made a grant that reaches the share with the groups of only one of two days: asked about, signed."""
    for one in (*index.dated(seat.day, seat.bit), *index.dated_members(seat.share.owner)):
        if one.grant.grantor in reached and _differs(one, seat.bearing, seat.bit):
            yield one.grant.grantor


def _differs(one: Dated, bearing: Bearing, bit: int) -> bool:
    grant, span = one.grant, bearing.span
    if not names_right(grant.rights, bearing.share.right, UPPER) or not bearing.in_force(grant, UPPER) & bit:
        return False
    if not (span.names_use(grant.uses, UPPER) & span.holds(grant.id, bearing.share.owner, UPPER) & bit):
        return False
    readings = {
        bool(bearing.in_repertoire(on, UPPER) & span.in_territories(on, UPPER) & bit)
        for on in (one.on(None), one.on(one.signed))
    }
    return len(readings) > 1


def _holds(seat: Seat, statute: Statute | None, root: State, reached: frozenset[str], sought: frozenset[str]) -> bool:
    """Whether any of these parties may have the share to give here."""
    states = (way.states[-1] for way in walked(seat, statute, root, reached))
    return any(state.holder in sought and state.sublicense > 0 for state in states)
