# SPDX-License-Identifier: Apache-2.0
"""What differs between two sides: two records, days, positions or days of knowledge; or a record and a supposition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import Enum

from licit.model.fact import Fact
from licit.model.overview import Reason, Tally
from licit.model.proof import Standing
from licit.model.question import Question
from licit.model.statement import Statement
from licit.model.verdict import Answer


class ChangeKind(Enum):
    """How a fact differs: there or not, in what it says, in how it stands, in its days, or only in who speaks of it."""

    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"
    STANDING = "standing"
    BEGUN = "begun"
    ENDED = "ended"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """One fact on both sides: ``None`` where it is not on record.

    ``stood`` and ``stands`` are its standings, the usual one first; several where findings make it stand otherwise in
    some places or for some owners. ``ran`` and ``runs``: whether its term may include the day. ``unsaid`` are the
    words that count before alone, ``said`` those that count after alone.
    """

    fact: str
    before: Fact | None
    after: Fact | None
    stood: tuple[Standing, ...] = ()
    stands: tuple[Standing, ...] = ()
    ran: bool = True
    runs: bool = True
    unsaid: tuple[Statement, ...] = ()
    said: tuple[Statement, ...] = ()

    @property
    def kind(self) -> ChangeKind | None:
        """The first that applies, in the order of the kinds; ``None``: nothing differs."""
        if self.before is None or self.after is None:
            return ChangeKind.ADDED if self.before is None else ChangeKind.GONE
        if self.before != self.after:
            return ChangeKind.CHANGED
        if self.stood != self.stands:
            return ChangeKind.STANDING
        if self.ran != self.runs:
            return ChangeKind.BEGUN if self.runs else ChangeKind.ENDED
        return ChangeKind.WORDS if self.said or self.unsaid else None

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields of the fact that differ, where it is on both sides."""
        if self.before is None or self.after is None:
            return ()
        if type(self.before) is not type(self.after):
            return ("kind",)
        return tuple(
            each.name
            for each in fields(self.before)
            if getattr(self.before, each.name) != getattr(self.after, each.name)
        )

    def mirrored(self) -> FactChange:
        """The same, seen from the other side."""
        return FactChange(
            fact=self.fact,
            before=self.after,
            after=self.before,
            stood=self.stands,
            stands=self.stood,
            ran=self.runs,
            runs=self.ran,
            unsaid=self.said,
            said=self.unsaid,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """Pairs of these items and territories whose answer differs. ``was`` and ``now`` are ``None`` where it is cleared.

    Where items of two records are joined by what they are, not by id, ``items`` are those before.
    """

    items: tuple[str, ...]
    territories: tuple[str, ...]
    before: Answer
    after: Answer
    was: Reason | None = None
    now: Reason | None = None

    @property
    def pairs(self) -> int:
        """How many questions it answers."""
        return len(self.items) * len(self.territories)

    @property
    def turns_on(self) -> Reason:
        """What the change turns on: what breaks now, or what broke before where it is cleared now."""
        return self.now or self.was or Reason("chain")

    def mirrored(self) -> AnswerChange:
        """The same, seen from the other side."""
        return replace(self, before=self.after, after=self.before, was=self.now, now=self.was)


@dataclass(frozen=True, slots=True)
class Move:
    """All pairs that go from one answer to another for one reason; ``examples`` are some of them.

    ``owners``: for how many parties the reason holds in the same way; it names the first.
    """

    before: Answer
    after: Answer
    reason: Reason
    pairs: int
    items: int
    territories: tuple[str, ...]
    owners: int = 1
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two sides, each a question of all that was asked, and what differs between them.

    ``before`` and ``after`` name no territory; an item where one alone was asked about. ``tally_before`` and
    ``tally_after`` count all pairs on each side, ``changes`` those that differ. ``joined`` says how items of two
    records were paired (``id``, or a scheme of identifiers) and how many; the items that were not are listed.
    """

    before: Question
    after: Question
    territories: tuple[str, ...]
    tally_before: Tally
    tally_after: Tally
    changes: tuple[AnswerChange, ...] = ()
    facts: tuple[FactChange, ...] = ()
    joined: Mapping[str, int] = field(default_factory=dict)
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()

    @property
    def pairs(self) -> int:
        """How many pairs have another answer."""
        return sum(one.pairs for one in self.changes)

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.changes or self.facts or self.only_before or self.only_after)

    def mirrored(self) -> Comparison:
        """The same, seen from the other side."""
        return replace(
            self,
            before=self.after,
            after=self.before,
            tally_before=self.tally_after,
            tally_after=self.tally_before,
            changes=tuple(one.mirrored() for one in self.changes),
            facts=tuple(one.mirrored() for one in self.facts),
            only_before=self.only_after,
            only_after=self.only_before,
        )


class LapseKind(Enum):
    """What happens after the last day: a fact ends, so does what survives it, a termination tells, a fact begins."""

    ENDS = "ends"
    TAKES_EFFECT = "takes-effect"
    SURVIVAL = "survival"
    BEGINS = "begins"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """A fact that lapses: after one of the days from ``earliest`` to ``latest``, its last ones as it was.

    ``costs`` are the pairs cleared on the eve that are not on the day after, and would be with this lapse alone undone;
    ``loosens`` those contested on the eve that are less, and would not be. ``lost`` says which pairs these are.
    """

    fact: str
    kind: LapseKind
    earliest: date
    latest: date
    costs: int = 0
    loosens: int = 0
    lost: tuple[AnswerChange, ...] = ()

    @property
    def precise(self) -> bool:
        """Whether the day is known."""
        return self.earliest == self.latest


@dataclass(frozen=True, slots=True)
class Eve:
    """A last day after which pairs lose their answer, and what ``lapses`` then; nothing where a group changes."""

    day: date
    lost: int
    loosened: int
    lapses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What lapses from ``first`` to ``last`` for a service, the most costly first."""

    question: Question
    first: date
    last: date
    lapses: tuple[Lapse, ...]
    eves: tuple[Eve, ...]
    pairs: int

    @property
    def costs(self) -> int:
        """How many pairs are no longer cleared after some day of the window, though cleared on that day."""
        return sum(eve.lost for eve in self.eves)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """A grant on chains through the fact that ends, and for how many pairs of item and territory what holds it then.

    ``fallen``: for some share its giver has no authority left. Else ``surviving``: it lives on though the fact has
    ended (SEMANTICS §3.4); else ``kept``: another chain carries it. As the upper reading has it.
    """

    grant: str
    fallen: int
    surviving: int
    kept: int


@dataclass(frozen=True, slots=True)
class Fall:
    """The first day on which these pairs of a service have another answer."""

    service: str
    day: date
    changes: tuple[AnswerChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cascade:
    """What falls if a fact's last day is ``on``: pairs by service and day, grants that hang on it, what survives.

    ``question`` gives position, ``known_by`` and use. ``asked`` are the items of each service, ``days`` those on which
    it was looked: the day after first. A pair is told on the first of them on which its answer is another.
    """

    fact: str
    on: date
    question: Question
    asked: Mapping[str, tuple[str, ...]]
    territories: tuple[str, ...]
    days: tuple[date, ...]
    falls: tuple[Fall, ...] = ()
    hanging: tuple[Hanging, ...] = ()

    @property
    def pairs(self) -> int:
        """How many pairs have another answer on some of these days; each once a service."""
        return sum(one.pairs for fall in self.falls for one in fall.changes)
