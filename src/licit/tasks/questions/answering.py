# SPDX-License-Identifier: Apache-2.0
"""The answers to many questions, beside the rows that asked them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyarrow as pa

from licit.case.checks import BAD_VALUE, LIMIT
from licit.explain.turning import reason_of
from licit.model.problem import BadInputError, InvalidValueError, Place, Problem
from licit.model.progress import Progress, silent
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.tasks.opening import OpenCase
from licit.tasks.questions.columns import ANSWERS, AT_ONCE, QUESTIONS, SHOWN, AnswerBatch, Defaults, Source
from licit.tasks.questions.resolving import Resolver

_NONE: Final = pa.RecordBatch.from_pylist([], schema=QUESTIONS)
BY_REFERENCE: Final = 256  # questions that the reference answers between two signs of progress


def by_reference(record: Record) -> AnswerBatch:
    """Answer by the letter of the rules, one question at a time; equal ones in a batch once."""
    from licit.reference import judge

    def answer(question: Question) -> tuple[str, ...]:
        verdict = judge(record, question, explain=False)
        if verdict.answer is Answer.CLEARED:
            return verdict.answer.value, "", "", "", ""
        reason = reason_of(record, verdict)
        return verdict.answer.value, reason.code, reason.at, reason.to, next(iter(reason.facts), "")

    def answer_batch(questions: pa.RecordBatch) -> pa.RecordBatch:
        rows = [Question(**row) for row in questions.to_pylist()]
        answers = {question: answer(question) for question in dict.fromkeys(rows)}
        columns = zip(*(answers[row] for row in rows), strict=True) if rows else ((),) * len(ANSWERS)
        arrays = [pa.array(column, pa.string()).dictionary_encode() for column in columns]
        return pa.RecordBatch.from_arrays(arrays, schema=ANSWERS)

    return answer_batch


def by_engine(opened: OpenCase) -> AnswerBatch:
    """Answer by the compiled engine, each question once that has the answer of another only once."""
    from licit.tasks.judging import ByEngine
    from licit.tasks.questions.by_engine import AnswersOfEngine

    judging = opened.judging if isinstance(opened.judging, ByEngine) else ByEngine(opened.record)
    return AnswersOfEngine(judging.engine)


def by_choice(opened: OpenCase) -> tuple[AnswerBatch, int]:
    """Whoever the case was opened for answers; and how many questions at once."""
    if opened.engine == "reference":
        return by_reference(opened.record), BY_REFERENCE
    return by_engine(opened), AT_ONCE


def answered(  # noqa: PLR0913 - the case, what is asked of it, who answers, how many at once, and who watches
    opened: OpenCase,
    source: Source,
    answer: AnswerBatch,
    *,
    defaults: Defaults | None = None,
    at_once: int = AT_ONCE,
    progress: Progress = silent,
) -> Iterator[pa.RecordBatch]:
    """The rows of a source with their answers behind them (``ANSWERS``), batch by batch, in order; at least one batch.

    A bad row ends the answers, not the reading: whoever takes the batches must not keep them unless all come.

    Raises:
        BadInputError: rows that can't be asked about: the first ones with their places, and how many more there are.
    """
    resolver = Resolver(opened, defaults or Defaults())
    problems: list[Problem] = []
    done = bad = 0
    for given in source.batches():
        for start in range(0, max(given.batch.num_rows, 1), at_once):
            rows = given.batch.slice(start, at_once)
            if not rows.num_rows:
                if not done:
                    yield _beside(rows, answer(_NONE))
                continue
            try:
                questions, errors, count = resolver.questions(rows)
            except InvalidValueError as unasked:
                raise BadInputError((Problem(Place(source.shown), unasked.what, unasked.mend, BAD_VALUE),)) from None
            bad += count
            for row, error in errors.items():
                place = Place(source.shown, given.places[start + row])
                problems.append(Problem(place, error.what, error.mend, BAD_VALUE))
            done += rows.num_rows
            if questions is not None and not bad and not source.refused:
                yield _beside(rows, answer(questions))
            progress(done, source.expected(done))
            if resolver.full:
                raise _refused(source, problems, bad, stopped=True)
    if bad or source.refused:
        raise _refused(source, problems, bad)


def answered_table(
    opened: OpenCase,
    source: Source,
    answer: AnswerBatch,
    *,
    defaults: Defaults | None = None,
    at_once: int = AT_ONCE,
) -> pa.Table:
    """The same as one table.

    Raises:
        BadInputError: as ``answered``.
    """
    return pa.Table.from_batches(answered(opened, source, answer, defaults=defaults, at_once=at_once))


def _beside(rows: pa.RecordBatch, answers: pa.RecordBatch) -> pa.RecordBatch:
    schema = pa.schema([*rows.schema, *ANSWERS], metadata=rows.schema.metadata)
    return pa.RecordBatch.from_arrays([*rows.columns, *answers.columns], schema=schema)


def _refused(source: Source, problems: list[Problem], bad: int, *, stopped: bool = False) -> BadInputError:
    told = source.located(problems[:SHOWN])[:SHOWN]
    more = bad + source.refused - len(told)
    if more > 0 or stopped:
        what = f"{more} more rows can't be asked about" + ("; reading stopped there" if stopped else "")
        told.append(Problem(Place(source.shown), what, "mend these first", LIMIT))
    return BadInputError(tuple(told))
