# SPDX-License-Identifier: Apache-2.0
"""One answer with all that explains it: its proof, and, where it is to be drawn, what holds around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from licit.model.problem import InvalidValueError
from licit.model.progress import Progress, silent
from licit.model.question import Question
from licit.model.verdict import Verdict
from licit.tasks.opening import OpenCase
from licit.tasks.territories import Territories, territories
from licit.tasks.timeline import Timeline, timeline

YEARS = 3  # before and after the day asked about, where no days are given


class Around(Enum):
    """What may be asked around a question: the days before and after, the other territories."""

    DAYS = "days"
    TERRITORIES = "territories"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A verdict; over time and by territory, where these were asked for."""

    verdict: Verdict
    timeline: Timeline | None = None
    territories: Territories | None = None


def explain(  # noqa: PLR0913 - what is asked, and what around it
    opened: OpenCase,
    question: Question,
    *,
    around: frozenset[Around] = frozenset(),
    first: date | None = None,
    last: date | None = None,
    progress: Progress = silent,
) -> Explained:
    """Answer a question, and what of ``around`` is wanted.

    ``first`` and ``last`` bound the timeline; left out they are whole years around the day, no further than the record
    goes unless the day itself does.

    Raises:
        InvalidValueError: the question names no item or no territory.
    """
    if not question.item or not question.territory:
        raise InvalidValueError("an answer about one item in one territory is explained", mend="name both")
    verdict = opened.judging.verdict(question)
    over_time = None
    if Around.DAYS in around:
        since, until = _years(opened, question.day)
        over_time = timeline(opened, question, first or since, last or until, progress=progress)
    where = territories(opened, replace(question, territory=""), progress=progress) if _wide(around) else None
    return Explained(verdict=verdict, timeline=over_time, territories=where)


def _wide(around: frozenset[Around]) -> bool:
    return Around.TERRITORIES in around


def _years(opened: OpenCase, day: date) -> tuple[date, date]:
    """Whole years before the day, and after it as far as the record goes."""
    first = date(max(day.year - YEARS, date.min.year), 1, 1)
    last = date(min(day.year + YEARS, date.max.year), 12, 31)
    return first, max(day, min(last, opened.reaches))
