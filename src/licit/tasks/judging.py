# SPDX-License-Identifier: Apache-2.0
"""Who answers: the compiled engine, with the reference for what people read beside an answer; or the reference alone.

Whoever asks about a case asks one of these two, ``OpenCase.judging``; nothing else of a task knows which.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from licit.explain.turning import reason_of
from licit.model.overview import Reason
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer, Verdict

if TYPE_CHECKING:
    from licit.engine.engine import Engine
    from licit.tasks.weighing import Weighing

EngineName = Literal["compiled", "reference"]
Leaves = tuple[str, ...]


class EnginesDisagreeError(Exception):
    """The compiled engine and the reference give one question two answers: a fault of Licit, and never chosen between.

    ``compiled`` and ``reference`` are what each says.
    """

    def __init__(self, question: Question, compiled: Answer, reference: Answer) -> None:
        asked = ", ".join(f"{name.replace('_', ' ')} {value or '-'}" for name, value in asdict(question).items())
        super().__init__(
            f"the compiled engine says {compiled.value}, the reference {reference.value} ({asked})."
            " Add --engine reference to go on with the reference alone, and report this question with its case."
        )
        self.question = question
        self.compiled = compiled
        self.reference = reference


class ByReference:
    """The reference answers everything, by the letter of the rules."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._classes: dict[tuple[date, Leaves], tuple[Leaves, ...]] = {}

    def answer(self, question: Question) -> Answer:
        """The answer alone, for the many questions around one."""
        from licit.reference import answer_alone

        return answer_alone(self.record, question)

    def told(self, question: Question) -> tuple[Answer, Reason] | None:  # noqa: ARG002 - the engine can
        """The answer and the reason it turns on first, where they can be told without a proof."""
        return None

    def verdict(self, question: Question, *, explain: bool = True) -> Verdict:
        """The answer with its proof; ``explain=False`` leaves out the open points and hashes."""
        from licit.reference import judge

        return judge(self.record, question, explain=explain)

    def weighed(self, question: Question) -> Verdict:
        """The answer, why each part of it has its value, and the flags; what only people read may be left out."""
        return self.verdict(question, explain=False)

    def hanging(self, question: Question) -> Verdict:
        """The same, and the open points where it is contested."""
        verdict = self.weighed(question)
        return self.verdict(question) if verdict.answer is Answer.CONTESTED else verdict

    def alike(self, question: Question, leaves: Iterable[str]) -> tuple[Leaves, ...]:
        """The leaves in sets in which an item has one answer, with one proof but for the name of the place."""
        from licit.reference.alike import leaf_classes

        key = (question.day, tuple(leaves))
        if key not in self._classes:
            self._classes[key] = leaf_classes(self.record, *key)
        return self._classes[key]


class ByEngine(ByReference):
    """The engine answers; proofs are the reference's, and each must say what the engine says.

    Raises:
        EnginesDisagreeError: it does not.
    """

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self._weighing: Weighing | None = None  # of the last hearing: those who ask much ask one after the other

    @cached_property
    def engine(self) -> Engine:
        """One for all questions: it keeps what it compiled."""
        from licit.engine.engine import Engine

        return Engine(self.record)

    def answer(self, question: Question) -> Answer:
        """The answer alone."""
        return self.engine.answer(question)

    def told(self, question: Question) -> tuple[Answer, Reason] | None:
        """All but a contested answer: a refusal and an unknown by the engine, a clearance when it is weighed."""
        hearing = self.engine.hearing(question)
        decision = hearing.decide(question.item, question.territory)
        if decision.answer is Answer.CONTESTED:
            return None
        if decision.answer is Answer.CLEARED:
            return decision.answer, reason_of(self.record, self.weighed(question))
        return decision.answer, hearing.reason(decision)

    def verdict(self, question: Question, *, explain: bool = True) -> Verdict:
        """The answer with its proof, by the reference, put beside the engine's."""
        return self._agreed(super().verdict(question, explain=explain))

    def weighed(self, question: Question) -> Verdict:
        """The parts and their values by the reference, why they fail by the engine; put beside the engine's answer."""
        from licit.tasks.weighing import Weighing

        hearing = self.engine.hearing(question)
        if self._weighing is None or self._weighing.hearing is not hearing:
            self._weighing = Weighing(hearing)
        return self._agreed(self._weighing.verdict(question))

    def hanging(self, question: Question) -> Verdict:
        """The same, judged once: the engine says first whether it is contested."""
        contested = self.answer(question) is Answer.CONTESTED
        return self.verdict(question) if contested else self.weighed(question)

    def _agreed(self, verdict: Verdict) -> Verdict:
        answer = self.answer(verdict.question)
        if answer is not verdict.answer:
            raise EnginesDisagreeError(verdict.question, answer, verdict.answer)
        return verdict

    def alike(self, question: Question, leaves: Iterable[str]) -> tuple[Leaves, ...]:
        """The reference's sets, each cut where the engine's answer changes: so the engine is asked about every leaf."""
        hearing = self.engine.hearing(question)
        masks = dict.fromkeys(Answer, 0)
        for cell, decision in hearing.cells(question.item):
            masks[decision.answer] |= cell
        bit = hearing.believed.places.bit
        return tuple(
            part
            for same in super().alike(question, leaves)
            for mask in masks.values()
            if mask and (part := tuple(leaf for leaf in same if bit(leaf) & mask))
        )


def judging(record: Record, engine: EngineName) -> ByReference:
    """The one of the two that is asked for."""
    return ByEngine(record) if engine == "compiled" else ByReference(record)
