# SPDX-License-Identifier: Apache-2.0
"""Many questions, judged once for all that are alike in item and territory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from licit.explain.turning import reasons_of
from licit.model.fact import Statute
from licit.model.overview import RankedPoint, RankedReason, Reason
from licit.model.progress import Progress, silent
from licit.model.proof import Flag, OpenPoint
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.tasks.judging import ByReference
from licit.tasks.stand_ins import names_of, renamed_point, renamed_reason, stand_ins


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


def ask_alike(  # noqa: PLR0913 - who is asked, what, of what, where, and who watches
    judging: ByReference,
    question: Question,
    items: Iterable[str],
    territories: Iterable[str],
    *,
    uses: Iterable[str] = (),
    hanging: bool = True,
    progress: Progress = silent,
) -> Iterator[Alike]:
    """Answer a question for each item, territory and use: one judgement for those that can't differ but in names.

    ``question`` gives the rest. ``hanging=False`` does without the open points. ``progress`` hears of each judgement,
    how many are done and how many there are. Source: SEMANTICS §6, rights classes; §7, renaming.
    """
    from licit.reference.alike import item_classes

    record = judging.record
    stands_in = stand_ins(record, (question.service,))
    by_item = item_classes(record, items, question.known_by, stands_in)
    where = tuple(territories)
    asked = [
        (use, same, leaves)
        for use in tuple(uses) or (question.use,)
        for same in by_item
        for leaves in judging.alike(replace(question, use=use, item=same[0]), where)
    ]
    progress(0, len(asked))
    for done, (use, same, leaves) in enumerate(asked):
        one = replace(question, use=use, item=same[0], territory=leaves[0])
        yield from _by_name(record, _judged(judging, one, hanging=hanging), same, leaves)
        progress(done + 1, len(asked))


def _judged(judging: ByReference, question: Question, *, hanging: bool) -> Alike:
    verdict = judging.hanging(question) if hanging else judging.weighed(question)
    points = verdict.proof.open_points
    reasons = reasons_of(judging.record, verdict)
    return Alike((question.item,), (question.territory,), question.use, verdict.answer, reasons, points, verdict.flags)


def _by_name(record: Record, judged: Alike, items: tuple[str, ...], leaves: tuple[str, ...]) -> Iterator[Alike]:
    """The answer for each of the items in its own names; those with the same words stay together."""
    told: dict[tuple[tuple[Reason, ...], tuple[OpenPoint, ...]], list[str]] = {}
    for item in items:
        names = names_of(record, item, judged.items[0]) or {}
        reasons = tuple(dict.fromkeys(renamed_reason(reason, names) for reason in judged.reasons))
        points = tuple(renamed_point(point, names) for point in judged.open_points)
        told.setdefault((reasons, points), []).append(item)
    for (reasons, points), same in told.items():
        yield replace(judged, items=tuple(same), territories=leaves, reasons=reasons, open_points=points)


def ranked_reasons(record: Record, alike: Iterable[Alike]) -> tuple[RankedReason, ...]:
    """How many answers that are not ``cleared`` turn on each reason, the most first; assets count by their kind."""
    counted: Counter[Reason] = Counter()
    for one in alike:
        if one.answer is not Answer.CLEARED:
            for reason in dict.fromkeys(_of_kind(record, reason) for reason in one.reasons):
                if not reason.open_points:  # these are ranked one by one
                    counted[reason] += one.pairs
    return tuple(RankedReason(reason, count) for reason, count in counted.most_common())


def _of_kind(record: Record, reason: Reason) -> Reason:
    """The reason as it is counted: a law that fails is one reason, whoever the owner is; an asset is its kind."""
    if reason.facts and isinstance(record.by_id.get(reason.facts[0]), Statute):
        reason = replace(reason, at="")
    asset = record.assets.get(reason.subject)
    return replace(reason, subject=asset.kind) if asset else reason


def ranked_points(alike: Iterable[Alike]) -> tuple[RankedPoint, ...]:
    """How many contested answers hang on each open point, the most first."""
    counted: Counter[OpenPoint] = Counter()
    for one in alike:
        for point in one.open_points:
            counted[point] += one.pairs
    return tuple(RankedPoint(point, count) for point, count in counted.most_common())
