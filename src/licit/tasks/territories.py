# SPDX-License-Identifier: Apache-2.0
"""Where an item is cleared, contested, not cleared, unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from licit.explain.turning import reason_of
from licit.model.overview import Reason
from licit.model.problem import InvalidValueError
from licit.model.progress import Progress, silent
from licit.model.question import Question
from licit.model.verdict import Answer
from licit.tasks.opening import OpenCase


@dataclass(frozen=True, slots=True)
class Region:
    """Territories in which the answer is the same and turns on the same."""

    answer: Answer
    reason: Reason
    territories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Territories:
    """A question in every territory of its day (its own is empty), the largest region of each answer first."""

    question: Question
    regions: tuple[Region, ...]

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answer in each territory."""
        return {leaf: region.answer for region in self.regions for leaf in region.territories}


def territories(opened: OpenCase, question: Question, *, progress: Progress = silent) -> Territories:
    """Ask a question in all territories that exist on its day.

    Raises:
        InvalidValueError: the question names no item.
    """
    if not question.item:
        raise InvalidValueError("the territories are those of one item", mend="name one, or ask for an audit")
    found: dict[tuple[Answer, Reason], list[str]] = {}
    sets = opened.judging.alike(question, opened.record.atlas.leaves_on(question.day))
    for done, alike in enumerate(sets):
        progress(done, len(sets))
        found.setdefault(_turning(opened, replace(question, territory=alike[0])), []).extend(alike)
    progress(len(sets), len(sets))
    regions = [Region(answer, reason, tuple(sorted(leaves))) for (answer, reason), leaves in found.items()]
    order = list(Answer)
    regions.sort(key=lambda region: (order.index(region.answer), -len(region.territories), region.territories))
    return Territories(question, tuple(regions))


def _turning(opened: OpenCase, question: Question) -> tuple[Answer, Reason]:
    """The answer and the reason that is told first; a proof is made only where it takes one."""
    told = opened.judging.told(question)
    if told is not None:
        return told
    verdict = opened.judging.hanging(question)
    return verdict.answer, reason_of(opened.record, verdict)
