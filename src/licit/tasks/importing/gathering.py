# SPDX-License-Identifier: Apache-2.0
"""Which files are meant, what each is, and which are read together."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from hashlib import file_digest, sha256
from pathlib import Path

from licit.formats.checks import UNKNOWN
from licit.formats.detect import detect, room
from licit.formats.files import HEAD, Detected, File
from licit.model.problem import BadInputError, Place, Problem


def files_of(names: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The files meant: those named, and those below a folder that is named, hidden ones left out; and which it was.

    Raises:
        BadInputError: there is no such file.
    """
    for name in names:
        if Path(name).is_dir():
            for at, folders, files in os.walk(name):
                folders[:] = sorted(one for one in folders if not one.startswith("."))
                yield from ((str(Path(at) / one), False) for one in sorted(files) if not one.startswith("."))
        elif Path(name).is_file():
            yield name, True
        else:
            problem = Problem(Place(name), "there is no such file or folder", "check the path", UNKNOWN)
            raise BadInputError((problem,))


def as_file(name: str, wanted: str) -> File:
    """The file with its format; ``wanted`` names the format where the content shall not decide.

    Raises:
        BadInputError: it is of no format that Licit knows.
        InvalidValueError: there is no format of the wanted name.
    """
    path = Path(name)
    if not wanted:
        return File(path, name, detect(path, name))
    with path.open("rb") as stream:
        found = room(wanted).sniff(stream.read(HEAD), name)
    return File(path, name, found or Detected(wanted))


def gathered(names: Sequence[str], wanted: str) -> tuple[list[File], list[tuple[str, Problem]]]:
    """The files with their formats; and those that a folder holds besides, each with what is wrong with it.

    Raises:
        BadInputError: a file that is named is of no format that Licit knows, or is not there.
        InvalidValueError: there is no format of the wanted name.
    """
    files: list[File] = []
    others: list[tuple[str, Problem]] = []
    for name, named in files_of(names):
        try:
            files.append(as_file(name, wanted))
        except BadInputError as error:
            if named:
                raise
            others.append((name, error.problems[0]))
    return files, others


def grouped(files: Sequence[File]) -> list[list[File]]:
    """Files in their order, those that a format reads together in one group at the place of the first."""
    groups: list[list[File]] = []
    open_groups: dict[str, list[File]] = {}
    for file in files:
        name = file.detected.format
        if name in open_groups:
            open_groups[name].append(file)
            continue
        groups.append([file])
        if room(name).together:
            open_groups[name] = groups[-1]
    return groups


def hash_of(files: Sequence[File]) -> str:
    """The SHA-256 of a file; of several, that of their hashes in order."""
    found = [_hash(file.path) for file in files]
    return found[0] if len(found) == 1 else sha256("\n".join(found).encode()).hexdigest()


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
