# SPDX-License-Identifier: Apache-2.0
"""All that the files say, on disk while it is joined: a database of the run, with memory for its page cache alone."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

BATCH: Final = 20_000  # rows inserted at once
CACHE: Final = 64 * 1024  # KiB of pages in memory

COLUMNS: Final = {
    "label": ("id", "gid", "name"),
    "label_number": ("label", "scheme", "value", "place"),
    "release": ("id", "gid", "name", "credit"),
    "release_label": ("release", "label"),
    "released": ("release", "day"),
    "medium": ("id", "release"),
    "track": ("medium", "recording"),
    "recording": ("id", "gid", "name", "credit"),
    "work": ("id", "gid", "name"),
    "number": ("kind", "one", "value", "place"),
    "credit": ("id", "name"),
    "link_type": ("id", "gid"),
    "link": ("id", "type", "first", "last", "ended", "place"),
    "relation": ("kind", "link", "entity0", "entity1", "made", "place"),
    "asked": ("recording",),  # recordings of documents of the web service
}
_KEYED: Final = ("label", "release", "medium", "recording", "work", "credit", "link_type", "link", "asked")
_INDEXES: Final = (
    "label_number (label)",
    "release_label (release)",
    "released (release)",
    "medium (release)",
    "track (medium)",
    "number (kind, one)",
    "track (recording)",
    "link (type)",
    "relation (link)",
    "relation (entity0, kind)",
    "relation (entity1, kind)",
)


class Store:
    """The tables, filled row by row, then asked."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        for setting in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", f"cache_size = -{CACHE}"):
            self._database.execute(f"PRAGMA {setting}")
        for table, columns in COLUMNS.items():
            keyed = " PRIMARY KEY" if table in _KEYED else ""
            named = ", ".join((columns[0] + keyed, *columns[1:]))
            self._database.execute(f"CREATE TABLE {table} ({named})" + (" WITHOUT ROWID" if keyed else ""))
        self._waiting: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
        self._database.execute("BEGIN")

    def add(self, table: str, *values: Any) -> None:  # noqa: ANN401 - what SQLite holds
        """Take in a row. The first of a key stays."""
        waiting = self._waiting[table]
        waiting.append(values)
        if len(waiting) >= BATCH:
            self._flush(table)

    def ready(self) -> None:
        """All rows are in: index them."""
        for table in COLUMNS:
            self._flush(table)
        for index in _INDEXES:
            name = "by_" + "".join(letter if letter.isalnum() else "_" for letter in index)
            self._database.execute(f"CREATE INDEX {name} ON {index}")
        self._database.execute("COMMIT")

    def ask(self, query: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one by one."""
        yield from self._database.execute(query, values)

    def has(self, table: str) -> bool:
        """Whether the table has any row."""
        return next(self.ask(f"SELECT 1 FROM {table} LIMIT 1"), None) is not None  # noqa: S608 - a name of ours

    def count(self, table: str) -> int:
        """How many rows the table has."""
        return int(next(self.ask(f"SELECT count(*) FROM {table}"))[0])  # noqa: S608 - a name of ours

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    def _flush(self, table: str) -> None:
        waiting = self._waiting[table]
        marks = ", ".join("?" * len(COLUMNS[table]))
        self._database.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", waiting)  # noqa: S608 - ours
        waiting.clear()


@contextmanager
def store() -> Iterator[Store]:
    """A store on disk, gone when it is done."""
    with tempfile.TemporaryDirectory(prefix="licit-musicbrainz-", ignore_cleanup_errors=True) as folder:
        found = Store(Path(folder) / "join.sqlite")
        try:
            yield found
        finally:
            found.close()
