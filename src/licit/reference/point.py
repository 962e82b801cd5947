# SPDX-License-Identifier: Apache-2.0
"""Where one stands when one judges: the record, the question, the position, and the place of the act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from licit.model.position import Position
from licit.model.proof import Standing
from licit.model.question import Question
from licit.model.record import Record


@dataclass(frozen=True, eq=False)
class Point:
    """One place of the act under one question.

    ``settled`` takes open facts as so or not (the crux asks *what if*). ``remembered`` holds standings once found: the
    AllOfMP3 audit asks for the same standing some thousand times a question.
    """

    record: Record
    question: Question
    position: Position
    territory: str
    settled: Mapping[str, bool] = field(default_factory=dict)
    remembered: dict[tuple[str, str], Standing] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day asked about."""
        return self.question.day

    def at(self, territory: str) -> Point:
        """The same question, the act placed elsewhere."""
        return Point(self.record, self.question, self.position, territory, self.settled)


@dataclass(frozen=True, slots=True)
class OwnedShare:
    """One owner's share of one right in one asset; ``owner`` is empty for the unnamed owner of a missing share."""

    asset: str
    right: str
    owner: str
    hundredths: int
    controls: tuple[str, ...] = ()
