# SPDX-License-Identifier: Apache-2.0
"""``python -m benchmarks growth``: time and memory of audits as one thing at a time grows, as tables and one SVG."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from benchmarks.baselines.interface import Counts
from benchmarks.engine.contest import ASKED, PREPARE, same_counts
from benchmarks.engine.drawing import Curve, svg
from benchmarks.engine.machine import described
from benchmarks.engine.measure import Runs, growth, table, told_bytes, told_seconds
from benchmarks.engine.questions import Made, make, services_of
from benchmarks.engine.worker import SUBJECTS, FailedError, TooSlowError, Worker
from benchmarks.worlds import FULL, PLAIN, Features

ROUNDS: Final = 3
FOLLOW: Final = ("licit", "duckdb")


@dataclass(frozen=True)
class Size:
    """A world of a curve. ``x`` is what grows; 0 where it is counted afterwards (classes)."""

    x: float
    recordings: int
    grants: int = 1000
    features: Features = PLAIN


def curves(*, quick: bool) -> dict[str, list[Size]]:
    """What grows, and the worlds along it; all but disputed facts on plain worlds, which general tools can follow."""
    base = 2_000 if quick else 200_000
    tens = (1, 4) if quick else (1, 10, 100)
    steps = (1, 2) if quick else (1, 2, 4, 8)
    plain = replace(PLAIN, ids="int64")
    few = 200 if quick else 1_000
    chains, leaves = ((1, 3), (8, 60)) if quick else (range(1, 7), (8, 30, 120, 250))
    days, percents = ((10, 100), (1, 10)) if quick else ((10, 100, 1000, 8000), (1, 5, 20, 50))
    return {
        "items": [Size(n, n, few, plain) for n in (base // 20 * ten for ten in tens)],
        "classes": [Size(0, base, few, replace(plain, acts=30 * step**2, splits=step, teams=step)) for step in steps],
        "grants": [Size(n, base // 4, n, plain) for n in (few * ten for ten in tens)],
        "chain length": [Size(n, base // 4, few, replace(plain, chain=n)) for n in chains],
        "territories": [Size(n, base // 4, few, replace(plain, leaves=n)) for n in leaves],
        "days": [Size(n, base // 4, few, replace(plain, days=n)) for n in days],
        "disputed facts, %": [Size(n, base // 4, few, replace(FULL, ids="int64", disputed=n / 100)) for n in percents],
    }


def main() -> None:
    """Read the options, measure, print the tables, write the SVG."""
    parser = argparse.ArgumentParser(description=__doc__, prog=sys.argv[0])
    parser.add_argument("--subjects", nargs="+", choices=SUBJECTS, default=list(FOLLOW))
    parser.add_argument("--budget", type=float, default=120.0, help="seconds that one audit may take")
    parser.add_argument("--quick", action="store_true", help="two small worlds a curve")
    parser.add_argument("--svg", type=Path, default=Path("growth.svg"), help="the drawing to write")
    parser.add_argument("--folder", type=Path, help="where worlds are made (a temporary folder)")
    given = parser.parse_args()
    drawn: list[Curve] = []
    print(described(given.subjects))
    for what, sizes in curves(quick=given.quick).items():
        subjects = [name for name in given.subjects if not what.startswith("disputed") or name == "licit"]
        with tempfile.TemporaryDirectory(prefix="licit-bench-", dir=given.folder) as folder:
            found, notes = follow(sizes, subjects, given.budget, Path(folder))
        print(f"\n### {what}\n\n{told_table(what, found)}", *dict.fromkeys(notes), sep="\n")
        drawn += drawn_of(what, found)
    given.svg.write_text(svg(drawn), encoding="utf-8")
    print(f"\n{given.svg} draws them.", file=sys.stderr)


Found = list[tuple[float, Made, Runs]]


def follow(sizes: Sequence[Size], subjects: Sequence[str], budget: float, folder: Path) -> tuple[Found, list[str]]:
    """Measure each subject along a curve; on one world all count the same."""
    found: Found = []
    notes: list[str] = []
    for number, size in enumerate(sizes):
        owners = max(60, size.grants // 4)
        made = make(folder / str(number), size.recordings, size.grants, owners, features=size.features)
        counted: Counts | None = None
        for name in subjects:
            try:
                with Worker(name, made.world) as worker:
                    audits_alone = {"sheets": False} if name == "licit" else {}
                    prepared = worker.call("prepare", budget=PREPARE, **audits_alone)
                    runs = Runs(name, work=int(prepared.seconds * 1e6))
                    for _ in range(ROUNDS):
                        done = worker.call("audit", services_of(made.world.record)[0], *ASKED, budget=budget)
                        runs.seconds.append(done.seconds)
                        runs.peak = max(runs.peak, done.peak)
                        same_counts(name, done.result, counted or done.result)
                        counted = done.result
                    found.append((size.x or made.collapse.classes, made, runs))
            except (TooSlowError, FailedError) as error:
                notes.append(f"not measured: {error}")
        shutil.rmtree(made.world.folder)
    return found, notes


def told_table(what: str, found: Found) -> str:
    """A row for each world and subject, and the power with which each subject's time grows."""
    rows = [
        [f"{x:,.0f}", one.name, told_seconds(one.median), told_seconds(one.work / 1e6), told_bytes(one.peak)]
        for x, _, one in found
    ]
    for row, (_, made, _) in zip(rows, found, strict=True):
        row += [f"{made.collapse.items:,}", f"{made.collapse.classes:,}"]
    for name in dict.fromkeys(runs.name for _, _, runs in found):
        own = [(x, runs.median) for x, _, runs in found if runs.name == name]
        if len(own) > 1:
            power = growth([x for x, _ in own], [seconds for _, seconds in own])
            rows.append(["power", name, f"{power:.2f}", "", "", "", ""])
    return table((what, "subject", "audit", "prepare", "memory", "items", "situations"), rows)


def drawn_of(what: str, found: Found) -> list[Curve]:
    """Time and memory, where there is anything to draw."""
    seconds: dict[str, list[tuple[float, float]]] = {}
    memory: dict[str, list[tuple[float, float]]] = {}
    for x, _, runs in found:
        seconds.setdefault(runs.name, []).append((x, runs.median))
        memory.setdefault(runs.name, []).append((x, runs.peak / 2**20))
    if not found:
        return []
    return [Curve(f"audit by {what}", what, "seconds", seconds), Curve(f"memory by {what}", what, "MiB", memory)]
