# SPDX-License-Identifier: Apache-2.0
"""What a contested answer hangs on: the smallest sets of settled open points that decide it, each way.

Source: SEMANTICS §4, Two readings; §5, Crux.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from licit.model.overview import RankedPoint
from licit.model.proof import OpenPoint
from licit.model.question import Question
from licit.model.verdict import Answer


@dataclass(frozen=True, slots=True)
class Settlement:
    """One open point settled one way.

    ``so``: a disputed fact is so (an interim finding stands) · an unstated scope takes in what ``of`` says (a right, a
    use, a leaf, an owner's asset) · the unnamed members include the owner ``of`` · the condition is fulfilled · the act
    takes place where the user is · of two acts the first of ``point.facts`` came first · the day named by
    ``point.detail`` was ``day`` or before. Not ``so`` is the contrary, each time.
    """

    point: OpenPoint
    so: bool
    of: tuple[str, ...] = ()
    day: date | None = None

    @property
    def order(self) -> tuple[str, tuple[str, ...], str, tuple[str, ...], date, bool]:
        """What settlements are sorted by, for one order everywhere."""
        point = self.point
        return (point.kind.name, point.facts, point.detail, self.of, self.day or date.min, not self.so)


@dataclass(frozen=True, slots=True)
class Crux:
    """A smallest set of settlements that decides: however the other open points are settled, the answer is the same.

    ``clears``: it is cleared; else it is not. An empty one says so of every settlement.
    """

    clears: bool
    settlements: tuple[Settlement, ...]


class Limit(Enum):
    """What ran out: judgements of a share or a standing, open points in one question, cruxes of one side, time."""

    JUDGEMENTS = "judgements"
    POINTS = "points"
    CRUXES = "cruxes"
    SECONDS = "seconds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cruxes:
    """All cruxes of one question, the smallest first, and whether they are all.

    ``points`` are the open points that some course of settlements asked for. ``stopped`` says which limits were met:
    then each crux decides as it says, but there may be others, and smaller ones. ``judgements``: how many it took.
    """

    question: Question
    answer: Answer
    clearing: tuple[Crux, ...]
    refusing: tuple[Crux, ...]
    points: tuple[OpenPoint, ...]
    stopped: tuple[Limit, ...] = ()
    judgements: int = 0

    @property
    def always(self) -> bool | None:
        """Whether it is cleared however the open points are settled, or by no settlement; ``None``: it depends."""
        if any(not crux.settlements for crux in self.clearing):
            return True
        if any(not crux.settlements for crux in self.refusing):
            return False
        return None


@dataclass(frozen=True, slots=True)
class RankedCrux:
    """How many item × territory pairs have this crux; a pair counts for each crux that it has."""

    crux: Crux
    pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueCruxes:
    """The cruxes of all that a service offers, in territories, on one day: those most pairs hang on first.

    Of ``pairs`` so many are ``contested``, and of these ``always`` cleared however settled, ``never`` by no settlement.
    ``points``: how many pairs have a crux that settles each open point. ``stopped``: limits met by some of them, for
    ``unfinished`` pairs; where it names the seconds, some were not looked into. ``classes``: how many judgements of a
    whole pair it took.
    """

    service: str
    use: str
    territories: tuple[str, ...]
    question: Question
    pairs: int
    contested: int
    clearing: tuple[RankedCrux, ...]
    refusing: tuple[RankedCrux, ...]
    points: tuple[RankedPoint, ...] = ()
    always: int = 0
    never: int = 0
    stopped: tuple[Limit, ...] = ()
    unfinished: int = 0
    classes: int = 0
