# SPDX-License-Identifier: Apache-2.0
"""The store: results kept on disk under what they were made from, whole or not at all.

A folder named by the key's digest holds ``manifest.json`` and, in a folder of their own, the arrays that it names. The
manifest is written last and renamed into place, which replaces an older one in one step: at every moment a reader finds
the old entry or the new one. (Renaming whole folders would leave a moment with neither.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from licit.engine.store.arrays import AnyArray, check_arrays, check_sums, look, open_arrays, write_array
from licit.engine.store.disk import DISK, Disk, make_folders, try_to_remove, write_whole
from licit.engine.store.key import Key
from licit.engine.store.manifest import JSON, Manifest, decode
from licit.engine.store.sweeping import (
    CHECKED,
    ENTRY,
    MANIFEST,
    discard,
    named_data,
    read_manifest,
    set_aside,
    sweep_entry,
)
from licit.engine.store.trouble import EXHAUSTED, DistrustError, unreadable, unwritable
from licit.engine.store.writer import own_name

ABSENT: Final = "nothing is kept for this"
_ATTEMPTS: Final = 8  # a sweep may remove a folder while it is still empty


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """What is kept under a key: the arrays, mapped and read-only, and the notes (JSON; tuples came back as lists)."""

    key: Key
    arrays: Mapping[str, AnyArray]
    notes: Mapping[str, JSON]


class Store:
    """A folder of kept results. Any number of processes may use one at once; foreign files in it are left alone.

    It guards against what happens to disks and processes, not against someone who may write to the folder.
    """

    def __init__(self, folder: Path, *, disk: Disk = DISK) -> None:
        self.folder = folder
        self.disk = disk
        self._checked: set[str] = set()
        self._why: dict[Key, str] = {}

    def put(self, key: Key, arrays: Mapping[str, AnyArray], notes: Mapping[str, JSON] | None = None) -> None:
        """Keep arrays and notes under a key, down to the disk; what was kept under it before is replaced.

        Raises:
            InvalidValueError: a name, an array or a note that can't be kept; nothing was written.
            BadInputError: the disk refused; what was kept before is as it was (or, where only making sure that the new
                entry outlasts a power cut failed, the new one is there, whole).
        """
        check_arrays(arrays)
        Manifest(key, "", {}, notes or {}).encode()
        try:
            with own_name() as name:
                self._put(self.place(key), name, key, arrays, notes or {})
        except OSError as error:
            raise unwritable(self.folder, error) from None

    def get(self, key: Key, *, verify: bool = False) -> Entry | None:
        """What is kept under a key; None if nothing is, or nothing that can be believed (:meth:`why` tells).

        The key in full, the names and the sizes of the files are checked each time; their checksums the first time,
        whenever a file has changed since, and with ``verify``. What fails is set aside, and never looked at again.

        Raises:
            BadInputError: this process has no open files or memory left.
        """
        entry = self.place(key)
        while True:
            raw, found = self._try(entry, key, verify=verify)
            if isinstance(found, Entry):
                self._why.pop(key, None)
                return found
            if raw is not None:
                with suppress(OSError):
                    if read_manifest(entry) != raw:
                        continue  # it was replaced while we read: look at the new one
                    # one that takes its place at this very moment is set aside with it, and made again
                    set_aside(self.disk, entry / MANIFEST)
                    if data := named_data(raw):
                        set_aside(self.disk, entry / data)
            self._why[key] = found
            return None

    def why(self, key: Key) -> str:
        """Why the last :meth:`get` of this key, by this object, gave None; empty if it didn't."""
        return self._why.get(key, "")

    def holds(self, key: Key) -> bool:
        """Whether something is kept under this key; only :meth:`get` says whether it can be believed."""
        return _key_of(self.place(key)) == key

    def keys(self) -> tuple[Key, ...]:
        """All keys something is kept under, in order; those of parts too."""
        return tuple(sorted(key for entry in self._entries() if (key := _key_of(entry)) and self.place(key) == entry))

    def drop(self, key: Key) -> None:
        """Keep nothing under this key any more; a reader that has it mapped goes on.

        Raises:
            BadInputError: the disk refused.
        """
        entry = self.place(key)
        try:
            data = named_data(read_manifest(entry))
            with suppress(FileNotFoundError, NotADirectoryError):
                self.disk.remove(entry / MANIFEST)  # first: from here on nobody believes the rest
        except OSError as error:
            raise unwritable(entry, error) from None
        if data is not None:
            discard(self.disk, entry / data)
        try_to_remove(self.disk, entry / CHECKED)
        with suppress(OSError):
            self.disk.remove_folder(entry)

    def sweep(self) -> None:
        """Remove what dead writers left, what was set aside, and parts of works that are finished.

        What a live process is writing stays, and so does everything that doesn't bear the store's names.
        """
        for key in self.keys():
            if key.whole is not None and self.holds(key.whole):
                with suppress(Exception):
                    self.drop(key)
        for entry in self._entries():
            with suppress(OSError):
                sweep_entry(self.disk, entry)

    def place(self, key: Key) -> Path:
        """The folder of a key, whether it is there or not."""
        return self.folder / key.digest

    def _put(self, entry: Path, name: str, key: Key, arrays: Mapping[str, AnyArray], notes: Mapping[str, JSON]) -> None:
        disk, data, fresh = self.disk, entry / f"data-{name}", entry / f"new-{name}"
        try:
            self._make(data)
            sums = {title: write_array(disk, data, title, array) for title, array in arrays.items()}
            disk.sync_folder(data)
            write_whole(disk, fresh, Manifest(key, data.name, sums, notes).encode())
            before = named_data(read_manifest(entry))
            disk.rename(fresh, entry / MANIFEST)
            disk.sync_folder(entry)
            disk.sync_folder(self.folder)
        except BaseException:
            try_to_remove(disk, fresh)
            with suppress(OSError):
                if named_data(read_manifest(entry)) != data.name:  # a rename may be done and yet reported as failed
                    discard(disk, data)
            raise
        if before is not None:
            discard(disk, entry / before)

    def _make(self, data: Path) -> None:
        for attempt in range(_ATTEMPTS):
            make_folders(self.disk, data.parent)
            try:
                self.disk.make_folder(data)
            except FileNotFoundError:
                if attempt + 1 == _ATTEMPTS:
                    raise
            else:
                return

    def _try(self, entry: Path, key: Key, *, verify: bool) -> tuple[bytes | None, Entry | str]:
        """The entry, or why there is none; with the manifest that is not to be believed, if it comes to that."""
        raw = None
        try:
            raw = read_manifest(entry)
            return raw, ABSENT if raw is None else self._open(entry, key, raw, verify=verify)
        except DistrustError as error:
            return raw, error.what
        except FileNotFoundError:
            return raw, "its files are gone"
        except OSError as error:
            if error.errno in EXHAUSTED:
                raise unreadable(entry, error) from None
            return None, f"it can't be read: {(error.strerror or str(error)).lower()}"  # and may be good all the same

    def _open(self, entry: Path, key: Key, raw: bytes, *, verify: bool) -> Entry:
        manifest = decode(raw)
        if manifest.key != key:
            raise DistrustError("it was made from something else")
        data = entry / manifest.data
        seal, settled = look(data, manifest)
        if verify or not settled or not self._was_checked(entry, seal):
            check_sums(data, manifest)
            if settled and look(data, manifest)[0] == seal:
                self._remember(entry, seal)
        return Entry(key, open_arrays(data, manifest), manifest.notes)

    def _was_checked(self, entry: Path, seal: str) -> bool:
        if seal not in self._checked:
            with suppress(OSError, ValueError):
                if (entry / CHECKED).read_text("ascii") == seal:
                    self._checked.add(seal)
        return seal in self._checked

    def _remember(self, entry: Path, seal: str) -> None:
        self._checked.add(seal)
        with suppress(OSError), own_name() as name:  # where it can't be written, the next process checks again
            fresh = entry / f"new-{name}"
            try:
                write_whole(self.disk, fresh, seal.encode())
                self.disk.rename(fresh, entry / CHECKED)
            finally:
                with suppress(FileNotFoundError):
                    self.disk.remove(fresh)

    def _entries(self) -> Iterator[Path]:
        try:
            paths = sorted(self.folder.iterdir())
        except OSError:
            return
        for path in paths:
            if ENTRY.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
                yield path


def _key_of(entry: Path) -> Key | None:
    with suppress(DistrustError, OSError):
        raw = read_manifest(entry)
        return decode(raw).key if raw is not None else None
    return None
