# SPDX-License-Identifier: Apache-2.0
"""The subject: Licit's compiled engine behind the baselines' interface. No other module here calls ``licit.engine``.

Each function that calls nothing yet raises ``NotFilledInError``, and the tables say so in its place.
"""

# ruff: noqa: ARG001, ANN401  (to be filled in; what the engine makes is its own type)

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.baselines.interface import Asked, Counts, PlainWorld
from licit.model.record import Record


class NotFilledInError(Exception):
    """An adapter that calls nothing yet."""

    def __init__(self, function: str) -> None:
        super().__init__(f"{function} calls nothing yet: fill it in, in benchmarks/engine/licit_engine.py")


@dataclass(frozen=True)
class ClassTable:
    """A class table as built: ``handle`` is the engine's own.

    ``class_ids`` is the file of the catalogue's class ids (int32, one a row) and ``groups`` that of its label groups
    (int32), for the floor to read; ``classes`` how many there are; ``spilled`` bytes went to disk while building.
    """

    handle: Any
    class_ids: Path
    groups: Path
    classes: int
    spilled: int


def build_classes(record: Record, repertoire: Path, into: Path) -> ClassTable:
    """Build the class table of a repertoire folder, and the class id column of its ``catalogue``, in ``into``."""
    raise NotFilledInError("build_classes")


def open_classes(into: Path) -> ClassTable:
    """The table built before, by memory map."""
    raise NotFilledInError("open_classes")


def compile_record(record: Record, into: Path) -> Any:
    """Compile a record under ``stage.POSITION``, known by ``stage.KNOWN_BY``, and keep it in ``into``."""
    raise NotFilledInError("compile_record")


def recompile(compiled: Any, record: Record, changed: str) -> Any:
    """Compile again after the one fact named ``changed`` changed in ``record``."""
    raise NotFilledInError("recompile")


def check_one(compiled: Any, table: ClassTable, asked: Asked) -> str:
    """The answer to one question, strings in, as ``Answer.value``."""
    raise NotFilledInError("check_one")


def check_arrow(compiled: Any, table: ClassTable, questions: Any) -> Any:
    """The answers to an Arrow table of questions (dictionary-encoded or plain strings; the columns of ``Asked``)."""
    raise NotFilledInError("check_arrow")


def audit(compiled: Any, table: ClassTable, service: str, use: str, day: date) -> Counts:
    """Items of the catalogue by leaf and answer on one day."""
    raise NotFilledInError("audit")


def audit_by_group(compiled: Any, table: ClassTable, service: str, use: str, day: date) -> Mapping[str, Counts]:
    """The same for each label group."""
    raise NotFilledInError("audit_by_group")


def timeline(compiled: Any, table: ClassTable, service: str, use: str, days: tuple[date, date]) -> Any:
    """Coverage from one day to another: a count by leaf and answer for each slice."""
    raise NotFilledInError("timeline")


class Licit:
    """The engine as one more subject beside the baselines."""

    name = "Licit"
    audits = True

    def prepare(self, world: PlainWorld) -> None:
        """Build the class table, compile the record."""
        self.table = build_classes(world.record, world.folder, world.folder / "licit")
        self.compiled = compile_record(world.record, world.folder / "licit")

    def check(self, questions: Sequence[Asked]) -> list[str]:
        """One call a question."""
        return [check_one(self.compiled, self.table, question) for question in questions]

    def audit(self, service: str, use: str, day: date) -> Counts:
        """By class."""
        return audit(self.compiled, self.table, service, use, day)

    def close(self) -> None:
        """Nothing is held but memory maps."""
