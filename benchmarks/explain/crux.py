# SPDX-License-Identifier: Apache-2.0
"""``python -m benchmarks crux``: cruxes of single questions beside clingo run naively, and of catalogues, by size.

Naively: every settlement of the points that matter is judged by itself, by another evaluation (the checker's), and the
subset-minimal terms that no settlement of the other side meets are enumerated by clingo. Answers are compared first.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.engine.machine import described
from benchmarks.engine.measure import ROUNDS, Runs, rounds, table, told, told_seconds
from benchmarks.explain.crux_ranking import (
    DAY,
    DOUBTFUL,
    MOST_POINTS,
    by_clingo,
    cruxes_of,
    files,
    naively_judged,
    opened,
    points_of,
    small_beside,
)
from licit.explain.crux import cruxes
from licit.model.crux import Crux, Cruxes, Settlement
from licit.model.proof import OpenKind
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.tasks.crux import catalogue_cruxes


@dataclass(frozen=True)
class Asked:
    """One contested question, and what is found of it."""

    record: Record
    question: Question
    found: Cruxes
    points: tuple[Settlement, ...]


def main() -> None:
    """Read the options, compare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, prog=sys.argv[0])
    parser.add_argument("--grants", type=int, default=1_000, help="grants of the repertoires")
    parser.add_argument("--among", type=int, default=1_000, help="grants of the questions, and catalogues in memory")
    parser.add_argument("--owners", type=int, default=300)
    parser.add_argument("--items", type=int, nargs="*", default=[100, 1_000, 5_000], help="sizes of catalogues")
    parser.add_argument("--recordings", type=int, nargs="*", default=[20_000, 100_000], help="sizes of repertoires")
    parser.add_argument("--few", type=int, default=200, help="grants of the catalogues beside clingo")
    parser.add_argument("--beside", type=int, nargs="*", default=[5, 20], help="items of the catalogues beside clingo")
    parser.add_argument("--seconds", type=float, default=60.0, help="what clingo may take beside a repertoire")
    parser.add_argument("--questions", type=int, default=5, help="contested questions beside clingo")
    given = parser.parse_args()
    print(described(("licit", "dd", "clingo")), flush=True)
    shown(
        f"Repertoires in all leaves; first ranking by the clock, in two processes, the median and the shortest of "
        f"{ROUNDS}; naively for {given.seconds:g} s",
        (
            *("recordings", "grants", "pairs", "contested", "cruxes", "looked into"),
            *("classes answered", "first ranking", "the shortest", "its processor time", "kept ranking", "naively"),
        ),
        [files(given.grants, given.owners, size, given.seconds) for size in given.recordings],
    )
    shown(
        f"Single questions, {given.among:,} grants; the same cruxes, one by one",
        ("question", "points", "cruxes", "licit", "settlements judged one by one", "then clingo", "ratio"),
        [beside(one, n) for n, one in enumerate(contested(given.among, given.owners, given.questions), 1)],
    )
    shown(
        "Catalogues in all leaves, in processor time; the same ranking, one by one",
        ("grants", "items", "contested", "cruxes", "licit", "each pair by itself, by clingo", "ratio"),
        [small_beside(given.few, 60, items) for items in given.beside],
    )
    shown(
        f"Catalogues in all leaves, {given.among:,} grants",
        ("items", "pairs", "contested", "judged", "cruxes", "time", "pairs a second"),
        [catalogue(given.among, given.owners, items) for items in given.items],
    )


def shown(title: str, heads: tuple[str, ...], rows: list[list[str]]) -> None:
    """A table, as soon as it is there."""
    print(f"\n{title}\n\n{table(heads, rows)}", flush=True)


def contested(grants: int, owners: int, most: int) -> Iterator[Asked]:
    """Contested questions of few enough points to be judged naively; no two of the same points."""
    case, question = opened(grants, owners, 300, DOUBTFUL)
    seen: set[frozenset[Settlement]] = set()
    leaves = case.record.atlas.leaves_on(DAY)
    for number, item in enumerate(case.record.offered(question.service, DAY)):
        one = replace(question, item=item, territory=leaves[number * 7 % len(leaves)])
        if len(seen) == most:
            return
        if case.judging.answer(one) is not Answer.CONTESTED:
            continue
        found = cruxes_of(case.record, one)
        points = points_of(found)
        single = all(point.point.kind not in (OpenKind.DAY, OpenKind.ORDER) for point in points)
        if single and 0 < len(points) <= MOST_POINTS and frozenset(points) not in seen:
            seen.add(frozenset(points))
            yield Asked(case.record, one, found, points)


def beside(asked: Asked, number: int) -> list[str]:
    """One question both ways, the same cruxes first."""
    began = time.perf_counter()
    judged = naively_judged(asked.record, asked.question, asked.points, float("inf"))
    judging = time.perf_counter() - began
    began = time.perf_counter()
    theirs = by_clingo(asked.points, judged)
    solving = time.perf_counter() - began
    ours = {(crux.clears, frozenset(crux.settlements)) for crux in (*asked.found.clearing, *asked.found.refusing)}
    if ours != theirs:
        raise AssertionError(f"two answers: {asked.question}: {ours ^ theirs}")
    runs = Runs("licit")
    most = 1
    while len(runs.seconds) < most:
        began = time.perf_counter()
        cruxes(asked.record, asked.question)
        runs.seconds.append(time.perf_counter() - began)
        most = rounds(runs.seconds[0])
    return [
        str(number),
        str(len(asked.points)),
        str(len(ours)),
        told_seconds(runs.median),
        told_seconds(judging),
        told_seconds(solving),
        f"{told((judging + solving) / runs.median)} ×",
    ]


def catalogue(grants: int, owners: int, items: int) -> list[str]:
    """All that a service offers in all leaves, the best of its runs' median; a new case each time."""
    runs = Runs("licit")
    most, found = 1, None
    while len(runs.seconds) < most:
        case, question = opened(grants, owners, items)
        case.judging.answer(replace(question, item=next(iter(case.record.items)), territory="FR"))  # compiled by now
        began = time.perf_counter()
        found = catalogue_cruxes(case, question)
        runs.seconds.append(time.perf_counter() - began)
        most = 1 if runs.seconds[0] > 60 else rounds(runs.seconds[0])  # noqa: PLR2004 - a minute is told once
    assert found is not None
    both: list[Crux] = [one.crux for one in (*found.clearing, *found.refusing)]
    pairs, seconds = found.pairs, runs.median
    return [
        f"{items:,}",
        f"{pairs:,}",
        f"{found.contested:,}",
        f"{found.classes:,}",
        f"{len(both):,}",
        told_seconds(seconds),
        told(pairs / seconds),
    ]
