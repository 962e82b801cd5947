# SPDX-License-Identifier: Apache-2.0
"""Builds in processes that are killed, or may write no long files; forked here, before any thread has started.

``python -m tests.engine.classes.processes KIND REPERTOIRE FOLDER POINT…`` builds into ``FOLDER/POINT`` and prints, for
each point, how the build ended and whether a table is there.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path

import pytest

from licit.engine.classes import build, open_table
from licit.model.problem import BadInputError
from tests.engine.classes.conftest import MEMORY, cut
from tests.engine.classes.failing import Countdown, killed

KILLED = "killed"
LIMITED = "limited"
TOGETHER = "together"


def _child(kind: str, repertoire: Path, into: Path, point: int) -> int:
    with pytest.MonkeyPatch.context() as patch:
        cut(patch)
        if kind == KILLED:
            Countdown(point, killed).install(patch)
        if kind == LIMITED:
            resource.setrlimit(resource.RLIMIT_FSIZE, (point, point))
        try:
            table = build(repertoire, into, memory=MEMORY)
        except BadInputError:
            return 2
        table.verify()
        return 0


def _fork(kind: str, repertoire: Path, into: Path, point: int) -> int:
    if child := os.fork():
        return child
    code = 3
    try:
        code = _child(kind, repertoire, into, point)
    finally:
        os._exit(code)


def _there(into: Path) -> bool:
    """Asked in a process of its own too: opening starts threads."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    code = 3
    try:
        open_table(into).verify()
        code = 0
    except BadInputError:
        code = 2
    finally:
        os._exit(code)


def main(kind: str, repertoire: Path, folder: Path, points: list[int]) -> list[tuple[int, bool]]:
    """How each build ended, and whether there was a whole table then."""
    if kind == TOGETHER:
        children = [_fork(kind, repertoire, folder, point) for point in points]
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        return [(code, _there(folder)) for code in codes]
    found = []
    for point in points:
        child = _fork(kind, repertoire, folder / str(point), point)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        found.append((code, _there(folder / str(point))))
    return found


if __name__ == "__main__":
    result = main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), [int(point) for point in sys.argv[4:]])
    sys.stdout.write(json.dumps(result))
