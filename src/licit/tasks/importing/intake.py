# SPDX-License-Identifier: Apache-2.0
"""Entries of a file, one by one, sorted into what a case holds, with who says each fact and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from licit.case.identity import Registry
from licit.case.imports.bundle import Bundle
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
    """What one file says, on its way into the bundle of all.

    ``refused`` and ``doubts`` are the problems told, errors and warnings (``counted`` has how many there were);
    ``facts`` how many of each kind were stated first by this file; ``left_out`` what was left out, and why.
    """

    file: str
    evidence: Evidence
    registry: Registry
    bundle: Bundle
    known: Container[str]  # the facts that the case has already
    today: date  # what the file doesn't date was said by then
    origin: Origin | None = None
    refused: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    counted: Counter[Severity] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)

    def take(self, entry: Entry) -> None:
        """Take in one entry."""
        match entry:
            case Stated():
                self._state(entry)
            case Problem():
                self._note(entry)
            case Offered():
                self.bundle.offers.setdefault(entry.service, {})[entry.item] = None
            case Listed():
                self.bundle.catalogues.setdefault(entry.catalogue, {})[entry.asset] = None
            case Embodied():
                self.bundle.links.setdefault(entry.recording, {})[entry.asset] = None
            case Under():
                self._belong(entry)
            case LeftOut():
                self.left_out[entry.what, entry.why] += 1
            case Origin():
                self._begin(entry)
            case Claim() | Note():
                self._keep(entry)

    def _keep(self, entry: Claim | Note) -> None:
        if isinstance(entry, Claim):
            self.bundle.claims[entry.id] = entry
        else:
            self.bundle.notes[entry.id] = entry

    def _belong(self, one: Under) -> None:
        self._remember(one.source or (self.origin.source if self.origin else ""), one.subject, one.fact)

    def _remember(self, source: str, subject: str, fact: Fact) -> None:
        self.bundle.subjects.setdefault((source, subject), {})[fact.id] = None
        self.registry.recall(source, subject, (fact,))

    def _begin(self, origin: Origin) -> None:
        self.origin = origin
        old = self.evidence
        self.evidence = replace(
            old,
            title=origin.title or old.title,
            publisher=old.publisher or origin.source,
            date=old.date or origin.made,
        )
        self.bundle.evidence[old.id] = self.evidence

    def _state(self, one: Stated) -> None:
        source = one.source or (self.origin.source if self.origin else "")
        if not source:
            what = f"{one.locator} states a fact before the file says whose word it is"
            self._note(Problem(Place(self.file), what, "give the file its header, or name its source", ORDER))
            return
        fact = one.fact
        if fact.id not in self.known and fact.id not in self.bundle.facts:
            self.bundle.facts[fact.id] = fact
            self.facts[type(fact).__name__] += 1
        made = one.made or (self.origin.made if self.origin else None)
        published = one.published or (self.origin.published if self.origin else None)
        self.bundle.statements.append(
            Statement(
                source,
                affirms=one.affirms,
                facts=(fact.id,),
                made=made,
                published=published if made or published else When(FIRST, self.today),
                through=self.origin.source if self.origin and self.origin.source != source else "",
                basis=one.basis,
                evidence=self.evidence.id,
                locator=one.locator,
                note=one.note,
            )
        )
        self.bundle.evidence.setdefault(self.evidence.id, self.evidence)
        self.statements += 1
        if one.subject:
            self._remember(source, one.subject, fact)

    def _note(self, problem: Problem) -> None:
        self.counted[problem.severity] += 1
        kept = self.refused if problem.severity is Severity.ERROR else self.doubts
        if len(kept) < MOST:
            kept.append(problem)
