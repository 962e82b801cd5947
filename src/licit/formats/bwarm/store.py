# SPDX-License-Identifier: Apache-2.0
"""The shares of a set by their ids, on disk: who follows a share may stand before it, and sets are long."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

CACHE: Final = 16 * 1024  # KiB of pages in memory
_SELECT: Final = "SELECT party, work, hundredths, bearing FROM share WHERE id = ?"
_OTHERS: Final = "SELECT 1 FROM share WHERE work = ? AND party = ? AND bearing AND id <> ? LIMIT 1"


@dataclass(frozen=True, slots=True)
class Above:
    """A share that another follows: the feed's numbers of party and work, how much, whether it bears on authority."""

    party: str
    work: str
    hundredths: int
    bearing: bool


class Shares:
    """Filled in one go, then asked. SQLite gives it a file of its own, which is gone with the run."""

    def __init__(self, shares: Iterable[tuple[str, Above]]) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{CACHE}"):
            self._database.execute(f"PRAGMA {setting}")
        self._database.execute("CREATE TABLE share (id, party, work, hundredths, bearing)")
        self._database.execute("BEGIN")
        self._database.executemany(
            "INSERT INTO share VALUES (?, ?, ?, ?, ?)",
            ((name, one.party, one.work, one.hundredths, one.bearing) for name, one in shares),
        )
        self._database.execute("CREATE INDEX by_id ON share (id)")
        self._database.execute("CREATE INDEX by_work ON share (work, party)")
        self._database.execute("COMMIT")

    def get(self, name: str) -> Above | None:
        """The share of this id; the first, should there be two."""
        row = self._database.execute(_SELECT, (name,)).fetchone()
        return Above(row[0], row[1], row[2], bool(row[3])) if row else None

    def has_others(self, name: str, one: Above) -> bool:
        """Whether the party has a share of the work beside this one."""
        return self._database.execute(_OTHERS, (one.work, one.party, name)).fetchone() is not None

    def close(self) -> None:
        """When all is read."""
        self._database.close()
