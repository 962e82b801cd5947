# SPDX-License-Identifier: Apache-2.0
"""Conflicts, overreach and letters, word by word: as they were approved, judging nobody, each phrase in both books.

The record is made up and small; each kind of conflict, of excess and of document is told once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from licit.engine.engine import Engine
from licit.explain.conflicts import conflicts
from licit.explain.overreach import Measuring
from licit.model.conflict import ConflictKind
from licit.model.crux import Settlement
from licit.model.day import When
from licit.model.fact import Finding, Membership, Statute, StatuteKind, Termination
from licit.model.overview import Reason, Tally
from licit.model.proof import OpenKind, OpenPoint
from licit.model.question import Question
from licit.model.record import Record
from licit.model.request import Letter, Letters, Outcome, Request, Role, Wanted
from licit.model.scope import ALL
from licit.model.territory import only
from licit.report.conflicts import WORDS as CONFLICT_WORDS
from licit.report.conflicts import Told as ToldConflicts
from licit.report.letter import WORDS as LETTER_WORDS
from licit.report.letter import as_markdown, as_text, written
from licit.report.overreach import WORDS as OVERREACH_WORDS
from licit.report.overreach import Told as ToldOverreach
from licit.vocabulary.names import Lang
from tests.explain.conflicts.small import WIDE, days, grant, owner, record, said
from tests.golden.test_words import JUDGING
from tests.worlds.stage import KNOWN_BY, PAPER, REGISTER, RIVAL, USE

LANGS: tuple[Lang, ...] = get_args(Lang)
FRANCE = replace(WIDE, territories=only("FR"))
UNSTATED = replace(WIDE, territories=None)
LAW = Statute(
    id="act",
    kind=StatuteKind.EXTENDED,
    rights=ALL,
    uses=ALL,
    territories=only("RU"),
    society="Club",
    term=days("2001-01-01/2005-12-31"),
    article="Act, art. 1",
)
CONFLICTING = record(
    owner(term="/2002-12-31"),
    owner("Oak", "oak", term="2003-01-01/"),
    owner("Orb", "orb", asset="r2", term="2003-01-01/2003-12-31"),
    owner("Oak", "oak2", asset="r2"),
    grant("first", "Owl", "Agency", "2001-05-01", "exclusive"),
    grant("later", "Owl", "Bureau", "2001-06-01", "exclusive", FRANCE),
    grant("there", "Agency", "Bureau", "2001-05-02"),
    grant("back", "Bureau", "Agency", "2001-05-03"),
    grant("early", "Club", "Shop", "2001-06-30", "non-exclusive"),
    grant("late", "Oak", "Club", "2004-02-01"),
    grant("stray", "Xenia", "Shop", "2001-01-01", "non-exclusive"),
    replace(grant("backwards", "Oak", "Yard", "2001-01-01"), term=days("2005-01-01/2004-01-01")),
    Membership(id="up", member="Owl", group="Major"),
    Membership(id="down", member="Major", group="Owl"),
    Finding(id="one", fact="two", holds=True, territories=only("World"), authority="A court"),
    Finding(id="two", fact="one", holds=False, territories=only("World"), authority="Another court"),
    more=(
        said(PAPER, "2003-01-01", "stray"),
        said(PAPER, "2004-05", "stray", affirms=False),
        said(RIVAL, "2004-01-01", "late"),
        said(RIVAL, "2004-01-01", "late", affirms=False),
        said(REGISTER, "2000", "early", affirms=False),
    ),
)
REACHING = record(
    owner(),
    LAW,
    grant("mandate", "Owl", "Club", "2001-01-01", "mandate", FRANCE),
    Termination(id="over", grant="mandate", last_day=When.parse("2004-06-30")),
    grant("stated", "Club", "Shop", "2002-01-01", "non-exclusive"),
    grant("unstated", "Club", "Runner", "2002-01-01", "non-exclusive", UNSTATED),
    grant("by-who-has-none", "Xenia", "Shop", "2002-01-01", "non-exclusive"),
    more=(said(PAPER, "2002", "act"), said(RIVAL, "2002", "act", affirms=False)),
)
DISPUTED = replace(
    REACHING,
    statements=tuple(
        replace(one, facts=tuple(fact for fact in one.facts if fact != "act")) if one.source == REGISTER else one
        for one in REACHING.statements
    ),
)
QUESTION = Question(
    service="Shop", use=USE, item="song", territory="FR", day=date(2004, 5, 15), known_by=KNOWN_BY, position="here"
)


def told_conflicts(lang: Lang) -> Iterator[str]:
    found = conflicts(Engine(CONFLICTING).believed("here", KNOWN_BY), KNOWN_BY)
    told = ToldConflicts(found, CONFLICTING, lang)
    yield told.title()
    for kind in ConflictKind:
        yield f"== {told.heading(kind)}"
        yield from map(told.sentence, found.of(kind))
    yield f"== {told.none()}"


def told_overreach(lang: Lang) -> Iterator[str]:
    for party, day in (("Club", None), ("Club", date(2003, 1, 1)), ("Owl", None), ("Xenia", None)):
        found = Measuring(Engine(DISPUTED).believed("here", KNOWN_BY), day=day).overreach(party, known_by=KNOWN_BY)
        told = ToldOverreach(found, DISPUTED, lang)
        yield from (f"== {told.title()}", told.summary())
        for one in found.grants:
            yield from (f"-- {told.fact(one.grant)}", told.reach(one))
            yield from (f"{told.heading('held')}: {row}" for row in told.holdings(one))
            for kind in ("beyond", "beyond_if_meant", "hanging"):
                yield from (f"{told.heading(kind)}: {row}" for row in told.excesses(one, kind))


def requests() -> Iterator[Request]:
    """One of each kind of document, and of each thing that may follow from an answer."""
    between, facts = ("Owl", "Club"), ("mandate",)
    by_break = {
        Wanted.TERM: Reason("term", "Owl", "Club", ("mandate", "over"), date(2004, 6, 30)),
        Wanted.POWER: Reason("no-sublicense", "Club", "Shop", ("stated",)),
        Wanted.RESERVE: Reason("barred", "Owl", "Club", ("mandate", "stated")),
        Wanted.OPT_OUT: Reason("opted-out", "Club", "Shop", ("act", "over")),
        Wanted.CONDITION: Reason("condition", "Owl", "Club", facts),
        Wanted.COPY: Reason("unsaid", "Owl", "Club", facts),
        Wanted.LAW: Reason("law", "Owl", "Club", ("act",)),
        Wanted.OWNER: Reason("owner-unnamed", subject="r1"),
        Wanted.IDENTITY: Reason("asset-unidentified", facts=("law",), subject="work"),
    }
    by_point = {
        Wanted.SCOPE: OpenPoint(OpenKind.SCOPE, ("unstated",), "territories"),
        Wanted.SIGNATURE: OpenPoint(OpenKind.ORDER, ("mandate", "stated")),
        Wanted.DAY: OpenPoint(OpenKind.DAY, facts, "executed"),
        Wanted.MEMBERS: OpenPoint(OpenKind.SOME, facts, "Owl"),
        Wanted.SERVER: OpenPoint(OpenKind.PLACE),
    }
    one, none = Tally(cleared=1), Tally(not_cleared=1)
    yield Request(
        wanted=Wanted.LICENCE, between=("Club",), reason=Reason("no-grant", to="Club"), grantors=("Owl", "Oak"),
        outcome=Outcome(one, none), answers=1,
    )  # fmt: skip
    yield Request(wanted=Wanted.MANDATE, between=("Club",), reason=Reason("membership", to="Club"), grantors=("Owl",))
    for wanted, reason in by_break.items():
        yield Request(wanted=wanted, between=between, facts=reason.facts, reason=reason)
    for wanted, point in by_point.items():
        settled = (Settlement(OpenPoint(OpenKind.FACT, ("act",)), so=True),)
        yield Request(
            wanted=wanted, between=between, facts=point.facts, point=point, clears=settled, refuses=settled,
            outcome=Outcome(none, none),
        )  # fmt: skip
    yield Request(wanted=Wanted.IDENTITY, between=between, reason=Reason("item-not-on-record", subject="lost"))


LETTERS = Letters(
    question=QUESTION,
    tally=Tally(not_cleared=1),
    letters=(
        Letter(("Club",), Role.LICENSOR, tuple(requests())),
        Letter(
            ("Owl", "Oak"),
            Role.OWNER,
            (
                Request(
                    wanted=Wanted.LICENCE, between=("Club",), reason=Reason("no-grant", to="Club"), grantors=("Owl",)
                ),
            ),
        ),
    ),
)


def told(part: str, lang: Lang) -> str:
    if part == "conflicts":
        return "\n".join(told_conflicts(lang)) + "\n"
    if part == "overreach":
        return "\n".join(told_overreach(lang)) + "\n"
    letters = written(LETTERS, REACHING, lang)
    return as_text(letters, lang) if part == "letter" else as_markdown(letters, lang)


PARTS = ("conflicts", "overreach", "letter", "letter-markdown")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("part", PARTS)
def test_they_read_as_they_were_approved(part: str, lang: Lang, file_regression: FileRegressionFixture) -> None:
    text = told(part, lang)

    assert "None" not in text
    file_regression.check(text, basename=f"{part}.{lang}", extension=".txt", encoding="utf-8")


def test_the_samples_leave_no_kind_out() -> None:
    found = conflicts(Engine(CONFLICTING).believed("here", KNOWN_BY), KNOWN_BY)

    assert {one.kind for one in found.found} == set(ConflictKind)
    assert {request.wanted for request in requests()} == set(Wanted)
    reaches = Measuring(Engine(DISPUTED).believed("here", KNOWN_BY)).overreach("Club").grants
    assert {row.kind for one in reaches for row in one.excesses} == {"beyond", "beyond_if_meant", "hanging"}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("part", PARTS)
def test_nobody_is_judged(part: str, lang: Lang) -> None:
    assert JUDGING.findall(told(part, lang)) == []


def test_both_books_have_the_same_fixed_phrases() -> None:
    for books, tables in (
        (CONFLICT_WORDS, ("HEADINGS",)),
        (OVERREACH_WORDS, ("HEADINGS", "KINDS")),
        (LETTER_WORDS, ("LABELS",)),
    ):
        for name in tables:
            assert set(getattr(books["en"], name)) == set(getattr(books["fr"], name))
    assert len(LETTER_WORDS["en"].CLOSING) == len(LETTER_WORDS["fr"].CLOSING)


@pytest.mark.parametrize("part", PARTS)
def test_no_english_is_left_in_the_french(part: str) -> None:
    text = told(part, "fr").replace("A court", "").replace("Another court", "").replace("Act, art. 1", "")

    assert re.findall(r"(?i)\b(the|of|and|is|are|by|on record|not|grant|with|says|owner|which)\b", text) == []


def test_a_letter_names_nobody_that_the_record_does_not_have_and_no_address() -> None:
    text = told("letter", "en")

    assert "@" not in text
    assert text.splitlines()[0] == "To: Club"
    assert "To: Owl and Oak" in text


def test_a_record_without_conflict_says_so() -> None:
    quiet: Record = record(owner())
    found = conflicts(Engine(quiet).believed("here", KNOWN_BY), KNOWN_BY)

    assert found.found == ()
    assert ToldConflicts(found, quiet, "en").title().startswith("Conflicts on record: 0;")
