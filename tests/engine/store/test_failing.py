# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from licit.engine.store import Store
from tests.engine.store.faulty import FaultyDisk
from tests.engine.store.work import arrays, check_done, check_stopped, check_tidy, complaint, fresh, prepare, work

ROOT = Path(__file__).parents[3]
MEMORY = Path("/dev/shm")  # noqa: S108
FEWEST = 50  # points at which the work is stopped


def started(module: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.engine.store.{module}", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "OPENBLAS_NUM_THREADS": "1"},
    )


def count(process: subprocess.Popen[str]) -> int:
    """The number that a process prints at its good end."""
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return int(out)


@pytest.fixture
def folder() -> Iterator[Path]:
    """In memory, where the system has such a disk: hundreds of worlds are made and removed."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as made:
        yield Path(made)


@pytest.mark.parametrize("late", [False, True], ids=["not done", "done, yet reported as failed"])
def test_a_step_that_fails_leaves_the_old_or_the_new_and_nothing_half(folder: Path, late: bool) -> None:  # noqa: FBT001
    prepare(folder / "prepared")
    told = 0
    step = 1
    while True:
        world = fresh(folder / "prepared", folder / str(step))
        disk = FaultyDisk(step, late=late)
        error = complaint(partial(work, world, disk))
        if error is not None:
            told += 1
            assert len(error.problems) == 1
            assert str(world) in error.problems[0].place.file
            assert "no space left on device" in error.problems[0].what
        if disk.steps < step:
            break
        check_stopped(world)
        step += 1

    check_done(world)
    assert step > FEWEST
    assert told > FEWEST


def test_a_kill_at_each_step_leaves_the_old_or_the_new_and_nothing_half(folder: Path) -> None:
    assert count(started("killing", folder)) > FEWEST


def test_a_limit_on_the_size_of_files_leaves_the_old_or_the_new_and_says_how_to_mend_it(folder: Path) -> None:
    assert count(started("limited", folder)) > FEWEST


def test_whoever_reads_while_others_write_and_sweep_finds_one_of_their_entries_whole(tmp_path: Path) -> None:
    prepare(tmp_path)
    store = tmp_path / "store"

    rivals = [started("rivals", store, what, 1.0) for what in ("write", "write", "read", "read", "sweep")]

    counts = [count(rival) for rival in rivals]  # each is waited for
    assert min(counts) > 0
    Store(store).sweep()
    check_tidy(store)


def test_the_arrays_of_the_work_differ_by_their_stamp() -> None:
    assert all((arrays(1)[name] != arrays(2)[name]).all() for name in arrays(1))
