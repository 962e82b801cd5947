# SPDX-License-Identifier: Apache-2.0
"""The arrays of a kept result: one ``.npy`` file each, checked, and mapped rather than read."""

from __future__ import annotations

import stat
import time
from collections.abc import Mapping
from hashlib import blake2b, file_digest
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from licit.engine.store.disk import Disk, NewFile
from licit.engine.store.manifest import ARRAY_NAME, FileSum, Manifest
from licit.engine.store.trouble import DistrustError
from licit.model.problem import InvalidValueError

AnyArray: TypeAlias = NDArray[Any]

SUFFIX: Final = ".npy"
LONGEST_TYPE: Final = 8_000  # characters of a type's description; NumPy reads no header above 10,000
SETTLED: Final = 2_000_000_000  # ns: a file changed later than this ago may change again within one tick of its clock


def check_arrays(arrays: Mapping[str, AnyArray]) -> None:
    """Look before anything is written.

    Raises:
        InvalidValueError: a name that is no small word, or an array of Python objects.
    """
    for name, array in arrays.items():
        if not ARRAY_NAME.fullmatch(name):
            raise InvalidValueError(f"{name!r} names no array", mend="use a-z, 0-9 and _, a letter first")
        if array.dtype.hasobject or array.dtype.kind == "T":
            raise InvalidValueError(f"array {name} holds objects", mend="use numbers, days or texts of fixed width")
        if len(str(np.lib.format.dtype_to_descr(array.dtype))) > LONGEST_TYPE:
            raise InvalidValueError(f"array {name} has too many fields", mend="keep it as several arrays")


def write_array(disk: Disk, folder: Path, name: str, array: AnyArray) -> FileSum:
    """Write one array, down to the disk; its checksum is taken on the way."""
    with NewFile(disk, folder / f"{name}{SUFFIX}") as file:
        summing = _Summing(file)
        np.lib.format.write_array(summing, array, allow_pickle=False)
        file.sync()
    return FileSum(file.tell(), summing.sum.hexdigest())


def open_arrays(folder: Path, manifest: Manifest) -> Mapping[str, AnyArray]:
    """Map the arrays, read-only. Their files were looked at before (:func:`look`).

    Raises:
        DistrustError: a file is no array.
        OSError: a file can't be opened.
    """
    return MappingProxyType({name: _mapped(folder / f"{name}{SUFFIX}") for name in sorted(manifest.arrays)})


def look(folder: Path, manifest: Manifest) -> tuple[str, bool]:
    """Hold the names and sizes of the files against the manifest, without reading them.

    Returns:
        A seal, and whether it is settled. While a settled seal stays the same, no file was written to: the system
        keeps the time of the last change itself, and no program can set it back.

    Raises:
        DistrustError: a file is missing, left over, a link, or of another size.
        OSError: the folder can't be read.
    """
    if not stat.S_ISDIR(folder.lstat().st_mode):
        raise DistrustError("its data are no folder")
    found = {path.name: path.lstat() for path in folder.iterdir()}
    wanted = {f"{name}{SUFFIX}": file for name, file in manifest.arrays.items()}
    if missing := wanted.keys() - found.keys():
        raise DistrustError(f"{min(missing)} is missing")
    if more := found.keys() - wanted.keys():
        raise DistrustError(f"{min(more)!r} does not belong to it")
    seal = blake2b(manifest.encode(), digest_size=32)
    newest = 0
    for name, status in sorted(found.items()):
        if not stat.S_ISREG(status.st_mode):
            raise DistrustError(f"{name} is no file")
        if status.st_size != wanted[name].size:
            raise DistrustError(f"{name} is of another size")
        seal.update(f"{name} {status.st_ino} {status.st_mtime_ns} {status.st_ctime_ns}\n".encode())
        newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
    return seal.hexdigest(), newest + SETTLED < time.time_ns()


def check_sums(folder: Path, manifest: Manifest) -> None:
    """Read every file and hold it against its checksum.

    Raises:
        DistrustError: one differs.
        OSError: one can't be read.
    """
    for name, file in manifest.arrays.items():
        with (folder / f"{name}{SUFFIX}").open("rb") as stream:
            if file_digest(stream, _new_sum).hexdigest() != file.checksum:
                raise DistrustError(f"{name}{SUFFIX} has changed since it was written")


def _mapped(path: Path) -> AnyArray:
    try:
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, MemoryError):
        raise
    except Exception:  # noqa: BLE001  # whatever a hostile header makes of the parser
        raise DistrustError(f"{path.name} is no array") from None
    if not isinstance(array, np.memmap):
        raise DistrustError(f"{path.name} is no array")
    return array


class _Summing:
    """A file that takes the checksum of what is written to it."""

    def __init__(self, file: NewFile) -> None:
        self._file = file
        self.sum = _new_sum()

    def write(self, data: bytes) -> int:
        self.sum.update(data)
        return self._file.write(data)


def _new_sum() -> blake2b:
    return blake2b(digest_size=32)
