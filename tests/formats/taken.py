# SPDX-License-Identifier: Apache-2.0
"""Files taken into an empty case in memory, as ``licit import`` takes them in, ready to be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from licit.case import load
from licit.case.identity import Registry
from licit.case.linking import linked
from licit.formats.detect import detect, room
from licit.formats.entries import Entry
from licit.formats.files import File
from licit.model.asset import Asset
from licit.model.evidence import Evidence
from licit.model.fact import Claim, Fact, Note
from licit.model.party import Party
from licit.model.position import Position
from licit.model.problem import Problem
from licit.model.record import Record
from licit.model.statement import Statement
from licit.tasks.importing.intake import Intake

TODAY = date(2026, 1, 1)  # what a file doesn't date was said by then
POSITION = "everyone"  # the position of ``Taken.record``: whoever spoke is believed, all alike


@dataclass
class Bundle:
    """All that comes in, held: what ``ImportFolder`` writes and forgets. It implements ``Taking``."""

    facts: dict[str, Fact] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    offers: dict[str, dict[str, None]] = field(default_factory=dict)
    catalogues: dict[str, dict[str, None]] = field(default_factory=dict)
    links: dict[str, dict[str, None]] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    subjects: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)

    def fact(self, fact: Fact, said: Statement) -> None:
        """See ``Taking``."""
        self.facts[fact.id] = fact
        self.say(said)

    def say(self, said: Statement) -> None:
        """See ``Taking``."""
        self.statements.append(said)

    def pair(self, kind: str, one: str, other: str) -> None:
        """See ``Taking``."""
        held: dict[str, dict[str, None]] = getattr(self, kind)
        held.setdefault(one, {})[other] = None

    def under(self, source: str, subject: str, fact: str) -> None:
        """See ``Taking``."""
        self.subjects.setdefault((source, subject), {})[fact] = None

    def keep(self, entry: Claim | Note | Evidence) -> None:
        """See ``Taking``."""
        if isinstance(entry, Claim):
            self.claims[entry.id] = entry
        elif isinstance(entry, Note):
            self.notes[entry.id] = entry
        else:
            self.evidence[entry.id] = entry

    @property
    def sources(self) -> tuple[str, ...]:
        """Whose words came in, in order."""
        return tuple(dict.fromkeys(one.source for one in self.statements))

    def joined(self, record: Record, registry: Registry) -> Record:
        """A record with all of it, as it is read once it is written."""
        assets = dict(registry.assets)
        offers = {service: dict.fromkeys(ids) for service, ids in record.offers.items()}
        for service, ids in self.offers.items():
            offers.setdefault(service, {}).update(ids)
        catalogues = {**record.catalogues}
        for name, ids in self.catalogues.items():
            catalogues[name] = catalogues.get(name, frozenset()) | frozenset(ids)
        return replace(
            record,
            facts=(*record.facts, *self.facts.values()),
            statements=(*record.statements, *self.statements),
            items=linked(dict(registry.items), self.links, assets),
            assets=assets,
            catalogues=catalogues,
            offers={service: tuple(ids) for service, ids in offers.items()},
            parties=dict(registry.parties),
            claims=(*record.claims, *self.claims.values()),
            notes=(*record.notes, *self.notes.values()),
        )


@dataclass(frozen=True)
class Taken:
    """What the files say. ``record`` has the position ``everyone``; ``refused`` are errors, ``doubts`` warnings.

    ``records`` are counted per type over all files, ``facts`` per kind, ``left_out`` per (what, why).
    """

    record: Record
    entries: Sequence[Entry]
    problems: Sequence[Problem]
    refused: Sequence[Problem]
    doubts: Sequence[Problem]
    records: Counter[str]
    facts: Counter[str]
    left_out: Counter[tuple[str, str]]
    bundle: Bundle

    @property
    def parties(self) -> Mapping[str, Party]:
        """By id."""
        return self.record.parties

    @property
    def assets(self) -> Mapping[str, Asset]:
        """By id."""
        return self.record.assets

    def party(self, name: str) -> str:
        """The id of the one party of this name."""
        (found,) = (party.id for party in self.parties.values() if party.name == name)
        return found


def take(
    *paths: Path | str,
    format: str = "",  # noqa: A002 - the option's name
    options: Mapping[str, Any] | None = None,
    into: Record | None = None,
) -> Taken:
    """Read files in this order; ``format`` names the room where the content shall not decide."""
    record = into if into is not None else empty()
    registry, bundle = Registry(record), Bundle()
    files = []
    for path in map(Path, paths):
        detected = detect(path, path.name)
        files.append(File(path, path.name, replace(detected, format=format or detected.format), dict(options or {})))
    entries: list[Entry] = []
    intakes = []
    for group in _together(files):
        first = group[0]
        intake = Intake(first.name, Evidence(id=first.name.replace(" ", "_")), registry, bundle, TODAY)
        intakes.append(intake)
        for entry in room(first.detected.format).read(group, registry):
            entries.append(entry)
            intake.take(entry)
    joined = bundle.joined(record, registry)
    joined = replace(joined, positions={POSITION: Position(POSITION, (bundle.sources,))})
    return Taken(
        record=joined,
        entries=entries,
        problems=[one for one in entries if isinstance(one, Problem)],
        refused=[one for intake in intakes for one in intake.refused],
        doubts=[one for intake in intakes for one in intake.doubts],
        records=sum((file.records for file in files), Counter()),
        facts=sum((intake.facts for intake in intakes), Counter()),
        left_out=sum((intake.left_out for intake in intakes), Counter()),
        bundle=bundle,
    )


@cache
def empty() -> Record:
    """A case of music with nothing in it but the vocabulary's default requirement."""
    return load("-", stdin=StringIO('{"licit": "1", "vocabulary": "music"}')).record


def _together(files: Sequence[File]) -> list[list[File]]:
    groups: list[list[File]] = []
    for file in files:
        last = groups[-1][-1].detected.format if groups else ""
        if last == file.detected.format and room(last).together:
            groups[-1].append(file)
        else:
            groups.append([file])
    return groups
