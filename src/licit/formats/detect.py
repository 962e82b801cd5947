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
    ("gzip", b"\x1f\x8b"),
    ("zip", b"PK\x03\x04"),
    ("bzip2", b"BZh"),
    ("xz", b"\xfd7zXZ\x00"),
    ("Zstandard", b"\x28\xb5\x2f\xfd"),
    ("7z", b"7z\xbc\xaf\x27\x1c"),
)  # how compressed files begin


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


def detect(path: Path, name: str) -> Detected:
    """What the file is. Where several formats know it, the first of ``ROOMS`` has it.

    Raises:
        BadInputError: it can't be read, is empty, or is nothing that Licit reads.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        raise BadInputError((unreadable(name, error),)) from None
    for one in ROOMS:
        found = room(one).sniff(head, name)
        if found is not None:
            return found
    what = "the file is empty" if not head else "the file has no format that Licit knows"
    mend = "see what is read with: licit formats, or name the format with --format"
    for packed, beginning in PACKED:
        if head.startswith(beginning):
            what, mend = f"the file is compressed ({packed})", "unpack it first"
    raise BadInputError((Problem(Place(name), what, mend, UNKNOWN),))
