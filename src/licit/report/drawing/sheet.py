# SPDX-License-Identifier: Apache-2.0
"""The boxes and edges of a diagram while it grows, and the words that go into them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from licit.model.fact import Grant
from licit.model.proof import Dimension, Link, Standing, Value
from licit.model.record import Record
from licit.model.verdict import Verdict
from licit.report.drawing.diagram import Box, Edge, Shape, Stroke
from licit.report.drawing.words import drawn, term_words
from licit.report.words import BOOKS, set_for
from licit.report.words.names import Names
from licit.vocabulary.names import Lang


class Sheet:
    """Collects boxes; one with the same key is drawn once. A key holds all that the box and its way on say."""

    def __init__(self, verdict: Verdict, record: Record, lang: Lang) -> None:
        self.question, self.record, self.lang = verdict.question, record, lang
        self.standings = {used.fact: used.standing for used in verdict.proof.facts}
        self.names, self.book = Names(record, lang, self.question.item), BOOKS[lang]
        self.boxes: dict[Hashable, Box] = {}
        self.edges: dict[tuple[int, int], Edge] = {}

    def service(self, value: Value | None = None) -> Box:
        """The last box: the service, making the use; with the value of the reading, once it is known."""
        question, key = self.question, ("service",)
        lines = (self.names.party(question.service), self.names.word(question.use))
        box = self.box(key, Shape.SERVICE, lines)
        if value is not None:
            box = self.boxes[key] = replace(box, value=value)
        return box

    def link_lines(self, link: Link) -> tuple[str, ...]:
        """The kind of a grant, its term, and how it stands where that is not as it should be."""
        held = self.record.by_id.get(link.grant)
        kind, term = self.grant_kind(link.grant), ""
        if isinstance(held, Grant):
            term = term_words(self.names, replace(held.term, start=held.begun, end=held.stated_end), self.lang)
        ended = drawn("ended", self.lang, day=self.names.day(link.ended_on)) if link.ended_on else ""
        return tuple(self.say(text) for text in (kind, term, *self.stands(link.standing), ended) if text)

    def grant_kind(self, fact: str) -> str:
        """What kind of grant a fact is; its id where it is not on record."""
        held = self.record.by_id.get(fact)
        return self.book.grants[held.kind] if isinstance(held, Grant) else fact

    def stands(self, standing: Standing) -> tuple[str, ...]:
        """How a fact stands, where that is not as it should be."""
        return () if standing is Standing.ACCEPTED else (self.book.standings[standing],)

    def say(self, text: str) -> str:
        """A phrase with the spaces of the language."""
        return set_for(self.lang, text)

    def box(  # noqa: PLR0913 - a box and all it says
        self,
        key: Hashable,
        shape: Shape,
        lines: tuple[str, ...],
        *,
        told: str = "",
        facts: tuple[str, ...] = (),
        value: Value | None = None,
        dimension: Dimension | None = None,
        disputed: bool = False,
        law: bool = False,
        strong: int = 1,
    ) -> Box:
        """The box of a key, new or as it is; the facts that it names add up."""
        held = self.boxes.get(key)
        if held is None:
            held = Box(len(self.boxes), shape, lines, told, (), value, dimension, disputed, law, strong)
        self.boxes[key] = held = replace(held, facts=tuple(dict.fromkeys((*held.facts, *facts))))
        return held

    def edge(self, tail: Box, head: Box, stroke: Stroke, *, arrow: bool = True) -> None:
        """Join two boxes; what is joined stays as it is."""
        self.edges.setdefault((tail.ident, head.ident), Edge(tail.ident, head.ident, stroke, arrow))
