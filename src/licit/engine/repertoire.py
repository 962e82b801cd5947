# SPDX-License-Identifier: Apache-2.0
"""A class table's asset situations as facts of a record, so that the engine judges one asset for all that are alike.

Source: SEMANTICS §2, Recording habits: rows of a repertoire file are facts with one common statement.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from licit.case.checks import BAD_VALUE
from licit.engine.believed import Believed
from licit.engine.classes import ClassTable
from licit.engine.grants import Lists
from licit.model.day import Term, When
from licit.model.fact import Control
from licit.model.problem import BadInputError, InvalidValueError, Place, Problem
from licit.model.record import Record
from licit.model.scope import ALL, Named
from licit.model.share import Share
from licit.model.statement import Basis, Statement
from licit.model.territory import Expression

HEAD: Final = "repertoire.json"


def marks_of(record: Record) -> tuple[dict[str, int], tuple[int, ...]]:
    """The mark of each asset that the record lists, for a class table; and the profile that each mark stands for.

    Mark 0 is an asset in no list.
    """
    profiles = Lists(record).profiles
    known = (0, *sorted({profile for profile in profiles.values() if profile}))
    number = {profile: mark for mark, profile in enumerate(known)}
    return {asset: number[profile] for asset, profile in profiles.items() if profile}, known


def give_profiles(believed: Believed, table: ClassTable, known: Sequence[int]) -> None:
    """Put each situation into the lists that its assets are in; ``known`` are the profiles of ``marks_of``."""
    for situation in np.flatnonzero(table.profiles).tolist():
        believed.lists.assign(situation_name(situation), known[int(table.profiles[situation])])


def situation_name(situation: int) -> str:
    """The asset that stands for all in a situation."""
    return f"situation {situation}"


def with_situations(record: Record, table: ClassTable, repertoire: Path) -> Record:
    """The record with one asset a situation of the table, owned as its lines say, in the repertoire's words.

    A line's ``said`` is the id of a statement of the record, or that of a fact: then all that is said of this fact is
    said of the row too.

    Raises:
        BadInputError: the repertoire's head can't be read, or a row names a statement that the record does not have.
    """
    lines = [_Line(row) for row in table.lines.to_pylist()]
    controls: list[Control] = []
    said: dict[str, list[str]] = {}
    common: list[str] = []
    offsets = table.situation_offsets.tolist()
    numbers = table.situation_lines.tolist()
    for situation in range(len(offsets) - 1):
        asset = situation_name(situation)
        for count, at in enumerate(range(offsets[situation], offsets[situation + 1])):
            line = lines[numbers[at]]
            control = line.control(f"{asset}, row {count + 1}", asset)
            controls.append(control)
            (common if line.said is None else said.setdefault(line.said, [])).append(control.id)
    statements = [*_with_rows(record, said, repertoire), _common(repertoire, tuple(common))]
    return replace(record, facts=record.facts + tuple(controls), statements=tuple(statements))


class _Line:
    """One distinct row, its texts read once."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.party: str = row["party"]
        self.rights: Named = ALL if row["rights"] == "all" else frozenset(row["rights"].split(","))
        self.share = Share(int(row["share"]))
        self.territories = Expression.parse(row["territories"])
        self.term = Term(_when(row["start"]), _when(row["end"]))
        self.said: str | None = row["said"]

    def control(self, name: str, asset: str) -> Control:
        """The row as a fact about an asset."""
        return Control(
            id=name,
            party=self.party,
            asset=asset,
            rights=self.rights,
            share=self.share,
            territories=self.territories,
            term=self.term,
        )


def _when(text: str | None) -> When | None:
    return When.parse(text) if text else None


def _with_rows(record: Record, said: Mapping[str, list[str]], repertoire: Path) -> list[Statement]:
    """The record's statements, each with the rows that name it, or name a fact that it speaks of."""
    by_id = {statement.id: number for number, statement in enumerate(record.statements) if statement.id}
    on_fact: dict[str, list[int]] = {}
    for number, statement in enumerate(record.statements):
        for fact in statement.facts:
            on_fact.setdefault(fact, []).append(number)
    more: dict[int, list[str]] = {}
    for name, rows in said.items():
        numbers = [by_id[name]] if name in by_id else on_fact.get(name)
        if numbers is None:
            what = f"rows name {name!r}, and the case has no statement of that id, nor says anything of a fact {name!r}"
            mend = "add it to the case, or leave the cell empty"
            raise BadInputError((Problem(Place(str(repertoire)), what, mend, BAD_VALUE),))
        for number in numbers:
            more.setdefault(number, []).extend(rows)
    return [
        replace(one, facts=(*one.facts, *more[number])) if number in more else one
        for number, one in enumerate(record.statements)
    ]


def _common(repertoire: Path, facts: tuple[str, ...]) -> Statement:
    """What the repertoire says of all its rows, by its head: whose word it is, made and published when."""
    path = repertoire / HEAD
    try:
        head = json.loads(path.read_text(encoding="utf-8"))
        return Statement(
            source=str(head["source"]),
            affirms=True,
            facts=facts,
            made=_when(head.get("made")),
            published=_when(head.get("published")),
            basis=Basis(head.get("basis", "seen")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, InvalidValueError) as error:
        what = f"the head of the repertoire can't be read: {error}"
        mend = 'write {"source": "...", "made": "2024-01-31", "published": "2024-01-31", "basis": "seen"}'
        raise BadInputError((Problem(Place(str(path)), what, mend, BAD_VALUE),)) from None
