# SPDX-License-Identifier: Apache-2.0
"""The timeline: each slice in its pattern with its word, each fact over its days."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from licit.model.day import When
from licit.model.fact import Note
from licit.model.overview import Reason, Slice
from licit.model.verdict import Answer
from licit.report.drawing import timeline_svg
from licit.report.drawing.terms import Terms, terms
from licit.report.drawing.timeline import MOST
from licit.report.words import answer_words
from licit.tasks.opening import open_case
from licit.tasks.timeline import timeline
from licit.vocabulary.names import Lang
from tests.golden.verdicts import RECORD
from tests.report.drawing.seen import SVG, day, of_class, parsed, text_in, title_of

EXAMPLES = Path(__file__).parents[3] / "examples"
FIRST, LAST = day("2000-01-01"), day("2009-12-31")
LANGS: tuple[Lang, ...] = get_args(Lang)
EACH = tuple(
    Slice(day(f"200{2 * number}-01-01"), day(f"200{2 * number + 1}-12-31"), answer, Reason("no-grant", "label", "shop"))
    for number, answer in enumerate(Answer)
)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("answer", Answer)
def test_each_slice_has_the_pattern_and_the_word_of_its_answer(answer: Answer, lang: Lang) -> None:
    root = parsed(timeline_svg(EACH, (), RECORD, lang, ident="t"))

    (slice_,) = of_class(root, answer.value)
    assert next(iter(slice_.iter(f"{SVG}rect"))).get("fill") == f"url(#t-{answer.value})"
    assert f"t-{answer.value}" in {one.get("id") for one in root.iter(f"{SVG}pattern")}
    assert answer_words(answer, lang) in text_in(slice_)


def test_slices_are_as_wide_as_their_days() -> None:
    ten = (
        Slice(day("2004-01-01"), day("2004-01-01"), Answer.CLEARED, Reason("chain")),
        Slice(day("2004-01-02"), day("2004-01-10"), Answer.UNKNOWN, Reason("no-requirement")),
    )

    root = parsed(timeline_svg(ten, (), RECORD))

    one, nine = (
        float(str(next(part.iter(f"{SVG}rect")).get("width")))
        for answer in ("cleared", "unknown")
        for part in of_class(root, answer)
    )
    assert one == pytest.approx(nine / 9, abs=0.2)


def test_each_slice_is_told_with_its_days_and_reason_even_where_it_is_too_narrow_for_a_word() -> None:
    narrow = (
        replace(EACH[0], last=day("2001-12-30")),
        Slice(day("2001-12-31"), day("2001-12-31"), Answer.CONTESTED, Reason("no-grant", "label", "shop")),
        EACH[1],
    )

    text = text_in(parsed(timeline_svg(narrow, (), RECORD)))

    assert "2. 31 December 2001 · contested: no grant on record from Label A to Shop" in text


def test_the_terms_are_those_of_the_facts_that_the_reasons_name_and_that_change_the_answer() -> None:
    slices = (
        replace(EACH[0], reason=Reason("term", "label", "society", ("mandate", "ended"))),
        replace(EACH[1], changed_by=("law-45",)),
    )

    found = terms(slices, RECORD, "en")

    assert [one.name for one in found] == ["the mandate from Label A to Our Society", "Law 5351-1, art. 45(3)"]
    assert found[0].ended == (day("2004-01-31"),)
    assert [one.law for one in found] == [False, True]


@pytest.mark.parametrize(
    ("start", "end", "spans"),
    [
        (None, None, [("2000-01-01", "2009-12-31", True)]),
        ("2003-05-01", "2004-04-30", [("2003-05-01", "2004-04-30", True)]),
        (
            "2003",  # some day of that year
            "[2005-02..2006]",
            [
                ("2003-01-01", "2003-12-30", False),
                ("2003-12-31", "2005-02-01", True),
                ("2005-02-02", "2006-12-31", False),
            ],
        ),
        ("2004", "2004-06", [("2004-01-01", "2004-06-30", False)]),  # it may hold on no day for sure
        ("1990", "1999-12-31", []),
        ("2010-01-01", None, []),
        ("[..2002-01-01]", None, [("2000-01-01", "2001-12-31", False), ("2002-01-01", "2009-12-31", True)]),
    ],
)
def test_a_term_is_sure_only_on_the_days_on_which_it_holds_however_it_is_read(
    start: str | None, end: str | None, spans: list[tuple[str, str, bool]]
) -> None:
    one = Terms("x", When.parse(start) if start else None, When.parse(end) if end else None)

    found = [(first.isoformat(), last.isoformat(), sure) for first, last, sure in one.spans(FIRST, LAST)]

    assert found == spans


def test_events_are_marked_and_told() -> None:
    note = Note(id="n", day=When.parse("2004-05-17"), text="An article appears")

    (event,) = of_class(parsed(timeline_svg(EACH, (note,), RECORD)), "event")

    assert title_of(event) == "17 May 2004: An article appears"


def test_many_facts_are_counted_not_crowded() -> None:
    facts = tuple(fact.id for fact in RECORD.facts)
    assert len(facts) < MOST
    many = replace(RECORD, facts=tuple(replace(RECORD.by_id["mandate"], id=f"m{number}") for number in range(MOST + 5)))

    root = parsed(timeline_svg((replace(EACH[0], changed_by=tuple(many.by_id)),), (), many))

    assert len(list(of_class(root, "term"))) == MOST
    assert "and 5 more facts" in text_in(root)


def test_no_slices_are_said_to_be_none() -> None:
    assert "none" in text_in(parsed(timeline_svg((), (), RECORD)))


def test_the_timeline_of_the_shop_is_as_it_was_approved(file_regression: FileRegressionFixture) -> None:
    opened = open_case(EXAMPLES / "licensed-shop", today=day("2026-01-01"))
    question = opened.question(
        "shop", item="a-song", use="PermanentDownload", territory="FR", day="2006-06-01", known_by="2009-12-31"
    )
    found = timeline(opened, question, day("2003-01-01"), LAST)

    assert [one.answer for one in found.slices] == [Answer.NOT_CLEARED, Answer.CLEARED, Answer.NOT_CLEARED]
    svg = timeline_svg(found.slices, found.notes, opened.record, "fr", day=question.day, ident="timeline")
    file_regression.check(svg, extension=".svg", encoding="utf-8")
