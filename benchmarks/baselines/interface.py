# SPDX-License-Identifier: Apache-2.0
"""What every baseline does, and what it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol

from benchmarks.worlds.features import PLAIN, Features
from licit.model.record import Record

CLEARED = "cleared"
NOT_CLEARED = "not-cleared"
UNKNOWN = "unknown"


class Asked(NamedTuple):
    """One question of a plain world: the position is ``stage.POSITION``, known by ``stage.KNOWN_BY``."""

    service: str
    item: str
    use: str
    leaf: str
    day: date


Counts = Mapping[tuple[str, str], int]  # how many items, by leaf and answer; pairs without any are left out


@dataclass(frozen=True)
class PlainWorld:
    """A plain record with its repertoire in ``folder`` (``benchmarks.worlds.repertoire``).

    ``seed`` and ``features`` are those it was made with, so that the reference can have the same as facts.
    """

    record: Record
    folder: Path
    recordings: int
    seed: int = 1
    features: Features = PLAIN


class Baseline(Protocol):
    """A program that answers for one world. ``audits`` says whether it can count a catalogue at all."""

    name: str
    audits: bool

    def prepare(self, world: PlainWorld) -> None:
        """Load what there is, as the tool likes it."""

    def check(self, questions: Sequence[Asked]) -> list[str]:
        """The answer to each question."""

    def audit(self, service: str, use: str, day: date) -> Counts:
        """How many items of the whole repertoire have each answer in each leaf of the day."""

    def close(self) -> None:
        """Give back what was taken: memory, files, a server."""
