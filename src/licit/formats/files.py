# SPDX-License-Identifier: Apache-2.0
"""A file that is read: its bytes, its name, its tally, and how far it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import IO, Any, Final

from licit.formats.checks import UNKNOWN
from licit.model.problem import Place, Problem

HEAD: Final = 65_536  # bytes of a file that tell its format


@dataclass(frozen=True, slots=True)
class Detected:
    """The format and version a file has by its content; ``version`` is empty where it does not say.

    ``details`` are what was found besides and is told to the user (encoding, separator, message type).
    """

    format: str
    version: str = ""
    details: tuple[tuple[str, str], ...] = ()


def _nowhere(_: int) -> None:
    pass


@dataclass(slots=True)
class File:
    """A file to read. ``name`` is what the user calls it: it comes back in every place.

    ``records`` is filled by the reader: how many records of each type the file has, those that were refused too
    (CWR record types, XML element names, rows). ``options`` are the user's words for this format (``encoding``,
    ``strict``, a column mapping). ``learnt`` is what the reader found out that a later file of the kind can be read
    with: plain values by name, which come back among its options. ``reached`` is told how many bytes are read.
    """

    path: Path
    name: str
    detected: Detected
    options: Mapping[str, Any] = field(default_factory=dict)
    records: Counter[str] = field(default_factory=Counter)
    learnt: dict[str, list[Any]] = field(default_factory=dict)
    reached: Callable[[int], None] = _nowhere

    @property
    def base(self) -> str:
        """Its name without the user's folders: all of it that a case says."""
        return PurePath(self.name).name

    def open(self) -> IO[bytes]:
        """The file from its start; whoever opens it closes it.

        Raises:
            OSError: it can't be read.
        """
        return self.path.open("rb")


def unreadable(name: str, error: OSError, check: str = UNKNOWN) -> Problem:
    """What is told of a file that can't be opened or read."""
    what = f"the file can't be read: {(error.strerror or str(error)).lower()}"
    return Problem(Place(name), what, "check the path and its rights", check)


@dataclass(frozen=True, slots=True)
class Value:
    """One field of a record as ``licit inspect`` shows it.

    ``at`` is its place in the layout (``58/8``, ``@LanguageAndScriptCode``, ``column C``), ``raw`` the text as it
    stands, ``meaning`` what it is read as, ``problem`` what is wrong with it.
    """

    name: str
    at: str
    raw: str
    meaning: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Decoded:
    """One record, field by field. ``place`` is where it begins; ``about`` says what the record is for."""

    type: str
    place: str
    fields: tuple[Value, ...]
    about: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """What a file is made of: how many records of each type, and how many were refused.

    ``empty`` are values that can't be what they say (a day, a share). ``problems`` are the first complaints of both.
    """

    records: Mapping[str, int]
    refused: int = 0
    empty: int = 0
    problems: tuple[Problem, ...] = ()
