# SPDX-License-Identifier: Apache-2.0
"""The page of a case, from its parts: words from the books, drawings as inline SVG; the template escapes the rest."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from licit.model.crux import CatalogueCruxes
from licit.model.overview import Tally
from licit.model.position import Position
from licit.model.proof import Value
from licit.model.verdict import Answer, Verdict
from licit.report import words
from licit.report.argument import Step, StepKind, Turns, argument, believes, nearly
from licit.report.clean import clean
from licit.report.drawing import chain_svg, map_svg, timeline_svg
from licit.report.page.content import CasePage, TimelineTold, decides
from licit.report.terminal.style import MARKS
from licit.report.tidy import tidy
from licit.report.words.cruxes import book_for, crux_lines
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

REASONS: Final = 8  # that the page ranks
CRUXES: Final = 6  # that it names, each way
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
View = dict[str, Any]


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("licit.report.page", "."),
        autoescape=True,
        undefined=StrictUndefined,  # a name that is misspelt is no empty text
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals["include_raw"] = lambda name: Markup(found.get_template(name).render())  # noqa: S704 - our own CSS
    return found


def case_page(page: CasePage, lang: Lang = "en") -> str:
    """The page as HTML: complete, valid, self-contained."""
    return _environment().get_template("case.html").render(_Telling(page, lang).view())


class _Telling:
    """Tells a page in one language."""

    def __init__(self, page: CasePage, lang: Lang) -> None:
        self.page, self.lang = page, lang
        self.record = page.record
        self.names, self.book = Names(page.record, lang), words.BOOKS[lang]
        self.service = self.names.party(page.question.service)

    def say(self, phrase: str, **texts: object) -> str:
        """A phrase of the page."""
        return words.set_for(self.lang, self.book.page[phrase].format(**texts))

    def view(self) -> View:
        """All that the template shows."""
        page = self.page
        return {
            "lang": self.lang,
            "policy": POLICY,
            "say": self.say,
            "headings": self.book.headings,
            "service": self.service,
            "case": clean(self.record.title),
            "answer_": self.one(decides(page.tally)),
            "sentence": self.sentence(),
            "asked": self.asked(),
            "tally": self.tallied(page.tally),
            "claims": page.claims,
            "map": Markup(map_svg(page.answers, self.lang)),  # noqa: S704 - drawn by us, its texts escaped
            "by_answer": list(self.by_answer()),
            "timelines": [self.timeline(one) for one in page.timelines],
            "item": self.names.title(page.verdicts[0].question.item) if page.verdicts else "",
            "verdicts": [self.verdict(one) for one in page.verdicts],
            "hanging": self.hanging(page.cruxes) if page.cruxes else None,
            "for_service": [one for verdict in page.verdicts if (one := self.upper(verdict)) is not None],
            "supported": [
                f"{held.head} — {part.text}"
                for held in page.claims
                for part in held.parts
                if part.standing == "supported"
            ],
            "better": [self.position(name, tally) for name, tally in page.positions if self.clears_more(tally)],
            "positions": [self.position(name, tally) for name, tally in page.positions],
            "groups": [self.group(row.group, row.tally, row.weight) for row in page.rows],
            "reasons": [
                {"text": words.reason_words(one.reason, self.record, self.lang), "count": self.number(one.count)}
                for one in page.reasons[:REASONS]
            ],
            "facts": list(self.facts()),
            "sources": list(self.sources()),
            "method": self.method(),
            "not_said": list(words.not_said(self.lang)),
        }

    def number(self, count: int) -> str:
        """A count as people write it."""
        from babel.numbers import format_decimal

        return str(format_decimal(count, locale=self.lang))

    def one(self, answer: Answer) -> View:
        """An answer with its word and mark."""
        return {"code": answer.value, "word": words.answer_words(answer, self.lang), "mark": MARKS[answer]}

    def sentence(self) -> str:
        tally = self.page.tally
        if tally.cleared == tally.total:
            return self.say("cleared", service=self.service)
        if tally.cleared:
            return self.say("some", service=self.service)
        if tally.contested == tally.total:
            return self.say("open", service=self.service)
        return self.say("none", service=self.service)

    def asked(self) -> str:
        asked = self.page.question
        return self.say(
            "asked",
            use=self.names.word(asked.use),
            items=self.number(self.page.items),
            leaves=len(self.page.leaves),
            day=self.names.day(asked.day),
            known=self.names.day(asked.known_by),
            position=self.position_title(asked.position),
        )

    def position_title(self, name: str) -> str:
        held = self.record.positions[name]
        return self.names.quoted(held.title) if held.title else clean(name)

    def tallied(self, tally: Tally) -> list[View]:
        """Each answer that occurs, with its count."""
        return [{**self.one(answer), "count": self.number(tally.of(answer))} for answer in Answer if tally.of(answer)]

    def by_answer(self) -> Iterator[View]:
        """The territories of each answer, by name: what the map shows, as a text."""
        found: dict[Answer, list[str]] = {}
        for leaf, answer in self.page.answers.items():
            found.setdefault(answer, []).append(self.names.territory(leaf))
        for answer in Answer:
            if answer in found:
                yield {**self.one(answer), "names": ", ".join(sorted(found[answer])), "count": len(found[answer])}

    def timeline(self, told: TimelineTold) -> View:
        rows = [
            {
                **self.one(one.answer),
                "first": self.names.day(one.first),
                "last": self.names.day(one.last),
                "reason": words.reason_words(one.reason, self.record, self.lang),
                "changed": self.names.listed(words.fact_words(f, self.record, self.lang) for f in one.changed_by),
            }
            for one in told.slices
        ]
        ident = f"timeline-{told.question.territory.lower().replace(':', '-')}"  # two places may have one history
        svg = timeline_svg(told.slices, told.notes, self.record, self.lang, day=self.page.question.day, ident=ident)
        return {
            "place": self.place(told.question.territory),
            "svg": Markup(svg),  # noqa: S704 - as above
            "rows": rows,
        }

    def place(self, leaf: str) -> str:
        return self.say("in", place=self.names.territory(leaf))

    def verdict(self, verdict: Verdict) -> View:
        return {
            **self.one(verdict.answer),
            "place": self.place(verdict.question.territory),
            "sentence": words.sentence(verdict, self.record, self.lang),
            "svg": Markup(chain_svg(verdict, self.record, self.lang)),  # noqa: S704 - as above
            "steps": self.steps(tidy(argument(verdict, self.record, self.lang))),
            "nearly": list(dict.fromkeys(one.text for one in nearly(verdict, self.record, self.lang))),
        }

    def upper(self, verdict: Verdict) -> View | None:
        """The reading in which every open point is taken for the service, where it arrives."""
        if verdict.proof.upper.value is not Value.YES:
            return None
        told = tidy(argument(verdict, self.record, self.lang))
        steps = told[1].children if verdict.answer is Answer.CONTESTED else told
        return {"place": self.place(verdict.question.territory), "steps": self.steps(steps)}

    def steps(self, steps: tuple[Step, ...]) -> list[View]:
        """An argument as nested lists."""
        return [
            {
                "text": one.text,
                "broken": one.kind is StepKind.BREAK,
                "law": one.turns is Turns.LAW,
                "also": f"{words.set_for(self.lang, self.book.same(len(one.also)))} {'; '.join(one.also)}"
                if one.also
                else "",
                "children": self.steps(one.children),
            }
            for one in steps
        ]

    def hanging(self, found: CatalogueCruxes) -> View:
        """What decides the contested answers, each way, and what would settle each point of it."""
        book = book_for(self.lang)
        sides = ((Answer.CLEARED, book.clears, found.clearing), (Answer.NOT_CLEARED, book.refuses, found.refusing))
        return {
            "lead": words.set_for(self.lang, book.catalogue(found)),
            "sides": [
                {
                    **self.one(answer),
                    "title": title,
                    "cruxes": [
                        {"pairs": self.number(one.pairs), "lines": crux_lines(one.crux, self.record, self.lang)}
                        for one in ranked[:CRUXES]
                    ],
                    "more": book.more.format(len(ranked) - CRUXES) if len(ranked) > CRUXES else "",
                }
                for answer, title, ranked in sides
                if ranked
            ],
            "points": [
                {
                    "text": words.open_point_words(one.point, self.record, self.lang),
                    "settles": words.set_for(self.lang, self.book.settles[one.point.kind]),
                    "pairs": self.number(one.count),
                }
                for one in found.points
            ],
            "stopped": words.set_for(self.lang, book.stopped(found.stopped)) if found.stopped else "",
        }

    def clears_more(self, tally: Tally) -> bool:
        return tally.cleared > self.page.tally.cleared

    def position(self, name: str, tally: Tally) -> View:
        return {
            "title": self.position_title(name),
            "chosen": name == self.page.question.position,
            "tally": self.tallied(tally),
        }

    def group(self, name: str, tally: Tally, weight: str | None) -> View:
        title = self.names.party(name) if name else self.say("others")
        return {"title": title, "weight": clean(weight or ""), "tally": self.tallied(tally)}

    def facts(self) -> Iterator[View]:
        """The facts that the proofs rest on, and what is said of each."""
        standings = {one.fact: one.standing for verdict in self.page.verdicts for one in verdict.proof.facts}
        for fact, standing in standings.items():
            yield {
                "id": clean(fact),
                "line": words.fact_line(self.record.by_id[fact], self.record, self.lang),
                "standing": words.standing_words(standing, self.lang),
                "code": standing.value,
                "statements": list(self.statements(fact)),
            }

    def statements(self, fact: str) -> Iterator[View]:
        for said in self.record.statements_on.get(fact, ()):
            if said.published_on <= self.page.question.known_by:
                yield {
                    "text": words.statement_line(said, self.record, self.lang, fact=fact, evidence=self.page.evidence),
                    "affirms": said.affirms,
                    "believed": believes(self.record, self.page.question, said),
                }

    def sources(self) -> Iterator[View]:
        """The evidence that these statements name, once each. Addresses are shown as text: the page leads nowhere."""
        facts = {one.fact for verdict in self.page.verdicts for one in verdict.proof.facts}
        named = {said.evidence for fact in facts for said in self.record.statements_on.get(fact, ())}
        for name in sorted(named & self.page.evidence.keys()):
            held = self.page.evidence[name]
            parts = [clean(held.publisher), self.names.when(held.date) if held.date else "", clean(held.url)]
            yield {"title": clean(held.title or held.id), "rest": ", ".join(part for part in parts if part)}

    def method(self) -> View:
        held: Position = self.record.positions[self.page.question.position]
        receipt = self.page.verdicts[0].receipt if self.page.verdicts else None
        until = self.record.complete_until
        return {
            "ranks": [self.names.parties(rank) for rank in held.ranks],
            "placed": self.say(f"placed_{held.place.value}"),
            "record": self.record.digest,
            "complete": self.say("complete", day=self.names.when(until)) if until else "",
            "editions": [f"{clean(name)} {clean(edition)}" for name, edition in self.record.editions],
            "missing": self.names.parties(receipt.missing) if receipt and receipt.missing else "",
            "semantics": receipt.semantics if receipt else "",
        }
