# SPDX-License-Identifier: Apache-2.0
"""Small ways to read a table in a test."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from licit.case.identity import Registry
from licit.formats.detect import room
from licit.formats.entries import Entry
from licit.formats.files import HEAD, Decoded, Detected, File
from licit.formats.tables.opening import tables
from licit.formats.tables.table import Row
from licit.model.asset import Item
from licit.model.problem import Problem, Severity
from tests.formats.taken import Taken, empty

GOOD: Final = Path(__file__).parent / "good"
BAD: Final = Path(__file__).parent / "bad"


def opened(path: Path, options: Mapping[str, Any] | None = None, version: str = "") -> File:
    """The file as the room detects it."""
    found = room("tables").sniff(path.read_bytes()[:HEAD], path.name) if not version else Detected("tables", version)
    assert found is not None
    return File(path, path.name, found, dict(options or {}))


def rows(path: Path, options: Mapping[str, Any] | None = None) -> list[list[str]]:
    """The cells of all rows, the header's first; nothing may be wrong."""
    found: list[list[str]] = []
    with tables(opened(path, options)) as all_tables:
        for table in all_tables:
            found.append(list(table.names))
            for row in table.rows:
                assert isinstance(row, Row), str(row)
                found.append(list(row.cells))
    return found


def entries(file: File) -> list[Entry]:
    """All that a file says, in an empty case."""
    return list(room("tables").read([file], Registry(empty())))


def decoded(path: Path, options: Mapping[str, Any] | None = None) -> list[Decoded]:
    """All records of a file."""
    return list(room("tables").inspect(opened(path, options)))


def told(problems: list[Problem]) -> list[tuple[int, str, bool]]:
    """Line, check and whether it is an error."""
    return [(one.place.line, one.check, one.severity is Severity.ERROR) for one in problems]


def item(taken: Taken, title: str) -> Item:
    """The one item of this title."""
    (found,) = (one for one in taken.record.items.values() if one.title == title)
    return found


def roles(file: File) -> dict[str, str]:
    """What the user is told of the columns once the file is read."""
    return {
        name.removeprefix("column ").strip("'"): role.split(" (")[0]
        for name, role in file.detected.details
        if name.startswith("column ")
    }
