# SPDX-License-Identifier: Apache-2.0
"""What the page of a case is made from: values, asked for by whoever shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from licit.model.crux import CatalogueCruxes
from licit.model.evidence import Evidence
from licit.model.fact import Note
from licit.model.overview import AuditRow, RankedReason, Slice, Tally
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer, Verdict

DECIDING = (Answer.NOT_CLEARED, Answer.UNKNOWN, Answer.CONTESTED, Answer.CLEARED)  # for a whole (SEMANTICS §3.7, §4)


@dataclass(frozen=True, slots=True)
class PartTold:
    """A part of a claim in words: ``standing`` is supported, disputed, contradicted or silent; ``word`` says it."""

    standing: str
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class ClaimTold:
    """A claim in a sentence, and its parts."""

    head: str
    parts: tuple[PartTold, ...]


@dataclass(frozen=True, slots=True)
class TimelineTold:
    """The slices of a question (its territory and item), and the notes of those days."""

    question: Question
    slices: tuple[Slice, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """The parts of the page.

    ``question`` is about all that the service offers: without item and territory. ``leaves`` are its answers by
    territory, ``positions`` added up by position; ``verdicts`` and ``timelines`` are what is looked at closely;
    ``cruxes`` what the contested answers hang on, ``None`` where there are none.
    """

    record: Record
    evidence: Mapping[str, Evidence]
    question: Question
    items: int
    leaves: Mapping[str, Tally]
    positions: tuple[tuple[str, Tally], ...]
    rows: tuple[AuditRow, ...]
    reasons: tuple[RankedReason, ...]
    cruxes: CatalogueCruxes | None
    verdicts: tuple[Verdict, ...]
    timelines: tuple[TimelineTold, ...]
    claims: tuple[ClaimTold, ...]

    @property
    def tally(self) -> Tally:
        """All answers."""
        total = Tally()
        for tally in self.leaves.values():
            total += tally
        return total

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The one answer for each territory: the one that decides first."""
        return {leaf: decides(tally) for leaf, tally in self.leaves.items()}


def decides(tally: Tally) -> Answer:
    """The one answer for many: a refusal decides before an unknown, and an unknown before a dispute."""
    return next((answer for answer in DECIDING if tally.of(answer)), Answer.UNKNOWN)
