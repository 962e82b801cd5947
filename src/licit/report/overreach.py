# SPDX-License-Identifier: Apache-2.0
"""A report on a licensor: its words in a language, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType, ModuleType
from typing import Any, Final

from licit.model.conflict import Stretch
from licit.model.day import FIRST, LAST
from licit.model.overreach import Measure, Overreach, Reach
from licit.model.record import Record
from licit.report.codec import encode
from licit.report.words import fact_line, set_for
from licit.report.words.english import overreach as english
from licit.report.words.french import overreach as french
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

WORDS: Final[Mapping[Lang, ModuleType]] = MappingProxyType({"en": english, "fr": french})
Json = dict[str, Any]


class Told:
    """The report in one language."""

    def __init__(self, found: Overreach, record: Record, lang: Lang) -> None:
        self.found = found
        self.record = record
        self.lang: Lang = lang
        self.names = Names(record, lang)
        self.book = WORDS[lang]

    def title(self) -> str:
        """Whose grants, and as whom they are read."""
        return set_for(self.lang, self.book.title(self.names, self.found))

    def summary(self) -> str:
        """How its grants lie to what it held."""
        return set_for(self.lang, self.book.summary(self.names, self.found))

    def heading(self, name: str, **parts: object) -> str:
        """A fixed phrase."""
        return set_for(self.lang, self.book.HEADINGS[name].format(**parts))

    def fact(self, grant: str) -> str:
        """All that a grant says."""
        return fact_line(self.record.by_id[grant], self.record, self.lang)

    def reach(self, held: Reach) -> str:
        """How far one grant reaches."""
        return set_for(self.lang, self.book.reach(self.names, held))

    def holdings(self, held: Reach) -> list[str]:
        """What was held, the most first."""
        rows = sorted(held.holdings, key=lambda one: (not one.sure, -one.pairs, one.fact))
        return [set_for(self.lang, self.book.holding(self.names, one)) for one in rows]

    def excesses(self, held: Reach, kind: str) -> list[str]:
        """The rows of one kind: ``beyond``, ``beyond_if_meant`` or ``hanging``."""
        return [set_for(self.lang, self.book.excess(self.names, one)) for one in held.excesses if one.kind == kind]


def overreach_json(found: Overreach, record: Record, lang: Lang = "en") -> Json:
    """The whole report; days at an open end are null."""
    told = Told(found, record, lang)
    return {
        "party": found.party,
        "position": found.position,
        "known-by": found.known_by.isoformat(),
        "day": found.day.isoformat() if found.day else None,
        "use": found.use or None,
        "summary": told.summary(),
        "grants": [_reach(one, told) for one in found.grants],
        "unheard": list(found.unheard),
    }


def _reach(held: Reach, told: Told) -> Json:
    return {
        "grant": held.grant,
        "words": told.fact(held.grant),
        "standing": held.standing.value,
        "worst": held.worst.replace("_", "-"),
        "pairs": {"claimed": held.claimed} | {kind.replace("_", "-"): pairs for kind, pairs in held.by_kind.items()},
        "held": [_row(one, told.book.holding(told.names, one), told) for one in held.holdings],
        "beyond-or-open": [_row(one, told.book.excess(told.names, one), told) for one in held.excesses],
    }


def _row(row: Measure, words: str, told: Told) -> Json:
    stretches = [stretch_json(one) for one in row.stretches]
    return {**encode(row), "stretches": stretches, "words": set_for(told.lang, words)}


def stretch_json(one: Stretch) -> Json:
    """Leaves and days; an open end is null."""
    return {
        "territories": list(one.leaves),
        "first": one.first.isoformat() if one.first > FIRST else None,
        "last": one.last.isoformat() if one.last < LAST else None,
    }
