# SPDX-License-Identifier: Apache-2.0
"""What each answer would change: the same questions asked again, a fact being settled each way or a grant added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from licit.engine.engine import Engine
from licit.explain.supposing import suppose
from licit.model.fact import UNLIMITED, Grant, GrantKind
from licit.model.overview import Tally
from licit.model.position import PlaceOfAct
from licit.model.proof import OpenKind
from licit.model.question import Question
from licit.model.record import Record
from licit.model.request import Outcome, Request, Wanted
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.supposition import Added, Placed, Settled, Step, Supposition
from licit.model.territory import only
from licit.model.verdict import Answer


class Asked(NamedTuple):
    """An item that was asked about, and how many have its answer, itself counted."""

    item: str
    items: int


def outcome_of(
    record: Record, question: Question, asked: Sequence[Asked], request: Request, acting: frozenset[str]
) -> Outcome | None:
    """The answers if it is so and if it is not; ``None`` where one document cannot be supposed by itself.

    ``acting`` are the service and those who operate it: a grant to any other has to let it license on.
    """
    steps = _steps(record, question, request, acting)
    if steps is None:
        return None
    so, not_so = (_tally(record, question, asked, taken) for taken in steps)
    return Outcome(so, not_so)


def _steps(
    record: Record, question: Question, request: Request, acting: frozenset[str]
) -> tuple[tuple[Step, ...], tuple[Step, ...]] | None:
    """What is supposed if it is so, and if it is not."""
    point, reason = request.point, request.reason
    if point is not None and point.kind is OpenKind.PLACE:
        return (Placed(PlaceOfAct.EMISSION),), (Placed(PlaceOfAct.RECEPTION),)
    if point is not None and point.kind is OpenKind.FACT:
        return tuple(Settled(fact, holds=True) for fact in point.facts), tuple(
            Settled(fact, holds=False) for fact in point.facts
        )
    if reason is None or reason.code not in ("disputed", "rejected", "unsaid", "no-grant", "membership"):
        return None
    if request.wanted in (Wanted.LICENCE, Wanted.MANDATE):
        added = (_grant(record, question, one, reason.to, acting) for one in request.grantors)
        return (Added(Record(facts=tuple(added))),), ()
    return (Settled(reason.facts[0], holds=True),), (Settled(reason.facts[0], holds=False),)


def _grant(record: Record, question: Question, grantor: str, grantee: str, acting: frozenset[str]) -> Grant:
    """A grant as wide as asked: of all that the grantor has, for the use, in the territory, always."""
    name = f"asked-for-{grantor}-{grantee}"
    while name in record.by_id:
        name += "-"
    direct = grantee in acting
    return Grant(
        id=name,
        grantor=grantor,
        grantee=grantee,
        kind=GrantKind.NON_EXCLUSIVE if direct else GrantKind.MANDATE,
        scope=Scope(Repertoire(everything=True), ALL, frozenset({question.use}), only(question.territory)),
        sublicense=0 if direct else UNLIMITED,
    )


def _tally(record: Record, question: Question, asked: Sequence[Asked], steps: tuple[Step, ...]) -> Tally:
    supposed = suppose(record, Supposition(steps), position=question.position, known_by=question.known_by)
    hearing = Engine(supposed).hearing(question)
    counts = dict.fromkeys(Answer, 0)
    for item, items in asked:
        counts[hearing.decide(item, question.territory).answer] += items
    return Tally(counts[Answer.CLEARED], counts[Answer.NOT_CLEARED], counts[Answer.CONTESTED], counts[Answer.UNKNOWN])
