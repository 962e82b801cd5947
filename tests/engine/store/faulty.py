# SPDX-License-Identifier: Apache-2.0
"""A disk that counts its steps, and at one of them fails or worse."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from licit.engine.store.disk import Disk

if TYPE_CHECKING:
    from typing_extensions import Buffer

T = TypeVar("T")


def disk_full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def death() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class FaultyDisk(Disk):
    """Has its ``fault`` at step ``at`` (from 1): before the step, or with ``late`` when it is done. It never syncs."""

    def __init__(self, at: int = 0, fault: Callable[[], None] = disk_full, *, late: bool = False) -> None:
        self.at = at
        self.fault = fault
        self.late = late
        self.steps = 0

    def make_folder(self, path: Path) -> None:
        self._step(lambda: super(FaultyDisk, self).make_folder(path))

    def create(self, path: Path, rights: int = 0o666) -> int:
        return self._step(lambda: super(FaultyDisk, self).create(path, rights), undo=os.close)

    def write(self, file: int, data: Buffer) -> int:
        self.steps += 1
        if self.steps == self.at:
            os.write(file, memoryview(data)[: 1 + len(memoryview(data)) // 2])
            self.fault()
        return super().write(file, data)

    def sync(self, file: int) -> None:
        self._step(lambda: None if file >= 0 else disk_full())

    def close(self, file: int) -> None:
        super().close(file)  # a handle is given back even where closing fails
        self._step(lambda: None)

    def sync_folder(self, path: Path) -> None:
        self._step(lambda: None if path.is_dir() else disk_full())

    def allow(self, path: Path, rights: int) -> None:
        self._step(lambda: super(FaultyDisk, self).allow(path, rights))

    def rename(self, path: Path, to: Path) -> None:
        self._step(lambda: super(FaultyDisk, self).rename(path, to))

    def remove(self, path: Path) -> None:
        self._step(lambda: super(FaultyDisk, self).remove(path))

    def remove_folder(self, path: Path) -> None:
        self._step(lambda: super(FaultyDisk, self).remove_folder(path))

    def _step(self, act: Callable[[], T], undo: Callable[[T], None] = lambda _: None) -> T:
        self.steps += 1
        if self.steps == self.at and not self.late:
            self.fault()
        done = act()
        if self.steps == self.at and self.late:
            undo(done)
            self.fault()
        return done
