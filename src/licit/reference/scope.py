# SPDX-License-Identifier: Apache-2.0
"""Whether a scope reaches a share at a point. What takes is read in the opposite reading. Source: SEMANTICS §2, §4."""

from __future__ import annotations

from datetime import date

from licit.model.day import Reading, begins, ends
from licit.model.fact import Grant, Statute
from licit.model.proof import Dimension
from licit.model.scope import ALL, Named, Repertoire
from licit.model.territory import Expression
from licit.reference.point import OwnedShare, Point
from licit.reference.standing import holds, is_member


def misses(point: Point, grant: Grant, share: OwnedShare, reading: Reading) -> tuple[Dimension, ...]:
    """The dimensions in which the grant's scope does not reach the share; none where it does."""
    reaches = {
        Dimension.REPERTOIRE: in_repertoire(point, grant, share, reading),
        Dimension.RIGHT: names_right(grant.scope.rights, share.right, reading),
        Dimension.USE: names_use(point, grant.scope.uses, reading),
        Dimension.TERRITORY: in_territories(point, grant, reading),
        Dimension.CONDITION: conditions_met(grant, reading),
    }
    return tuple(dimension for dimension, reached in reaches.items() if not reached)


def covers(point: Point, grant: Grant, share: OwnedShare, reading: Reading) -> bool:
    """Whether the grant has the share in its scope."""
    return not misses(point, grant, share, reading)


def statute_misses(point: Point, statute: Statute, share: OwnedShare, reading: Reading) -> tuple[Dimension, ...]:
    """The dimensions in which a statute does not reach the share on the day; none where it does."""
    reaches = {
        Dimension.REPERTOIRE: statute.assets is None or share.asset in statute.assets,
        Dimension.RIGHT: names_right(statute.rights, share.right, reading),
        Dimension.USE: names_use(point, statute.uses, reading),
        Dimension.TERRITORY: _contains(point, statute.territories, point.day, reading),
        Dimension.NOT_BEGUN: begins(statute.term.start, reading) <= point.day,
        Dimension.TERM: point.day <= ends(statute.term.end, reading),
    }
    return tuple(dimension for dimension, reached in reaches.items() if not reached)


def in_repertoire(
    point: Point, grant: Grant, share: OwnedShare, reading: Reading, days: tuple[date, ...] | None = None
) -> bool:
    """Whether the repertoire names the share and no exception does, with groups as of the day, or of signature."""
    days = days or group_days(point, grant)
    if grant.scope.repertoire is None:  # unstated: nothing in the lower reading of a giver, everything in the upper
        named = reading is Reading.UPPER
    else:
        named = _named(point, grant.scope.repertoire, share, reading, days)
    return named and not _named(point, grant.scope.exceptions, share, reading.opposite, days)


def in_territories(point: Point, grant: Grant, reading: Reading, days: tuple[date, ...] | None = None) -> bool:
    """Whether the place lies in the grant's territories, with groups as of the day, or of signature."""
    quantifier = all if reading is Reading.LOWER else any
    days = days or group_days(point, grant)
    return quantifier(_contains(point, grant.scope.territories, day, reading) for day in days)


def group_days(point: Point, grant: Grant) -> tuple[date, ...]:
    """The day or days as of which groups are read: one, unless a grant fixes them on an imprecise day."""
    if not grant.at_signature or grant.signed is None:
        return (point.day,)
    return (grant.signed.earliest, grant.signed.latest)


def _named(point: Point, repertoire: Repertoire, share: OwnedShare, reading: Reading, days: tuple[date, ...]) -> bool:
    quantifier = all if reading is Reading.LOWER else any
    owner = share.owner
    return (
        repertoire.everything
        or share.asset in repertoire.assets
        or any(share.asset in point.record.catalogues.get(name, frozenset()) for name in repertoire.catalogues)
        or (owner != "" and owner in repertoire.parties)
        or any(
            quantifier(is_member(point, owner, group, day, reading) for day in days)
            for group in repertoire.members_of
            if owner
        )
        or (  # of some unnamed members: each in the upper reading, none in the lower
            reading is Reading.UPPER
            and any(
                is_member(point, owner, group, day, reading)
                for group in repertoire.some_members_of
                for day in days
                if owner
            )
        )
    )


def names_right(named: Named | None, right: str, reading: Reading) -> bool:
    """Whether a right is among those named."""
    if named is None:
        return reading is Reading.UPPER
    return named is ALL or right in named


def names_use(point: Point, named: Named | None, reading: Reading) -> bool:
    """Whether the use asked about lies under one of those named."""
    if named is None:
        return reading is Reading.UPPER
    return named is ALL or any(point.record.uses.covers(use, point.question.use, point.day) for use in named)


def _contains(point: Point, territories: Expression | None, day: date, reading: Reading) -> bool:
    if territories is None:
        return reading is Reading.UPPER
    return territories.contains(point.territory, point.record.atlas, day)


def conditions_met(grant: Grant, reading: Reading) -> bool:
    """Whether its conditions are fulfilled; one whose fulfilment is not on record is an open point."""
    if reading is Reading.LOWER:
        return all(condition.fulfilled is True for condition in grant.conditions)
    return all(condition.fulfilled is not False for condition in grant.conditions)


def first_day(grant: Grant, reading: Reading) -> date:
    """The first day a grant has begun, read as a giver."""
    return begins(grant.begun, reading)


def last_day(point: Point, grant: Grant, owner: str, reading: Reading) -> date:
    """The earliest of the term's end (or the retention end) and an accepted termination's last day, as a giver."""
    last = ends(grant.stated_end, reading)
    for termination in point.record.terminations_of.get(grant.id, ()):
        if holds(point, termination, owner, reading.opposite):  # what ends a giver takes
            last = min(last, ends(termination.last_day, reading))
    return last


def in_force(point: Point, grant: Grant, owner: str, reading: Reading) -> bool:
    """Whether the grant has begun and is in force on the day asked about."""
    return first_day(grant, reading) <= point.day <= last_day(point, grant, owner, reading)
