# SPDX-License-Identifier: Apache-2.0
"""A proof as a tree of phrases: what is printed, drawn and folded, with the facts that each step names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from licit.explain.turning import deciding
from licit.model.evidence import Evidence
from licit.model.fact import Statute
from licit.model.overview import Reason
from licit.model.proof import (
    Break,
    Dimension,
    PlaceProof,
    ReadingProof,
    RequirementProof,
    RightProof,
    RootKind,
    ShareProof,
    Value,
)
from licit.model.question import Question
from licit.model.record import Record
from licit.model.statement import Statement
from licit.model.verdict import Answer, Verdict
from licit.report.words import BOOKS, reason_words, set_for, statement_line
from licit.report.words.names import Names
from licit.vocabulary.names import Lang


class StepKind(Enum):
    """What node of a proof a step says."""

    READING = "reading"
    SETTLED = "settled"
    PLACE = "place"
    REQUIREMENT = "requirement"
    MISSING = "missing"
    RIGHT = "right"
    SHARE = "share"
    ROOT = "root"
    LINK = "link"
    BREAK = "break"
    ACTOR = "actor"
    SAID = "said"


class Turns(Enum):
    """What a step changes: the law that decides, or the party that gives."""

    LAW = "law"
    GRANTOR = "grantor"


@dataclass(frozen=True, slots=True)
class Step:
    """One phrase of an argument, with what lies below it.

    ``facts`` are the ids it names; ``also`` the heads of equal parts that were folded into it. ``dimension`` is set on
    the link that breaks.
    """

    kind: StepKind
    text: str
    children: tuple[Step, ...] = ()
    turns: Turns | None = None
    value: Value | None = None
    dimension: Dimension | None = None
    facts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def argument(
    verdict: Verdict,
    record: Record,
    lang: Lang = "en",
    *,
    sources: Mapping[str, Evidence] | None = None,
) -> tuple[Step, ...]:
    """The argument of a verdict: the reading that decides, and both where they part.

    With ``sources``, the evidence of the case, the statements on each fact stand below it.
    """
    teller = _Teller(verdict.question, record, lang, sources)
    if verdict.answer is Answer.CONTESTED:
        return (teller.reading(verdict.proof.lower), teller.reading(verdict.proof.upper))
    return tuple(teller.parts(deciding(verdict)))


def nearly(
    verdict: Verdict,
    record: Record,
    lang: Lang = "en",
    *,
    sources: Mapping[str, Evidence] | None = None,
) -> tuple[Step, ...]:
    """The grants that nearly matched, by the dimension that failed; with ``sources`` who says so and who denies it."""
    teller = _Teller(verdict.question, record, lang, sources)
    ranked = sorted(verdict.nearly, key=lambda one: one.dimension.name)
    return tuple(replace(teller.broken(one), turns=None) for one in ranked)


def believes(record: Record, question: Question, said: Statement) -> bool:
    """Whether the position of a question believes the source of a statement, on its basis. Source: SEMANTICS §4."""
    position = record.positions.get(question.position)
    if position is None or position.rank(said.source) is None:
        return False
    return position.bases is None or said.basis in position.bases


class _Teller:
    """Tells each node in the phrases of one language."""

    def __init__(self, question: Question, record: Record, lang: Lang, evidence: Mapping[str, Evidence] | None) -> None:
        self.question, self.record, self.lang, self.evidence = question, record, lang, evidence
        self.names, self.book = Names(record, lang, question.item), BOOKS[lang]

    def reading(self, node: ReadingProof) -> Step:
        text = f"{self.book.readings[node.reading]} — {self.book.values[node.value]}"
        return Step(StepKind.READING, self._set(text), tuple(self.parts(node)), value=node.value)

    def parts(self, node: ReadingProof) -> Iterator[Step]:
        for fact, taken in node.settlement:
            yield Step(StepKind.SETTLED, self._set(self.book.settled(self.names, fact, taken)), facts=(fact,))
        for place in node.places:
            yield self.place(place)

    def place(self, node: PlaceProof) -> Step:
        laws = tuple(self.requirement(law) for law in node.requirements) or self.silent(node)
        facts = (node.server,) if node.server else ()
        text = self._set(self.book.place(self.names, node))
        return Step(StepKind.PLACE, text, (*self.said(*facts), *laws), Turns.LAW, node.value, facts=facts)

    def silent(self, node: PlaceProof) -> tuple[Step, ...]:
        """What is not on record where no law speaks: the item, or a requirement; a missing server the place tells."""
        if not node.territory:
            return ()
        if self.names.about in self.record.items:
            reason = Reason("no-requirement", subject=node.territory)
        else:
            reason = Reason("item-not-on-record", subject=self.names.about)
        text = reason_words(reason, self.record, self.lang)
        return (Step(StepKind.MISSING, text, value=Value.UNKNOWN),)

    def requirement(self, node: RequirementProof) -> Step:
        missing = tuple(
            Step(StepKind.MISSING, self._set(self.book.missing(self.names, kind)), value=Value.UNKNOWN)
            for kind in node.missing
        )
        rights = tuple(self.right(right) for right in node.rights)
        text = self._set(self.book.requirement(self.names, node))
        facts = (node.requirement,)
        below = (*self.said(*facts), *rights, *missing)
        return Step(StepKind.REQUIREMENT, text, below, value=node.value, facts=facts)

    def right(self, node: RightProof) -> Step:
        shares = tuple(self.share(share) for share in node.shares)
        return Step(StepKind.RIGHT, self._set(self.book.right(self.names, node)), shares, value=node.value)

    def share(self, node: ShareProof) -> Step:
        below = (*self.said(*node.controls), *self.chain(node))
        text = self._set(self.book.share(self.names, node))
        return Step(StepKind.SHARE, text, below, value=node.value, facts=node.controls)

    def chain(self, node: ShareProof) -> Iterator[Step]:
        if node.chain is not None:
            root = node.chain.root
            if root.kind is not RootKind.OWNER:  # the share has named the owner
                text = self._set(self.book.roots[root.kind](self.names, root))
                yield Step(StepKind.ROOT, text, self.said(*root.facts), Turns.LAW, facts=root.facts)
            for link in node.chain.links:
                text = self._set(self.book.link(self.names, link))
                yield Step(StepKind.LINK, text, self.said(link.grant), Turns.GRANTOR, facts=(link.grant,))
        if node.broken_at is not None:
            yield self.broken(node.broken_at)
        if node.value is Value.YES and node.actor:
            facts = (node.operation,) if node.operation else ()
            text = self._set(self.book.actor(self.names, node))
            yield Step(StepKind.ACTOR, text, self.said(*facts), value=Value.YES, facts=facts)

    def broken(self, node: Break) -> Step:
        law = node.dimension is Dimension.LAW or isinstance(self.record.by_id.get(node.grant), Statute)
        facts = tuple(fact for fact in (node.grant, *node.by) if fact)
        text = self._set(self.book.breaks[node.dimension](self.names, node))
        turns = Turns.LAW if law else Turns.GRANTOR
        return Step(StepKind.BREAK, text, self.said(*facts), turns, Value.NO, node.dimension, facts)

    def said(self, *facts: str) -> tuple[Step, ...]:
        """What was published in time on the facts, where it is asked for; of several facts each below its name."""
        if self.evidence is None:
            return ()
        told = {fact: self.statements(fact, self.evidence) for fact in facts}
        if len(told) == 1:
            return told[facts[0]]
        return tuple(
            Step(StepKind.SAID, self._set(self.book.fact(self.names, fact)), statements, facts=(fact,))
            for fact, statements in told.items()
            if statements
        )

    def statements(self, fact: str, evidence: Mapping[str, Evidence]) -> tuple[Step, ...]:
        """The statements on one fact; those that the position does not believe are marked."""
        steps = []
        for one in self.record.statements_on.get(fact, ()):
            if one.published_on <= self.question.known_by:
                mark = "" if believes(self.record, self.question, one) else f"[{self.book.headings['not_believed']}] "
                line = statement_line(one, self.record, self.lang, fact=fact, evidence=evidence)
                steps.append(Step(StepKind.SAID, mark + line))
        return tuple(steps)

    def _set(self, text: str) -> str:
        return set_for(self.lang, text)
