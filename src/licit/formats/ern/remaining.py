# SPDX-License-Identifier: Apache-2.0
"""What is left of deals where something is not cleared: what stands, what ends, what is to be taken down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from licit.formats.ddex.uses import covered
from licit.model.territory import Expression
from licit.vocabulary import territories


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A deal as it is on record. ``uses`` may name a model: ``OnDemandStream/Subscription``."""

    territories: Expression
    uses: frozenset[str]
    start: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCleared:
    """A release, and where and in which uses it is not cleared (no uses: in none at all).

    ``isrcs`` are its recordings. ``deals`` are those on record: a message replaces all deals of a release, so what
    stands has to be said again. Without any, the message is a bare take-down.
    """

    title: str
    artist: str
    territories: Expression
    isrcs: tuple[str, ...]
    icpn: str = ""
    grid: str = ""
    uses: frozenset[str] = frozenset()
    deals: tuple[Deal, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Leaves, uses and the day since which a deal has held there."""

    leaves: frozenset[str]
    uses: frozenset[str]
    start: date


@dataclass(slots=True)
class Remaining:
    """``standing`` goes on, ``ended`` ends; ``down`` are the leaves in which nothing stands."""

    standing: list[Part] = field(default_factory=list)
    ended: list[Part] = field(default_factory=list)
    down: frozenset[str] = frozenset()


def remaining(row: NotCleared, day: date) -> Remaining:
    """Cut the deals of a release along what is not cleared on that day."""
    atlas = territories().atlas
    gone = row.territories.leaves(atlas, day)
    found = Remaining()
    for deal in row.deals:
        leaves = deal.territories.leaves(atlas, day)
        ends = frozenset(use for use in deal.uses if not row.uses or covered(use, row.uses, day))
        _keep(found.standing, leaves - gone, deal.uses, deal.start)
        _keep(found.standing, leaves & gone, deal.uses - ends, deal.start)
        _keep(found.ended, leaves & gone, ends, deal.start)
    found.down = gone - frozenset().union(*(part.leaves for part in found.standing))
    return found


def _keep(parts: list[Part], leaves: frozenset[str], uses: frozenset[str], start: date) -> None:
    if leaves and uses:
        parts.append(Part(leaves, uses, start))
