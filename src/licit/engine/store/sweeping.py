# SPDX-License-Identifier: Apache-2.0
"""What dead writers left in an entry of the store, told from what is kept and from what is under way."""

from __future__ import annotations

import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from licit.engine.store.arrays import SUFFIX
from licit.engine.store.disk import Disk, try_to_remove
from licit.engine.store.manifest import ARRAY_NAME, LARGEST, decode
from licit.engine.store.trouble import DistrustError
from licit.engine.store.writer import WRITER, is_abandoned

MANIFEST: Final = "manifest.json"
CHECKED: Final = "checked"  # the seal of files whose checksums were right
ENTRY: Final = re.compile(r"[0-9a-f]{32}")
_UNDER_WAY: Final = re.compile(f"(?:data|new)-(?P<writer>{WRITER})")
_ASIDE: Final = re.compile(r"aside-[0-9a-f]{16}")


def read_manifest(entry: Path) -> bytes | None:
    """The manifest as it stands; None where there is none.

    Raises:
        OSError: it is there, and can't be read.
    """
    try:
        with (entry / MANIFEST).open("rb") as file:
            return file.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None


def named_data(raw: bytes | None) -> str | None:
    """The folder that a manifest names; None for no manifest, or one that is not believed."""
    with suppress(DistrustError):
        return decode(raw).data if raw is not None else None
    return None


def set_aside(disk: Disk, path: Path) -> Path:
    """Give a file or folder a name under which nobody looks for it. The next sweep removes it.

    Raises:
        OSError: it is where it was.
    """
    aside = path.parent / f"aside-{secrets.token_hex(8)}"
    disk.rename(path, aside)
    return aside


def discard(disk: Disk, path: Path) -> None:
    """Remove a folder of arrays, or as much of it as can be removed: only files that bear our names go.

    Whoever has them mapped goes on reading: the system keeps a file until it is let go.
    """
    with suppress(OSError):
        aside = path if _ASIDE.fullmatch(path.name) else set_aside(disk, path)
        for file in sorted(aside.iterdir()):
            if file.suffix == SUFFIX and ARRAY_NAME.fullmatch(file.stem):
                try_to_remove(disk, file)
        disk.remove_folder(aside)


def sweep_entry(disk: Disk, entry: Path) -> None:
    """Remove what dead writers left in an entry, what was set aside, and the entry itself if nothing remains.

    Raises:
        OSError: the entry can't be read; what is left is left.
    """
    # (1) what lies there, (2) whose writer is dead, (3) what the manifest names: in this order, for a writer that was
    # dead in (2) can't publish after (3)
    paths = sorted(entry.iterdir())
    abandoned = [path for path in paths if _is_abandoned(path)]
    raw = read_manifest(entry)
    kept = named_data(raw)
    if raw is not None and kept is None:
        return  # another edition's, or damaged: whoever asks for it decides
    for path in (*abandoned, *(path for path in paths if _ASIDE.fullmatch(path.name))):
        if path.is_dir() and not path.is_symlink():
            if path.name != kept:
                discard(disk, path)
        else:
            try_to_remove(disk, path)
    if raw is None:
        try_to_remove(disk, entry / CHECKED)
        with suppress(OSError):
            disk.remove_folder(entry)


def _is_abandoned(path: Path) -> bool:
    found = _UNDER_WAY.fullmatch(path.name)
    return found is not None and is_abandoned(
        found["writer"], found["machine"], int(found["pid"]), found["start"], path
    )
