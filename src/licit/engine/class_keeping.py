# SPDX-License-Identifier: Apache-2.0
"""The answers of a table's classes, kept beside the repertoire: made in parts, resumed, never believed when stale.

All that the answers hang on is in their key: the record, the table of classes, who is believed as of when, the service,
the use, the days, and the code that works them out. Where any of it changes, so does the key.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Final

import numpy as np

import licit.engine
import licit.model
from licit.engine.answering import Answering
from licit.engine.believed import Believed
from licit.engine.class_answers import ClassAnswers, answer_classes
from licit.engine.class_timelines import ClassTimelines, Timelines, Window
from licit.engine.class_written import AnswersForm, Form, FoundT, TimelinesForm
from licit.engine.classes import ClassTable
from licit.engine.engine import Engine
from licit.engine.keeping import keep, recall
from licit.engine.repertoire import give_profiles, marks_of, with_situations
from licit.engine.store import Checkpoint, Key, Store
from licit.model.progress import Progress, silent
from licit.model.record import Record

STEP: Final = 1 << 13  # classes of a part: at 0.5 to 1 ms a class, some seconds of work are lost at most


class KeptClasses:
    """The classes of one repertoire, judged for one record, position and day of knowledge; what was judged is kept."""

    def __init__(  # noqa: PLR0913 - what the answers hang on, and where they are kept
        self,
        record: Record,
        table: ClassTable,
        repertoire: Path,
        store: Store,
        *,
        position: str,
        known_by: date,
        step: int = STEP,
    ) -> None:
        self.record = record
        self.table = table
        self.repertoire = repertoire
        self.store = store
        self.position = position
        self.known_by = known_by
        self.step = step
        self.classes = len(table.counts)
        self._answering: dict[tuple[str, str], Answering] = {}

    def on(self, service: str, use: str, day: date, *, progress: Progress = silent) -> ClassAnswers:
        """The answers of all classes on a day, and what they turn on.

        Raises:
            BadInputError: they can't be kept, or the repertoire speaks of statements that the case does not have.
        """
        work = self._work("answers", service, use, Window(day, day))

        def part(at: int) -> ClassAnswers:
            start, end = self._range(at)
            answering = self.answering(service, use)
            return answer_classes(
                answering, self.table, day, range(start, end), lambda done: progress(start + done, self.classes)
            )

        found = self._kept(work, part, AnswersForm(), progress)
        self._keep_shares(service, use)
        return found

    def through(self, service: str, use: str, window: Window, *, progress: Progress = silent) -> Timelines:
        """The answers of all classes on all days of a window. Raises as :meth:`on` does."""
        work = self._work("timelines", service, use, window)
        known: list[ClassTimelines] = []

        def part(at: int) -> Timelines:
            start, end = self._range(at)
            if not known:
                known.append(ClassTimelines(self.answering(service, use), self.table, window))
            return known[0].taken(np.fromiter(known[0].each(start, end), dtype=np.int32, count=end - start))

        found = self._kept(work, part, TimelinesForm(), progress)
        self._keep_shares(service, use)
        return found

    def key(self, kind: str, service: str, use: str, window: Window) -> Key:
        """What the answers hang on. The table's fingerprint is of the rows of the repertoire and their common word."""
        return self._key(kind, service, use, first=window.first.isoformat(), last=window.last.isoformat())

    def _key(self, kind: str, service: str, use: str, **days: str) -> Key:
        return Key.of(
            kind=kind,
            record=self.record.digest,
            table=f"{self.table.fingerprint.key()} {self.table.folder.name}",
            position=self.position,
            known_by=self.known_by.isoformat(),
            service=service,
            use=use,
            engine=engine_edition(),
            **days,
        )

    def _work(self, kind: str, service: str, use: str, window: Window) -> Checkpoint:
        return Checkpoint(self.store, self.key(kind, service, use, window), max(1, -(-self.classes // self.step)))

    def _range(self, part: int) -> tuple[int, int]:
        return part * self.step, min((part + 1) * self.step, self.classes)

    def _kept(self, work: Checkpoint, make: Callable[[int], FoundT], form: Form[FoundT], progress: Progress) -> FoundT:
        while (whole := work.finished()) is None:
            for part in work.todo():
                progress(part * self.step, self.classes)
                work.save(part, *form.written(make(part)))
            loaded = (work.load(part) for part in range(work.total))
            parts = [form.read(entry) for entry in loaded if entry is not None]
            if len(parts) == work.total:  # else another process has just finished, or a part was damaged meanwhile
                work.finish(*form.written(form.joined(parts)))
        progress(self.classes, self.classes)
        return form.read(whole)

    @cached_property
    def situated(self) -> Record:
        """The record with one asset a situation of the table."""
        return with_situations(self.record, self.table, self.repertoire)

    @cached_property
    def _believed(self) -> Believed:
        believed = Engine(self.situated).believed(self.position, self.known_by)
        give_profiles(believed, self.table, marks_of(self.record)[1])
        return believed

    def answering(self, service: str, use: str) -> Answering:
        """Items of the table's situations answered; each share as it was kept with the classes' answers."""
        if (service, use) not in self._answering:
            compiled = recall(self._believed, service, use, self.store, self._key("shares", service, use))
            self._answering[service, use] = Answering(compiled)
        return self._answering[service, use]

    def _keep_shares(self, service: str, use: str) -> None:
        """Keep what was compiled for the answers: of 10⁴ grants what classes hang on would take 8 s more without."""
        if (service, use) in self._answering:
            compiled = self._answering[service, use].compiled
            shelf = compiled.shelf
            if shelf is None or any(shelf.slices(share) is None for share in compiled.shares):
                keep(compiled, self.store, self._key("shares", service, use))


@cache
def engine_edition() -> str:
    """A hash of the code that the answers hang on: what another edition of Licit kept is not believed."""
    state = blake2b(digest_size=16)
    for room in (licit.engine, licit.model):
        for folder in map(Path, room.__path__):
            for file in sorted(folder.rglob("*.py")):
                state.update(f"{file.relative_to(folder)}\n".encode() + file.read_bytes())
    return state.hexdigest()
