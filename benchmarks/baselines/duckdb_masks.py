# SPDX-License-Identifier: Apache-2.0
"""DuckDB: a recursive query with territory masks, over the Parquet files read once into its own tables."""

# ruff: noqa: S608  (all names in the SQL are ours)

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from benchmarks.baselines.flat import Flat
from benchmarks.baselines.interface import PlainWorld
from benchmarks.baselines.recursive_sql import RecursiveSql


class DuckDb(RecursiveSql):
    """In memory, with as many threads as the machine has."""

    name = "DuckDB"
    pattern = "list_sort(list(c.line))"

    def prepare(self, world: PlainWorld) -> None:
        """Read the files; number the distinct lines of controls."""
        self.connection = duckdb.connect()
        self.run("set enable_progress_bar = false")  # it would be drawn into the table
        files = world.folder
        self.run(
            "create table control as with rows as (select asset, party, rights, share, "
            f"""territories, "start" as from_day, "end" as to_day from '{files}/controls/*.parquet'), """
            "lines as (select *, row_number() over () as line "
            "from (select distinct share, rights, territories from rows)) "
            "select rows.*, line from rows join lines using (share, rights, territories)"
        )
        self.run(f"create table item as select item, kind, asset from '{files}/items/*.parquet'")
        self.item_type = "bigint" if world.features.ids == "int64" else "text"
        self.load_facts(Flat(world.record))

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement."""
        return self.connection.execute(sql).fetchall()

    def fill(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        """By way of an Arrow table, which DuckDB reads as it is."""
        listed = list(rows)
        if listed:
            columns = zip(*listed, strict=True)
            given = pa.table({f"c{number}": list(column) for number, column in enumerate(columns)})
            self.connection.register("given", given)
            self.run(f"insert into {table} select * from given")
            self.connection.unregister("given")

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()
