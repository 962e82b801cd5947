# SPDX-License-Identifier: Apache-2.0
"""What a law gives without a grant, and who took himself out of it. Source: SEMANTICS §3, rules 1, 5 and 6."""

from __future__ import annotations

from collections.abc import Iterator

from licit.model.day import Reading
from licit.model.fact import GrantKind, OptOut, Statute, StatuteKind
from licit.model.proof import Powers
from licit.reference.authority import BOTH, Way, ways
from licit.reference.point import OwnedShare, Point
from licit.reference.scope import in_force, statute_misses
from licit.reference.standing import holds


def reaching(point: Point, share: OwnedShare, kind: StatuteKind, reading: Reading) -> Iterator[Statute]:
    """The statutes of a kind that reach the share, before any opt-out."""
    for statute in point.record.statutes:
        if (
            statute.kind is kind
            and holds(point, statute, share.owner, reading)
            and not statute_misses(point, statute, share, reading)
        ):
            yield statute


def owner_root(share: OwnedShare) -> Way:
    """Rule 1: the owner, with both powers and no limit."""
    return Way(share.owner, BOTH)


def statute_root(statute: Statute) -> Way:
    """Rule 1: the society of an extended statute: sublicense, with the statute's own limit, never exercise."""
    return Way(statute.society, Powers(exercise=False, sublicense=statute.links))


def opted_out(point: Point, share: OwnedShare, statute: Statute, reading: Reading) -> tuple[OptOut, ...]:
    """The opt-outs that take the share out of a statute; they take, and so does what makes their party a holder."""
    out = tuple(
        opt_out
        for opt_out in point.record.opt_outs
        if opt_out.statute == statute.id
        and opt_out.term.covers(point.day, reading.opposite)
        and holds(point, opt_out, share.owner, reading.opposite)
    )
    if not out or not share.owner:
        return ()
    holding = {way.holder for way in holding_ways(point, share, reading.opposite)}
    return tuple(opt_out for opt_out in out if opt_out.party in holding)


def holding_ways(point: Point, share: OwnedShare, reading: Reading) -> Iterator[Way]:
    """Rule 6: chains that make their last party the owner or a holder.

    A holder has sublicense from the owner through assignments, exclusives and mandates alone, all in force.
    """
    for way in ways(point, share, owner_root(share), reading):
        if way.powers.sublicense > 0 and all(
            grant.kind is not GrantKind.NON_EXCLUSIVE and in_force(point, grant, share.owner, reading)
            for grant in way.grants
        ):
            yield way
