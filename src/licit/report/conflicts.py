# SPDX-License-Identifier: Apache-2.0
"""The conflicts of a record: their words in a language, who says so, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType, ModuleType
from typing import Any, Final

from licit.model.conflict import Conflict, ConflictKind, Conflicts
from licit.model.evidence import Evidence
from licit.model.record import Record
from licit.report.codec import encode
from licit.report.overreach import stretch_json
from licit.report.words import NO_EVIDENCE, set_for, statement_line
from licit.report.words.english import conflicts as english
from licit.report.words.french import conflicts as french
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

WORDS: Final[Mapping[Lang, ModuleType]] = MappingProxyType({"en": english, "fr": french})
Json = dict[str, Any]


class Told:
    """The conflicts in one language."""

    def __init__(
        self, found: Conflicts, record: Record, lang: Lang, evidence: Mapping[str, Evidence] = NO_EVIDENCE
    ) -> None:
        self.found = found
        self.record = record
        self.lang: Lang = lang
        self.names = Names(record, lang)
        self.book = WORDS[lang]
        self.evidence = evidence

    def title(self) -> str:
        """How many, and as whom one reads; or that there is none."""
        return set_for(self.lang, self.book.title(self.names, self.found))

    def none(self) -> str:
        """That nothing was found."""
        return set_for(self.lang, self.book.none(self.names))

    def heading(self, kind: ConflictKind) -> str:
        """What the conflicts of a kind are called."""
        return set_for(self.lang, self.book.HEADINGS[kind])

    def sentence(self, one: Conflict) -> str:
        """One conflict."""
        text = set_for(self.lang, self.book.sentence(self.names, one))
        return text[:1].upper() + text[1:]

    def sources(self, fact: str) -> Iterator[str]:
        """The statements on a fact that were published in time, one a line."""
        for said in self.record.statements_on.get(fact, ()):
            if said.published_on <= self.found.known_by:
                yield statement_line(said, self.record, self.lang, fact=fact, evidence=self.evidence)


def conflicts_json(found: Conflicts, record: Record, lang: Lang = "en") -> Json:
    """All conflicts; days at an open end are null, and what does not matter to a kind is left out."""
    told = Told(found, record, lang)
    return {
        "position": found.position,
        "known-by": found.known_by.isoformat(),
        "count": {kind.value: len(found.of(kind)) for kind in ConflictKind},
        "conflicts": [_one(one, told) for one in found.found],
    }


def _one(one: Conflict, told: Told) -> Json:
    value: Json = {key: part for key, part in encode(one).items() if part not in ("", None, [], 0)}
    value["sure"] = one.sure
    if one.stretches:
        value["stretches"] = [stretch_json(each) for each in one.stretches]
    if one.kind is ConflictKind.DOUBLE_EXCLUSIVE:
        value["order-open"] = not one.decides
    value["standings"] = {fact: standing.value for fact, standing in one.standings}
    return value | {"words": told.sentence(one)}
