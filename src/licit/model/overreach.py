# SPDX-License-Identifier: Apache-2.0
"""What a licensor granted, held against what it had: grant by grant, where, when, of whom, and by how far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from licit.model.conflict import Stretch
from licit.model.proof import Break, Standing


class Hold(Enum):
    """Whether a party had what it gave: surely, only as open points are taken, or however they are taken not."""

    WITHIN = "within"
    OPEN = "open"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A part of a grant's scope in which one thing is true: of whose shares, which rights and uses, where and when.

    ``items`` is how many items on record have a share in it, ``pairs`` in how many pairs of item and territory, on some
    day.
    """

    owners: tuple[str, ...]
    rights: tuple[str, ...]
    uses: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    items: int
    pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding(Measure):
    """What the party held there, by which fact: a grant to it, a statute, or a control of its own.

    ``sure``: in the lower reading; else only in the upper.
    """

    fact: str
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Excess(Measure):
    """Where a grant goes beyond what the party held (``hold`` is ``BEYOND``), or may do so (``OPEN``).

    ``stated``: the grant surely claims authority there; else only where its unstated scope or open days reach so far.
    ``breaks`` are the links that fail there in one thing alone, in the reading that decides; empty where nothing on
    record comes so near: there is no grant to the party from these owners. ``through`` are the facts by which the upper
    reading has it held, where that is open.
    """

    hold: Hold
    stated: bool
    breaks: tuple[Break, ...] = ()
    through: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of its pairs, as :class:`Reach` counts them."""
        if self.hold is Hold.OPEN:
            return "hanging"
        return "beyond" if self.stated else "beyond_if_meant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """One grant: pairs of item and territory it claims on some day, and how they lie to what its grantor held.

    Each pair counts once, as the first of these that is true of some share and day: ``beyond`` what was held;
    ``beyond_if_meant``, where the scope is unstated; ``hanging`` on open points; ``within``.
    """

    grant: str
    standing: Standing
    beyond: int
    beyond_if_meant: int
    hanging: int
    within: int
    holdings: tuple[Holding, ...]
    excesses: tuple[Excess, ...]

    @property
    def claimed(self) -> int:
        """All pairs."""
        return self.beyond + self.beyond_if_meant + self.hanging + self.within

    @property
    def by_kind(self) -> Mapping[str, int]:
        """The pairs of each kind, the worst first."""
        return {name: getattr(self, name) for name in ("beyond", "beyond_if_meant", "hanging", "within")}

    @property
    def worst(self) -> str:
        """The first kind that any pair is of; ``nothing`` where the grant claims none."""
        return next((kind for kind, pairs in self.by_kind.items() if pairs), "nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overreach:
    """All grants of a party that count in a position, and ``unheard``, those that do not.

    ``day`` is ``None`` where all days were looked at.
    """

    party: str
    position: str
    known_by: date
    day: date | None
    use: str
    grants: tuple[Reach, ...]
    unheard: tuple[str, ...] = ()

    @property
    def by_worst(self) -> Mapping[str, int]:
        """How many grants are of each kind, by the worst that is true of them."""
        counts = dict.fromkeys(("beyond", "beyond_if_meant", "hanging", "within", "nothing"), 0)
        for one in self.grants:
            counts[one.worst] += 1
        return counts
