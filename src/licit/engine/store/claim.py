# SPDX-License-Identifier: Apache-2.0
"""A word among processes that one of them is at work on something. Nothing false comes of ignoring it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from licit.engine.store.disk import Disk, make_folders


@contextmanager
def claimed(disk: Disk, folder: Path) -> Iterator[bool]:
    """Whether the folder is now claimed for this block: no if another process, or another block, has it.

    The system takes the claim back when its process ends, however it ends. Where a disk knows no locks, everybody's
    claim succeeds.
    """
    try:
        make_folders(disk, folder)
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        yield True  # whoever then writes there is told what is wrong
        return
    try:
        yield _lock(handle)
    finally:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)  # a child that was forked meanwhile shares the handle
        os.close(handle)


def _lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
