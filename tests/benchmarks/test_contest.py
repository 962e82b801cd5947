# SPDX-License-Identifier: Apache-2.0
"""Subjects work in processes of their own; one that answers differently is a failure, never a row."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.baselines.interface import PlainWorld
from benchmarks.engine import licit_engine
from benchmarks.engine.contest import DisagreementError, same_counts
from benchmarks.engine.questions import make, questions
from benchmarks.engine.worker import FailedError, TooSlowError, Worker

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> PlainWorld:
    return make(tmp_path_factory.mktemp("plain"), 20, 60, 20).world


def test_audits_that_differ_are_a_failure() -> None:
    same_counts("one", {("FR", "cleared"): 1}, {("FR", "cleared"): 1})

    with pytest.raises(DisagreementError, match=r"2 leaves and answers, first \('FR', 'cleared'\)"):
        same_counts("one", {("FR", "cleared"): 1}, {("FR", "unknown"): 1})


def test_a_worker_answers_and_says_what_it_took(plain: PlainWorld) -> None:
    asked = questions(plain, 5, 1)

    with Worker("python", plain) as worker:
        worker.call("prepare", budget=60)
        done = worker.call("check", asked, budget=60)

    assert len(done.result) == 5
    assert 0 < done.seconds < 60
    assert done.peak > 2**20


def test_an_error_of_a_subject_comes_back_in_its_words(plain: PlainWorld) -> None:
    with Worker("python", plain) as worker, pytest.raises(FailedError, match="AttributeError"):
        worker.call("no_such_thing", budget=60)


def test_a_subject_that_takes_too_long_is_stopped(plain: PlainWorld) -> None:
    with Worker("python", plain) as worker:
        with pytest.raises(TooSlowError, match="python took more than 0 s to prepare"):
            worker.call("prepare", budget=0.0)

        assert not worker.alive


def test_questions_are_distinct_and_the_same_by_seed(plain: PlainWorld) -> None:
    asked = questions(plain, 500, 1)

    assert len(set(asked)) == 500
    assert asked == questions(plain, 500, 1)
    assert asked != questions(plain, 500, 2)


def test_the_benchmarks_are_told_by_name() -> None:
    done = subprocess.run([sys.executable, "-m", "benchmarks"], cwd=ROOT, capture_output=True, text=True, check=False)
    wrong = subprocess.run(
        [sys.executable, "-m", "benchmarks", "nothing"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")] == [
        "cold-start",
        "engine",
        "growth",
        "large",
        "revising",
        "why",
        "crux",
        "remedy",
        "ern",
        "cwr",
        "floor",
    ]
    assert wrong.returncode == 2


def test_the_engine_is_called_where_it_is_measured_and_nowhere_else() -> None:
    calling = {
        path.name for path in (ROOT / "benchmarks").rglob("*.py") if "licit.engine" in path.read_text(encoding="utf-8")
    }

    assert calling == {Path(licit_engine.__file__).name, "revising.py", "why.py", "remedy.py"}
