# SPDX-License-Identifier: Apache-2.0
"""``python -m benchmarks why``: one answer with its whole proof, of questions never asked before, by size.

Plain worlds beside clingo run naively (the rules grounded for the one question, the derivation read from the model) and
beside the reference; then a full world, by the engine alone but for a few questions that the reference answers too.
Answers are compared first, and the checker looks at some proofs of each world.
"""

from __future__ import annotations

import argparse
import gc
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from benchmarks.baselines.clingo_rules import RULES, Clingo
from benchmarks.baselines.interface import Asked
from benchmarks.engine.machine import described
from benchmarks.engine.measure import table, told_seconds
from benchmarks.engine.questions import make, questions, services_of
from benchmarks.worlds import small, stage, world
from licit.checker import check_alone
from licit.engine.engine import Engine
from licit.engine.proving.prover import Prover
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Verdict
from licit.reference import judge

# What a derivation rests on: the ways back from the service, the laws, and the parts that fail.
DERIVATION: Final = "#show reach/5. #show lawful/4. #show holds/4. #show barred/4. #show part/6."
CHECKED: Final = 5  # proofs of each world that the checker looks at


class Took(NamedTuple):
    """Seconds by the clock, and of the processor: on a machine that others use too the clock tells of them."""

    clock: float
    processor: float


class ClingoWhy(Clingo):
    """One question at a time, grounded from nothing, with all atoms of its derivation."""

    name = "clingo"

    def why(self, asked: Asked) -> tuple[str, int]:
        """The answer, and how many atoms its derivation has."""
        import clingo

        control = clingo.Control(["--warn=none"])
        control.add("base", [], "\n".join((RULES, DERIVATION, self.facts, *self._asked([asked]))))
        control.ground([("base", [])])
        found: Counter[str] = Counter()
        with control.solve(yield_=True) as models:
            for model in models:
                found.update(symbol.name for symbol in model.symbols(shown=True))
        answer = "not-cleared" if found["no"] else "unknown" if found["unsure"] else "cleared"
        return answer, found.total()


def main() -> None:
    """Read the options, compare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, prog=sys.argv[0])
    parser.add_argument("--grants", type=int, default=10_000, help="grants of the full world")
    parser.add_argument("--items", type=int, default=1_000_000, help="items of the full world")
    parser.add_argument("--plain", type=int, nargs="*", default=[100, 1_000, 10_000], help="grants of plain worlds")
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--beside", type=int, default=10, help="questions that the others are asked too")
    given = parser.parse_args()
    print(described(("licit", "clingo")))
    heads = ("plain world, grants", "proof, median", "most", "reference", "clingo", "ratios", "atoms of a derivation")
    print("\n" + table(heads, [plain(grants, given.questions, given.beside) for grants in given.plain]))
    print("\n" + full(given.grants, given.items, given.questions, given.beside))


def plain(grants: int, count: int, beside: int) -> list[str]:
    """A plain world of so many grants and 2,000 recordings, beside clingo and the reference."""
    with tempfile.TemporaryDirectory(prefix="licit-bench-") as folder:
        made = make(Path(folder), 2_000, grants, max(grants * 3 // 10, 30)).world
        record = small(made.record, made.recordings, made.seed, made.features)
        asked = questions(made, count, 7)
        engine, verdicts = proved(record, [question_of(one) for one in asked])
        clingo = ClingoWhy()
        clingo.prepare(made)
        atoms: list[int] = []
        theirs, slow = [], []
        for one, verdict in zip(asked[:beside], verdicts, strict=False):
            start = time.perf_counter()
            answer, size = clingo.why(one)
            slow.append(time.perf_counter() - start)
            same(verdict.answer.value, answer, one)
            atoms.append(size)
            theirs.append(timed_judge(record, verdict))
        reference, solver = statistics.median(theirs), statistics.median(slow)
        ours = statistics.median(one.clock for one in engine)
        return [
            f"{grants:,}",
            told_seconds(ours),
            told_seconds(max(one.clock for one in engine)),
            told_seconds(reference),
            told_seconds(solver),
            f"{reference / ours:,.0f}, {solver / ours:,.0f}",
            f"{statistics.median(atoms):,.0f}",
        ]


def full(grants: int, items: int, count: int, beside: int) -> str:
    """A full world, with everything the rules know; a line of figures."""
    record = small(world(grants, grants * 3 // 10), items)
    gc.collect()
    gc.freeze()  # a record of 10⁶ items is not looked through again and again for rubbish
    rng, services, names = Random(7), services_of(record), list(record.items)  # noqa: S311 - no secret
    asked = []
    for _ in range(count):
        day = rng.choice(stage.ASKED)
        leaf, item = rng.choice(record.atlas.leaves_on(day)), rng.choice(names)
        asked.append(question_of(Asked(rng.choice(services), item, rng.choice(stage.USES), leaf, day)))
    seconds, verdicts = proved(record, asked)
    slow = [timed_judge(record, verdict) for verdict in verdicts[: max(beside // 3, 1)]]
    by: dict[str, list[Took]] = {}
    for one, verdict in zip(seconds, verdicts, strict=True):
        by.setdefault(verdict.answer.value, []).append(one)
    rows = [
        [
            name,
            str(len(some)),
            told_seconds(statistics.median(one.clock for one in some)),
            told_seconds(max(one.clock for one in some)),
            told_seconds(statistics.median(one.processor for one in some)),
            told_seconds(max(one.processor for one in some)),
        ]
        for name, some in (("all", seconds), *sorted(by.items()))
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return (
        f"Full world: {len(record.items):,} items, {len(record.grants):,} grants, {len(record.facts):,} facts;"
        f" {peak:.1f} GiB; the reference on {len(slow)} of them {told_seconds(statistics.median(slow))}\n\n"
        + table(("answer", "questions", "proof, median", "most", "processor, median", "most"), rows)
    )


def proved(record: Record, asked: Sequence[Question]) -> tuple[list[Took], list[Verdict]]:
    """Seconds and verdict of each question, once each, the record believed and its hash known already.

    Each service was asked about before, of another item on another day: that is what a running process has.
    """
    prover = Prover(Engine(record))
    before = {one.service: one for one in asked}
    for one in before.values():
        prover.verdict(replace(one, item=next(iter(record.items)), day=stage.KNOWN_BY))
    verdicts: list[Verdict] = []
    seconds = []
    for one in asked:
        start, used = time.perf_counter(), time.process_time()
        verdicts.append(prover.verdict(one))
        seconds.append(Took(time.perf_counter() - start, time.process_time() - used))
    for verdict in verdicts[:CHECKED]:
        wrong = check_alone(verdict, record)
        if wrong:
            raise SystemExit(f"the checker refuses a proof: {wrong[0]}")
    return seconds, verdicts


def timed_judge(record: Record, verdict: Verdict) -> float:
    """Seconds of the reference's proof, which must be the engine's but for facts that decide nothing."""
    start = time.perf_counter()
    judged = judge(record, verdict.question)
    took = time.perf_counter() - start
    if (judged.answer, judged.flags, judged.proof.open_points) != (
        verdict.answer,
        verdict.flags,
        verdict.proof.open_points,
    ) or (judged.proof.lower, judged.proof.upper) != (verdict.proof.lower, verdict.proof.upper):
        raise SystemExit(f"engine and reference prove {verdict.question} in two ways")
    return took


def same(ours: str, theirs: str, asked: Asked) -> None:
    """Stop where two answers differ."""
    if ours != theirs:
        raise SystemExit(f"the engine says {ours}, clingo {theirs}: {asked}")


def question_of(asked: Asked) -> Question:
    """A question of a benchmark as the engine takes it."""
    return Question(
        service=asked.service,
        use=asked.use,
        item=asked.item,
        territory=asked.leaf,
        day=asked.day,
        known_by=stage.KNOWN_BY,
        position=stage.POSITION,
    )


if __name__ == "__main__":
    main()
