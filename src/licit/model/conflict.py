# SPDX-License-Identifier: Apache-2.0
"""Where a record conflicts under a position: by kind, with the facts, the parties, where, when and how far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from licit.model.day import When
from licit.model.proof import Standing


class ConflictKind(Enum):
    """What conflicts. Source: SEMANTICS §3.2, §3.3, §3.7, §4; Recording habits of §2."""

    DOUBLE_EXCLUSIVE = "double-exclusive"
    OVERCLAIM = "overclaimed-share"
    CIRCLE = "circle"
    BEFORE_AUTHORITY = "before-authority"
    WITHOUT_EFFECT = "without-effect"
    SELF_CONTRADICTION = "self-contradiction"
    DATES = "contradictory-dates"
    UNRELATED_TITLES = "unrelated-titles"
    DISPUTE = "dispute"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from ``first`` to ``last``, both included, in leaves that exist then; ``date.min`` and ``max`` are open.

    A leaf that exists for a part of these days is meant for that part.
    """

    leaves: tuple[str, ...]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Voice:
    """A source's believed word on facts: its rank (0 the best), whether it affirms, and when, as the record has it."""

    source: str
    rank: int
    affirms: bool
    made: When


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One conflict.

    ``facts`` it lies in; where one of them decides it is ``decides``, and stands first. ``sure``: it is there however
    open points are taken; else only as they may be. ``stretches`` say where and when, ``rights``, ``uses``, ``owners``
    and ``items`` (how many on record) in what; empty: in whatever the facts name. ``asset`` is the one that shares or
    titles are in, ``hundredths`` the sum of its shares, in hundredths of a percent. ``day`` is when a grant took
    effect or a title began, ``earlier`` the day of signature or the end. ``voices`` are the believed words that differ:
    of a source that took one back, that one and then the later. ``findings`` are those that speak.
    """

    kind: ConflictKind
    facts: tuple[str, ...]
    parties: tuple[str, ...] = ()
    sure: bool = True
    decides: str = ""
    stretches: tuple[Stretch, ...] = ()
    rights: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    items: int = 0
    asset: str = ""
    hundredths: int = 0
    day: date | None = None
    earlier: date | None = None
    voices: tuple[Voice, ...] = ()
    findings: tuple[str, ...] = ()
    standings: tuple[tuple[str, Standing], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicts:
    """All conflicts of a record in a position, as far as was known by a day, in the order of their kinds."""

    position: str
    known_by: date
    found: tuple[Conflict, ...]

    def of(self, kind: ConflictKind) -> tuple[Conflict, ...]:
        """Those of one kind."""
        return tuple(one for one in self.found if one.kind is kind)
