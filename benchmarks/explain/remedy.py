# SPDX-License-Identifier: Apache-2.0
"""``python -m benchmarks remedy``: the fewest counterparties for a part of a catalogue, beside clingo.

Both get the same groups of pairs with the same needs; clingo gets them naively, as a logic program with one choice a
party, one sum for the target and one minimum. Where both finish their answers are compared before anything is told.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Final

import numpy as np

from benchmarks.engine import licit_engine
from benchmarks.engine.machine import described
from benchmarks.engine.measure import rounds, table, told_seconds
from benchmarks.engine.questions import Made, make, services_of
from benchmarks.worlds import FULL, stage
from licit.engine.engine import Engine
from licit.engine.repertoire import give_profiles, marks_of, with_situations
from licit.explain.pausing import collector_paused
from licit.explain.remedy.covering import Cover, cover
from licit.explain.remedy.item import needs_of
from licit.explain.remedy.shortfall import Offered, Shortfall, shortfall
from licit.model.question import Question
from licit.tasks.remedy import class_offers

DAY: Final = stage.ASKED[1]
LEAF: Final = "FR"
LIMIT: Final = 60.0  # seconds that clingo may take
SIZES: Final = ((2_000, 200, 60), (20_000, 600, 200), (50_000, 1_000, 300), (1_000_000, 10_000, 5_000))
RULES: Final = """
{choose(P)} :- meets(_,P).
met(N) :- meets(N,P), choose(P).
cleared(G) :- group(G,_), met(N) : wants(G,N).
:- #sum{W,G : cleared(G), group(G,W)} < target.
#minimize{1,P : choose(P)}.
"""


@dataclass(frozen=True)
class Solved:
    """How many parties, whether that is proved the fewest, and the seconds it took."""

    parties: int | None
    proved: bool
    seconds: float


def main() -> None:
    """Read the options, measure each size, print."""
    parser = argparse.ArgumentParser(description=__doc__, prog=sys.argv[0])
    parser.add_argument("--percent", type=float, default=95.0, help="the target, of what grants can clear")
    parser.add_argument("--seconds", type=float, default=5.0, help="what HiGHS may take")
    parser.add_argument("--clingo", type=float, default=LIMIT, help="seconds that clingo may take")
    parser.add_argument("--quick", action="store_true", help="the two smallest sizes")
    parser.add_argument("--folder", type=Path, help="where the worlds are made (a temporary folder)")
    given = parser.parse_args()
    rows = []
    for size in SIZES[:2] if given.quick else SIZES:
        with tempfile.TemporaryDirectory(prefix="licit-remedy-", dir=given.folder) as folder:
            rows.append(measured(size, Path(folder), given.percent, given.seconds, given.clingo))
    print(described(("licit", "highspy", "clingo")))
    print(f"\nFewest counterparties to {given.percent:g} % of what grants can clear in {LEAF} on {DAY}\n")
    heads = (
        "recordings",
        "grants",
        "owners",
        "groups",
        "needs",
        "solve",
        "all",
        "cpu",
        "agreements",
        "gap",
        "clingo",
        "its",
    )
    print(table(heads, rows))


def measured(size: tuple[int, int, int], folder: Path, percent: float, seconds: float, most: float) -> list[str]:
    """One size: what is lacking, the plan, and clingo's.

    Raises:
        AssertionError: both proved an answer, and they differ.
    """
    made = make(folder, *size, features=replace(FULL, ids="text"))
    licit_engine.build_classes(made.world.record, folder, folder / "licit")
    lacking: list[float] = []
    solving: list[float] = []
    working: list[float] = []

    def once() -> tuple[Shortfall, int, Cover]:
        began, worked = time.perf_counter(), time.process_time()
        with collector_paused():
            short = lacks(made, folder)
        between = time.perf_counter()
        target = short.cleared + int((short.clearable - short.cleared) * percent / 100)
        found = cover(short, target=target, most=None, seconds=seconds)
        lacking.append(between - began)
        solving.append(time.perf_counter() - between)
        working.append(time.process_time() - worked)
        return short, target, found

    short, target, found = once()
    for _ in range(1, rounds(lacking[0] + solving[0])):
        once()
    other = by_clingo(short, target - short.cleared, most)
    fewest = found.fewest or 0
    if other.proved and not found.ran_out and other.parties != len(found.parties):
        raise AssertionError(f"{len(found.parties)} counterparties, and clingo says {other.parties}")
    if other.parties is not None and other.parties < fewest:
        raise AssertionError(f"at least {fewest} counterparties, and clingo has {other.parties}")
    return [
        *(f"{one:,}" for one in size),
        f"{len(short.groups):,}",
        *_told(lacking, solving, working, found),
        *_clingo(other),
    ]


def _told(lacking: list[float], solving: list[float], working: list[float], found: Cover) -> Iterator[str]:
    yield told_seconds(median(lacking))
    yield told_seconds(median(solving))
    yield told_seconds(median(a + b for a, b in zip(lacking, solving, strict=True)))
    yield told_seconds(median(working))
    yield f"{len(found.parties):,}"
    gap = len(found.parties) - (found.fewest or 0)
    yield f"{gap} ({gap / max(len(found.parties), 1):.1%})"


def _clingo(other: Solved) -> Iterator[str]:
    yield told_seconds(other.seconds) + ("" if other.proved else ", stopped")
    yield "nothing" if other.parties is None else f"{other.parties:,}"


def lacks(made: Made, folder: Path) -> Shortfall:
    """What the whole repertoire lacks, from the class table and the record: nothing is kept from before."""
    record = made.world.record
    table_of_classes = licit_engine.open_classes(folder / "licit").handle
    engine = Engine(with_situations(record, table_of_classes, folder))
    give_profiles(engine.believed(stage.POSITION, stage.KNOWN_BY), table_of_classes, marks_of(record)[1])
    question = Question(
        service=services_of(record)[0],
        use=stage.STREAM,
        item="",
        territory="",
        day=DAY,
        known_by=stage.KNOWN_BY,
        position=stage.POSITION,
    )
    offers, kinds = class_offers(table_of_classes, np.append(table_of_classes.counts, 0))
    listed: list[Offered] = list(offers)
    return shortfall(needs_of(engine, question, DAY, (LEAF,)), listed, ((LEAF,),), "pairs", kinds=kinds)


def by_clingo(short: Shortfall, target: int, seconds: float) -> Solved:
    """The same by clingo: the groups as facts, a choice, a sum, a minimum."""
    import clingo

    needs = {need: number for number, need in enumerate({need for wanted in short.groups for need in wanted})}
    parties = {party: number for number, party in enumerate({party for need in needs for party in need})}
    lines = [f"meets({number},{parties[party]})." for need, number in needs.items() for party in need]
    for number, (wanted, count) in enumerate(short.groups.items()):
        lines.append(f"group({number},{count}).")
        lines += [f"wants({number},{needs[need]})." for need in wanted]
    began = time.perf_counter()
    control = clingo.Control(["--warn=none", f"-c target={target}"])
    control.add("base", [], "\n".join((RULES, *lines)))
    control.ground([("base", [])])
    best: list[int] = []
    with control.solve(on_model=lambda model: best.append(int(model.cost[0])), async_=True) as handle:
        finished = handle.wait(max(seconds - (time.perf_counter() - began), 0.0))
        if not finished:
            handle.cancel()
        proved = bool(finished and handle.get().exhausted)
    return Solved(best[-1] if best else None, proved, time.perf_counter() - began)
