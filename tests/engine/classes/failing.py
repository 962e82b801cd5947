# SPDX-License-Identifier: Apache-2.0
"""Disks that fail and machines that stop, at the n-th write, renaming or wait for the disk."""

from __future__ import annotations

import errno
import io
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from licit.engine.classes import disk

Fail = Callable[[], None]


class Countdown:
    """Counts what is done to the disk, and fails at the n-th."""

    def __init__(self, at: int, fail: Fail) -> None:
        self.left = at
        self.fail = fail
        self.seen = 0

    def step(self) -> None:
        self.seen += 1
        self.left -= 1
        if self.left == 0:
            self.fail()

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Put it between the build and the disk."""
        rename, sync = disk.rename, os.fsync

        def renamed(old: Path, new: Path) -> None:
            self.step()
            rename(old, new)

        def synced(handle: int) -> None:
            self.step()
            sync(handle)

        def opened(path: Path) -> BinaryIO:
            return _Counted(path, self)

        patch.setattr(disk, "rename", renamed)
        patch.setattr(disk, "open_new", opened)
        patch.setattr(os, "fsync", synced)


class _Counted(io.FileIO):
    def __init__(self, path: Path, countdown: Countdown) -> None:
        super().__init__(path, "wb")
        self._countdown = countdown

    def write(self, content: Any) -> int:  # noqa: ANN401 - any buffer
        self._countdown.step()
        return super().write(content)


def full() -> None:
    """The disk is full."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def killed() -> None:
    """The process is gone, as in a power cut."""
    os.kill(os.getpid(), signal.SIGKILL)
