# SPDX-License-Identifier: Apache-2.0
"""Who answers: the compiled engine, held against the reference where that is affordable; or the reference alone.

Whoever asks about a case asks one of these two, ``OpenCase.judging``; nothing else of a task knows which.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from licit.explain.turning import reason_of
from licit.model.overview import Reason
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer, Difference, Verdict

if TYPE_CHECKING:
    from licit.engine.believed import Believed
    from licit.engine.compiled import Compiled
    from licit.engine.engine import Engine
    from licit.engine.proving.prover import Prover
    from licit.tasks.weighing import Weighing

EngineName = Literal["compiled", "reference"]
Leaves = tuple[str, ...]
AFFORDABLE: Final = 400  # grants: the reference answers in some 20 ms then, and in a second where there are 10⁴


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
    """The engine answers and proves; where there are no more than ``AFFORDABLE`` grants the reference must agree.

    Raises:
        EnginesDisagreeError: it does not.
    """

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self.affordable = len(record.grants) <= AFFORDABLE
        self._compiled: dict[tuple[Believed, str, str], Compiled] = {}
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

    @cached_property
    def prover(self) -> Prover:
        """One for all proofs."""
        from licit.engine.proving.prover import Prover

        return Prover(self.engine)

    def verdict(self, question: Question, *, explain: bool = True) -> Verdict:
        """The answer with its proof, held against the answer that masks give, and the reference's."""
        verdict = self._agreed(self.prover.verdict(question, explain=explain))
        if self.affordable:
            other = super().answer(question)
            if other is not verdict.answer:
                raise EnginesDisagreeError(question, verdict.answer, other)
        return verdict

    def around(self, question: Question) -> tuple[Difference, ...]:
        """The last day before and the first after on which the answer is another one; then, by answer, territories."""
        from licit.engine.compiled import Compiled
        from licit.engine.proving.around import around

        believed = self.engine.believed(question.position, question.known_by)
        key = (believed, question.service, question.use)
        if key not in self._compiled:
            self._compiled[key] = Compiled(*key)
        return around(self._compiled[key], question)

    def weighed(self, question: Question) -> Verdict:
        """The answer, why each part of it has its value, and the flags.

        Where the reference is affordable the values are its own, put beside the engine's answer.
        """
        if not self.affordable:
            return self.verdict(question, explain=False)
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
