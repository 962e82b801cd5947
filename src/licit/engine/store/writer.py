# SPDX-License-Identifier: Apache-2.0
"""Who is writing: the name that a file bears while it is made, and whether that process still lives."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Final

WRITER: Final = (
    r"(?P<machine>[0-9a-f]{8})-(?P<pid>[1-9][0-9]*)-(?P<start>[0-9a-f]{8})-[0-9a-f]{16}"  # and a chance part
)
OTHERS_DAY: Final = 86_400.0  # seconds: what another machine left untouched for longer is taken for dead
_UNKNOWN: Final = "0" * 8
_PROC: Final = Path("/proc")  # Linux; elsewhere a process is known by its pid alone, and a leftover may stay longer

_in_use: set[str] = set()


@contextmanager
def own_name() -> Iterator[str]:
    """A name that nobody else has, of this process; in use until the block ends."""
    name = f"{_machine()}-{os.getpid()}-{_start(os.getpid()) or _UNKNOWN}-{secrets.token_hex(8)}"
    _in_use.add(name)
    try:
        yield name
    finally:
        _in_use.discard(name)


def is_abandoned(name: str, machine: str, pid: int, start: str, path: Path) -> bool:
    """Whether nobody writes under this name (its parts as in ``WRITER``) any more. Doubt is a no.

    ``path`` is what bears the name: of another machine, or of another container, only its age is known.
    """
    if machine != _machine():
        try:
            return time.time() - path.lstat().st_mtime > OTHERS_DAY
        except OSError:
            return False
    if pid == os.getpid() and start == (_start(pid) or _UNKNOWN):
        return name not in _in_use
    return not _lives(pid, start)


def _lives(pid: int, start: str) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass  # it is there, and another user's
    now = _start(pid)
    return now is None or start in (now, _UNKNOWN)


def _start(pid: int) -> str | None:
    """When a process began, within which run of the machine; None if that can't be known."""
    try:
        after_name = (_PROC / str(pid) / "stat").read_bytes().rpartition(b")")[2].split()
        boot = (_PROC / "sys/kernel/random/boot_id").read_bytes()
    except OSError:
        return None
    if after_name[0] in (b"Z", b"X"):  # dead, its parent hasn't looked yet
        return "dead"
    return _short(boot + after_name[19])


def _machine() -> str:
    """This machine or container: pids mean nothing outside it."""
    try:
        numbering = str((_PROC / "self/ns/pid").readlink())
    except OSError:
        numbering = ""
    return _short(f"{os.uname().nodename} {numbering}".encode())


def _short(text: bytes) -> str:
    return blake2b(text, digest_size=4).hexdigest()
