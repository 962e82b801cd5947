# SPDX-License-Identifier: Apache-2.0
"""Small worlds written out as repertoires, and their classes as they are audited."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from benchmarks.worlds import stage
from benchmarks.worlds.features import Features
from benchmarks.worlds.small import small
from benchmarks.worlds.world import world
from licit.engine.class_answers import ORDER, ClassAnswers
from licit.engine.class_keeping import KeptClasses
from licit.engine.classes import ClassTable, build
from licit.engine.repertoire import marks_of
from licit.engine.store import Store
from licit.engine.store.disk import DISK, Disk
from licit.model.asset import Item
from licit.model.record import Record
from licit.tasks.repertoire import write_repertoire

SERVICE = "service-0"
DAY = stage.ASKED[1]
LEAVES = 20
FEATURES = Features(leaves=LEAVES)


@dataclass(frozen=True)
class Bulk:
    """A record with its own controls, for the reference, and the same items as a repertoire."""

    record: Record
    repertoire: Path
    table: ClassTable

    def kept(self, store: Path, *, position: str = stage.POSITION, step: int = 64, disk: Disk = DISK) -> KeptClasses:
        return KeptClasses(
            self.record,
            self.table,
            self.repertoire,
            Store(store, disk=disk),
            position=position,
            known_by=stage.KNOWN_BY,
            step=step,
        )


def bulk(folder: Path, *, grants: int = 120, items: int = 200, disputed: float = 0.15, seed: int = 1) -> Bulk:
    """A world of so many items, some without a work on record, one of no kind; some controls are disputed."""
    record = small(world(grants, grants // 3, seed, FEATURES), items, seed, FEATURES, disputed)
    record = replace(record, items={**record.items, "bare": Item("bare", ())})
    write_repertoire(record, folder, DAY)
    return Bulk(record, folder, build(folder, folder / ".licit" / "classes", marks=marks_of(record)[0]))


def cells_of(found: ClassAnswers, rights_class: int, leaf: str) -> tuple[str, int]:
    """The answer of a class in a leaf, and the number of its reason; −1 where it is cleared."""
    bit, at = found.leaves.index(leaf), int(found.of_class[rights_class])
    for cell in range(int(found.offsets[at]), int(found.offsets[at + 1])):
        if int(found.masks[cell][bit // 64]) >> (bit % 64) & 1:
            return ORDER[int(found.answer[cell])].value, int(found.reason[cell])
    return "cleared", -1


def days() -> tuple[date, ...]:
    return stage.ASKED[:3]
