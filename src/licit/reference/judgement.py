# SPDX-License-Identifier: Apache-2.0
"""The verdict: the answer the two readings give, with its proof. Source: SEMANTICS §§1-5."""

from __future__ import annotations

from licit.model.position import Position
from licit.model.problem import InvalidValueError
from licit.model.proof import Proof
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer, Verdict, answer_of
from licit.reference.bench import Bench
from licit.reference.flags import flags
from licit.reference.nearly import nearly_matched
from licit.reference.open_points import open_points
from licit.reference.receipt import receipt
from licit.reference.rests_on import facts_used


def judge(record: Record, question: Question, *, explain: bool = True) -> Verdict:
    """Answer a question, with the proof.

    ``explain=False`` leaves out what only people read (the open points and the receipt's hashes), for many questions.

    Raises:
        InvalidValueError: the record has no position of that name.

    Source: SEMANTICS §§1-5.
    """
    bench = Bench(record, question, position_of(record, question), {})
    lower, upper = bench.readings()
    used = facts_used(bench, lower, upper)
    answer = answer_of(lower.value, upper.value)
    hangs = explain and answer is Answer.CONTESTED  # the others stand however the open points are settled
    return Verdict(
        question=question,
        answer=answer,
        proof=Proof(lower, upper, used, open_points(bench, lower, upper, used) if hangs else ()),
        flags=flags(bench, lower, upper),
        receipt=receipt(bench, used, hashes=explain),
        nearly=nearly_matched(bench, upper) if explain else (),
    )


def answer_alone(record: Record, question: Question) -> Answer:
    """The answer without a proof: for the many questions around one, a third of the work."""
    lower, upper = Bench(record, question, position_of(record, question), {}, why_not=False).readings()
    return answer_of(lower.value, upper.value)


def position_of(record: Record, question: Question) -> Position:
    """The position asked for."""
    if question.position not in record.positions:
        known = ", ".join(sorted(record.positions)) or "none"
        raise InvalidValueError(
            f"the case has no position {question.position!r}", mend=f"use one of its positions: {known}"
        )
    return record.positions[question.position]
