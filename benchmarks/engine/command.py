# SPDX-License-Identifier: Apache-2.0
"""``python -m benchmarks engine``: audits and checks of plain worlds, by the engine and by the best general tools."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks import floor
from benchmarks.engine.contest import Contest, Outcome, Plan, contest
from benchmarks.engine.machine import described
from benchmarks.engine.measure import Runs, rounds, table, told, told_bytes, told_seconds
from benchmarks.engine.questions import Made
from benchmarks.engine.worker import SUBJECTS
from benchmarks.worlds import PLAIN

QUICK: Final = {
    "recordings": 2_000,
    "grants": 200,
    "owners": 60,
    "budget": 4.0,
    "asked": 20,
    "batch": 2_000,
    "smallest": 200,
}
REMARK: Final = (
    "PostgreSQL's memory is its server's after the run beside the client's most; the others' is the most they had. "
    "Cedar's chains are searched before by plain Python: limits of links, bars, laws, shares and `unknown` are beyond "
    "its policies."
)


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, prog=sys.argv[0])
    parser.add_argument("--recordings", type=int, default=1_000_000)
    parser.add_argument("--grants", type=int, default=1_000)
    parser.add_argument("--owners", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--budget", type=float, default=120.0, help="seconds that one audit may take")
    parser.add_argument("--asked", type=int, default=200, help="questions by which answers are compared")
    parser.add_argument("--batch", type=int, default=200_000, help="most questions asked at once")
    parser.add_argument("--smallest", type=int, default=10, help="recordings of the first world")
    parser.add_argument("--subjects", nargs="+", choices=SUBJECTS, default=list(SUBJECTS))
    parser.add_argument("--quick", action="store_true", help="a small world, in less than a minute")
    parser.add_argument("--folder", type=Path, help="where worlds are made (a temporary folder)")
    given = parser.parse_args()
    for name, value in QUICK.items() if given.quick else ():
        setattr(given, name, value)
    with tempfile.TemporaryDirectory(prefix="licit-bench-", dir=given.folder) as folder:
        plan = Plan(
            recordings=given.recordings,
            grants=given.grants,
            owners=given.owners,
            subjects=given.subjects,
            budget=given.budget,
            folder=Path(folder),
            seed=given.seed,
            asked=given.asked,
            batch=given.batch,
            smallest=given.smallest,
            features=replace(PLAIN, ids="int64"),
        )
        found = contest(plan, lambda text: print(text, file=sys.stderr, flush=True))
        ground = _floor(plan, found, quick=given.quick)
    print(_report(plan, found, ground))


def _floor(plan: Plan, found: Contest, *, quick: bool) -> dict[str, Runs]:
    """The floor for so many rows and classes, cold and warm."""
    assert found.made is not None
    files = floor.make(plan.folder / "floor", plan.recordings, found.made.collapse.classes, 1)
    ways = {"NumPy": floor.numpy_audit} if quick else {"NumPy": floor.numpy_audit, "numba": floor.compiled()[0]}
    return {
        f"floor, {name}, {heat}": _timed(files, way, heat) for name, way in ways.items() for heat in ("cold", "warm")
    }


def _report(plan: Plan, found: Contest, ground: dict[str, Runs]) -> str:
    assert found.made is not None
    base = min((one.runs.median for one in found.audits if _whole(plan, one) and one.runs), default=0.0)
    audits = [_audit_row(plan, one, base) for one in found.audits]
    audits += [[name, told_seconds(runs.median), "", "", "", "reads ids, counts bits"] for name, runs in ground.items()]
    checks = [_check_row(one, plan.recordings) for one in found.checks]
    return "\n\n".join(
        (
            described(plan.subjects),
            world_told(found.made, plan),
            f"On a small world all gave the reference's answers to {found.agreed} questions; all audits count alike.",
            "Audit: one service, one use, one day, all leaves; the median of 5 runs in turn (3 of those above 10 s).",
            table(("subject", "audit", "× the fastest", "prepare", "memory", "note"), audits),
            "Checks: new random questions, in batches as large as is quick.",
            table(("subject", "questions/s", "a question", "batch", "prepare", "memory", "note"), checks),
            REMARK,
        )
    )


def world_told(made: Made, plan: Plan) -> str:
    """The sizes of a world, and how it collapses."""
    collapse = made.collapse
    return (
        f"A world of {plan.grants:,} grants, {plan.owners:,} owners and {collapse.items:,} recordings "
        f"({collapse.rows:,} control rows); {collapse.classes:,} situations of {told(collapse.items_a_class)} items, "
        f"the largest of {collapse.largest:,}; seed {plan.seed}."
    )


def _whole(plan: Plan, one: Outcome) -> bool:
    return one.size == plan.recordings and not one.note


def _audit_row(plan: Plan, one: Outcome, base: float) -> list[str]:
    if one.runs is None:
        return [one.name, "–", "–", "–", "–", one.note]
    note = one.note if _whole(plan, one) else f"at {one.size:,} recordings; {one.note}"
    ratio = told(one.runs.median / base) if _whole(plan, one) and base else "–"
    cells = [told_seconds(one.runs.median), ratio, told_seconds(one.prepare), told_bytes(one.runs.peak)]
    return [one.name, *cells, note]


def _check_row(one: Outcome, recordings: int) -> list[str]:
    if one.runs is None:
        return [one.name, "–", "–", "–", "–", "–", one.note]
    runs = one.runs
    each = told_seconds(runs.median / runs.work)
    note = one.note or ("" if one.size == recordings else f"at {one.size:,} recordings")
    prepare = told_seconds(one.prepare) if one.prepare else "as above"
    return [one.name, told(runs.rate), each, f"{runs.work:,}", prepare, told_bytes(runs.peak), note]


def _timed(files: floor.Files, way: floor.Way, heat: str) -> Runs:
    runs = Runs(heat)
    way(files)  # compiled by now
    count = 1
    while len(runs.seconds) < count:
        runs.seconds.append(floor.timed(files, way, cold=heat == "cold"))
        count = rounds(runs.seconds[0])
    return runs
