# SPDX-License-Identifier: Apache-2.0
"""Files taken into an empty case in memory, as ``licit import`` takes them in, ready to be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from licit.case import load
from licit.case.identity import Registry
from licit.case.imports.bundle import Bundle
from licit.formats.detect import detect, room
from licit.formats.entries import Entry
from licit.formats.files import File
from licit.model.asset import Asset
from licit.model.evidence import Evidence
from licit.model.party import Party
from licit.model.position import Position
from licit.model.problem import Problem
from licit.model.record import Record
from licit.tasks.importing.intake import Intake

TODAY = date(2026, 1, 1)  # what a file doesn't date was said by then
POSITION = "everyone"  # the position of ``Taken.record``: whoever spoke is believed, all alike


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
    known = frozenset(record.by_id)
    files = []
    for path in map(Path, paths):
        detected = detect(path, path.name)
        files.append(File(path, path.name, replace(detected, format=format or detected.format), dict(options or {})))
    entries: list[Entry] = []
    intakes = []
    for group in _together(files):
        first = group[0]
        intake = Intake(first.name, Evidence(id=first.name.replace(" ", "_")), registry, bundle, known, TODAY)
        intakes.append(intake)
        for entry in room(first.detected.format).read(group, registry):
            entries.append(entry)
            intake.take(entry)
    bundle.named = registry.named
    joined = bundle.joined(record)
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
