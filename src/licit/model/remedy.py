# SPDX-License-Identifier: Apache-2.0
"""What it would take: the smallest sets of grants that turn answers to ``cleared``. Source: SEMANTICS §5."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from licit.model.day import Term, When
from licit.model.fact import Grant, GrantKind
from licit.model.overview import Reason
from licit.model.proof import Dimension
from licit.model.question import Question
from licit.model.scope import Repertoire, Scope
from licit.model.territory import only
from licit.model.verdict import Answer


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class RemedyGrant:
    """One grant that is not on record and would help: non-exclusive, for just these rights, this use, these leaves.

    ``grantee`` is the service, an operator of it, or (``sublicense`` above 0) a party whose own grants lead there.
    ``assets`` empty: all that the grantor has. It runs from ``start`` without an end, and is ``signed`` on its day.
    ``extends`` names a grant of the same two parties on record that would do if it were wider in ``dimension`` alone.
    ``sources`` are those whose word would make it count under the position.
    """

    grantor: str
    grantee: str
    rights: tuple[str, ...]
    use: str
    territories: tuple[str, ...]
    start: date
    signed: date
    sources: tuple[str, ...]
    assets: tuple[str, ...] = ()
    sublicense: int = 0
    extends: str = ""
    dimension: Dimension | None = field(default=None, compare=False)

    def as_grant(self, name: str) -> Grant:
        """The fact that it would be."""
        named = Repertoire(assets=frozenset(self.assets)) if self.assets else Repertoire(everything=True)
        return Grant(
            id=name,
            grantor=self.grantor,
            grantee=self.grantee,
            kind=GrantKind.NON_EXCLUSIVE,
            scope=Scope(named, frozenset(self.rights), frozenset((self.use,)), only(*self.territories)),
            sublicense=self.sublicense,
            term=Term(When.on(self.start)),
            executed=When.on(self.signed),
        )


@dataclass(frozen=True, slots=True)
class Remedy:
    """Grants that together clear what is asked about, and of which none can be left out."""

    grants: tuple[RemedyGrant, ...]

    @property
    def counterparties(self) -> tuple[str, ...]:
        """With whom to agree, in order."""
        return tuple(sorted({grant.grantor for grant in self.grants}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRemedies:
    """What would clear one question: every set of fewest counterparties, or why no grant does.

    ``bounded``: there are more sets of that size than those listed. ``stuck`` is empty where a remedy exists.
    """

    question: Question
    answer: Answer
    remedies: tuple[Remedy, ...] = ()
    bounded: bool = False
    stuck: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """One of the agreements of a plan: with whom, and how much is cleared once it and those before it are made.

    ``grants`` are what it would say; ``instead`` are parties with whom an agreement would clear all the same.
    """

    party: str
    cleared: int
    grants: tuple[RemedyGrant, ...]
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The fewest agreements that clear a part of a catalogue, in the order in which they clear the most.

    All numbers are of ``unit`` (``pairs`` of an item and a territory, or ``items`` cleared wherever asked): ``total``
    asked about, ``cleared`` before anything, ``clearable`` by any grants at all, ``target`` to be reached.
    ``reached`` is what the agreements reach. ``fewest`` is proved: no fewer agreements reach the target; or, where the
    number of agreements was given (``most``), ``best`` is the most that so many could clear.
    ``out`` counts what no grant clears, by the reason; one pair may have several.
    """

    question: Question
    territories: tuple[str, ...]
    unit: str
    total: int
    cleared: int
    clearable: int
    target: int | None
    most: int | None
    agreements: tuple[Agreement, ...]
    fewest: int | None
    best: int | None
    out: Mapping[Reason, int]
    seconds: float | None = None

    @property
    def reached(self) -> int:
        """What is cleared once all are made."""
        return self.agreements[-1].cleared if self.agreements else self.cleared

    @property
    def out_of_reach(self) -> bool:
        """Whether no grants at all reach the target."""
        return self.target is not None and self.clearable < self.target

    @property
    def proved(self) -> bool:
        """Whether no plan is better: no fewer agreements, or with as many no more cleared."""
        if self.fewest is not None:
            return self.fewest == len(self.agreements)
        return self.best == self.reached
