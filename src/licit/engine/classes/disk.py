# SPDX-License-Identifier: Apache-2.0
"""Files that are there whole or not at all, and one build at a time in a folder."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import numpy.typing as npt

from licit.case.checks import MISSING_FILE
from licit.model.problem import BadInputError, Place, Problem

_PART: Final = ".part"
_BLOCK: Final = 1 << 22  # bytes read at once for a checksum


@contextmanager
def whole_file(path: Path, *, durable: bool = False) -> Iterator[BinaryIO]:
    """A new file that gets its name when all of it is written; ``durable`` waits until the disk has it."""
    part = path.with_name(path.name + _PART)
    try:
        with open_new(part) as stream:
            yield stream
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        rename(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def open_new(path: Path) -> BinaryIO:
    """An empty file to write to, in the place of any other."""
    return path.open("wb")


def rename(old: Path, new: Path) -> None:
    """Give a file or folder its name, in the place of a file that has it."""
    old.replace(new)


def save_array(path: Path, array: npt.NDArray[Any], *, durable: bool = False) -> None:
    """Write an array as ``.npy``."""
    with whole_file(path, durable=durable) as stream:
        np.lib.format.write_array_header_1_0(stream, np.lib.format.header_data_from_array_1_0(array))
        write_bytes(stream, array)


def write_bytes(stream: BinaryIO, array: npt.NDArray[Any]) -> None:
    """Write the bytes of a one-dimensional array."""
    stream.write(np.ascontiguousarray(array).view(np.uint8).data)


def sync_folder(folder: Path) -> None:
    """Wait until the disk knows the names in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def checksum(path: Path) -> str:
    """The BLAKE2b hash of a whole file, 16 bytes in hexadecimal."""
    state = blake2b(digest_size=16)
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            state.update(block)
    return state.hexdigest()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait until no other process builds in this folder. A killed one holds no lock."""
    with (folder / ".lock").open("ab") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def remove(path: Path) -> None:
    """Take a file or a folder away, if it can be done: what is left is cleaned up by the next build."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            return


def unwritable(folder: Path, error: OSError) -> BadInputError:
    """What is said where a file can't be read or written."""
    name = str(error.filename or folder)
    what = f"it can't be read or written: {(error.strerror or str(error)).lower()}"
    return BadInputError((Problem(Place(name), what, "check the path, its rights and the disk", MISSING_FILE),))


def boot() -> str:
    """What changes when the machine starts anew, or nothing where that can't be told.

    Spilled files are not waited for: after a power cut their names may be there without their bytes.
    """
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""
