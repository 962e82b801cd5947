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
    """The phrases of one language: what a file claims, whether it holds, what was checked, and the record."""

    holds: Mapping[Level, str]
    fails: Mapping[Level, Callable[[int], str]]
    not_looked_for: str
    same: str
    other: str
    changed: Callable[[int], str]
    gone: Callable[[int], str]
    added: Callable[[int], str]
    today: Callable[[str], str]
    crux: str
    crux_stopped: str
    remedy: str
    plan: Callable[[str, int], str]
    plan_means: str
    cascade: Callable[[str, str], str]
    cascade_means: str


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
        crux=words.CRUX,
        crux_stopped=words.CRUX_STOPPED,
        remedy=words.REMEDY,
        plan=words.plan,
        plan_means=words.PLAN,
        cascade=words.cascade,
        cascade_means=words.CASCADE,
    )


BOOKS: Final[Mapping[Lang, VerifiedBook]] = MappingProxyType({"en": _book(english), "fr": _book(french)})
