# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.engine.store.limited FOLDER``: the work with files of limited size; prints how often it failed."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as pa
from pyarrow import parquet

from licit.engine.store import streamed, streamed_path
from tests.engine.store.faulty import FaultyDisk
from tests.engine.store.work import check_done, check_stopped, complaint, fresh, prepare, work

LARGEST = 6200  # bytes; the result has 6000
EVERY = 60
TABLE = pa.table({"n": range(200_000)})


def fail_at_each_limit(folder: Path) -> int:
    """How many limits stopped the work, each with one clear error; what was left is whole."""
    prepare(folder / "prepared")
    failed = 0
    for limit in range(0, LARGEST, EVERY):
        at = fresh(folder / "prepared", folder / str(limit))
        error = complaint(partial(_limited, limit, partial(work, at, FaultyDisk())))
        if error is None:
            check_done(at)
        else:
            failed += 1
            assert "ulimit -f" in str(error), error
            assert str(at) in str(error), error
            check_stopped(at)
    return failed


def libraries_are_told_too(folder: Path) -> None:
    """DuckDB and Arrow write by themselves and raise errors of their own."""
    path = folder / "result.parquet"
    path.write_bytes(b"old")
    for write in (_by_duckdb, _by_arrow, _by_arrow_to_a_file):
        error = complaint(partial(_limited, 50_000, partial(write, path)))
        assert "ulimit -f" in str(error), error
        assert str(path) in str(error), error
        assert path.read_bytes() == b"old"
        assert [name.name for name in folder.iterdir()] == ["result.parquet"]


def _by_duckdb(path: Path) -> None:
    with streamed_path(path) as at:
        duckdb.table_function("range", [200_000]).write_parquet(str(at), compression="uncompressed")


def _by_arrow(path: Path) -> None:
    with streamed_path(path) as at:
        parquet.write_table(TABLE, at, compression="none")


def _by_arrow_to_a_file(path: Path) -> None:
    with streamed(path) as file:
        parquet.write_table(TABLE, file, compression="none")


def _limited(limit: int, act: Callable[[], object]) -> None:
    """Do this while no file may grow beyond ``limit`` bytes."""
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        act()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


if __name__ == "__main__":
    libraries_are_told_too(Path(sys.argv[1]))
    sys.stdout.write(f"{fail_at_each_limit(Path(sys.argv[1]))}\n")
