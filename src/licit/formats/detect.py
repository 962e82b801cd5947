# SPDX-License-Identifier: Apache-2.0
"""Which format a file has, by its content. A room's module is imported when its turn comes."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Final

from licit.formats.checks import UNKNOWN
from licit.formats.files import HEAD, Detected, unreadable
from licit.formats.room import Room
from licit.model.problem import BadInputError, InvalidValueError, Place, Problem

ROOMS: Final[tuple[str, ...]] = (
    "cwr",
    "ern",
    "mwn",
    "rdrn",
    "odrl",
    "bwarm",
    "musicbrainz",
    "tables",
)  # in the order in which they are asked; each is licit.formats.<name>.ROOM

PACKED: Final = (
    ("gzip", 0, b"\x1f\x8b"),
    ("zip", 0, b"PK\x03\x04"),
    ("bzip2", 0, b"BZh"),
    ("xz", 0, b"\xfd7zXZ\x00"),
    ("Zstandard", 0, b"\x28\xb5\x2f\xfd"),
    ("7z", 0, b"7z\xbc\xaf\x27\x1c"),
    ("tar", 257, b"ustar"),
)  # what tells an archive, and from which byte on
OTHERS: Final = (
    ("an OpenDocument file", 30, b"mimetypeapplication/vnd.oasis.opendocument"),
    ("of Office 97 to 2003 (.xls)", 0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
)  # what may hold a table and is not read


class NoFormatError(BadInputError):
    """A file is of no format that is read. Among others below a folder, it may well be meant for somebody else."""


def room(name: str) -> Room:
    """The format of this name.

    Raises:
        InvalidValueError: there is none.
    """
    if name not in ROOMS:
        raise InvalidValueError(f"{name!r} is no format that Licit reads", mend=f"write one of {', '.join(ROOMS)}")
    found: Room = import_module(f"licit.formats.{name}").ROOM
    return found


def rooms() -> tuple[Room, ...]:
    """All formats."""
    return tuple(room(name) for name in ROOMS)


def head_of(path: Path, name: str) -> bytes:
    """The first bytes, which tell the format.

    Raises:
        BadInputError: it can't be read.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(HEAD)
    except OSError as error:
        raise BadInputError((unreadable(name, error),)) from None


def detect(path: Path, name: str) -> Detected:
    """What the file is. Where several formats know it, the first of ``ROOMS`` has it.

    Raises:
        NoFormatError: it is empty, or nothing that Licit reads.
        BadInputError: it can't be read, is compressed, or holds a table as it is not read.
    """
    head = head_of(path, name)
    for one in ROOMS:
        found = room(one).sniff(head, name)
        if found is not None:
            return found
    for other, at, mark in OTHERS:
        if head.startswith(mark, at):
            what, mend = f"the file is {other}, which is not read", "save its table as .xlsx or as CSV"
            raise BadInputError((Problem(Place(name), what, mend, UNKNOWN),))
    for packed, at, mark in PACKED:
        if head.startswith(mark, at):
            what, mend = f"the file is an archive ({packed})", "unpack it, and import the file or folder that is in it"
            raise BadInputError((Problem(Place(name), what, mend, UNKNOWN),))
    what = "the file is empty" if not head else "the file has no format that Licit knows"
    mend = "see what is read with: licit formats, or name the format with --format"
    raise NoFormatError((Problem(Place(name), what, mend, UNKNOWN),))
