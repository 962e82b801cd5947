# SPDX-License-Identifier: Apache-2.0
"""What falls with a fact (``licit-cascade/1``), to be held against its case, and read again.

It speaks of all that services offer, so it carries no facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from licit.model.change import AnswerChange, Cascade, Fall
from licit.model.problem import InvalidValueError
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.report.codec import encode
from licit.report.filing.bounds import MEND
from licit.report.filing.carried import Hashes, no_more, read_carried, read_value, uncarried

FORMAT: Final = "licit-cascade/1"
MOST_PAIRS: Final = 2_000_000  # of item and territory, asked about or listed
MOST_LOOKS: Final = 1_000  # days, once a service


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Pairs of these items and territories that get another answer."""

    items: tuple[str, ...]
    territories: tuple[str, ...]
    before: Answer
    after: Answer


@dataclass(frozen=True, slots=True)
class Fallen:
    """What has another answer from a day on."""

    service: str
    day: date
    changes: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The items of a service that were asked about."""

    service: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What of a cascade is checked; the words are those of ``Cascade``."""

    fact: str
    on: date
    question: Question
    asked: tuple[Asked, ...]
    territories: tuple[str, ...]
    days: tuple[date, ...]
    falls: tuple[Fallen, ...]

    def cascade(self) -> Cascade:
        """The cascade, without reasons and without the grants that hang on the fact."""
        return Cascade(
            fact=self.fact,
            on=self.on,
            question=self.question,
            asked={one.service: one.items for one in self.asked},
            territories=self.territories,
            days=self.days,
            falls=tuple(Fall(one.service, one.day, tuple(map(_change, one.changes))) for one in self.falls),
        )


class FiledCascade(NamedTuple):
    """What a file holds."""

    cascade: Cascade
    hashes: Hashes


def filed_cascade(found: Cascade, record: Record) -> dict[str, Any]:
    """The cascade. Why each answer is another, and which grants hang on the fact, is not checked, and left out.

    Raises:
        InvalidValueError: there is more than is checked.
    """
    own = Told(
        fact=found.fact,
        on=found.on,
        question=found.question,
        asked=tuple(Asked(service, items) for service, items in found.asked.items()),
        territories=found.territories,
        days=found.days,
        falls=tuple(Fallen(one.service, one.day, tuple(map(_moved, one.changes))) for one in found.falls),
    )
    _bounded(own)
    return {"format": FORMAT, "cascade": encode(own), **uncarried(record)}


def unfiled_cascade(plain: dict[str, Any]) -> FiledCascade:
    """The cascade of a file.

    Raises:
        InvalidValueError: it is no such file, or has more than is checked; the message says where in it.
    """
    told = read_value(Told, plain, "cascade", carries=False)
    _bounded(told)
    if len({one.service for one in told.asked}) < len(told.asked):
        raise InvalidValueError("cascade.asked names a service twice", mend=MEND)
    if told.on >= date.max:
        raise InvalidValueError("cascade.on has no day after it", mend=MEND)
    return FiledCascade(told.cascade(), read_carried(plain).hashes)


def _bounded(told: Told) -> None:
    no_more(len(told.asked) * len(told.days), MOST_LOOKS, "cascade.days, once a service")
    no_more(len(told.falls), MOST_LOOKS, "cascade.falls")
    asked = sum(len(one.items) for one in told.asked) * len(told.territories)
    no_more(asked, MOST_PAIRS, "cascade.asked: pairs")
    listed = sum(len(one.items) * len(one.territories) for fall in told.falls for one in fall.changes)
    no_more(listed, MOST_PAIRS, "cascade.falls: pairs")


def _moved(one: AnswerChange) -> Moved:
    return Moved(items=one.items, territories=one.territories, before=one.before, after=one.after)


def _change(one: Moved) -> AnswerChange:
    return AnswerChange(items=one.items, territories=one.territories, before=one.before, after=one.after)
