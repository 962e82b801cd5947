# SPDX-License-Identifier: Apache-2.0
"""What is reported beside the answer. Source: SEMANTICS §2 (groups), §3.3 (conflict), §3.7 (overclaim)."""

from __future__ import annotations

from collections.abc import Iterator

from licit.engine.bearing import Bearing, Share
from licit.engine.grants import UPPER
from licit.engine.proving.bench import rights_of, shares_of
from licit.engine.proving.index import Dated, Index
from licit.engine.proving.seat import Seat
from licit.engine.proving.shares import Shares
from licit.engine.proving.ways import roots, walked
from licit.engine.span import names_right
from licit.model.day import Reading
from licit.model.proof import Flag, ReadingProof


def flags(index: Index, shares: Shares, *readings: ReadingProof) -> frozenset[Flag]:
    """The flags of what the two deciding readings looked at."""
    found: set[Flag] = set()
    if any(right.overclaim for _, right in rights_of(*readings)):
        found.add(Flag.OVERCLAIM)
    for share, leaf in dict.fromkeys((shares.share(owned), leaf) for leaf, owned, _ in shares_of(*readings)):
        bearing, bit = shares.bearing(share), shares.span.places.bit(leaf)
        if Flag.CONFLICT not in found:
            parties = frozenset(_in_conflict(index, shares.seat(share, leaf, Reading.UPPER)))
            if parties and _any_holds(index, shares, share, leaf, parties):
                found.add(Flag.CONFLICT)
        if Flag.GROUP_DAY not in found:
            parties = frozenset(_differing(index, bearing, bit))
            if parties and _any_holds(index, shares, share, leaf, parties):
                found.add(Flag.GROUP_DAY)
    return frozenset(found)


def _in_conflict(index: Index, seat: Seat) -> Iterator[str]:
    """Whoever gave exclusives of the share to different grantees that both may hold here."""
    bearing, bit = seat.bearing, seat.bit
    for party, takers in index.rivals(bearing.span.days[0]):
        grantees = {
            one.grantee
            for one in takers
            if seat.may_carry(one) and bearing.reached(one, UPPER) & bit and bearing.in_force(one, UPPER) & bit
        }
        if len(grantees) > 1:
            yield party


def _differing(index: Index, bearing: Bearing, bit: int) -> Iterator[str]:
    """Whoever made a grant that reaches the share with the groups of only one of two days: asked about, signed."""
    for one in (*index.dated(bearing.span.days[0], bit), *index.dated_members(bearing.share.owner)):
        if _differs(one, bearing, bit):
            yield one.grant.grantor


def _differs(one: Dated, bearing: Bearing, bit: int) -> bool:
    grant, span = one.grant, bearing.span
    if not names_right(grant.rights, bearing.share.right, UPPER) or not bearing.in_force(grant, UPPER) & bit:
        return False
    if not (span.names_use(grant.uses, UPPER) & span.holds(grant.id, bearing.share.owner, UPPER) & bit):
        return False
    readings = {
        bool(bearing.in_repertoire(on, UPPER) & bearing.in_territories(on, UPPER) & bit)
        for on in (one.on(None), one.on(one.signed))
    }
    return len(readings) > 1


def _any_holds(index: Index, shares: Shares, share: Share, leaf: str, sought: frozenset[str]) -> bool:
    """Whether any of these parties may have the share to give here."""
    leading = index.leading_to(sought)
    seat = shares.seat(share, leaf, Reading.UPPER)
    return any(
        way.states[-1].holder in sought and way.states[-1].sublicense > 0
        for statute, root in roots(seat)
        for way in walked(seat, statute, root, leading)
    )
