# SPDX-License-Identifier: Apache-2.0
"""Words for what came of imported files, in English and French."""

from __future__ import annotations

from typing import Final

from licit.report.words import set_for
from licit.report.words.english import imports as english
from licit.report.words.french import imports as french
from licit.vocabulary.names import Lang

_ONE: Final = {"en": (1,), "fr": (0, 1)}  # how many are spoken of in the singular
_BOOKS: Final = {"en": english, "fr": french}


def import_words(key: str, lang: Lang, **parts: object) -> str:
    """The words of a key, with its parts filled in; of one thing, where ``n`` is one and there are words for that."""
    words = _BOOKS[lang].WORDS
    if parts.get("n") in _ONE[lang]:
        key = f"{key}_one" if f"{key}_one" in words else key
    return set_for(lang, words[key].format(**parts))
