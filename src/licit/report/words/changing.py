# SPDX-License-Identifier: Apache-2.0
"""Words for what is supposed, what differs, what falls and what lapses, in English and French."""

from __future__ import annotations

from typing import Final

from licit.model.change import ChangeKind, LapseKind
from licit.model.record import Record
from licit.model.supposition import Step
from licit.report.words import fact_words, set_for
from licit.report.words.english import changes as english
from licit.report.words.french import changes as french
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

_BOOKS: Final = {"en": english, "fr": french}


def change_words(key: str, lang: Lang, **parts: object) -> str:
    """The words of a key, with its parts filled in."""
    return set_for(lang, _BOOKS[lang].WORDS[key].format(**parts))


def step_words(step: Step, record: Record, lang: Lang = "en") -> str:
    """One step of a supposition; ``record`` is the one supposed, which has what was added."""
    told: str = _BOOKS[lang].STEPS[type(step)](Names(record, lang), step)
    return set_for(lang, told)


def kind_words(kind: ChangeKind, lang: Lang = "en") -> str:
    """How a fact differs."""
    told: str = _BOOKS[lang].KINDS[kind]
    return told


def lapse_words(fact: str, kind: LapseKind, record: Record, lang: Lang = "en") -> str:
    """What lapses."""
    return set_for(lang, _BOOKS[lang].LAPSES[kind].format(fact=fact_words(fact, record, lang)))


def pair_words(item: str, leaf: str, record: Record, lang: Lang = "en") -> str:
    """An item in a territory."""
    names = Names(record, lang)
    place = _BOOKS[lang].place(names, leaf)
    return set_for(lang, _BOOKS[lang].WORDS["pair"].format(item=names.title(item), place=place))
