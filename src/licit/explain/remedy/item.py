# SPDX-License-Identifier: Apache-2.0
"""What would clear one question: every smallest set of counterparties, each tried before it is told."""

from __future__ import annotations

from datetime import date
from typing import Final

from licit.engine.engine import Engine
from licit.engine.places import ELSEWHERE
from licit.engine.span import Span
from licit.explain.remedy.applying import Judge, applied, as_grants, chosen_uses
from licit.explain.remedy.denial import Affirming
from licit.explain.remedy.givers import Givers
from licit.explain.remedy.hitting import smallest
from licit.explain.remedy.needs import Needs
from licit.model.question import Question
from licit.model.remedy import ItemRemedies, Remedy, RemedyGrant
from licit.model.verdict import Answer

MOST: Final = 20  # sets that are listed


class RemedyFailsError(Exception):
    """A set of grants was found that does not clear: a fault of Licit. ``question`` and ``remedy`` say which."""

    def __init__(self, question: Question, remedy: Remedy) -> None:
        super().__init__(f"agreements with {', '.join(remedy.counterparties)} do not clear {question.item}")
        self.question = question
        self.remedy = remedy


def needs_of(engine: Engine, question: Question, signed: date, leaves: tuple[str, ...]) -> Needs:
    """What items lack for a question's service, use and day, asked about in some leaves."""
    believed = engine.believed(question.position, question.known_by)
    span = Span(believed, question.service, question.use, (question.day,))
    places = believed.places
    servers = (one.territory for one in engine.record.servers if one.service == question.service)
    where = 0
    for leaf in (*leaves, *servers):
        where |= places.bit(leaf)
    return Needs(span, Givers(span, signed, where), Affirming(span, question.known_by))


def item_remedies(
    engine: Engine, judge: Judge, question: Question, *, signed: date | None = None, most: int = MOST
) -> ItemRemedies:
    """Every smallest set of grants that would clear a question, at most so many; or why none would.

    ``judge`` answers a question of a record; each set is applied and put to it, as a whole and without each grant.
    ``signed``: the day on which the grants are signed, that asked about if left out.

    Raises:
        RemedyFailsError: a set does not clear; never chosen between.
    """
    record = engine.record
    answer = engine.answer(question)
    if answer is Answer.CLEARED:
        return ItemRemedies(question=question, answer=answer)
    on = signed or question.day
    leaf = question.territory or ELSEWHERE
    needs = needs_of(engine, question, on, (leaf,))
    item = record.items.get(question.item)
    missing = needs.of(item, question.item, leaf)
    if missing.stuck:
        stuck = tuple(sorted(missing.stuck, key=lambda one: (one.code, one.at, one.subject, one.facts)))
        return ItemRemedies(question=question, answer=answer, stuck=stuck)
    sets = smallest(missing.needs, most)
    remedies = []
    for parties in sets.sets:
        grants = as_grants(needs, chosen_uses(needs, parties, item, leaf), question.day, on, all_of_it=False)
        remedies.append(_tried(engine, judge, question, grants))
    remedies.sort(key=lambda one: (len(one.grants), one.counterparties))
    return ItemRemedies(question=question, answer=answer, remedies=tuple(remedies), bounded=sets.bounded)


def _tried(engine: Engine, judge: Judge, question: Question, grants: list[RemedyGrant]) -> Remedy:
    """A remedy that clears, without grants that another one makes needless."""

    def clears(some: list[RemedyGrant]) -> bool:
        return judge(applied(engine.record, question, some), question) is Answer.CLEARED

    if not clears(grants):
        raise RemedyFailsError(question, Remedy(tuple(grants)))
    for one in tuple(grants):
        fewer = [other for other in grants if other != one]
        if len(fewer) < len(grants) and clears(fewer):
            grants = fewer
    return Remedy(tuple(grants))
