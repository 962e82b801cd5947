# SPDX-License-Identifier: Apache-2.0
"""Every phrase of a language once, told of the hand-built record: what the golden files hold and other tests search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from licit.model.overview import Extent, Reason, ServiceAnswer, Tally
from licit.model.proof import Dimension, Flag, Root, RootKind, Standing
from licit.model.verdict import Answer, Difference
from licit.report import words
from licit.report.plain import proof_lines
from licit.report.words.names import Names
from licit.vocabulary.names import Lang
from tests.golden import verdicts as by_hand
from tests.golden.verdicts import EVIDENCE, RECORD

REASONS = (
    Reason("chain", "label", "shop", ("mandate", "deal")),
    Reason("chain", "label", "label"),
    Reason("statute", "society", "shop", ("law-45",)),
    Reason("nothing-required", facts=("convention",)),
    Reason("no-requirement", subject="GB"),
    Reason("asset-unidentified", facts=("convention",), subject="work"),
    Reason("item-not-on-record", subject="nowhere"),
    Reason("no-server", at="shop"),
    Reason("owner-unnamed", subject="r"),
    Reason("barred", "label", "shop", ("exclusive",)),
    Reason("barred", "label", "society", ("mandate", "exclusive")),
    Reason("term", "label", "society", ("mandate", "ended"), date(2004, 1, 31)),
    Reason("open", open_points=by_hand.OPEN_POINTS[:2]),
)
ROOTS = (
    Root(RootKind.OWNER, "label", ("owns-r",)),
    Root(RootKind.EXTENDED, "society", ("law-45",)),
    Root(RootKind.COMPULSORY, "", ("law-39",)),
    Root(RootKind.EXCEPTION, "", ("public-domain",)),
)
TALLIES = {
    Extent.NONE: Tally(not_cleared=2, unknown=1),
    Extent.SOME: Tally(cleared=1, contested=2),
    Extent.ALL: Tally(cleared=3),
    Extent.NOTHING_OFFERED: Tally(),
}


def service(tally: Tally) -> ServiceAnswer:
    return ServiceAnswer(
        service="shop",
        use="PermanentDownload",
        territory="FR",
        day=date(2004, 5, 1),
        known_by=date(2004, 5, 31),
        position="both",
        tally=tally,
    )


def fixed(lang: Lang) -> Iterator[str]:
    """The words that never change."""
    book = words.BOOKS[lang]
    yield from (words.answer_words(one, lang) for one in Answer)
    yield from (words.standing_words(one, lang) for one in Standing)
    yield from (f"{one.name}: {words.dimension_words(one, lang)}" for one in Dimension)
    yield from (words.flag_words(one, lang) for one in Flag)
    for mapping in (book.values, book.bases, book.grants, book.readings, book.markers, book.headings):
        yield from mapping.values()
    yield from words.not_said(lang)


def breaks(lang: Lang) -> Iterator[str]:
    """Each dimension as a sentence, and as a phrase."""
    for dimension, at in by_hand.BREAKS.items():
        yield f"{dimension.name}: {words.break_words(at, RECORD, lang)}"
        yield words.sentence(by_hand.broken(at), RECORD, lang)


def nodes(lang: Lang) -> Iterator[str]:
    """Roots, open points, reasons, differences, services."""
    names, book = Names(RECORD, lang), words.BOOKS[lang]
    yield from (words.set_for(lang, book.roots[root.kind](names, root)) for root in ROOTS)
    yield from (words.open_point_words(one, RECORD, lang) for one in by_hand.OPEN_POINTS)
    yield from (f"{one.code}: {words.reason_words(one, RECORD, lang)}" for one in REASONS)
    yield words.difference_words(Difference(Answer.CLEARED, date(2003, 12, 31)), RECORD, lang)
    yield words.difference_words(Difference(Answer.UNKNOWN, territories=("US", "JP")), RECORD, lang)
    yield from (words.service_sentence(service(tally), RECORD, lang) for tally in TALLIES.values())
    yield book.settled(names, "server", True)  # noqa: FBT003  as the proof has it
    yield book.settled(names, "server", False)  # noqa: FBT003


def facts(lang: Lang) -> Iterator[str]:
    """Each kind of fact, short and in full; then each statement, under each fact it speaks of."""
    for fact in RECORD.facts:
        yield f"{fact.id}: {words.fact_words(fact.id, RECORD, lang)}"
        yield f"  {words.fact_line(fact, RECORD, lang)}"
    for said in RECORD.statements:
        for name in said.facts or ("",):
            yield words.statement_line(said, RECORD, lang, fact=name, evidence=EVIDENCE)


def answers(lang: Lang) -> Iterator[str]:
    """Each verdict as a paragraph and as an argument, the last with its sources."""
    for name, verdict in by_hand.VERDICTS.items():
        yield f"== {name}"
        yield words.paragraph(verdict, RECORD, lang)
        yield from proof_lines(verdict, RECORD, lang)
    yield "== cleared, with sources"
    yield from proof_lines(by_hand.CLEARED, RECORD, lang, sources=EVIDENCE)


PARTS = {"fixed": fixed, "breaks": breaks, "nodes": nodes, "facts": facts, "answers": answers}


def all_of(lang: Lang) -> str:
    return "\n".join(line for part in PARTS.values() for line in part(lang))
