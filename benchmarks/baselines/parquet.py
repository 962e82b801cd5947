# SPDX-License-Identifier: Apache-2.0
"""The rows of a folder of Parquet files, as tuples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq

CONTROL: Final = ("asset", "party", "rights", "share", "territories", "start", "end")
ITEM: Final = ("item", "kind", "asset")


def rows(folder: Path, columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """Each row of each file, these columns of it."""
    for file in sorted(folder.glob("*.parquet")):
        for batch in pq.ParquetFile(file).iter_batches(columns=list(columns)):
            yield from zip(*(batch.column(name).to_pylist() for name in columns), strict=True)


def numbered_controls(folder: Path) -> Iterator[tuple[Any, ...]]:
    """The rows of ``controls``, each with a number for its rights, share and territories together."""
    lines: dict[tuple[Any, ...], int] = {}
    for row in rows(folder / "controls", CONTROL):
        yield (*row, lines.setdefault(row[2:5], len(lines)))
