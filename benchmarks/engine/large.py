# SPDX-License-Identifier: Apache-2.0
"""``python -m benchmarks large``: a full world of up to 10⁸ recordings, the engine's stages beside the floor."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks import floor
from benchmarks.engine.contest import ASKED
from benchmarks.engine.machine import described
from benchmarks.engine.measure import Runs, rounds, table, told, told_bytes, told_seconds
from benchmarks.engine.questions import Made, make, questions, services_of
from benchmarks.engine.worker import Done, FailedError, TooSlowError, Worker
from benchmarks.worlds import FULL

STAGES: Final = "stages"
LIMIT: Final = 3600.0  # seconds that one stage may take
QUESTIONS: Final = 1_000_000
MOST_CHECKED: Final = 2_000_000  # items: single checks are measured over 10⁶

Row = list[str]


@dataclass
class Stage:
    """The rows of the table as they come."""

    rows: list[Row]

    def add(self, what: str, seconds: float, note: str = "", peak: int = 0) -> None:
        """One more."""
        self.rows.append([what, told_seconds(seconds), told_bytes(peak) if peak else "", note])


def main() -> None:
    """Read the options, measure, print; a stage whose adapter is not filled in is told and passed over."""
    parser = argparse.ArgumentParser(description=__doc__, prog=sys.argv[0])
    parser.add_argument("--recordings", type=int, default=10_000_000)
    parser.add_argument("--grants", type=int, default=10_000)
    parser.add_argument("--owners", type=int, default=5_000)
    parser.add_argument("--acts", type=int, default=0, help="acts of the repertoire (0: four a label)")
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    parser.add_argument("--quick", action="store_true", help="a small world")
    parser.add_argument("--folder", type=Path, help="where the world is made (a temporary folder)")
    given = parser.parse_args()
    if given.quick:
        given.recordings, given.grants, given.owners, given.questions = 50_000, 1_000, 300, 10_000
    features = replace(FULL, ids="text" if given.recordings <= MOST_CHECKED else "int64", acts=given.acts)
    stages = Stage([])
    with tempfile.TemporaryDirectory(prefix="licit-large-", dir=given.folder) as folder:
        began = time.perf_counter()
        made = make(Path(folder), given.recordings, given.grants, given.owners, features=features)
        stages.add("generate", time.perf_counter() - began, f"{told_bytes(size_of(Path(folder)))} of Parquet")
        try:
            build(made, stages)
            use(made, stages, given.questions)
        except (FailedError, TooSlowError) as error:
            stages.rows.append([str(error), "–", "", ""])
            alone(made, Path(folder), stages)
    print(described(("licit", "duckdb", "numba")))
    collapse = made.collapse
    print(
        f"\nA full world of {given.grants:,} grants and {given.owners:,} owners; {collapse.items:,} recordings, ",
        end="",
    )
    print(f"{collapse.rows:,} control rows, {collapse.classes:,} situations of {told(collapse.items_a_class)} items\n")
    print(table(("stage", "time", "memory", "note"), stages.rows))


def size_of(folder: Path) -> int:
    """Bytes of the Parquet files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*.parquet"))


def build(made: Made, stages: Stage) -> None:
    """The class table, in a process of its own."""
    with Worker(STAGES, made.world) as worker:
        worker.call("prepare", budget=LIMIT)
        done = worker.call("build", budget=LIMIT)
        classes, spilled = done.result
        stages.add("class table", done.seconds, f"{classes:,} classes; {told_bytes(spilled)} spilled", done.peak)
    with Worker(STAGES, made.world) as worker:
        worker.call("prepare", budget=LIMIT)
        done = worker.call("open", budget=LIMIT)
        stages.add("compile, twenty years", done.seconds, "one service and use", done.peak)


def use(made: Made, stages: Stage, count: int) -> None:
    """Compile, audit beside the floor in turn, timeline, checks."""
    service = services_of(made.world.record)[0]
    with Worker(STAGES, made.world) as worker:
        worker.call("prepare", budget=LIMIT)
        opened = worker.call("open", budget=LIMIT)
        stages.add("open what was compiled", opened.seconds, "", opened.peak)
        classes, groups, number = worker.call("columns", budget=LIMIT).result
        ground = floor.Files(classes, groups, floor.masks(np.random.default_rng(1), number))
        for heat in ("cold", "warm"):
            compare(worker, ground, service, heat, stages)
        by_group = worker.call("audit_by_group", budget=LIMIT)
        stages.add("audit by label group", by_group.seconds, f"{by_group.result:,} groups", by_group.peak)
        years(worker, service, stages)
        if made.collapse.items <= MOST_CHECKED:
            sheets = worker.call("sheets", budget=LIMIT)
            stages.add("sheets of single checks", sheets.seconds, "each service, use and day", sheets.peak)
            asked = questions(made.world, count, 3)
            rate(stages, "checks one by one", count, worker.call("check", asked, budget=LIMIT))
            for dictionaries, kind in ((True, "dictionaries"), (False, "plain strings")):
                done = worker.call("check_arrow", 10 * count, budget=LIMIT, dictionaries=dictionaries)
                rate(stages, f"checks in a batch, {kind}", 10 * count, replace(done, seconds=done.result))


def compare(worker: Worker, ground: floor.Files, service: str, heat: str, stages: Stage) -> None:
    """The audit and the floor in turn."""
    way = floor.compiled()[0]
    way(ground)  # compiled by now
    ours, bare = Runs("audit"), Runs("floor")
    most = 1
    while len(ours.seconds) < most:
        bare.seconds.append(floor.timed(ground, way, cold=heat == "cold"))
        if heat == "cold":
            worker.call("drop", budget=LIMIT)
        done = worker.call("audit", service, *ASKED, budget=LIMIT)
        ours.seconds.append(done.seconds)
        ours.peak = done.peak
        most = rounds(ours.seconds[0])
    stages.add(f"floor, {heat}", bare.median)
    stages.add(f"audit, {heat}", ours.median, f"{told(ours.ratio(bare))} × the floor", ours.peak)


def years(worker: Worker, service: str, stages: Stage) -> None:
    """The timeline and one day of it in turn, from the same timelines of classes, warm; the counts are equal."""
    whole, day = Runs("timeline"), Runs("one day")
    slices = worker.call("agree", budget=LIMIT).result
    while len(whole.seconds) < rounds(0):
        day.seconds.append(worker.call("audit", service, *ASKED, budget=LIMIT).seconds)
        done = worker.call("timeline", budget=LIMIT)
        whole.seconds.append(done.seconds)
        whole.peak = done.peak
    stages.add("one day of 20 years", day.median, "beside the timeline, in turn")
    stages.add(
        "timeline of 20 years", whole.median, f"{slices:,} slices; {told(whole.ratio(day))} × one day", whole.peak
    )


def rate(stages: Stage, what: str, count: int, done: Done) -> None:
    """A row with questions a second."""
    stages.add(what, done.seconds, f"{told(count / done.seconds)} a second, {count:,} new questions", done.peak)


def alone(made: Made, folder: Path, stages: Stage) -> None:
    """The floor by itself, on class ids like the repertoire's, where the engine's are not to be had."""
    way = floor.numpy_audit
    files = floor.make(folder / "floor", made.collapse.items, made.collapse.classes, 1)
    for heat in ("cold", "warm"):
        seconds = [floor.timed(files, way, cold=heat == "cold") for _ in range(rounds(0))]
        stages.add(f"floor alone (NumPy), {heat}", Runs("floor", seconds).median, "class ids drawn by Zipf's law")
