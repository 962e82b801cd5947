# SPDX-License-Identifier: Apache-2.0
"""Subjects on the same worlds: first held to the same answers, then measured in turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.baselines.interface import Counts
from benchmarks.engine.measure import Runs, ladder, rounds
from benchmarks.engine.questions import Made, make, questions, services_of
from benchmarks.engine.worker import FailedError, TooSlowError, Worker
from benchmarks.worlds import PLAIN, Features, stage

ASKED: Final = (stage.STREAM, stage.ASKED[1])
REFERENCE: Final = "reference"
CHECKS_ALONE: Final = frozenset(("cedar",))
ON_THE_SMALL: Final = frozenset(("reference", "clingo"))  # checks: the large world's facts would fill memory
ASKED_SMALL: Final = 1_000  # recordings that these have at most
PREPARE: Final = 900.0  # seconds that a subject may take to load a world, and for what is not measured
HOPE: Final = 3  # times as long as now a subject is expected to take at ten times the size, to be let try
BATCHES: Final = (20, 200, 2_000, 20_000, 200_000)  # questions asked at once, while a batch takes less than:
LONG_BATCH: Final = 0.4  # seconds

Say = Callable[[str], None]


class DisagreementError(Exception):
    """Two subjects answer differently: a failure, never a row."""


@dataclass(frozen=True)
class Plan:
    """What to measure: sizes, subjects, seconds that one call may take, and where worlds may be made."""

    recordings: int
    grants: int
    owners: int
    subjects: Sequence[str]
    budget: float
    folder: Path
    seed: int = 1
    asked: int = 200  # questions by which answers are compared
    batch: int = 200_000  # most questions asked at once
    smallest: int = 10  # recordings; from here to the size asked for by tens
    features: Features = PLAIN


@dataclass
class Outcome:
    """One subject's runs at the largest size it managed; ``note`` says why it is no larger, or why there are none."""

    name: str
    prepare: float = 0.0
    size: int = 0
    runs: Runs | None = None
    note: str = ""


@dataclass
class Contest:
    """What the audits and the checks came to, and how the repertoire of the largest size collapses."""

    audits: list[Outcome] = field(default_factory=list)
    checks: list[Outcome] = field(default_factory=list)
    made: Made | None = None
    agreed: int = 0


def contest(plan: Plan, say: Say) -> Contest:
    """Hold answers together, then measure audits on the way up to the size that is asked for, and checks there."""
    found = Contest(agreed=agree(plan, say))
    outcomes = {name: Outcome(name) for name in plan.subjects}
    alive = [name for name in plan.subjects if name not in CHECKS_ALONE]
    for name in CHECKS_ALONE & outcomes.keys():
        outcomes[name].note = "has no way to count but to ask about each item"
    sizes = ladder(plan.recordings, min(plan.smallest, plan.recordings))
    small: Made | None = None
    with ExitStack() as stack:
        for size in sizes:
            folder = plan.folder / str(size)
            made = make(folder, size, plan.grants, plan.owners, seed=plan.seed, features=plan.features)
            small = made if small is None or size <= ASKED_SMALL else small
            say(f"{size:,} recordings")
            workers = _audits(plan, made, alive, outcomes, say)
            if size < plan.recordings:
                for worker in workers.values():
                    worker.stop()
                alive = [name for name in workers if _goes_on(outcomes[name], plan.budget)]
                continue
            for worker in workers.values():
                stack.callback(worker.stop)
            _again(made, workers, outcomes)
            found.made, found.audits = made, list(outcomes.values())
            found.checks = _checks(plan, (made, small), workers, stack, say)
    return found


def agree(plan: Plan, say: Say) -> int:
    """Ask all subjects the same of a small world, the reference first.

    Raises:
        DisagreementError: one answers differently.
    """
    made = make(plan.folder / "small", 100, 250, 70, seed=plan.seed + 1, features=plan.features)
    asked = questions(made.world, plan.asked, plan.seed)
    service = services_of(made.world.record)[0]
    expected: list[str] = []
    counted: Counts | None = None
    for name in (REFERENCE, *(name for name in plan.subjects if name != REFERENCE)):
        with Worker(name, made.world) as worker:
            try:
                worker.call("prepare", budget=PREPARE)
                if name == "cedar":
                    worker.call("foresee", asked, budget=PREPARE)
                answers = worker.call("check", asked, budget=PREPARE).result
                if name not in (REFERENCE, "cedar"):
                    counts = worker.call("audit", service, *ASKED, budget=PREPARE).result
                    same_counts(name, counts, counted or counts)
                    counted = counts
            except FailedError as error:
                say(f"not compared: {error}")
                continue
        expected = expected or answers
        wrong = [(q, a, e) for q, a, e in zip(asked, answers, expected, strict=True) if a != e]
        if wrong:
            question, answer, right = wrong[0]
            raise DisagreementError(f"{name} answers {answer} to {question}, the reference {right} ({len(wrong)} such)")
        say(f"{name} gives the reference's answers to {len(asked)} questions")
    return len(asked)


def same_counts(name: str, counts: Counts, others: Counts) -> None:
    """Hold two audits together.

    Raises:
        DisagreementError: they count differently somewhere.
    """
    if dict(counts) != dict(others):
        where = sorted(key for key in {*counts, *others} if counts.get(key, 0) != others.get(key, 0))
        raise DisagreementError(f"{name} counts differently in {len(where)} leaves and answers, first {where[0]}")


def _audits(
    plan: Plan, made: Made, alive: Sequence[str], outcomes: Mapping[str, Outcome], say: Say
) -> dict[str, Worker]:
    """One audit each. The workers that came through, still at work."""
    service = services_of(made.world.record)[0]
    counted: Counts | None = None
    workers: dict[str, Worker] = {}
    for name in alive:
        outcome, worker = outcomes[name], Worker(name, made.world)
        try:
            prepared = worker.call("prepare", budget=PREPARE)
            done = worker.call("audit", service, *ASKED, budget=plan.budget)
        except (TooSlowError, FailedError) as error:
            worker.stop()
            slow = isinstance(error, TooSlowError)
            outcome.note = f"{error} {made.world.recordings:,} recordings" if slow else str(error)
            continue
        workers[name] = worker
        same_counts(name, done.result, counted or done.result)
        counted = done.result
        outcome.prepare, outcome.size = prepared.seconds, made.world.recordings
        outcome.runs = Runs(name, [done.seconds], done.peak)
        say(f"  {name}: prepared in {prepared.seconds:.2f} s, audit {done.seconds:.3f} s")
    return workers


def _goes_on(outcome: Outcome, budget: float) -> bool:
    """Whether a subject may try the next size, ten times as large; a constant part lets it look better than it is."""
    assert outcome.runs is not None
    expected = outcome.runs.seconds[0] * HOPE
    if expected > budget:
        outcome.note = f"the next size would take more than {budget:.0f} s"
    return expected <= budget


def _again(made: Made, workers: Mapping[str, Worker], outcomes: Mapping[str, Outcome]) -> None:
    """As many more audits as medians want, in turn."""
    service = services_of(made.world.record)[0]
    standing = {name: runs for name in workers if (runs := outcomes[name].runs)}
    for number in range(1, max((rounds(runs.seconds[0]) for runs in standing.values()), default=0)):
        for name, runs in standing.items():
            if number < rounds(runs.seconds[0]):
                done = workers[name].call("audit", service, *ASKED, budget=PREPARE)
                runs.seconds.append(done.seconds)
                runs.peak = max(runs.peak, done.peak)


def _checks(
    plan: Plan, worlds: tuple[Made, Made], workers: Mapping[str, Worker], stack: ExitStack, say: Say
) -> list[Outcome]:
    """Questions in batches that grow while they are quick; then new ones for the median, in turn."""
    found: list[Outcome] = []
    standing: list[tuple[Outcome, Runs, Made, Worker]] = []
    for name in plan.subjects:
        made = worlds[1] if name in ON_THE_SMALL else worlds[0]
        outcome = Outcome(name, size=made.world.recordings)
        found.append(outcome)
        worker = workers.get(name)
        try:
            if worker is None or name in ON_THE_SMALL:
                worker = Worker(name, made.world)
                stack.callback(worker.stop)
                outcome.prepare = worker.call("prepare", budget=PREPARE).seconds
            runs = outcome.runs = _batch(plan, made, worker)
            standing.append((outcome, runs, made, worker))
            say(f"  {name}: {runs.work:,} questions in {runs.seconds[0]:.3f} s")
        except (TooSlowError, FailedError) as error:
            outcome.note = str(error)
    for number in range(1, max((rounds(runs.seconds[0]) for _, runs, _, _ in standing), default=0)):
        for _, runs, made, worker in standing:
            if number < rounds(runs.seconds[0]):
                _ask(plan, made, worker, runs, number)
    return found


def _batch(plan: Plan, made: Made, worker: Worker) -> Runs:
    """The largest batch that is quick, or that costs little more than the one before."""
    before, runs = 0.0, Runs(worker.name)
    for batch in BATCHES:
        runs = Runs(worker.name, work=batch)
        _ask(plan, made, worker, runs, 0)
        now = runs.seconds[0]
        quick = now < LONG_BATCH or ((not before or now < HOPE * before) and now * HOPE < plan.budget)
        if not quick or batch >= plan.batch or batch * 4 > made.world.recordings * len(stage.ASKED) * 100:
            break
        before = now
    return runs


def _ask(plan: Plan, made: Made, worker: Worker, runs: Runs, number: int) -> None:
    asked = questions(made.world, runs.work, plan.seed + 100 + number)
    if worker.name == "cedar":
        worker.call("foresee", asked, budget=PREPARE)
    done = worker.call("check", asked, budget=PREPARE if number else plan.budget)  # it came through once
    runs.seconds.append(done.seconds)
    runs.peak = max(runs.peak, done.peak)
