# SPDX-License-Identifier: Apache-2.0
"""What it would take, in words: both languages, names that end a sentence, and hostile ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from licit.model.day import LAST
from licit.model.fact import Grant, GrantKind
from licit.model.overview import Reason
from licit.model.party import Party
from licit.model.proof import Dimension
from licit.model.question import Question
from licit.model.record import Record
from licit.model.remedy import Agreement, ItemRemedies, Plan, Remedy, RemedyGrant
from licit.model.verdict import Answer
from licit.report.terminal import console
from licit.report.terminal.remedy import item_view, plan_view
from licit.report.words.names import Names
from licit.report.words.remedies import grant_words, remedy_book, stuck_words
from licit.vocabulary.names import Lang
from tests.golden.verdicts import RECORD

LANGS: tuple[Lang, ...] = get_args(Lang)
DAY = date(2006, 1, 1)
OLD = Grant(id="old", grantor="wb", grantee="shop", kind=GrantKind.NON_EXCLUSIVE)
HOSTILE = "\x1b[31mRED\x1b[0m [link=https://example.org]x[/link] a\u202eb."
GRANT = RemedyGrant(
    grantor="wb",
    grantee="shop",
    rights=("recording:reproduction",),
    use="PermanentDownload",
    territories=("FR", "US"),
    start=DAY,
    signed=DAY,
    sources=("paper",),
)
QUESTION = Question(
    service="shop", item="song", use="PermanentDownload", territory="FR", day=DAY, known_by=LAST, position="all"
)
PLAN = Plan(
    question=QUESTION,
    territories=("FR",),
    unit="pairs",
    total=200,
    cleared=20,
    clearable=190,
    target=150,
    most=None,
    agreements=(Agreement("wb", 100, (GRANT,), ("roms",)), Agreement("roms", 155, ())),
    fewest=2,
    best=None,
    out={Reason("owner-unnamed", "", "", (), subject="work"): 10},
)


def record(name: str = "Warner Bros.") -> Record:
    parties = {**RECORD.parties, "wb": Party("wb", name), "shop": Party("shop", "The shop"), "roms": Party("roms", "R")}
    return replace(RECORD, parties=parties, facts=(*RECORD.facts, OLD))


def remedies(*sets: tuple[str, ...], answer: Answer = Answer.NOT_CLEARED, bounded: bool = False) -> ItemRemedies:
    found = tuple(Remedy(tuple(replace(GRANT, grantor=one) for one in some)) for some in sets)
    return ItemRemedies(question=QUESTION, answer=answer, remedies=found, bounded=bounded)


def told(lang: Lang) -> Iterator[str]:
    """A sentence of each kind."""
    held = record()
    book, names = remedy_book(lang), Names(held, lang)
    for one in (
        remedies(answer=Answer.CLEARED),
        remedies(),
        remedies(("wb",)),
        remedies(("roms", "wb")),
        remedies(("roms", "wb"), ("shop", "wb")),
        remedies(("roms",), ("wb",), bounded=True),
    ):
        yield book.found(names, one)
    for grant in (
        GRANT,
        replace(GRANT, assets=("a-song",), signed=date(2006, 2, 1)),
        replace(GRANT, grantee="roms", sublicense=2),
        replace(GRANT, extends="old", dimension=Dimension.TERRITORY),
    ):
        yield grant_words(grant, held, lang)
    for reason in (
        Reason("nobody-can-give", "wb", "", (), subject="work"),
        Reason("nobody-can-give", "wb", "", ("old",), subject="work"),
        Reason("owner-unnamed", "", "", (), subject="work"),
    ):
        yield stuck_words(reason, held, lang)
    for plan in (
        PLAN,
        replace(PLAN, fewest=1, seconds=5.2),
        replace(PLAN, target=195, unit="items"),
        replace(PLAN, target=None, most=2, fewest=None, best=155),
        replace(PLAN, target=None, most=2, fewest=None, best=160, seconds=5.2),
        replace(PLAN, agreements=(), total=0, cleared=0, fewest=0),
    ):
        yield book.reached(plan)
        yield book.proof(plan)
    yield book.instead(names, ("wb", "roms"))


@pytest.mark.parametrize("lang", LANGS)
def test_the_sentences_read_as_they_were_approved(lang: Lang, file_regression: FileRegressionFixture) -> None:
    text = "\n".join(told(lang)) + "\n"

    assert ".." not in text
    file_regression.check(text, basename=f"remedies.{lang}", extension=".txt", encoding="utf-8")


@pytest.mark.parametrize("lang", LANGS)
def test_a_name_that_ends_with_a_full_stop_ends_the_sentence(lang: Lang) -> None:
    book = remedy_book(lang)

    ended = book.found(Names(record(), lang), remedies(("wb",)))
    other = book.found(Names(record("Warner Bros"), lang), remedies(("wb",)))

    assert ended == other
    assert ended.endswith("Warner Bros.")


@pytest.mark.parametrize("lang", LANGS)
def test_the_name_of_a_party_commands_no_terminal(lang: Lang) -> None:
    held = record(HOSTILE)
    shown = console(width=300)

    with shown.capture() as said:
        shown.print(item_view(remedies(("wb",), ("roms",)), held, lang))
        shown.print(plan_view(PLAN, held, lang))

    text = said.get()
    assert "[link=https://example.org]x[/link]" in text
    assert not {"\x1b", "\u202e"} & set(text)
