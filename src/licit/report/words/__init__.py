# SPDX-License-Identifier: Apache-2.0
"""Words for verdicts and the record they rest on, in English and French: neutral, fixed, and safe to show.

Every function takes values and gives text. No sentence says more than its node; nothing here is ever called unlawful.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from licit.explain.turning import turns_of
from licit.model.evidence import Evidence
from licit.model.fact import Fact
from licit.model.overview import Reason, ServiceAnswer
from licit.model.proof import Break, Dimension, Flag, OpenPoint, Standing
from licit.model.record import Record
from licit.model.statement import Statement
from licit.model.verdict import Answer, Difference, Verdict
from licit.report.words.book import Book
from licit.report.words.english import ENGLISH
from licit.report.words.french import FRENCH
from licit.report.words.names import Names
from licit.report.words.reasons import as_break
from licit.vocabulary.names import Lang

BOOKS: Final[Mapping[Lang, Book]] = MappingProxyType({"en": ENGLISH, "fr": FRENCH})
NO_EVIDENCE: Final[Mapping[str, Evidence]] = MappingProxyType({})
_BEFORE: Final = re.compile(r" (?=[:;?!»%])")
_AFTER: Final = re.compile(r"(?<=«) ")
_HARD: Final = "\u00a0"  # French keeps its marks on the line of the word before


def set_for(lang: Lang, text: str) -> str:
    """The text with the hard spaces of the language."""
    return text if lang == "en" else _AFTER.sub(_HARD, _BEFORE.sub(_HARD, text))


def labelled(lang: Lang, label: str, text: str) -> str:
    """A label, a colon and a text, as the language sets them."""
    return f"{label}: {text}" if lang == "en" else f"{label}{_HARD}: {text}"


def sentence(verdict: Verdict, record: Record, lang: Lang = "en") -> str:
    """The answer in one sentence: for whom, for what, where and when, and the one thing it turns on."""
    turn = turns_of(record, verdict)[0]
    return set_for(
        lang, BOOKS[lang].sentences[verdict.answer](Names(record, lang, verdict.question.item), verdict, turn)
    )


def paragraph(verdict: Verdict, record: Record, lang: Lang = "en") -> str:
    """The question, the sentence, and how far the record goes."""
    names, book = Names(record, lang), BOOKS[lang]
    parts = [book.asked(names, verdict.question), sentence(verdict, record, lang), book.weighed(names, verdict)]
    return set_for(lang, " ".join(part for part in parts if part))


def answer_words(answer: Answer, lang: Lang = "en") -> str:
    """The word of an answer."""
    return BOOKS[lang].answers[answer]


def standing_words(standing: Standing, lang: Lang = "en") -> str:
    """The word of a standing."""
    return BOOKS[lang].standings[standing]


def dimension_words(dimension: Dimension, lang: Lang = "en") -> str:
    """The neutral fixed phrase of a dimension."""
    return BOOKS[lang].dimensions[dimension]


def flag_words(flag: Flag, lang: Lang = "en") -> str:
    """What a flag says."""
    return set_for(lang, BOOKS[lang].flags[flag])


def break_words(at: Break, record: Record, lang: Lang = "en") -> str:
    """In what one link breaks."""
    return set_for(lang, BOOKS[lang].breaks[at.dimension](Names(record, lang), at))


def reason_words(reason: Reason, record: Record, lang: Lang = "en") -> str:
    """What an answer turns on, in a phrase."""
    at = as_break(reason, record)
    if at is not None:
        return break_words(at, record, lang)
    return set_for(lang, BOOKS[lang].reasons[reason.code](Names(record, lang), reason))


def open_point_words(point: OpenPoint, record: Record, lang: Lang = "en") -> str:
    """What is open."""
    return set_for(lang, BOOKS[lang].open_points[point.kind](Names(record, lang), point))


def difference_words(difference: Difference, record: Record, lang: Lang = "en") -> str:
    """Where or when the answer is another one."""
    return set_for(lang, BOOKS[lang].difference(Names(record, lang), difference))


def fact_words(fact: str, record: Record, lang: Lang = "en") -> str:
    """A fact's short name inside a sentence."""
    return set_for(lang, BOOKS[lang].fact(Names(record, lang), fact))


def fact_line(fact: Fact, record: Record, lang: Lang = "en") -> str:
    """All that a fact says, on one line."""
    return set_for(lang, BOOKS[lang].fact_line(Names(record, lang), fact))


def statement_line(
    statement: Statement,
    record: Record,
    lang: Lang = "en",
    *,
    fact: str = "",
    evidence: Mapping[str, Evidence] = NO_EVIDENCE,
) -> str:
    """Who says so, through whom, on what basis, when, and where it is found.

    What is not first-hand is marked in brackets: ``[reported]``, ``[inferred]``, ``[translated]``. ``fact`` is the one
    it is shown under: the vocabulary speaks of the default requirement as *Licit's convention*, else as the law's text.
    """
    return set_for(lang, BOOKS[lang].statement(Names(record, lang), statement, fact, evidence))


def service_sentence(held: ServiceAnswer, record: Record, lang: Lang = "en") -> str:
    """A whole service in one sentence: cleared for none, some or all of what it offers."""
    return set_for(lang, BOOKS[lang].extents[held.extent](Names(record, lang), held))


def not_said(lang: Lang = "en") -> Sequence[str]:
    """What an answer does not say; each report ends with it."""
    return tuple(set_for(lang, line) for line in BOOKS[lang].not_said)
