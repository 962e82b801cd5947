# SPDX-License-Identifier: Apache-2.0
"""Files and folders that are there whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from licit.case.checks import BAD_VALUE, MISSING_FILE
from licit.model.problem import BadInputError, Place, Problem


def replace_file(path: Path, content: bytes) -> None:
    """Write a file beside the old one and put it in its place, with the old one's rights.

    Raises:
        BadInputError: it can't be written; the old one is as it was.
    """
    path = path.resolve()  # a link stays a link
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from None


def make_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder of these files, by their names relative to it; an empty folder may be there already.

    Raises:
        BadInputError: there is something in it, or it can't be written; nothing was made.
    """
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise _refused(folder, "the folder is not empty", mend="give a new or an empty folder", check=BAD_VALUE)
        if folder.exists() and not folder.is_dir():
            raise _refused(
                folder, "there is a file of this name", mend="give a new or an empty folder", check=BAD_VALUE
            )
    except OSError as error:
        raise _unwritable(folder, error) from None
    with new_folder(folder) as made:
        for name, content in files.items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_bytes(content)


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder to fill, which gets this name when all of it is there; it takes the place of an empty one.

    Whoever fills it gives it up by removing it: then nothing is made.

    Raises:
        BadInputError: it can't be written; nothing was made.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".new"))
        try:
            made.chmod(0o777 & ~_umask())
            yield made
            if made.exists():
                made.replace(folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)  # it has its name by now, or is not wanted
    except OSError as error:
        raise _unwritable(folder, error) from None


def _umask() -> int:
    current = os.umask(0o077)
    os.umask(current)
    return current


def _unwritable(path: Path, error: OSError) -> BadInputError:
    what = f"it can't be written: {(error.strerror or str(error)).lower()}"
    return _refused(path, what, mend="check the path, its rights and the disk", check=MISSING_FILE)


def _refused(path: Path, what: str, *, mend: str, check: str) -> BadInputError:
    return BadInputError((Problem(Place(str(path)), what, mend, check),))
