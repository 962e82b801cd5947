# SPDX-License-Identifier: Apache-2.0
"""What a class table was built from, so that it is believed only while that is still there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, TypeAlias

from licit.case.checks import MISSING_FILE
from licit.model.problem import BadInputError, Place, Problem

FORMAT: Final = 1  # of the table and of what builds it: another number, and every table is rebuilt
CONTROLS: Final = "controls"
ITEMS: Final = "items"
STATEMENT: Final = "repertoire.json"
_SAMPLES: Final = 64
_SAMPLE: Final = 1 << 16  # bytes; a file of up to 4 MiB is hashed whole
_TAIL: Final = 8  # bytes at the end of a Parquet file: the length of its footer, and PAR1

AssetId: TypeAlias = int | str


class StaleClassesError(BadInputError):
    """The class table is not of this repertoire as it is now."""

    def __init__(self, table: Path, what: str) -> None:
        mend = "build the class table again"
        super().__init__((Problem(Place(str(table)), what, mend, "stale-classes"),))
        self.table = table
        self.what = what


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file of a repertoire: its name in the folder, size in bytes, time of change and hash of its content.

    The hash is of the footer and of 64 samples of 64 KiB, evenly spread. A whole hash of 5 GB costs seconds at every
    opening; size, time and footer (which holds the place, size and bounds of every column chunk) tell of every ordinary
    rewriting, and the samples of one that restored the time. Not against a forger who may write to the folder: he could
    as well write the table.
    """

    name: str
    size: int
    changed: int
    content: str


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """All that the classes depend on. ``marks`` is a hash of them; ``statement`` one of the common statement."""

    files: tuple[InputFile, ...]
    statement: str
    marks: str
    format: int = FORMAT

    def as_json(self) -> dict[str, Any]:
        """As it stands in a manifest."""
        files = [[one.name, one.size, one.changed, one.content] for one in self.files]
        return {"files": files, "statement": self.statement, "marks": self.marks, "format": self.format}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Fingerprint:
        """Read it back."""
        files = tuple(InputFile(*one) for one in value["files"])
        return cls(files, value["statement"], value["marks"], value["format"])

    def key(self) -> str:
        """A short name for it."""
        return _hash(json.dumps(self.as_json()).encode())

    def grew_from(self, older: Fingerprint) -> bool:
        """Whether files were added since, and nothing else changed."""
        same = (self.statement, self.marks, self.format) == (older.statement, older.marks, older.format)
        return same and set(older.files) < set(self.files)

    def difference(self, older: Fingerprint) -> str:
        """The first thing that is not as it was when a table of the older fingerprint was built, or nothing."""
        if self.format != older.format:
            return f"it has format {older.format}, and this Licit reads format {self.format}"
        before, now = ({one.name: one for one in files} for files in (older.files, self.files))
        for name in sorted(before.keys() | now.keys()):
            if name not in now:
                return f"{name} is no longer in the repertoire"
            if name not in before:
                return f"{name} was added to the repertoire"
            if before[name] != now[name]:
                return f"{name} was changed since the table was built"
        if self.statement != older.statement:
            return f"{STATEMENT} was changed since the table was built"
        return "" if self.marks == older.marks else "the record names other assets in its lists"


def fingerprint(repertoire: Path, marks: Mapping[Any, int]) -> Fingerprint:
    """The fingerprint of a repertoire as it is now.

    Raises:
        BadInputError: a file is missing.
        OSError: a file can't be read.
    """
    files = tuple(input_file(repertoire, path) for kind in (CONTROLS, ITEMS) for path in files_of(repertoire, kind))
    statement = repertoire / STATEMENT
    if not statement.is_file():
        raise _missing(
            statement, f"write {{'source': ..., 'made': ..., 'published': ..., 'basis': ...}} to {STATEMENT}"
        )
    plain = sorted((str(asset), isinstance(asset, str), int(mark)) for asset, mark in marks.items() if mark)
    return Fingerprint(files, _hash(statement.read_bytes()), _hash(json.dumps(plain).encode()))


def files_of(repertoire: Path, kind: str) -> tuple[Path, ...]:
    """The Parquet files of one kind: ``controls.parquet``, then ``controls/*.parquet`` by name."""
    one, folder = repertoire / f"{kind}.parquet", repertoire / kind
    found = ([one] if one.is_file() else []) + (sorted(folder.glob("*.parquet")) if folder.is_dir() else [])
    if not found:
        raise _missing(one, f"a repertoire has {kind}.parquet, or a folder {kind} with Parquet files")
    return tuple(found)


def input_file(repertoire: Path, path: Path) -> InputFile:
    """What tells one file of a folder from any other, and from itself when it has changed."""
    stat = path.stat()
    state = blake2b(digest_size=16)
    with path.open("rb") as stream:
        for start, length in _looked_at(stat.st_size, path):
            stream.seek(start)
            state.update(stream.read(length))
    return InputFile(path.relative_to(repertoire).as_posix(), stat.st_size, stat.st_mtime_ns, state.hexdigest())


def _looked_at(size: int, path: Path) -> Iterable[tuple[int, int]]:
    if size <= _SAMPLES * _SAMPLE:
        return [(0, size)]
    with path.open("rb") as stream:
        stream.seek(size - _TAIL)
        footer = int.from_bytes(stream.read(4), "little") + _TAIL
    footer = min(footer, size)
    return [(size - footer, footer), *((size * at // _SAMPLES, _SAMPLE) for at in range(_SAMPLES))]


def _hash(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def _missing(path: Path, mend: str) -> BadInputError:
    return BadInputError((Problem(Place(str(path)), "there is no such file", mend, MISSING_FILE),))
