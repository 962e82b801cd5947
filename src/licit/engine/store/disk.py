# SPDX-License-Identifier: Apache-2.0
"""Every change to a disk that the store makes, one step a method: tests of what fails put another in its place."""

from __future__ import annotations

import errno
import io
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # it is in the standard library from 3.12 on
    from typing_extensions import Buffer

NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
NOT_FOR_FOLDERS: Final = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)  # some network disks sync no folder


class Disk:
    """The real one. Each method is one step that may fail, with the OSError of the system."""

    def make_folder(self, path: Path) -> None:
        """With the rights that the umask leaves; FileExistsError where there is something."""
        path.mkdir()

    def create(self, path: Path, rights: int = 0o666) -> int:
        """Open a file that is not there yet, for writing; the umask takes from ``rights``."""
        return os.open(path, NEW_FILE, rights)

    def write(self, file: int, data: Buffer) -> int:
        """Write what fits; how many bytes did."""
        return os.write(file, data)

    def sync(self, file: int) -> None:
        """Wait until the file is on the disk."""
        os.fsync(file)

    def close(self, file: int) -> None:
        """Some disks say only now that they are full."""
        os.close(file)

    def sync_folder(self, path: Path) -> None:
        """Wait until the names in a folder are on the disk."""
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(folder)
        except OSError as error:
            if error.errno not in NOT_FOR_FOLDERS:
                raise
        finally:
            os.close(folder)

    def allow(self, path: Path, rights: int) -> None:
        """Set a file's rights, whatever the umask."""
        path.chmod(rights)

    def rename(self, path: Path, to: Path) -> None:
        """Put a file or folder in a place, in one step; a file that is there is replaced."""
        path.replace(to)

    def remove(self, path: Path) -> None:
        """Remove a file, or a link itself."""
        path.unlink()

    def remove_folder(self, path: Path) -> None:
        """Remove an empty folder."""
        path.rmdir()


DISK: Final = Disk()


class NewFile(io.RawIOBase):
    """A new file that writes by the steps of a disk. Every ``write`` is whole or raises. Closing doesn't sync."""

    def __init__(self, disk: Disk, path: Path, rights: int = 0o666) -> None:
        self._disk = disk
        self._handle: int | None = None
        self._length = 0
        self._handle = disk.create(path, rights)

    def writable(self) -> bool:
        """It is, and nothing else."""
        return True

    def tell(self) -> int:
        """How many bytes were written."""
        return self._length

    def write(self, data: Buffer, /) -> int:
        """Write all of it; how many bytes that was."""
        handle = self._open_handle()
        view = memoryview(data).cast("B")
        left = view
        while left:
            left = left[self._disk.write(handle, left) :]
        self._length += len(view)
        return len(view)

    def sync(self) -> None:
        """Wait until all that was written is on the disk."""
        self._disk.sync(self._open_handle())

    def close(self) -> None:
        """Give the file back; a second time does nothing."""
        super().close()
        handle, self._handle = self._handle, None
        if handle is not None:
            self._disk.close(handle)

    def _open_handle(self) -> int:
        if self._handle is None:
            raise ValueError("write to a closed file")
        return self._handle


def write_whole(disk: Disk, path: Path, content: bytes) -> None:
    """Write a new file, down to the disk."""
    with NewFile(disk, path) as file:
        file.write(content)
        file.sync()


def try_to_remove(disk: Disk, path: Path) -> None:
    """Remove a file; what can't be removed now is left to a later sweep."""
    with suppress(OSError):
        disk.remove(path)


def make_folders(disk: Disk, path: Path) -> None:
    """Make a folder and those above it, where they are missing; another process may do the same."""
    if not path.is_dir():
        if path.parent != path:
            make_folders(disk, path.parent)
        with suppress(FileExistsError):
            disk.make_folder(path)
