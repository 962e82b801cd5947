# SPDX-License-Identifier: Apache-2.0
"""What of a record its submitter says, and what stays behind with the reason: a CWR file is one party's word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from licit.model.fact import Control, Fact, Grant, Membership, Termination
from licit.model.position import VOCABULARY
from licit.model.record import Record
from licit.model.statement import Statement

CARRIED: Final = (Control, Grant, Termination, Membership)  # the last two as an agreement's end and as affiliation


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Something of the record that the file has not, or not as the record has it.

    ``id`` is the fact's, party's or asset's; empty where many are meant. ``what`` it is, ``why`` it is not there.
    """

    id: str
    what: str
    why: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.id}: {self.what}: {self.why}" if self.id else f"{self.what}: {self.why}"


def said(record: Record, speakers: Collection[str], day: date) -> tuple[tuple[Fact, ...], tuple[Unwritten, ...]]:
    """The facts that the speakers affirm by that day, of each its latest word, in their order; and the others."""
    found: list[Fact] = []
    behind: list[Unwritten] = []
    strangers: Counter[str] = Counter()
    for fact in record.facts:
        statements = record.statements_on.get(fact.id, ())
        if statements and all(one.source == VOCABULARY for one in statements):
            continue  # what every case is read with is no one's to tell
        words = _latest(statements, speakers, day)
        kind = type(fact).__name__.lower()
        if not words:
            strangers[kind] += 1
        elif words != {True}:
            why = "its submitter denies it" if words == {False} else "its submitter affirms and denies it"
            behind.append(Unwritten(fact.id, kind, f"{why}, and CWR has no record for a denial"))
        elif not isinstance(fact, CARRIED):
            behind.append(Unwritten(fact.id, kind, "CWR has no record for it"))
        else:
            found.append(fact)
    behind += [_many(count, kind, "not the submitter's word") for kind, count in strangers.items()]
    denials = sum(1 for one in record.pattern_denials if one.source in speakers)
    others = (
        (denials, "denial of a pattern"),
        (len(record.claims), "claim"),
        (len(record.notes), "note"),
        (len(record.figures), "figure"),
    )
    behind += [_many(count, kind, "CWR has no record for it") for count, kind in others if count]
    return tuple(found), tuple(behind)


def _latest(statements: Sequence[Statement], speakers: Collection[str], day: date) -> set[bool]:
    """Whether the speakers affirm it, each by its latest word; both where they differ, or one does on one day."""
    found: set[bool] = set()
    for speaker in speakers:
        words = [one for one in statements if one.source == speaker and one.published_on <= day]
        last = max((one.made_on for one in words), default=None)
        found |= {one.affirms for one in words if one.made_on == last}
    return found


def _many(count: int, kind: str, why: str) -> Unwritten:
    return Unwritten("", f"{count} {kind}{'' if count == 1 else 's'}", why)
