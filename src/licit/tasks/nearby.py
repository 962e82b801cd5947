# SPDX-License-Identifier: Apache-2.0
"""Where and when the answer would be another one, whoever answers. Source: SEMANTICS §5, Why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from licit.model.day import FIRST, LAST
from licit.model.question import Question
from licit.model.verdict import Answer, Difference
from licit.tasks.judging import ByEngine
from licit.tasks.opening import OpenCase


def nearby(opened: OpenCase, question: Question) -> tuple[Difference, ...]:
    """The last day before and the first after on which the answer is another one; then, by answer, the territories."""
    if isinstance(opened.judging, ByEngine):
        return opened.judging.around(question)
    answer = opened.judging.answer(question)
    return (*_days(opened, question, answer), *_territories(opened, question, answer))


def _days(opened: OpenCase, question: Question, answer: Answer) -> Iterator[Difference]:
    from licit.reference.alike import change_days

    def answer_on(number: int) -> Answer:
        return opened.judging.answer(replace(question, day=starts[number]))

    starts = change_days(opened.record, FIRST, LAST)  # the first is FIRST, which is no later than any question
    here = max(number for number, start in enumerate(starts) if start <= question.day)
    for number in reversed(range(here)):
        if (other := answer_on(number)) is not answer:
            yield Difference(other, starts[number + 1] - timedelta(days=1))
            break
    for number in range(here + 1, len(starts)):
        if (other := answer_on(number)) is not answer:
            yield Difference(other, starts[number])
            break


def _territories(opened: OpenCase, question: Question, answer: Answer) -> Iterator[Difference]:
    found: dict[Answer, list[str]] = {}
    for alike in opened.judging.alike(question, opened.record.atlas.leaves_on(question.day)):
        other = opened.judging.answer(replace(question, territory=alike[0]))
        if other is not answer:
            found.setdefault(other, []).extend(alike)
    for other, leaves in found.items():
        yield Difference(other, territories=tuple(sorted(leaves)))
