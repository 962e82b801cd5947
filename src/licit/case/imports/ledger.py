# SPDX-License-Identifier: Apache-2.0
"""Which files were imported into a case, and what their names and numbers stand for.

Each import is a folder ``imports/<name>/``: ``import.json`` (this entry of the ledger), ``names.csv`` (numbers of
submitters and further identifiers, with the id each stands for), ``subjects.csv`` (facts that a later file of the same
source replaces), and the YAML files and tables that the case reads. To take an import back, delete its folder.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from licit.case.checks import NOT_READABLE
from licit.model.problem import BadInputError, Place, Problem

FOLDER: Final = "imports"
ENTRY: Final = "import.json"
NAMES: Final = "names.csv"
SUBJECTS: Final = "subjects.csv"
SCHEME: Final = "@"  # before the scheme of a further identifier, where a number has whose it is

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One file in the ledger. ``records``, ``facts`` are counts; ``refused`` how many records were refused.

    ``learnt`` is what later files of the kind are read with: the mapping of columns.
    """

    name: str
    file: str
    sha256: str
    format: str
    version: str = ""
    day: str = ""
    records: dict[str, int] = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)
    statements: int = 0
    refused: int = 0
    options: dict[str, Any] = field(default_factory=dict)
    learnt: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Ledger:
    """All imports of a case, in the order of their names; ``subjects`` gives ids of facts."""

    entries: list[Imported] = field(default_factory=list)
    numbers: dict[Key, str] = field(default_factory=dict)
    aliases: dict[Key, str] = field(default_factory=dict)
    subjects: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(self, entry: Imported) -> None:
        """One more."""
        self.entries.append(entry)

    def has(self, sha256: str, options: dict[str, Any]) -> Imported | None:
        """The import of a file with this content, read with the same options."""
        return next((one for one in self.entries if one.sha256 == sha256 and one.options == options), None)

    @property
    def learnt(self) -> dict[str, list[Any]]:
        """What all imports learnt, the latest first."""
        found: dict[str, list[Any]] = {}
        for one in sorted(self.entries, key=lambda entry: entry.day, reverse=True):
            for name, values in one.learnt.items():
                found.setdefault(name, []).extend(value for value in values if value not in found[name])
        return found

    @property
    def folders(self) -> frozenset[str]:
        """The names of the imports."""
        return frozenset(one.name for one in self.entries)


def read_ledger(case: Path) -> Ledger:
    """The ledger of a case; empty where nothing was imported.

    Raises:
        BadInputError: an entry can't be read.
    """
    ledger = Ledger()
    for path in sorted((case / FOLDER).glob(f"*/{ENTRY}")):
        if path.parent.name.startswith("."):
            continue  # of an import that was interrupted
        try:
            ledger.entries.append(Imported(**json.loads(path.read_text("utf-8"))))
            _names(path.parent / NAMES, ledger)
            for source, subject, fact in _rows(path.parent / SUBJECTS, 3):
                ledger.subjects.setdefault((source, subject), []).append(fact)
        except (OSError, ValueError, TypeError, csv.Error) as error:
            what = f"an entry of the ledger can't be read: {str(error)[:200]}"
            mend = f"delete {path.parent} and import {path.parent.name} again"
            raise BadInputError((Problem(Place(str(path)), what, mend, NOT_READABLE),)) from None
    return ledger


def _names(path: Path, ledger: Ledger) -> None:
    for kind, of, value, one in _rows(path, 4):
        if of.startswith(SCHEME):
            ledger.aliases[kind, of.removeprefix(SCHEME), value] = one
        else:
            ledger.numbers[kind, of, value] = one


def _rows(path: Path, width: int) -> Iterator[list[str]]:
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, strict=True)
        next(reader, None)
        for row in reader:
            if len(row) != width:
                raise ValueError(f"{path.name} line {reader.line_num} has {len(row)} cells, not {width}")
            yield row


def written_entry(entry: Imported) -> bytes:
    """``import.json``."""
    return (json.dumps(asdict(entry), ensure_ascii=False, indent=2) + "\n").encode()


def name_rows(numbers: Iterable[tuple[Key, str]], aliases: Iterable[tuple[Key, str]]) -> Iterator[tuple[str, ...]]:
    """The rows of ``names.csv``."""
    yield "kind", "of", "value", "id"
    for (kind, of, value), one in numbers:
        yield kind, of, value, one
    for (kind, scheme, value), one in aliases:
        yield kind, SCHEME + scheme, value, one
