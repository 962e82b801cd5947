# SPDX-License-Identifier: Apache-2.0
"""Rankings of catalogues beside clingo run naively, and those of repertoires in files, first and kept.

Naively: each contested pair of an item and a leaf by itself: every settlement of its points judged by the checker's
evaluation, the smallest terms enumerated by clingo; then they are counted.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, Final

from benchmarks.engine.measure import ROUNDS, Runs, told, told_seconds
from benchmarks.engine.questions import make, services_of
from benchmarks.worlds import FULL, Features, small, stage, world
from licit.case.loaded import Case
from licit.checker.crux_supposed import SupposedCase
from licit.explain.crux import DEFAULT, CruxFinder
from licit.model.crux import CatalogueCruxes, Crux, Cruxes, Settlement
from licit.model.day import Reading
from licit.model.proof import Value
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.tasks.catalogue import Means, kept_classes, open_classes
from licit.tasks.crux import catalogue_cruxes
from licit.tasks.crux_repertoire import repertoire_cruxes
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
some :- met(R).
:- not some.
#show term/2.
"""
Ranking = Counter[tuple[bool, frozenset[Settlement]]]
Judged = dict[tuple[bool, ...], bool]


@dataclass(frozen=True)
class Naive:
    """What was ranked naively of so many pairs; ``left``: pairs of more points than are tried.

    ``settlements``: how many were judged, those of a pair that was not come to the end of among them.
    """

    ranking: Ranking
    pairs: int
    settlements: int
    seconds: float
    left: int = 0

    @property
    def told(self) -> str:
        """How far it came."""
        pairs = f"{self.pairs:,} pairs, {self.settlements:,} settlements, in {self.seconds:.0f} s"
        return f"{pairs}; {self.left:,} of too many points" if self.left else pairs


def opened(grants: int, owners: int, items: int, features: Features = FULL) -> tuple[OpenCase, Question]:
    """A full world with so many items, and what is asked of its largest service."""
    return _asked(small(world(grants, owners, features=features), items, features=features))


def _asked(record: Record) -> tuple[OpenCase, Question]:
    case = OpenCase(case=Case(record=record), today=date(2021, 1, 1))
    question = case.question(
        services_of(record)[0], use=stage.STREAM, day=DAY, position=stage.POSITION, known_by=stage.KNOWN_BY
    )
    return case, question


def cruxes_of(record: Record, question: Question) -> Cruxes:
    """The cruxes of a contested question by itself; the reference, which takes longer, is not asked for the answer."""
    return CruxFinder(record, question).of(question.item, question.territory, Answer.CONTESTED)


def points_of(found: Cruxes) -> tuple[Settlement, ...]:
    """What its cruxes settle."""
    both = (*found.clearing, *found.refusing)
    return tuple(dict.fromkeys(replace(one, so=True) for crux in both for one in crux.settlements))


def naively_judged(record: Record, question: Question, points: tuple[Settlement, ...], until: float) -> Judged:
    """Whether each settlement of the points that there can be is cleared; those come to until then, of the processor's.

    The first is judged in any case.
    """
    found: Judged = {}
    for chosen in product((False, True), repeat=len(points)):
        if found and time.process_time() > until:
            break
        supposed = SupposedCase(record, question, dict(zip(points, chosen, strict=True)))
        if supposed.can_be():
            found[chosen] = supposed.extreme(Reading.LOWER) is Value.YES
    return found


def by_clingo(points: tuple[Settlement, ...], judged: Judged) -> set[tuple[bool, frozenset[Settlement]]]:
    """The subset-minimal terms of both sides."""
    found = set()
    for clears in (True, False):
        facts = [f"point({v})." for v in range(len(points))]
        for number, (chosen, cleared) in enumerate(judged.items()):
            facts += [f"row({number}).", *(f"at({number},{v},{int(so)})." for v, so in enumerate(chosen))]
            facts += [f"against({number})."] if cleared is not clears else []
        if clears in judged.values():
            found |= {(clears, term) for term in _solved("\n".join(facts), points)}
    return found


def _solved(facts: str, points: tuple[Settlement, ...]) -> Iterator[frozenset[Settlement]]:
    """Each term that clingo finds, none within another."""
    import clingo

    if not points:
        yield frozenset()
        return
    control: Any = clingo.Control(["0", "--heuristic=Domain", "--dom-mod=5,16", "--enum-mode=domRec", "--warn=none"])
    control.add("base", [], RULES + facts)
    control.ground([("base", [])])
    with control.solve(yield_=True) as models:
        for model in models:
            pairs = [tuple(argument.number for argument in atom.arguments) for atom in model.symbols(shown=True)]
            yield frozenset(replace(points[v], so=bool(so)) for v, so in pairs)


def naively_ranked(record: Record, pairs: Iterator[Question], seconds: float) -> Naive:
    """The ranking of pairs, as far as one comes in so many seconds of the processor.

    Which points matter to a pair is told beforehand, by licit; that time is not in the seconds told, but in those set.
    """
    ranking: Ranking = Counter()
    done = left = settlements = 0
    took = 0.0
    until = time.process_time() + seconds
    for question in pairs:
        if time.process_time() > until:
            break
        points = points_of(cruxes_of(record, question))
        if len(points) > MOST_POINTS:
            left += 1
            continue
        began = time.process_time()
        judged = naively_judged(record, question, points, until)
        settlements += len(judged)
        if time.process_time() <= until:
            ranking.update(by_clingo(points, judged))
            done += 1
        took += time.process_time() - began
    return Naive(ranking, done, settlements, took, left)


def contested(case: OpenCase, question: Question) -> Iterator[Question]:
    """Every contested pair of an item on offer and a leaf."""
    for item in case.record.offered(question.service, DAY):
        for leaf in case.record.atlas.leaves_on(DAY):
            one = replace(question, item=item, territory=leaf)
            if case.judging.answer(one) is Answer.CONTESTED:
                yield one


def small_beside(grants: int, owners: int, items: int) -> list[str]:
    """A catalogue both ways: the same ranking first.

    Raises:
        AssertionError: two rankings.
    """
    case, question = opened(grants, owners, items, DOUBTFUL)
    naive = naively_ranked(case.record, contested(case, question), float("inf"))
    case, question = opened(grants, owners, items, DOUBTFUL)
    began = time.process_time()
    found = catalogue_cruxes(case, question)
    took = time.process_time() - began
    if naive.left or _ranking(found) != naive.ranking:
        raise AssertionError(f"two rankings: {_ranking(found) - naive.ranking} {naive.ranking - _ranking(found)}")
    return [
        f"{grants:,}",
        f"{items:,}",
        f"{found.contested:,}",
        f"{len(naive.ranking):,}",
        told_seconds(took),
        told_seconds(naive.seconds),
        f"{told(naive.seconds / took)} ×",
    ]


def _ranking(found: CatalogueCruxes) -> Ranking:
    ranked: list[tuple[Crux, int]] = [(one.crux, one.pairs) for one in (*found.clearing, *found.refusing)]
    return Counter({(crux.clears, frozenset(crux.settlements)): pairs for crux, pairs in ranked})


def _of_all() -> float:
    """Seconds of the processor, of this process and of those that it forked and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _first_rankings(case: OpenCase, question: Question, folder: Path) -> tuple[Runs, Runs]:
    """By the clock and by the processors; each after the first with a limit of its own, so that it is made anew."""
    looked, processor = Runs("looked"), Runs("processor")
    for more in range(ROUNDS):
        began, spent = time.perf_counter(), _of_all()
        limits = replace(DEFAULT, judgements=DEFAULT.judgements + more)
        repertoire_cruxes(case, question, folder, limits=limits, means=Means(threads=2))
        looked.seconds.append(time.perf_counter() - began)
        processor.seconds.append(_of_all() - spent)
    return looked, processor


def files(grants: int, owners: int, recordings: int, seconds: float) -> list[str]:
    """A repertoire in files: the classes answered, what they hang on looked into, and ranked as kept.

    First rankings by the clock, in two processes: the median of several and the shortest, and the median time of all
    processors; the rest in process time.

    ``seconds``: for so long the pairs of a small catalogue with as many grants are tried naively; how many a second.
    """
    with tempfile.TemporaryDirectory(prefix="licit-crux-") as name:
        folder = Path(name)
        record = make(folder, recordings, grants, owners, features=replace(FULL, ids="text")).world.record
        case, question = _asked(record)
        began = time.process_time()
        kept = kept_classes(record, open_classes(record, folder, Means()), folder, question)
        kept.on(question.service, question.use, question.day)
        answered = time.process_time()
        looked, processor = _first_rankings(case, question, folder)
        case, question = _asked(replace(record))  # nothing of the record is remembered
        again = time.process_time()
        found, _ = repertoire_cruxes(case, question, folder)
        ranked = time.process_time()
    case, question = opened(grants, owners, 300)
    naive = naively_ranked(case.record, contested(case, question), seconds)
    return [
        f"{recordings:,}",
        f"{grants:,}",
        f"{found.pairs:,}",
        f"{found.contested:,}",
        f"{len(found.clearing) + len(found.refusing):,}",
        f"{1 - found.unfinished / max(found.contested, 1):.1%}",
        told_seconds(answered - began),
        told_seconds(looked.median),
        told_seconds(min(looked.seconds)),
        told_seconds(processor.median),
        told_seconds(ranked - again),
        naive.told,
    ]
