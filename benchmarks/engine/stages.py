# SPDX-License-Identifier: Apache-2.0
"""The engine's work on a large repertoire, stage by stage, each of which a worker does in a process of its own."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa

from benchmarks import floor
from benchmarks.baselines.interface import Asked, Counts, PlainWorld
from benchmarks.engine import licit_engine as engine
from benchmarks.engine.questions import services_of
from benchmarks.worlds import stage
from benchmarks.worlds.draw import item_id

DAY: Final = stage.ASKED[1]


class Stages:
    """The stages. ``prepare`` only says on which world."""

    name = "Licit, by stages"
    audits = True

    def prepare(self, world: PlainWorld) -> None:
        """Remember the world; ``into`` is where the class table and the compiled record are kept."""
        self.world, self.into = world, world.folder / "licit"
        self.into.mkdir(exist_ok=True)

    def build(self) -> tuple[int, int]:
        """Build the class table: how many classes, how many bytes spilled."""
        table = engine.build_classes(self.world.record, self.world.folder, self.into)
        return table.classes, table.spilled

    def open(self) -> None:
        """Compile the record, and open the class table built before."""
        self.table = engine.open_classes(self.into)
        self.compiled = engine.compile_record(self.world.record, self.into)

    def columns(self) -> tuple[Path, Path, int]:
        """The columns of class ids and label groups, and how many classes there are."""
        return self.table.class_ids, self.table.groups, self.table.classes

    def audit(self, service: str, use: str, day: date) -> Counts:
        """Count the catalogue of a service."""
        return engine.audit(self.compiled, self.table, service, use, day)

    def audit_by_group(self) -> int:
        """Count it by label group too: how many groups."""
        return len(engine.audit_by_group(self.compiled, self.table, self._service, stage.STREAM, DAY))

    def drop(self) -> None:
        """Drop the columns from the page cache."""
        floor.drop(self.table.class_ids)
        floor.drop(self.table.groups)

    def timeline(self) -> int:
        """Twenty years: how many slices."""
        return len(engine.timeline(self.compiled, self.table, self._service, stage.STREAM).starts)

    def agree(self) -> int:
        """Hold some of the twenty years' slices against audits of their first days: how many slices there are."""
        return engine.agree(self.compiled, self.table, self._service, stage.STREAM)

    def sheets(self) -> None:
        """Make what single checks are read from."""
        engine.write_sheets(self.compiled, self.table)

    def check(self, asked: Sequence[Asked]) -> list[str]:
        """One call a question."""
        return [engine.check_one(self.compiled, question) for question in asked]

    def check_arrow(self, count: int, *, dictionaries: bool) -> float:
        """A batch of so many new questions: seconds of the engine alone."""
        rng = np.random.default_rng((count, dictionaries))
        record = self.world.record
        names = {
            "service": services_of(record),
            "item": [item_id(number, self.world.features.ids) for number in range(self.world.recordings)],
            "use": list(stage.USES),
            "leaf": list(record.atlas.leaves_on(stage.ASKED[-1])),
            "day": list(stage.ASKED),
        }
        columns: dict[str, Any] = {}
        for name, values in names.items():
            codes = pa.array(rng.integers(0, len(values), count, dtype=np.int32))
            column = pa.DictionaryArray.from_arrays(codes, pa.array(values))
            columns[name] = column if dictionaries and name != "day" else column.dictionary_decode()
        given = pa.table(columns)
        began = time.perf_counter()
        engine.check_arrow(self.compiled, given)
        return time.perf_counter() - began

    def close(self) -> None:
        """Memory maps go with the process."""

    @property
    def _service(self) -> str:
        return services_of(self.world.record)[0]
