# SPDX-License-Identifier: Apache-2.0
"""Result files of any size: written beside the old one, and in its place only once they are whole."""

from __future__ import annotations

import errno
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, Final, cast

from licit.engine.store.disk import DISK, Disk, NewFile, try_to_remove
from licit.engine.store.trouble import full_disk, unwritable
from licit.engine.store.writer import WRITER, is_abandoned, own_name

_LONGEST_SUFFIX: Final = 16
_BUFFER: Final = 1 << 20  # bytes


@contextmanager
def streamed(path: Path, *, disk: Disk = DISK) -> Iterator[BinaryIO]:
    """A new file to write to, in order; when the block ends well, it takes the place of ``path`` in one step.

    If the block raises, or the process dies, what was there is there still. An old file's rights are kept, a new one
    has those that the umask leaves; a link stays a link. A pipe or a device is written to as it is.

    Raises:
        BadInputError: it can't be written, or the disk is full.
    """
    with _beside(path, disk) as (temporary, rights):
        if rights is None:
            with temporary.open("wb") as pipe:
                yield pipe
            return
        raw = NewFile(disk, temporary, rights)
        file = io.BufferedWriter(raw, _BUFFER)
        try:
            yield cast("BinaryIO", file)
            file.flush()
            raw.sync()
            file.close()
        finally:
            if not file.closed:
                with suppress(OSError):
                    file.close()


@contextmanager
def streamed_path(path: Path, *, disk: Disk = DISK) -> Iterator[Path]:
    """As :func:`streamed`, for a library that opens files itself: a path with the same suffix, empty so far."""
    with _beside(path, disk) as (temporary, rights):
        if rights is None:
            yield temporary
            return
        NewFile(disk, temporary, rights).close()
        yield temporary
        handle = os.open(temporary, os.O_RDONLY | os.O_CLOEXEC)
        try:
            disk.sync(handle)
        finally:
            os.close(handle)


@contextmanager
def _beside(path: Path, disk: Disk) -> Iterator[tuple[Path, int | None]]:
    """A free name beside a file and the rights to make it with; None for what can't be replaced, a pipe or a device."""
    target = path.resolve()  # a link stays a link
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise unwritable(path, OSError(errno.EISDIR, os.strerror(errno.EISDIR)))
        yield target, None
        return
    old = target.stat().st_mode & 0o777 if target.exists() else None
    _sweep_beside(target, disk)
    with own_name() as name:
        temporary = target.parent / _temporary(target, name)
        try:
            yield temporary, 0o666 if old is None else old
            if old is not None:
                disk.allow(temporary, old)
            disk.rename(temporary, target)
            disk.sync_folder(target.parent)
        except Exception as error:
            known = full_disk(error)
            if known is None and isinstance(error, OSError) and error.filename == str(temporary):
                known = error
            if known is None:
                raise
            raise unwritable(path, known) from None
        finally:
            try_to_remove(disk, temporary)


def _prefix(target: Path) -> str:
    return f".licit-{blake2b(os.fsencode(target.name), digest_size=4).hexdigest()}-"


def _temporary(target: Path, name: str) -> str:
    """A hidden name; the suffix stays, since libraries choose format and compression by it."""
    suffix = target.suffix if len(os.fsencode(target.suffix)) <= _LONGEST_SUFFIX else ""
    return f"{_prefix(target)}{name}{suffix}"


def _sweep_beside(target: Path, disk: Disk) -> None:
    """Remove what dead writers of this file left."""
    ours = re.compile(rf"(?:tmp_)?{re.escape(_prefix(target))}(?P<writer>{WRITER})(?:\..*)?")  # tmp_ is DuckDB's
    with suppress(OSError):
        for path in target.parent.iterdir():
            found = ours.fullmatch(path.name)
            if found and is_abandoned(found["writer"], found["machine"], int(found["pid"]), found["start"], path):
                try_to_remove(disk, path)
