# SPDX-License-Identifier: Apache-2.0
"""``python -m benchmarks crux``: cruxes of single questions beside clingo run naively, and of catalogues, by size.

Naively: every settlement of the points that matter is judged by itself, by another evaluation (the checker's), and the
subset-minimal terms that no settlement of the other side meets are enumerated by clingo. Answers are compared first.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, Final

from benchmarks.engine.machine import described
from benchmarks.engine.measure import Runs, rounds, table, told, told_seconds
from benchmarks.engine.questions import make, services_of
from benchmarks.worlds import FULL, Features, small, stage, world
from licit.case.loaded import Case
from licit.checker.crux_supposed import SupposedCase
from licit.explain.crux import cruxes
from licit.model.crux import Crux, Cruxes, Settlement
from licit.model.day import Reading
from licit.model.proof import OpenKind, Value
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.tasks.catalogue import Means
from licit.tasks.crux import catalogue_cruxes
from licit.tasks.crux_repertoire import made_ready, ranked
from licit.tasks.opening import OpenCase

DAY: Final = stage.ASKED[1]
MOST_POINTS: Final = 8  # settlements of one question that are judged naively: 2⁸
DOUBTFUL: Final = replace(FULL, disputed=0.3, imprecise=0.0)  # worlds whose contested answers hang on several points
RULES: Final = """
1 { value(V,0;V,1) } 1 :- used(V).
{ used(V) } :- point(V).
term(V,T) :- used(V), value(V,T).
met(R) :- row(R), not apart(R).
apart(R) :- term(V,T), at(R,V,S), T != S.
:- against(R), met(R).
#show term/2.
"""
Table = dict[tuple[bool, ...], bool]


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
    parser.add_argument("--grants", type=int, default=1_000, help="grants of the worlds")
    parser.add_argument("--owners", type=int, default=300)
    parser.add_argument("--items", type=int, nargs="*", default=[100, 1_000, 5_000], help="sizes of catalogues")
    parser.add_argument("--recordings", type=int, nargs="*", default=[20_000, 100_000], help="sizes of repertoires")
    parser.add_argument("--seconds", type=float, default=60.0, help="what the ranking of a repertoire may take")
    parser.add_argument("--questions", type=int, default=5, help="contested questions beside clingo")
    given = parser.parse_args()
    print(described(("licit", "dd", "clingo")))
    asked = list(contested(given.grants, given.owners, given.questions))
    rows = [beside(one, number) for number, one in enumerate(asked, 1)]
    print(f"\nSingle questions, {given.grants:,} grants; the same cruxes, one by one\n")
    print(
        table(("question", "points", "cruxes", "licit", "settlements judged one by one", "then clingo", "ratio"), rows)
    )
    print(f"\nCatalogues in all leaves, {given.grants:,} grants\n")
    heads: tuple[str, ...] = ("items", "pairs", "contested", "judged", "cruxes", "time", "pairs a second")
    print(table(heads, [catalogue(given.grants, given.owners, items) for items in given.items]))
    print(f"\nRepertoires in all leaves, {given.grants:,} grants; at most {given.seconds:g} s of ranking\n")
    heads = ("recordings", "pairs", "contested", "judged", "cruxes", "made ready", "ranking", "looked into")
    print(table(heads, [files(given.grants, given.owners, size, given.seconds) for size in given.recordings]))


def opened(grants: int, owners: int, items: int, features: Features = FULL) -> tuple[OpenCase, Question]:
    """A full world with so many items, and what is asked of its largest service."""
    record = small(world(grants, owners, features=features), items, features=features)
    case = OpenCase(case=Case(record=record), today=date(2021, 1, 1))
    question = case.question(
        services_of(record)[0], use=stage.STREAM, day=DAY, position=stage.POSITION, known_by=stage.KNOWN_BY
    )
    return case, question


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
        found = cruxes(case.record, one)
        points = points_of(found)
        single = all(point.point.kind not in (OpenKind.DAY, OpenKind.ORDER) for point in points)
        if single and 0 < len(points) <= MOST_POINTS and frozenset(points) not in seen:
            seen.add(frozenset(points))
            yield Asked(case.record, one, found, points)


def points_of(found: Cruxes) -> tuple[Settlement, ...]:
    """What its cruxes settle."""
    both = (*found.clearing, *found.refusing)
    return tuple(dict.fromkeys(replace(one, so=True) for crux in both for one in crux.settlements))


def beside(asked: Asked, number: int) -> list[str]:
    """One question both ways, the same cruxes first."""
    began = time.perf_counter()
    judged = naively_judged(asked)
    judging = time.perf_counter() - began
    began = time.perf_counter()
    theirs = by_clingo(asked, judged)
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


def naively_judged(asked: Asked) -> Table:
    """Whether each settlement of the points is cleared."""
    found = {}
    for chosen in product((False, True), repeat=len(asked.points)):
        supposed = dict(zip(asked.points, chosen, strict=True))
        found[chosen] = SupposedCase(asked.record, asked.question, supposed).extreme(Reading.LOWER) is Value.YES
    return found


def by_clingo(asked: Asked, judged: Table) -> set[tuple[bool, frozenset[Settlement]]]:
    """The subset-minimal terms of both sides."""
    found = set()
    for clears in (True, False):
        facts = [f"point({v})." for v in range(len(asked.points))]
        for number, (chosen, cleared) in enumerate(judged.items()):
            facts += [f"row({number}).", *(f"at({number},{v},{int(so)})." for v, so in enumerate(chosen))]
            facts += [f"against({number})."] if cleared is not clears else []
        if clears in judged.values():
            found |= {(clears, term) for term in solved("\n".join(facts), asked.points)}
    return found


def solved(facts: str, points: tuple[Settlement, ...]) -> Iterator[frozenset[Settlement]]:
    """Each term that clingo finds, none within another."""
    import clingo

    control: Any = clingo.Control(["0", "--heuristic=Domain", "--dom-mod=5,16", "--enum-mode=domRec", "--warn=none"])
    control.add("base", [], RULES + facts)
    control.ground([("base", [])])
    with control.solve(yield_=True) as models:
        for model in models:
            pairs = [tuple(argument.number for argument in atom.arguments) for atom in model.symbols(shown=True)]
            yield frozenset(replace(points[v], so=bool(so)) for v, so in pairs)


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


def files(grants: int, owners: int, recordings: int, seconds: float) -> list[str]:
    """A repertoire in files: the classes' answers made and kept, which is told apart, then ranked, in process time."""
    features = replace(FULL, ids="text")
    with tempfile.TemporaryDirectory(prefix="licit-crux-") as folder:
        record = make(Path(folder), recordings, grants, owners, features=features).world.record
        case = OpenCase(case=Case(record=record), today=date(2021, 1, 1))
        question = case.question(
            services_of(record)[0], use=stage.STREAM, day=DAY, position=stage.POSITION, known_by=stage.KNOWN_BY
        )
        began = time.process_time()
        judged = made_ready(case, question, Path(folder), means=Means())
        ready = time.process_time()
        found = ranked(judged, question, seconds=seconds, means=Means())
        ended = time.process_time()
    return [
        f"{recordings:,}",
        f"{found.pairs:,}",
        f"{found.contested:,}",
        f"{found.classes:,}",
        f"{len(found.clearing) + len(found.refusing):,}",
        told_seconds(ready - began),
        told_seconds(ended - ready),
        f"{1 - found.unfinished / max(found.contested, 1):.0%}",
    ]
