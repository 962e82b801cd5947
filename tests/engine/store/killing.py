# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.engine.store.killing FOLDER``: the work killed at each of its steps; prints how many there are."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from tests.engine.store.faulty import FaultyDisk, death
from tests.engine.store.work import check_done, check_stopped, fresh, prepare, work


def kill_at_each_step(folder: Path) -> int:
    """How many steps the work has; it was killed at each, and what was left is whole."""
    prepare(folder / "prepared")
    step = 1
    while _ends_by(fresh(folder / "prepared", folder / str(step)), step) == signal.SIGKILL:
        check_stopped(folder / str(step))
        step += 1
    check_done(folder / str(step))
    return step - 1


def _ends_by(folder: Path, step: int) -> int:
    """The signal that ended a child that works until this step; 0 if it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            work(folder, FaultyDisk(step, death))
        except BaseException:  # noqa: BLE001  # a child must not run its parent's code
            os._exit(1)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


if __name__ == "__main__":
    sys.stdout.write(f"{kill_at_each_step(Path(sys.argv[1]))}\n")
