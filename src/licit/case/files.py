# SPDX-License-Identifier: Apache-2.0
"""Which files a case is made of, read one by one; nothing outside its folder. And the hash of them all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from licit.case.checks import LIMIT, MISSING_FILE, OUTSIDE
from licit.case.nodes import NotReadableError
from licit.case.yaml_nodes import LARGEST

CASE_FILE: Final = "case.yaml"
EVIDENCE: Final = "evidence"
SUFFIX: Final = ".yaml"
MOST_FILES: Final = 10_000  # a case of more files than that is a home folder, or hostile
_INIT: Final = "check the path, or make a case with: licit init FOLDER"


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file of a case: ``name`` as the user would write it, ``inside`` relative to the folder, with ``/``."""

    name: str
    inside: str
    path: Path

    def content(self) -> bytes:
        """Its bytes, no more than a reader takes.

        Raises:
            NotReadableError: it can't be read.
        """
        return content_of(self.path, limit=LARGEST + 1)


def content_of(path: Path, *, limit: int = -1) -> bytes:
    """The bytes of a plain file, up to a limit.

    Raises:
        NotReadableError: it is not there, no plain file, or can't be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise NotReadableError("this is no plain file", mend="give a file of text", check=MISSING_FILE)
        with path.open("rb") as stream:
            return stream.read(limit)
    except OSError as error:
        what = f"the file can't be read: {(error.strerror or str(error)).lower()}"
        raise NotReadableError(what, mend="check the path and its rights", check=MISSING_FILE) from None


def files_of(path: str) -> tuple[Path, list[CaseFile]]:
    """The folder of a case and its YAML files, ``case.yaml`` first, then in the order of their paths.

    Left out are hidden files, ``evidence/``, and folders that hold a case of their own. A file that is no folder is a
    case of one file.

    Raises:
        NotReadableError: there is no such case, or a link leads out of its folder.
    """
    where = Path(path)
    try:
        is_folder, is_there = where.is_dir(), path != "" and where.exists()
    except (OSError, ValueError):  # a name too long, or with a NUL
        is_folder = is_there = False
    if not is_there:
        raise NotReadableError("there is no such file or folder", mend=_INIT, check=MISSING_FILE)
    return (where, list(_below(where, path))) if is_folder else (where.parent, [CaseFile(path, where.name, where)])


def _below(folder: Path, shown: str) -> Iterator[CaseFile]:
    if not (folder / CASE_FILE).is_file():
        raise NotReadableError(f"the folder has no {CASE_FILE}", mend=_INIT, check=MISSING_FILE)
    root = folder.resolve()
    found = sorted(_names(folder), key=lambda inside: (inside != CASE_FILE, inside))
    for inside in found:
        path = folder / inside
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            what = f"{inside} is a link that leads out of the folder"
            raise NotReadableError(what, mend="put the file itself there", check=OUTSIDE)
        yield CaseFile(os.path.join(shown, inside), inside, path)  # noqa: PTH118 - keeps the path as the user wrote it


def _names(folder: Path) -> Iterator[str]:
    seen = 0
    for at, folders, files in os.walk(folder, followlinks=False):
        here = Path(at)
        if here != folder and CASE_FILE in files:
            folders.clear()
            continue
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (here != folder or name != EVIDENCE)
        )
        seen += len(files)
        if seen > MOST_FILES:
            raise NotReadableError(f"more than {MOST_FILES} files", mend="give the folder of a case", check=LIMIT)
        for name in files:
            if name.endswith(SUFFIX) and not name.startswith("."):
                yield (here / name).relative_to(folder).as_posix()


def inside(folder: Path, written: str, *, below: str = "") -> Path:
    """The path of a file that must stay in the folder (or in one below it).

    Raises:
        NotReadableError: it is absolute, climbs out, or a link on the way does.
    """
    root = folder / below
    where = f"{below}/ of the case" if below else "the folder of the case"
    refused = NotReadableError(
        f"{written!r} lies outside {where}",
        mend=f"put the file into {where} and write its relative path",
        check=OUTSIDE,
    )
    if not written or "\0" in written or "\\" in written or written.startswith(("/", "~")) or ":" in written[:2]:
        raise refused
    path = folder / written
    try:
        if os.path.normpath(path) == os.path.normpath(root) or not path.resolve().is_relative_to(root.resolve()):
            raise refused
    except OSError:  # a name that no file system takes
        raise refused from None
    if ".." in Path(written).parts:
        raise refused
    return path


def content_hash(files: Iterable[tuple[str, bytes]]) -> str:
    """The hash of a case: SHA-256 over the lines ``<SHA-256 of the file>  <name>``, sorted by name.

    The lines are what ``sha256sum`` prints in the folder for its YAML files and repertoire tables. Evidence is named
    by hashes of its own within them.
    """
    return hash_of(((name, sha256(content).hexdigest()) for name, content in files))


def hash_of(hashes: Iterable[tuple[str, str]]) -> str:
    """The same from the hashes of the files, by name."""
    lines = (f"{hexadecimal}  {name}\n" for name, hexadecimal in sorted(hashes))
    return sha256("".join(lines).encode()).hexdigest()
