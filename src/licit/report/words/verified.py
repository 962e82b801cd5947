# SPDX-License-Identifier: Apache-2.0
"""Words for what verifying a filed proof found, in English and French."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType, ModuleType
from typing import Final

from licit.report.filing.verified import Level
from licit.report.words.english import verified as english
from licit.report.words.french import verified as french
from licit.vocabulary.names import Lang


@dataclass(frozen=True, slots=True)
class VerifiedBook:
    """The phrases of one language: whether a proof holds, what that means, and how the record compares."""

    holds: Mapping[Level, str]
    fails: Mapping[Level, Callable[[int], str]]
    not_looked_for: str
    same: str
    other: str
    changed: Callable[[int], str]
    gone: Callable[[int], str]
    added: Callable[[int], str]
    today: Callable[[str], str]


def _book(words: ModuleType) -> VerifiedBook:
    return VerifiedBook(
        holds={Level.FACTS: words.HOLDS_FOR_FACTS, Level.RECORD: words.HOLDS_FOR_RECORD},
        fails={Level.FACTS: words.fails_for_facts, Level.RECORD: words.fails_for_record},
        not_looked_for=words.NOT_LOOKED_FOR,
        same=words.SAME,
        other=words.OTHER,
        changed=words.changed,
        gone=words.gone,
        added=words.added,
        today=words.today,
    )


BOOKS: Final[Mapping[Lang, VerifiedBook]] = MappingProxyType({"en": _book(english), "fr": _book(french)})
