# SPDX-License-Identifier: Apache-2.0
"""The engine over one record: answers as the reference evaluator gives them, each part worked out once."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from datetime import date
from functools import cached_property
from typing import Final

from licit.engine.believed import Believed
from licit.engine.decide import Decision
from licit.engine.hearing import Hearing
from licit.engine.reach import useful_parties
from licit.engine.span import Span
from licit.model.day import FIRST
from licit.model.problem import InvalidValueError
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer

KEPT: Final = 512  # hearings at once: a timeline of a busy item has some hundred days


class Engine:
    """Answers questions about a record from what it compiled; nothing is searched twice.

    Raises:
        InvalidValueError: the record has no position of the name asked for.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self._believed: dict[tuple[str, date], Believed] = {}
        self._useful: dict[tuple[str, date, str], frozenset[str]] = {}
        self._hearings: OrderedDict[tuple[object, ...], Hearing] = OrderedDict()

    @cached_property
    def published(self) -> tuple[date, ...]:
        """The days on which something was published: between two of them nothing more is known."""
        return tuple(sorted({statement.published_on for statement in self.record.statements}))

    def known(self, known_by: date) -> date:
        """The last day of publication up to a day: as much was known then."""
        number = bisect_right(self.published, known_by)
        return self.published[number - 1] if number else FIRST

    def believed(self, position: str, known_by: date) -> Believed:
        """The record under a position, as far as was known by a day."""
        if position not in self.record.positions:
            known = ", ".join(sorted(self.record.positions)) or "none"
            raise InvalidValueError(f"the case has no position {position!r}", mend=f"use one of its positions: {known}")
        key = (position, self.known(known_by))
        if key not in self._believed:
            self._believed[key] = Believed(self.record, self.record.positions[position], key[1])
        return self._believed[key]

    def hearing(self, question: Question) -> Hearing:
        """The hearing that a question belongs to; item and territory don't matter."""
        key = (question.position, self.known(question.known_by), question.service, question.use, question.day)
        found = self._hearings.get(key)
        if found is None:
            believed = self.believed(question.position, question.known_by)
            place = (question.position, believed.known_by, question.service)
            if place not in self._useful:
                self._useful[place] = useful_parties(believed, question.service)
            span = Span(believed, question.service, question.use, (question.day,))
            found = Hearing(span, self._useful[place])
            self._hearings[key] = found
            if len(self._hearings) > KEPT:
                self._hearings.popitem(last=False)
        return found

    def decide(self, question: Question) -> Decision:
        """The answer to a question, and the part it turns on."""
        return self.hearing(question).decide(question.item, question.territory)

    def answer(self, question: Question) -> Answer:
        """The answer to a question."""
        return self.decide(question).answer
