# SPDX-License-Identifier: Apache-2.0
"""The words of drawings in one language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from licit.model.day import Term
from licit.report.words import set_for
from licit.report.words.english import drawings as english
from licit.report.words.french import drawings as french
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

_WORDS: Final[Mapping[Lang, Mapping[str, str]]] = MappingProxyType(
    {"en": english.DRAWINGS, "fr": french.DRAWINGS},
)
_TERMS: Final = {"en": english.term, "fr": french.term}


def drawn(key: str, lang: Lang, **parts: object) -> str:
    """The words of a key, with their parts filled in."""
    return set_for(lang, _WORDS[lang][key].format(**parts))


def term_words(names: Names, term: Term, lang: Lang) -> str:
    """From when to when; empty where both ends are open."""
    return set_for(lang, _TERMS[lang](names, term))


def words_of(lang: Lang) -> Mapping[str, str]:
    """All of them, for templates: those with parts are for ``drawn``."""
    return _WORDS[lang]
