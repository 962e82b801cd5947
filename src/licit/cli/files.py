# SPDX-License-Identifier: Apache-2.0
"""Files that a command writes: whole or not at all, and over nothing unless told to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from licit.model.problem import InvalidValueError


def may_write(paths: Iterable[str], *, force: bool) -> None:
    """Look before the work is done, not after.

    Raises:
        InvalidValueError: a file is there already, or its folder is not.
    """
    for path in paths:
        if Path(path).is_dir():
            raise InvalidValueError(f"{path} is a folder", mend="name a file in it")
        if Path(path).exists() and not force:
            raise InvalidValueError(f"{path} is there already", mend="name another file, or add --force")
        if not Path(path).absolute().parent.is_dir():
            raise InvalidValueError(f"{path}: there is no such folder", mend="make it first")


def write(path: str, writer: Callable[[Path], object]) -> None:
    """Let ``writer`` fill a file beside ``path``, then give it that name in one step."""
    with _beside(Path(path)) as temporary:
        writer(temporary)
        temporary.replace(path)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    with NamedTemporaryFile(dir=path.absolute().parent, prefix=f".{path.name}.", delete=False) as file:
        temporary = Path(file.name)
    try:
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        yield temporary
    finally:
        with suppress(FileNotFoundError):  # it has its name by now
            temporary.unlink()
