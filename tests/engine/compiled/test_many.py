# SPDX-License-Identifier: Apache-2.0
"""Many shares compiled in parts: whoever was stopped goes on after the last part that is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.worlds import world
from licit.engine.bearing import Share
from licit.engine.compiled import Compiled, Slices
from licit.engine.keeping import compile_all, recall
from licit.engine.store import Store
from licit.model.problem import BadInputError
from licit.model.progress import Progress
from tests.engine.compiled.asking import readings
from tests.engine.compiled.big import ask_big, big_shares
from tests.engine.store.faulty import FaultyDisk, disk_full

RECORD = world(60, 30, seed=6)
PART = 10


def nothing_yet() -> Compiled:
    """The world, nothing compiled."""
    return ask_big(RECORD, compile_shares=False)


@pytest.fixture
def compiling(monkeypatch: pytest.MonkeyPatch) -> list[Share]:
    """The shares compiled, in order; none that was taken up."""
    found: list[Share] = []
    compile_one = Compiled._compile

    def counted(self: Compiled, share: Share) -> Slices:
        found.append(share)
        return compile_one(self, share)

    monkeypatch.setattr(Compiled, "_compile", counted)
    return found


def stop_after(shares: int) -> Progress:
    """A progress that is broken off, as by Ctrl-C, once so many are done."""

    def progress(done: int, _: int) -> None:
        if done == shares:
            raise KeyboardInterrupt

    return progress


def test_stopped_in_the_third_part_two_are_not_compiled_again(tmp_path: Path, compiling: list[Share]) -> None:
    wanted = big_shares(nothing_yet())
    with pytest.raises(KeyboardInterrupt):
        compile_all(nothing_yet(), wanted, store=Store(tmp_path), part=PART, progress=stop_after(25))
    compiling.clear()
    again = nothing_yet()

    compile_all(again, wanted, store=Store(tmp_path), part=PART)

    assert compiling == wanted[20:]
    alone = ask_big(RECORD)
    assert all(readings(again, share) == readings(alone, share) for share in wanted)


def test_what_is_done_is_kept_as_one_and_asking_again_compiles_nothing(tmp_path: Path, compiling: list[Share]) -> None:
    wanted = big_shares(nothing_yet())
    compile_all(nothing_yet(), wanted, store=Store(tmp_path), part=PART)
    compiling.clear()
    again = nothing_yet()
    told: list[tuple[int, int]] = []

    compile_all(
        again, wanted, store=Store(tmp_path), part=PART, progress=lambda done, total: told.append((done, total))
    )

    assert (compiling, told) == ([], [])
    assert len(again.shares) == len(wanted)
    assert len(Store(tmp_path).keys()) == 1


def test_progress_counts_each_share_and_parts_that_were_kept(tmp_path: Path) -> None:
    wanted = big_shares(nothing_yet())[:25]
    with pytest.raises(KeyboardInterrupt):
        compile_all(nothing_yet(), wanted, store=Store(tmp_path), part=PART, progress=stop_after(12))
    told: list[tuple[int, int]] = []

    compile_all(
        nothing_yet(), wanted, store=Store(tmp_path), part=PART, progress=lambda done, total: told.append((done, total))
    )

    assert told == [(10, 25), *((done, 25) for done in range(11, 26))]


def test_parts_of_other_shares_are_none_of_these(tmp_path: Path, compiling: list[Share]) -> None:
    wanted = big_shares(nothing_yet())
    with pytest.raises(KeyboardInterrupt):
        compile_all(nothing_yet(), wanted[:40], store=Store(tmp_path), part=PART, progress=stop_after(25))
    compiling.clear()

    compile_all(nothing_yet(), wanted[1:41], store=Store(tmp_path), part=PART)

    assert compiling == wanted[1:41]


def test_without_a_store_all_are_compiled_too(compiling: list[Share]) -> None:
    wanted = big_shares(nothing_yet())[:7]

    compile_all(nothing_yet(), [*wanted, *wanted])

    assert compiling == wanted


KILLED = """
import os, signal, sys
from pathlib import Path
from licit.engine.keeping import compile_all
from licit.engine.store import Store
from licit.model.progress import Progress
from tests.engine.compiled.big import big_shares
from tests.engine.compiled.test_many import PART, nothing_yet

def progress(done, total):
    if done == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

compiled = nothing_yet()
compile_all(compiled, big_shares(compiled), store=Store(Path(sys.argv[1])), part=PART, progress=progress)
"""


def test_killed_outright_it_goes_on_too(tmp_path: Path, compiling: list[Share]) -> None:
    wanted = big_shares(nothing_yet())
    ended = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), "25"], check=False, env=dict(os.environ))
    again = nothing_yet()

    compile_all(again, wanted, store=Store(tmp_path), part=PART)

    assert ended.returncode == -signal.SIGKILL
    assert compiling == wanted[20:]
    taken_up = recall(nothing_yet().believed, again.service, again.use, Store(tmp_path))
    assert all(readings(taken_up, share) == readings(again, share) for share in wanted)


@pytest.mark.parametrize("step", [3, 40, 200])
def test_a_disk_that_refuses_is_told_and_leaves_nothing_half_kept(step: int, tmp_path: Path) -> None:
    wanted = big_shares(nothing_yet())[:40]
    with pytest.raises(BadInputError):
        compile_all(nothing_yet(), wanted, store=Store(tmp_path, disk=FaultyDisk(step, disk_full)), part=PART)
    again = nothing_yet()

    compile_all(again, wanted, store=Store(tmp_path), part=PART)

    alone = ask_big(RECORD)
    assert all(readings(again, share) == readings(alone, share) for share in wanted)
