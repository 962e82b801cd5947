# SPDX-License-Identifier: Apache-2.0
"""Entries of a file, one by one, sorted into what a case holds, with who says each fact and where.

Each goes on as it comes: what is held are the names of things, and what later entries may ask for, on shelves.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from licit.case.identity import Registry
from licit.case.imports.taking import Taking
from licit.case.shelf import Shelf
from licit.formats.checks import ORDER
from licit.formats.entries import Embodied, Entry, LeftOut, Listed, Offered, Origin, Stated, Under
from licit.model.day import FIRST, When
from licit.model.evidence import Evidence
from licit.model.fact import Claim, Fact, Note
from licit.model.problem import Place, Problem, Severity
from licit.model.statement import Statement

MOST: Final = 1000  # problems kept word for word; all are counted


@dataclass(slots=True)
class Intake:
    """What one file says, on its way into a case.

    ``refused`` and ``doubts`` are the problems told, errors and warnings (``counted`` has how many there were);
    ``facts`` how many of each kind were stated first by this file; ``left_out`` what was left out, and why; ``sources``
    whose words came in, in order; ``pairs`` how many were offered, listed and embodied.
    """

    file: str
    evidence: Evidence
    registry: Registry
    to: Taking
    today: date  # what the file doesn't date was said by then
    origin: Origin | None = None
    refused: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    counted: Counter[Severity] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    sources: dict[str, None] = field(default_factory=dict)
    pairs: Counter[str] = field(default_factory=Counter)
    kept: int = 0  # claims and notes
    _kept: Shelf[str, None] = field(default_factory=Shelf)
    _paired: Shelf[tuple[str, str, str], None] = field(default_factory=Shelf)

    @property
    def nothing(self) -> bool:
        """Whether records were refused, and nothing came in."""
        named = self.registry.named
        came = self.statements or self.pairs or self.kept or named.parties or named.assets or named.items
        return bool(self.counted[Severity.ERROR]) and not came

    def take(self, entry: Entry) -> None:
        """Take in one entry."""
        match entry:
            case Stated():
                self._state(entry)
            case Problem():
                self._note(entry)
            case Offered():
                self._pair("offers", entry.service, entry.item)
            case Listed():
                self._pair("catalogues", entry.catalogue, entry.asset)
            case Embodied():
                self._pair("links", entry.recording, entry.asset)
            case Under():
                self._belong(entry)
            case LeftOut():
                self.left_out[entry.what, entry.why] += 1
            case Origin():
                self._begin(entry)
            case Claim() | Note():
                self._keep(entry)

    def _keep(self, entry: Claim | Note) -> None:
        if entry.id not in self._kept:
            self._kept[entry.id] = None
            self.kept += 1
            self.facts[type(entry).__name__] += 1
        self.to.keep(entry)

    def _pair(self, kind: str, one: str, other: str) -> None:
        if (kind, one, other) not in self._paired:
            self._paired[kind, one, other] = None
            self.pairs[kind] += 1
            self.to.pair(kind, one, other)

    def _belong(self, one: Under) -> None:
        self._remember(one.source or (self.origin.source if self.origin else ""), one.subject, one.fact)

    def _remember(self, source: str, subject: str, fact: Fact) -> None:
        if fact.id not in self.registry.facts:
            self.registry.mentioned[fact.id] = fact
        self.registry.recall(source, subject, (fact.id,))
        self.to.under(source, subject, fact.id)

    def _begin(self, origin: Origin) -> None:
        self.origin = origin
        old = self.evidence
        self.evidence = replace(
            old,
            title=origin.title or old.title,
            publisher=old.publisher or origin.source,
            date=old.date or origin.made,
        )
        self.to.keep(self.evidence)

    def _state(self, one: Stated) -> None:
        source = one.source or (self.origin.source if self.origin else "")
        if not source:
            what = f"{one.locator} states a fact before the file says whose word it is"
            self._note(Problem(Place(self.file), what, "give the file its header, or name its source", ORDER))
            return
        made = one.made or (self.origin.made if self.origin else None)
        published = one.published or (self.origin.published if self.origin else None)
        said = Statement(
            source,
            affirms=one.affirms,
            facts=(one.fact.id,),
            made=made,
            published=published if made or published else When(FIRST, self.today),
            through=self.origin.source if self.origin and self.origin.source != source else "",
            basis=one.basis,
            evidence=self.evidence.id,
            locator=one.locator,
            note=one.note,
        )
        if one.fact.id in self.registry.facts:
            self.to.say(said)
        else:
            self.registry.facts[one.fact.id] = one.fact
            self.facts[type(one.fact).__name__] += 1
            self.to.fact(one.fact, said)
        if not self.statements:
            self.to.keep(self.evidence)
        self.sources.setdefault(source)
        self.statements += 1
        if one.subject:
            self._remember(source, one.subject, one.fact)

    def _note(self, problem: Problem) -> None:
        self.counted[problem.severity] += 1
        kept = self.refused if problem.severity is Severity.ERROR else self.doubts
        if len(kept) < MOST:
            kept.append(problem)
