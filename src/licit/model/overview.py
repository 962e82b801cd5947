# SPDX-License-Identifier: Apache-2.0
"""Many answers at a glance: over days, territories, or all that a service offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from licit.model.proof import Break, Dimension, OpenPoint
from licit.model.verdict import Answer


@dataclass(frozen=True, slots=True)
class Reason:
    """The one thing an answer turns on, small enough to be counted.

    ``code`` is a fixed word: that of the dimension that breaks (``no-grant``, ``term``, ``barred`` …), or one of
    ``chain``, ``statute``, ``nothing-required`` (cleared), ``no-requirement``, ``asset-unidentified``,
    ``item-not-on-record``, ``no-server``, ``owner-unnamed`` (unknown) and ``open`` (contested, on ``open_points``).
    ``at`` and ``to`` are the parties on both sides of the link; ``facts`` what it lies in, the grant or law first;
    ``day`` the last day it held, or the first to come. ``subject`` is the asset or the kind of asset that is spoken of,
    where there is one.
    """

    code: str
    at: str = ""
    to: str = ""
    facts: tuple[str, ...] = ()
    day: date | None = None
    subject: str = ""
    open_points: tuple[OpenPoint, ...] = ()

    @classmethod
    def of_break(cls, at: Break) -> Reason:
        """A break, with the facts it lies in."""
        day = at.held_from if at.dimension is Dimension.NOT_BEGUN else at.held_until
        return cls(at.dimension.code, at.at, at.to, tuple(fact for fact in (at.grant, *at.by) if fact), day)


@dataclass(frozen=True, slots=True)
class Slice:
    """The days between two changes of the answer, both ends included, and what the answer turns on in them.

    ``changed_by`` names the facts that begin or end where the slice begins.
    """

    first: date
    last: date
    answer: Answer
    reason: Reason
    changed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions got each answer."""

    cleared: int = 0
    not_cleared: int = 0
    contested: int = 0
    unknown: int = 0

    @classmethod
    def count(cls, answers: Iterable[Answer]) -> Tally:
        """Count the answers."""
        found = dict.fromkeys(Answer, 0)
        for answer in answers:
            found[answer] += 1
        return cls(found[Answer.CLEARED], found[Answer.NOT_CLEARED], found[Answer.CONTESTED], found[Answer.UNKNOWN])

    def of(self, answer: Answer) -> int:
        """How many got this answer."""
        return {
            Answer.CLEARED: self.cleared,
            Answer.NOT_CLEARED: self.not_cleared,
            Answer.CONTESTED: self.contested,
            Answer.UNKNOWN: self.unknown,
        }[answer]

    @property
    def total(self) -> int:
        """How many were asked."""
        return self.cleared + self.not_cleared + self.contested + self.unknown

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.cleared + other.cleared,
            self.not_cleared + other.not_cleared,
            self.contested + other.contested,
            self.unknown + other.unknown,
        )


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One group of an audit: its name, the answers, and its weight in the market as the record has it.

    ``weight`` is text (``85 %``), since the record's figures come in many units; ``None`` where it has none.
    """

    group: str
    tally: Tally
    weight: str | None = None


@dataclass(frozen=True, slots=True)
class RankedReason:
    """How many answers turn on one reason."""

    reason: Reason
    count: int


@dataclass(frozen=True, slots=True)
class RankedPoint:
    """How many answers hang on one open point."""

    point: OpenPoint
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """All that a service offers, in territories and uses, on one day: totals by group, and what they turn on.

    One question an item, territory and use. ``reasons`` and ``open_points`` come with the most weighty first;
    ``flags`` counts what was raised beside the answers, by the flag's word.
    """

    service: str
    uses: tuple[str, ...]
    territories: tuple[str, ...]
    day: date
    known_by: date
    position: str
    rows: tuple[AuditRow, ...]
    reasons: tuple[RankedReason, ...] = ()
    open_points: tuple[RankedPoint, ...] = ()
    flags: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> Tally:
        """All groups together."""
        return sum((row.tally for row in self.rows), Tally())


class Extent(Enum):
    """For how much of what a service offers the answer is cleared."""

    NONE = "none"
    SOME = "some"
    ALL = "all"
    NOTHING_OFFERED = "nothing offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAnswer:
    """One sentence for a whole service: a use of all its offers, for people in one territory, on one day."""

    service: str
    use: str
    territory: str
    day: date
    known_by: date
    position: str
    tally: Tally
    reasons: tuple[RankedReason, ...] = ()
    open_points: tuple[RankedPoint, ...] = ()

    @property
    def extent(self) -> Extent:
        """Cleared for none, some or all of it."""
        if not self.tally.total:
            return Extent.NOTHING_OFFERED
        if not self.tally.cleared:
            return Extent.NONE
        return Extent.ALL if self.tally.cleared == self.tally.total else Extent.SOME
