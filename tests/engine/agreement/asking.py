# SPDX-License-Identifier: Apache-2.0
"""Questions around the one of a world, and in what engine and reference disagree about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from licit.engine.answering import Answering
from licit.engine.bearing import Share
from licit.engine.compiled import Compiled
from licit.engine.engine import Engine
from licit.engine.grants import LOWER, UPPER
from licit.engine.hearing import Hearing
from licit.explain.turning import reason_of
from licit.model.day import FIRST, LAST, Reading
from licit.model.overview import Reason
from licit.model.proof import PlaceProof, ShareProof
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer, Verdict
from licit.reference import judge
from licit.reference.alike import change_days
from tests.worlds.chooser import Chooser
from tests.worlds.stage import LEAVES, NARROW_USE, OPERATOR, OTHER_USE, USE, WIDE_USE

ONE_DAY: Final = timedelta(days=1)
YEARS: Final = timedelta(days=4000)
ELSEWHERE: Final = "ZZ"  # a leaf that no group, no atlas and no fact names
NUMBERS: Final = {Reading.LOWER: LOWER, Reading.UPPER: UPPER}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, how it came about, what the reference says, and in what the engine disagrees, if in anything."""

    question: Question
    how: str
    verdict: Verdict
    disagreement: str


def put(record: Record, questions: Iterable[tuple[str, Question]]) -> Iterator[Asked]:
    """Each question put to the reference, to one engine that keeps what it worked out, and to its compiled forms."""
    engine = Engine(record)
    forms = Forms(engine)
    for how, question in questions:
        verdict = judge(record, question, explain=False)
        told = disagreement(engine, question, verdict) or forms.disagreement(question, verdict)
        yield Asked(question, how, verdict, told)


class Forms:
    """The compiled form of each service and use asked about, under each position: one for all days."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._answering: dict[tuple[int, str, str], Answering] = {}

    def disagreement(self, question: Question, verdict: Verdict) -> str:
        """In what the compiled form gives another answer or reason than the verdict, or nothing."""
        believed = self.engine.believed(question.position, question.known_by)
        key = (id(believed), question.service, question.use)
        if key not in self._answering:
            self._answering[key] = Answering(Compiled(believed, question.service, question.use))
        answering, bit = self._answering[key], believed.places.bit(question.territory)
        masks = answering.masks(question.item, question.day)
        answers = [answer for answer in Answer if getattr(masks, answer.name.lower()) & bit]
        if answers != [verdict.answer]:
            return f"compiled answers {answers}, not {verdict.answer.value}"
        reasons = [
            _anywhere(reason)
            for turn in answering.turns(question.item, question.day)
            if turn.leaves & bit
            for leaves, reason in answering.causes(turn, question.day)
            if leaves & bit
        ]
        wanted = [] if verdict.answer is Answer.CLEARED else [_anywhere(reason_of(self.engine.record, verdict))]
        return "" if reasons == wanted else f"compiled for {reasons}, not {wanted}"


def _anywhere(reason: Reason) -> Reason:
    """The reason without the place that has no law: the compiled form tells it of many leaves at once."""
    return replace(reason, subject="") if reason.code == "no-requirement" else reason


def disagreement(engine: Engine, question: Question, verdict: Verdict) -> str:
    """In what the engine gives another answer, reason or break than the verdict, or nothing."""
    hearing = engine.hearing(question)
    decision = hearing.decide(question.item, question.territory)
    if decision.answer is not verdict.answer:
        return f"answers {decision.answer.value}, not {verdict.answer.value}"
    if verdict.answer is Answer.CLEARED:
        return ""
    given, wanted = hearing.reason(decision), reason_of(engine.record, verdict)
    return _breaks_differ(hearing, verdict) if given == wanted else f"for {given}, not {wanted}"


def _breaks_differ(hearing: Hearing, verdict: Verdict) -> str:
    """Whether some share that the proof finds wanting breaks otherwise, be it what decides or not."""
    for reading, place, right, share in failing(verdict):
        profile = hearing.believed.lists.profile(right[0])
        given = hearing.broken_at(Share(share.owner, profile, right[1]), place.territory, NUMBERS[reading])
        if given != share.broken_at:
            return f"breaks at {given}, not {share.broken_at}"
    return ""


def failing(verdict: Verdict) -> Iterator[tuple[Reading, PlaceProof, tuple[str, str], ShareProof]]:
    """Each share that a proof finds wanting: in which reading, where, in what asset and right."""
    for reading in (verdict.proof.lower, verdict.proof.upper):
        for place in reading.places:
            for requirement in place.requirements:
                for right in requirement.rights:
                    for share in right.shares:
                        if share.broken_at is not None:
                            yield reading.reading, place, (right.asset, right.right), share


def around(record: Record, question: Question, chooser: Chooser, *, edges: int = 1) -> Iterator[tuple[str, Question]]:
    """The question, and a few near it: other leaves, uses, services, positions, items, and slice edges' three days."""
    yield "itself", question
    yield "leaf", replace(question, territory=chooser.pick((*LEAVES, ELSEWHERE)))
    days = change_days(record, question.day - YEARS, question.day + YEARS)[1:]
    for _ in range(edges if days else 0):
        edge = chooser.pick(days)
        yield "day before", replace(question, day=edge - ONE_DAY)
        yield "day of", replace(question, day=edge)
        yield "day after", replace(question, day=edge + ONE_DAY)
    other = chooser.weighted(
        (40, "position"), (20, "use"), (14, "known by"), (16, "service"), (8, "item"), (2, "end of time")
    )
    if other == "position":
        yield other, replace(question, position=chooser.pick(tuple(record.positions)))
    elif other == "use":
        yield other, replace(question, use=chooser.pick((USE, WIDE_USE, OTHER_USE, NARROW_USE)))
    elif other == "known by":
        said = tuple(sorted({statement.published_on for statement in record.statements})) or (question.known_by,)
        yield other, replace(question, known_by=chooser.pick(said))
    elif other == "service":
        yield other, replace(question, service=chooser.pick((*record.grants_by, OPERATOR)))
    elif other == "item":
        yield other, replace(question, item="lost")
    else:
        yield other, replace(question, day=chooser.pick((FIRST, LAST)))


def cells_disagree(engine: Engine, question: Question, leaves: Iterable[str]) -> list[str]:
    """The leaves whose cell has another decision than the leaf itself, or that lie in no one cell."""
    hearing = engine.hearing(question)
    cells = list(hearing.cells(question.item))
    wrong = []
    for leaf in leaves:
        bit = hearing.believed.places.bit(leaf)
        answers = [decision.answer for cell, decision in cells if cell & bit]
        if answers != [hearing.decide(question.item, leaf).answer]:
            wrong.append(leaf)
    return wrong
