# SPDX-License-Identifier: Apache-2.0
"""Words for what came of imported files, in English and French."""

from __future__ import annotations

from typing import Final

from licit.report.words import set_for
from licit.report.words.english import imports as english
from licit.report.words.french import imports as french
from licit.vocabulary.names import Lang

_BOOKS: Final = {"en": english, "fr": french}


def import_words(key: str, lang: Lang, **parts: object) -> str:
    """The words of a key, with its parts filled in."""
    return set_for(lang, _BOOKS[lang].WORDS[key].format(**parts))
