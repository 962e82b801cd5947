# SPDX-License-Identifier: Apache-2.0
"""The folder of an import, filled as its file is read: tables for what is long, YAML for the rest.

It has a hidden name until all of it is there. What a killed run left behind is cleared away by the next.
"""

from __future__ import annotations

import csv
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TextIO

from licit.case.atomic import new_folder
from licit.case.emitting import Section
from licit.case.identity import Named
from licit.case.imports.ledger import ENTRY, FOLDER, NAMES, SUBJECTS, Imported, name_rows, written_entry
from licit.case.kinds import FACTS, NAMED, SAID, SAID_KEY
from licit.case.repertoire.columns import COLUMNS
from licit.case.shelf import Shelf
from licit.case.values import CONTROL, RIGHTS
from licit.case.writing import dumped
from licit.model.asset import Asset, Item
from licit.model.evidence import Evidence
from licit.model.fact import Claim, Control, Fact, Note
from licit.model.statement import Statement

STATEMENTS: Final = "statements"
UNFINISHED: Final = ".*.new"  # as ``new_folder`` calls a folder that is being filled
_KINDS: Final = ("recording", "performance", "work")
_SECTION: Final = {shape.model: (section, shape) for section, shape in FACTS.items()}
_ORDER: Final = ("assets", "items", "controls", "catalogues", "links", "offers")  # of tables in import.yaml

Row = tuple[str, ...]


@contextmanager
def import_folder(case: Path, name: str) -> Iterator[ImportFolder]:
    """The folder ``imports/<name>`` of a case, to be filled, then finished or given up.

    Raises:
        BadInputError: it can't be written; the case is as it was.
    """
    home = case / FOLDER / name
    _clear(home.parent)
    with new_folder(home) as made:
        lock = os.open(made, os.O_RDONLY)
        folder = ImportFolder(made, f"{FOLDER}/{name}")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
        finally:
            folder.close()
            os.close(lock)
            if not folder.finished:
                shutil.rmtree(made, ignore_errors=True)


def _clear(imports: Path) -> None:
    """Remove what killed runs left: a folder under way that no process holds."""
    for left in imports.glob(UNFINISHED) if imports.is_dir() else ():
        if not left.is_dir():
            continue
        lock = os.open(left, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue  # another import is at it
        else:
            shutil.rmtree(left, ignore_errors=True)
        finally:
            os.close(lock)


@dataclass(slots=True)
class ImportFolder:
    """What a file says, on its way into the folder. It implements ``Taking``; facts and their words are never held."""

    folder: Path
    inside: str
    finished: bool = False
    _tables: dict[str, _Table] = field(default_factory=dict)
    _sections: dict[str, Section] = field(default_factory=dict)
    _kept: Shelf[tuple[str, str], Claim | Note] = field(default_factory=Shelf)
    _evidence: dict[str, Evidence] = field(default_factory=dict)

    def fact(self, fact: Fact, said: Statement) -> None:
        """See ``Taking``: a control is a row of a table, each other fact an entry of its section."""
        if isinstance(fact, Control):
            self._row("controls", COLUMNS["controls"], _control(fact, said))
            return
        section, shape = _SECTION[type(fact)]
        self._section(section).add(fact.id, {**shape.plain(fact), SAID_KEY: [SAID.plain(said)]})

    def say(self, said: Statement) -> None:
        """See ``Taking``."""
        self._section(STATEMENTS).add("", {**SAID.plain(said), "facts": [*said.facts]})

    def pair(self, kind: str, one: str, other: str) -> None:
        """See ``Taking``."""
        self._row(kind, COLUMNS[kind], (one, other))

    def under(self, source: str, subject: str, fact: str) -> None:
        """See ``Taking``."""
        self._row(SUBJECTS, ("source", "subject", "fact"), (source, subject, fact))

    def keep(self, entry: Claim | Note | Evidence) -> None:
        """See ``Taking``."""
        if isinstance(entry, Evidence):
            self._evidence[entry.id] = entry
        else:
            self._kept["claims" if isinstance(entry, Claim) else "notes", entry.id] = entry

    def finish(self, entry: Imported, named: Named) -> None:
        """All is read: add the names that are new, and the entry of the ledger."""
        for asset in named.assets.values():
            self._row("assets", COLUMNS["assets"], _asset(asset))
        details = dict.fromkeys(name for item in named.items.values() for name, _ in item.details)
        for item in named.items.values():
            self._row("items", (*COLUMNS["items"], *_KINDS, *details), _item(item, details))
        names = name_rows(named.numbers.items(), named.aliases.items())
        header = next(names)
        for row in names:
            self._row(NAMES, header, row)
        for party in named.parties.values():
            self._section("parties").add(party.id, NAMED["parties"].plain(party))
        for (section, one), kept in self._kept.items():
            self._section(section).add(one, NAMED[section].plain(kept))
        self.close()
        self._head()
        (self.folder / ENTRY).write_bytes(written_entry(entry))
        self.finished = True

    def close(self) -> None:
        """Close the files."""
        for table in self._tables.values():
            table.close()
        for section in self._sections.values():
            section.close()

    def _head(self) -> None:
        tables = [{"file": f"{self.inside}/{kind}.csv", "kind": kind} for kind in _ORDER if kind in self._tables]
        evidence = {one.id: NAMED["evidence"].plain(one) for one in self._evidence.values()}
        head = {name: part for name, part in (("repertoire", tables), ("evidence", evidence)) if part}
        if head:
            (self.folder / "import.yaml").write_bytes(dumped(_clean(head)))

    def _row(self, name: str, header: Row, cells: Row) -> None:
        table = self._tables.get(name)
        if table is None:
            file = name if name.endswith(".csv") else f"{name}.csv"
            table = self._tables[name] = _Table(self.folder / file, header)
        table.add(cells)

    def _section(self, name: str) -> Section:
        section = self._sections.get(name)
        if section is None:
            section = self._sections[name] = Section(self.folder, name)
        return section


class _Table:
    """A CSV file, row by row."""

    def __init__(self, path: Path, header: Row) -> None:
        self._stream: TextIO = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._stream, lineterminator="\n")
        self.add(header)

    def add(self, cells: Row) -> None:
        """The next row."""
        self._writer.writerow([CONTROL.sub(" ", cell) for cell in cells])

    def close(self) -> None:
        """After the last row."""
        self._stream.close()


def _asset(asset: Asset) -> Row:
    return asset.id, asset.kind, asset.title, ";".join(f"{scheme}={value}" for scheme, value in asset.identifiers)


def _item(item: Item, details: Iterable[str]) -> Row:
    had = dict(item.details)
    released = str(item.released) if item.released else ""
    kinds = (";".join(item.of_kind(kind)) for kind in _KINDS)
    return item.id, item.title, item.artist, item.group, released, *kinds, *(had.get(one, "") for one in details)


def _control(control: Control, first: Statement) -> Row:
    rights = RIGHTS.plain(control.rights)
    return (
        control.id,
        control.asset,
        control.party,
        rights if isinstance(rights, str) else ";".join(map(str, rights)),
        str(control.share),
        str(control.territories),
        str(control.term.start or ""),
        str(control.term.end or ""),
        control.note,
        first.source,
        "" if first.affirms else "deny",
        str(first.made or ""),
        str(first.published or ""),
        first.basis.value,
        first.evidence,
        first.locator,
        first.through,
        first.note,
    )


def _clean(value: Any) -> Any:  # noqa: ANN401 - texts, lists, tables of keys
    """The same without characters that no file of a case may have; each becomes a blank."""
    if isinstance(value, str):
        return CONTROL.sub(" ", value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return {name: _clean(one) for name, one in value.items()}
