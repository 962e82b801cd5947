# SPDX-License-Identifier: Apache-2.0
"""Where and when the answer would differ. Source: SEMANTICS §5, Why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer, Difference
from licit.reference.alike import change_days, leaf_classes
from licit.reference.judgement import answer_alone


def nearby_days(record: Record, question: Question, first: date, last: date) -> tuple[Difference, ...]:
    """The last day before, and the first after, on which the answer is another one; none where there is none."""
    answer = answer_alone(record, question)
    starts = change_days(record, first, last)
    found = []
    before = [day for day in starts if day <= question.day]
    for start, end in zip(reversed(before), reversed([*before[1:], None]), strict=True):
        if end is None:
            continue  # the slice asked about itself
        other = answer_alone(record, replace(question, day=start))
        if other is not answer:
            found.append(Difference(other, date.fromordinal(end.toordinal() - 1)))
            break
    for start in (day for day in starts if day > question.day):
        other = answer_alone(record, replace(question, day=start))
        if other is not answer:
            found.append(Difference(other, start))
            break
    return tuple(found)


def nearby_territories(record: Record, question: Question) -> tuple[Difference, ...]:
    """The leaves in which the answer is another one on that day, by answer."""
    answer = answer_alone(record, question)
    found: dict[Answer, list[str]] = {}
    for alike in leaf_classes(record, question.day, record.atlas.leaves_on(question.day)):
        other = answer_alone(record, replace(question, territory=alike[0]))
        if other is not answer:
            found.setdefault(other, []).extend(alike)
    return tuple(Difference(other, territories=tuple(sorted(leaves))) for other, leaves in found.items())
