# SPDX-License-Identifier: Apache-2.0
"""Many questions, asked once for all that are alike in item and territory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from licit.explain.turning import reasons_of
from licit.model.overview import RankedPoint, RankedReason, Reason
from licit.model.proof import Flag, OpenPoint
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer

Progress = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Alike:
    """One answer for every pair of these items and territories, and what it turns on, the decisive reason first.

    ``open_points`` are those that a contested answer hangs on; left empty for the others.
    """

    items: tuple[str, ...]
    territories: tuple[str, ...]
    use: str
    answer: Answer
    reasons: tuple[Reason, ...]
    open_points: tuple[OpenPoint, ...]
    flags: frozenset[Flag]

    @property
    def pairs(self) -> int:
        """How many questions it answers."""
        return len(self.items) * len(self.territories)


def ask_alike(  # noqa: PLR0913 - what is asked, of what, where, and who watches
    record: Record,
    question: Question,
    items: Iterable[str],
    territories: Iterable[str],
    *,
    uses: Iterable[str] = (),
    progress: Progress = silent,
) -> Iterator[Alike]:
    """Answer a question for each item, territory and use: one judgement for those that can't differ.

    ``question`` gives the rest. ``progress`` hears of each judgement, how many are done and how many there are.
    Source: SEMANTICS §6, rights classes.
    """
    from licit.reference import judge
    from licit.reference.alike import item_classes, leaf_classes

    by_item = item_classes(record, items)
    by_leaf = leaf_classes(record, question.day, territories)
    asked = tuple(uses) or (question.use,)
    total = len(by_item) * len(by_leaf) * len(asked)
    done = 0
    progress(done, total)
    for use in asked:
        for same_items in by_item:
            for leaves in by_leaf:
                one = replace(question, use=use, item=same_items[0], territory=leaves[0])
                verdict = judge(record, one, explain=False)
                points: tuple[OpenPoint, ...] = ()
                if verdict.answer is Answer.CONTESTED:
                    points = judge(record, one).proof.open_points
                yield Alike(same_items, leaves, use, verdict.answer, reasons_of(record, verdict), points, verdict.flags)
                done += 1
                progress(done, total)


def ranked_reasons(alike: Iterable[Alike]) -> tuple[RankedReason, ...]:
    """How many answers that are not ``cleared`` turn on each reason, the most first."""
    counted: Counter[Reason] = Counter()
    for one in alike:
        if one.answer is not Answer.CLEARED:
            for reason in one.reasons:
                counted[reason] += one.pairs
    return tuple(RankedReason(reason, count) for reason, count in counted.most_common())


def ranked_points(alike: Iterable[Alike]) -> tuple[RankedPoint, ...]:
    """How many contested answers hang on each open point, the most first."""
    counted: Counter[OpenPoint] = Counter()
    for one in alike:
        for point in one.open_points:
            counted[point] += one.pairs
    return tuple(RankedPoint(point, count) for point, count in counted.most_common())
