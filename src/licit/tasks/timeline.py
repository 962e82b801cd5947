# SPDX-License-Identifier: Apache-2.0
"""How an answer changes between two days, and what changes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from licit.explain.turning import reason_of, reasons_of
from licit.model.day import When
from licit.model.fact import Note
from licit.model.overview import Reason, Slice
from licit.model.problem import InvalidValueError
from licit.model.progress import Progress, silent
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer, Verdict
from licit.tasks.judging import ByReference
from licit.tasks.opening import OpenCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The slices of a question from ``first`` to ``last`` (its day is ``first``), and the notes of those days."""

    question: Question
    first: date
    last: date
    slices: tuple[Slice, ...]
    notes: tuple[Note, ...]


def timeline(opened: OpenCase, question: Question, first: date, last: date, *, progress: Progress = silent) -> Timeline:
    """Ask a question on each day on which anything may change, and join neighbours that turn on the same.

    Raises:
        InvalidValueError: the last day lies before the first, or the question lacks its item or territory.
    """
    from licit.reference.alike import change_days

    _whole(question, first, last)
    record = opened.record
    days = change_days(record, first, last)
    slices: list[Slice] = []
    turns = _Turns(opened.judging, question)
    for done, day in enumerate(days):
        progress(done, len(days))
        until = days[done + 1] - timedelta(days=1) if done + 1 < len(days) else last
        answer, reason = turns.on(day)
        if slices and (slices[-1].answer, slices[-1].reason) == (answer, reason):
            slices[-1] = replace(slices[-1], last=until)
        else:
            used = _used(turns.verdict(days[done - 1]), turns.verdict(day)) if done else ()
            slices.append(Slice(day, until, answer, reason, changed_on(record, day, used)))
    progress(len(days), len(days))
    return Timeline(
        question=replace(question, day=first),
        first=first,
        last=last,
        slices=tuple(slices),
        notes=_notes(record, first, last),
    )


class _Turns:
    """What the answer turns on day after day; a proof is made only where it takes one."""

    def __init__(self, judging: ByReference, question: Question) -> None:
        self.judging = judging
        self.question = question
        self._verdicts: dict[date, Verdict] = {}
        self._contested: object = None  # what the day before turned on, where it was contested
        self._reason = Reason("")

    def on(self, day: date) -> tuple[Answer, Reason]:
        """The answer, and the reason that a slice names."""
        question = replace(self.question, day=day)
        told = self.judging.told(question)
        if told is not None:
            self._contested = None
            return told
        record, verdict = self.judging.record, self.verdict(day)
        if verdict.answer is not Answer.CONTESTED:
            self._contested = None
            return verdict.answer, reason_of(record, verdict)
        turning = reasons_of(record, verdict), _standing(verdict)
        if turning != self._contested:  # what it hangs on costs more than the answer
            self._contested, self._reason = turning, reason_of(record, self.judging.verdict(question))
        return verdict.answer, self._reason

    def verdict(self, day: date) -> Verdict:
        """The answer of a day with its proof."""
        if day not in self._verdicts:
            self._verdicts[day] = self.judging.verdict(replace(self.question, day=day), explain=False)
        return self._verdicts[day]


def changed_on(record: Record, day: date, facts: Iterable[str]) -> tuple[str, ...]:
    """Those of the facts that begin or end, or may do so, where this day begins."""
    from licit.reference.alike import change_days

    before = day - timedelta(days=1)
    return tuple(
        fact
        for fact in facts
        if fact in record.by_id and day in change_days(Record(facts=(record.by_id[fact],)), before, day)
    )


def _standing(verdict: Verdict) -> tuple[object, ...]:
    """What the open points of a day come from: the facts used as they stand, and how the upper reading arrives."""
    return verdict.proof.facts, verdict.proof.upper


def _used(*verdicts: Verdict) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact.fact for verdict in verdicts for fact in verdict.proof.facts))


def _notes(record: Record, first: date, last: date) -> tuple[Note, ...]:
    within = (note for note in record.notes if _may_fall(note.day, first, last))
    return tuple(sorted(within, key=lambda note: (note.day, note.id)))


def _may_fall(when: When, first: date, last: date) -> bool:
    return when.earliest <= last and first <= when.latest


def _whole(question: Question, first: date, last: date) -> None:
    if last < first:
        raise InvalidValueError(f"{last} comes before {first}", mend="give the earlier day first")
    if not question.item or not question.territory:
        raise InvalidValueError("a timeline is of one item in one territory", mend="name both")
