# SPDX-License-Identifier: Apache-2.0
"""The phrase books, phrase by phrase."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from licit.model.fact import FACT_TYPES
from licit.model.overview import Extent
from licit.model.proof import Dimension, OpenKind, RootKind
from licit.model.verdict import Answer
from licit.report import words
from licit.vocabulary.names import Lang
from tests.golden import told
from tests.golden import verdicts as by_hand
from tests.golden.verdicts import ANSWERS, BREAKS, RECORD, VERDICTS

LANGS: tuple[Lang, ...] = get_args(Lang)
# Words that judge, where the tool only reports; in either language.
JUDGING = re.compile(
    r"(?i)\b(il?legal|unlawful|lawful|infring|pira|illicite|ill[ée]gal|contrefa|guilty|criminal|theft|stolen|vol[ée]\b|coupable)"
)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("part", told.PARTS)
def test_the_phrases_read_as_they_were_approved(part: str, lang: Lang, file_regression: FileRegressionFixture) -> None:
    text = "\n".join(told.PARTS[part](lang)) + "\n"

    assert "None" not in text
    file_regression.check(text, basename=f"{part}.{lang}", extension=".txt", encoding="utf-8")


def test_the_samples_leave_no_kind_of_node_out() -> None:
    assert set(BREAKS) == set(Dimension)
    assert {type(fact) for fact in RECORD.facts} == set(FACT_TYPES)
    assert {point.kind for point in by_hand.OPEN_POINTS} == set(OpenKind)
    assert {root.kind for root in told.ROOTS} == set(RootKind)
    assert set(told.TALLIES) == set(Extent)
    assert {verdict.answer for verdict in VERDICTS.values()} == set(Answer) - {Answer.NOT_CLEARED}
    assert {reason.code for reason in told.REASONS} >= set(words.BOOKS["en"].reasons)


@pytest.mark.parametrize("lang", LANGS)
def test_a_book_has_a_phrase_for_every_member(lang: Lang) -> None:
    book, english = words.BOOKS[lang], words.BOOKS["en"]

    assert set(book.breaks) == set(book.dimensions) == set(Dimension)
    assert set(book.sentences) == set(book.answers) == set(Answer)
    assert set(book.open_points) == set(OpenKind)
    assert set(book.roots) == set(RootKind)
    assert set(book.extents) == set(Extent)
    assert set(book.headings) == set(english.headings)
    assert set(book.reasons) == set(english.reasons)


@pytest.mark.parametrize("lang", LANGS)
def test_no_phrase_judges(lang: Lang) -> None:
    assert JUDGING.findall(told.all_of(lang)) == []


def test_no_english_is_left_in_the_french_book() -> None:
    said = "\n".join(line for line in told.all_of("fr").splitlines() if not line.startswith("=="))
    for theirs in ("says the mandate runs on", "Sleeve of the first pressing", "Shop under fire", "royalties are paid"):
        said = said.replace(theirs, "")  # texts of the case stay as they are
    for theirs in (
        "reports are sent",
        "Song (the work)",
        "Both sides",
        "The Paper",
        "The Band",
    ):
        said = said.replace(theirs, "")
    for reason in told.REASONS:
        said = said.replace(f"{reason.code}:", "")  # codes are the same in every language

    assert re.findall(r"(?i)\b(the|of|and|is|are|by|on record|not|grant|with|says|owner|which)\b", said) == []


@pytest.mark.parametrize(("name", "answer"), ANSWERS.items())
def test_a_sentence_begins_with_its_answer(name: str, answer: Answer) -> None:
    verdict = VERDICTS[name]

    assert verdict.answer is answer
    for lang in LANGS:
        word, _, _ = words.sentence(verdict, RECORD, lang).partition(":")
        assert word.strip().lower() == words.answer_words(answer, lang)


def test_a_sentence_says_for_whom_what_where_when_and_at_which_link() -> None:
    said = words.sentence(by_hand.broken(BREAKS[Dimension.NO_GRANT]), RECORD, "en")

    assert said == (
        "Not cleared: no authority on record reaches Shop.example for permanent download of “Song” by The Band"
        " (recording) to people in France on 15 May 2004; the nearest chain breaks at Our Society: no grant on record"
        " from Label A to Our Society."
    )


def test_the_same_sentence_in_french() -> None:
    said = words.sentence(by_hand.broken(BREAKS[Dimension.NO_GRANT]), RECORD, "fr").replace("\u00a0", " ")

    assert said == (
        "Non couvert : aucune autorisation au dossier ne parvient à Shop.example pour l’usage"
        " « téléchargement définitif » de « Song » (The Band) (enregistrement) pour le public en France le 15 mai 2004"
        " ; la chaîne la plus proche se rompt à Our Society : aucune concession au dossier de Label A à Our Society."
    )


@pytest.mark.parametrize("lang", LANGS)
def test_second_hand_words_are_marked(lang: Lang) -> None:
    reported, inferred, translated = RECORD.statements[1:4]
    seen = RECORD.statements[0]

    marks = [words.statement_line(one, RECORD, lang).split(" ")[0] for one in (reported, inferred, translated)]

    assert (
        marks
        == {
            "en": ["[reported]", "[inferred]", "[translated]"],
            "fr": ["[rapporté]", "[déduit]", "[traduit]"],
        }[lang]
    )
    assert not words.statement_line(seen, RECORD, lang).startswith("[")


def test_the_vocabulary_speaks_as_a_convention_or_as_the_law() -> None:
    said = RECORD.statements[4]

    published = "; published 20 December 1996"
    assert words.statement_line(said, RECORD, fact="convention") == f"affirmed by Licit’s convention{published}"
    assert words.statement_line(said, RECORD, fact="law-45") == f"affirmed by the text of the law{published}"


def test_an_imprecise_end_is_told_as_imprecise() -> None:
    assert (
        words.break_words(BREAKS[Dimension.TERM], RECORD)
        == "the mandate from Label A to Our Society ended in January 2004"
    )


@pytest.mark.parametrize("lang", LANGS)
def test_what_an_answer_does_not_say_covers_the_fixed_points(lang: Lang) -> None:
    said = " ".join(words.not_said(lang)).lower()

    for point in {
        "en": ("finding of law", "never a “no”", "on record", "published", "position", "money", "people who use"),
        "fr": ("décision de droit", "jamais", "au dossier", "publiées", "position", "argent", "public"),
    }[lang]:
        assert point in said
