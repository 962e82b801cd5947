# SPDX-License-Identifier: Apache-2.0
"""SQLite: the same recursive query, in memory, with indexes and a bitwise OR of groups in Python (it has none)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks.baselines import parquet
from benchmarks.baselines.flat import Flat
from benchmarks.baselines.interface import PlainWorld
from benchmarks.baselines.recursive_sql import RecursiveSql

_INDEXES = (
    "control (asset)",
    "item (item)",
    "terr (name, day)",
    "terr_leaf (name, day, leaf)",
    "leaves (day, leaf)",
    "opt_outs (party, statute)",
)
_OF_STEPS = {
    "live": ("grantor, j, rgt",),
    "taking": ("grantor, j, rgt",),
    "voids": ("id, grantee",),
    "bars": ("id",),
    "free": ("grantee, j, rgt",),
    "one_right": ("k, party, rgt",),
    "auth": ("k, party, rights",),
    "wanted_owner": ("k, party",),
    "of_asset": ("asset", "pattern"),
    "pattern": ("asset",),
    "missing": ("pattern",),
    "part_asked": ("n, asset",),
    "asset_asked": ("n",),
}


class _BitOr:
    """The aggregate that SQLite lacks."""

    def __init__(self) -> None:
        self.bits = 0

    def step(self, bits: int) -> None:
        self.bits |= bits

    def finalize(self) -> int:
        return self.bits


class Sqlite(RecursiveSql):
    """One connection, one thread."""

    name = "SQLite"
    pattern = "group_concat(c.line)"  # in any order: more patterns than need be, all of them right

    def prepare(self, world: PlainWorld) -> None:
        """Copy the files into tables, with indexes."""
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.connection.create_aggregate("bit_or", 1, _BitOr)
        self.item_type = "bigint" if world.features.ids == "int64" else "text"
        ids = self.item_type
        self.run(
            f"create table control (asset {ids}, party text, rights text, share int, territories text, "
            "from_day text, to_day text, line int)"
        )
        self.run(f"create table item (item {ids}, kind text, asset {ids})")
        self.fill("control", parquet.numbered_controls(world.folder))
        self.fill("item", parquet.rows(world.folder / "items", parquet.ITEM))
        self.load_facts(Flat(world.record))
        for index in _INDEXES:
            self.run(f"create index of_{index.split()[0]} on {index}")
        self.run("analyze")

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement; a new temporary table gets its indexes."""
        found = self.connection.execute(sql).fetchall()
        if sql.startswith("create temporary table"):
            table = sql.split()[3]
            for number, columns in enumerate(_OF_STEPS.get(table, ())):
                self.connection.execute(f"create index temp.{table}_by_{number} on {table} ({columns})")
        return found

    def fill(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        """In one transaction."""
        waiting = iter(rows)
        first = next(waiting, None)
        if first is None:
            return
        insert = f"insert into {table} values ({', '.join('?' * len(first))})"  # noqa: S608  a name of ours
        self.connection.execute("begin")
        self.connection.execute(insert, tuple(first))
        self.connection.executemany(insert, waiting)
        self.connection.execute("commit")

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()
