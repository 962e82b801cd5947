# SPDX-License-Identifier: Apache-2.0
"""The subject: Licit's compiled engine behind the baselines' interface."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.baselines.interface import Asked, Counts, PlainWorld
from benchmarks.engine.questions import services_of
from benchmarks.worlds import stage
from licit.engine import classes
from licit.engine.answering import Answering
from licit.engine.catalogue import Catalogue, read_catalogue
from licit.engine.class_audit import CoverageTimeline, audit_day, audit_window
from licit.engine.class_keeping import KeptClasses
from licit.engine.class_timelines import Timelines, Window
from licit.engine.compiled import Compiled
from licit.engine.counting import Counts as Numbers
from licit.engine.engine import Engine
from licit.engine.repertoire import give_profiles, marks_of, with_situations
from licit.engine.sheets import Codebook, PointChecks, sheet
from licit.engine.store import Store
from licit.model.record import Record

MEMORY: Final = 5 << 30
ANSWERS: Final = ("cleared", "contested", "not-cleared", "unknown")
CLASSES_A_PART: Final = 1 << 19
COMPARED: Final = 10  # slices of twenty years that are held against their days
YEARS: Final = Window(date(1999, 1, 1), date(2018, 12, 31))


@dataclass(frozen=True)
class ClassTable:
    """A class table as built: ``handle`` is the engine's own.

    ``class_ids`` is the file of the catalogue's class ids (int32, one a row) and ``groups`` that of its label groups
    (int32), for the floor to read; ``classes`` how many there are; ``spilled`` bytes went to disk while building.
    """

    handle: classes.ClassTable
    catalogue: Catalogue
    class_ids: Path
    groups: Path
    classes: int
    spilled: int


@dataclass
class CompiledRecord:
    """A record compiled for a class table; what was worked out is kept in ``into``."""

    record: Record
    table: classes.ClassTable
    into: Path
    checks: PointChecks | None = None
    timelines: dict[tuple[str, str], Timelines] = field(default_factory=dict)

    def through(self, service: str, use: str) -> Timelines:
        """The answers of all classes through twenty years."""
        key = (service, use)
        if key not in self.timelines:
            store = Store(self.into / "store")
            kept = KeptClasses(
                self.record,
                self.table,
                self.into.parent,
                store,
                position=stage.POSITION,
                known_by=stage.KNOWN_BY,
                step=CLASSES_A_PART,
            )
            self.timelines[key] = kept.through(service, use, YEARS)
        return self.timelines[key]


def build_classes(record: Record, repertoire: Path, into: Path) -> ClassTable:
    """Build the class table of a repertoire folder, and the class id column of its ``catalogue``, in ``into``."""
    marks, _ = marks_of(record)
    if _by_number(repertoire):  # the record lists assets by name: none of these
        marks = {}
    into.mkdir(parents=True, exist_ok=True)
    table = classes.build(repertoire, into / "classes", marks=marks, memory=MEMORY, threads=2)
    catalogue = read_catalogue(repertoire, table, Store(into / "store"), memory=MEMORY)
    catalogue.classes.tofile(into / "class_ids.int32")
    catalogue.groups.tofile(into / "groups.int32")
    (into / "groups.txt").write_text("\n".join(catalogue.names), encoding="utf-8")
    shutil.rmtree(into / "store")
    return open_classes(into)


def _by_number(repertoire: Path) -> bool:
    first = next(iter(sorted((repertoire / "items").glob("*.parquet"))))
    return bool(pa.types.is_integer(pq.read_schema(first).field("asset").type))


def open_classes(into: Path) -> ClassTable:
    """The table built before, by memory map."""
    table = classes.open_table(into / "classes")
    ids, groups = into / "class_ids.int32", into / "groups.int32"
    names = tuple((into / "groups.txt").read_text(encoding="utf-8").split("\n"))
    columns = [np.memmap(path, dtype=np.int32, mode="r") for path in (ids, groups)]
    catalogue = Catalogue(columns[0], columns[1], names)
    return ClassTable(table, catalogue, ids, groups, len(table.counts), table.spilled)


def compile_record(record: Record, into: Path) -> CompiledRecord:
    """Compile a record under ``stage.POSITION`` for the class table in ``into``, or take up what was kept there."""
    found = CompiledRecord(record, classes.open_table(into / "classes"), into)
    found.through(services_of(record)[0], stage.STREAM)
    return found


def write_sheets(compiled: CompiledRecord, table: ClassTable) -> None:
    """The sheets of point checks, for every service, use and day that is asked about."""
    whole = with_situations(compiled.record, compiled.table, compiled.into.parent)
    believed = Engine(whole).believed(stage.POSITION, stage.KNOWN_BY)
    give_profiles(believed, compiled.table, marks_of(compiled.record)[1])
    book = Codebook()
    names = [str(item) for item in table.handle.items().to_pylist()]  # asked about as text
    of_item = dict(zip(names, table.handle.class_ids.tolist(), strict=True))
    checks = PointChecks(of_item, table.classes, believed.places.names, book)
    for service in services_of(compiled.record):
        for use in stage.USES:
            answering = Answering(Compiled(believed, service, use))
            for day in stage.ASKED:
                checks.add(service, use, day, sheet(answering, table.handle, day, book))
    compiled.checks = checks


def check_one(compiled: CompiledRecord, asked: Asked) -> str:
    """The answer to one question, strings in, as ``Answer.value``; its break comes with it."""
    assert compiled.checks is not None
    return compiled.checks.check(asked.service, asked.item, asked.use, asked.leaf, asked.day).answer.value


def check_arrow(compiled: CompiledRecord, questions: Any) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """The answers to an Arrow table of questions (dictionary-encoded or plain strings; the columns of ``Asked``)."""
    assert compiled.checks is not None
    return compiled.checks.check_many(questions.rename_columns({"leaf": "territory"}))


def audit(compiled: CompiledRecord, table: ClassTable, service: str, use: str, day: date) -> Counts:
    """Items of the catalogue by leaf and answer on one day."""
    ungrouped = replace(table.catalogue, names=("",))
    found = audit_day(ungrouped, compiled.through(service, use), day)
    return _told(compiled, found.counts.sum(axis=0), found.leaves, day)


def audit_by_group(
    compiled: CompiledRecord, table: ClassTable, service: str, use: str, day: date
) -> Mapping[str, Counts]:
    """The same for each label group."""
    found = audit_day(table.catalogue, compiled.through(service, use), day)
    return {name: {("", ""): int(counts.sum())} for name, counts in zip(found.groups, found.counts, strict=True)}


def _told(compiled: CompiledRecord, counts: Numbers, leaves: Sequence[str], day: date) -> Counts:
    index = {leaf: number for number, leaf in enumerate(leaves)}
    return {
        (leaf, answer): int(counts[number, index[leaf]])
        for leaf in compiled.record.atlas.leaves_on(day)
        for number, answer in enumerate(ANSWERS)
        if counts[number, index[leaf]]
    }


def timeline(compiled: CompiledRecord, table: ClassTable, service: str, use: str) -> CoverageTimeline:
    """Coverage through twenty years: a count by leaf and answer for each slice."""
    return audit_window(table.catalogue, compiled.through(service, use))


def agree(compiled: CompiledRecord, table: ClassTable, service: str, use: str) -> int:
    """How many slices twenty years have; some of them are audited as days too, and must come out the same."""
    found, timelines = timeline(compiled, table, service, use), compiled.through(service, use)
    for number in range(0, len(found.starts), -(-len(found.starts) // COMPARED)):
        day = audit_day(replace(table.catalogue, names=("",)), timelines, found.starts[number])
        assert np.array_equal(found.counts[number], day.counts[0]), found.starts[number]
    return len(found.starts)


class Licit:
    """The engine as one more subject beside the baselines."""

    name = "Licit"
    audits = True

    def prepare(self, world: PlainWorld, *, sheets: bool = True) -> None:
        """Build the class table, compile the record; without ``sheets`` only audits can be asked for."""
        self.table = build_classes(world.record, world.folder, world.folder / "licit")
        self.compiled = compile_record(world.record, world.folder / "licit")
        if sheets:
            write_sheets(self.compiled, self.table)

    def check(self, questions: Sequence[Asked]) -> list[str]:
        """One call a question."""
        return [check_one(self.compiled, question) for question in questions]

    def audit(self, service: str, use: str, day: date) -> Counts:
        """By class."""
        return audit(self.compiled, self.table, service, use, day)

    def close(self) -> None:
        """Nothing is held but memory maps."""
