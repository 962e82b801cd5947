# SPDX-License-Identifier: Apache-2.0
"""``python -m benchmarks floor``: the floor of an audit by itself, cold and warm, with and without the second key."""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from pathlib import Path

import numpy as np

from benchmarks import floor
from benchmarks.engine.machine import described
from benchmarks.engine.measure import Runs, rounds, table, told_bytes, told_seconds


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, prog=sys.argv[0])
    parser.add_argument("--rows", type=int, default=100_000_000)
    parser.add_argument("--classes", type=int, default=300_000)
    parser.add_argument("--groups", type=int, default=3_000)
    parser.add_argument("--folder", type=Path, help="where the columns are made (a temporary folder)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="licit-floor-", dir=given.folder) as folder:
        files = floor.make(Path(folder), given.rows, given.classes, given.groups)
        found = runs(files, given.groups)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(described(("numba",)))
    print(
        f"\n{given.rows:,} rows, {given.classes:,} classes, {given.groups:,} label groups, {floor.LEAVES} leaves; ",
        end="",
    )
    print(f"median of 5; the most memory {told_bytes(peak)}, mapped pages of the columns among it\n")
    print(table(("floor", "one key", "with label group"), rows(found)))


def runs(files: floor.Files, groups: int) -> dict[tuple[str, str, str], Runs]:
    """Runs by program, heat and keys, all giving the same counts."""
    audit, by_group = floor.compiled()
    ways: dict[tuple[str, str], floor.Way] = {
        ("numba", "one key"): audit,
        ("numba", "with label group"): lambda files: by_group(files, groups),
        ("NumPy", "one key"): floor.numpy_audit,
    }
    expected = floor.numpy_audit(files)
    for way in ways.values():
        counts = way(files)
        assert np.array_equal(counts if counts.ndim == expected.ndim else counts.sum(axis=0), expected)
    found = {(name, heat, keys): Runs(name) for name, keys in ways for heat in ("cold", "warm")}
    number, most = 0, 1
    while number < most:
        for (name, heat, keys), one in found.items():
            one.seconds.append(floor.timed(files, ways[name, keys], cold=heat == "cold"))
            most = max(most, rounds(one.seconds[0]))
        number += 1
    return found


def rows(found: dict[tuple[str, str, str], Runs]) -> list[list[str]]:
    """A row for each program and heat."""
    return [
        [f"{name}, {heat}"]
        + [told_seconds(found[name, heat, keys].median) if (name, heat, keys) in found else "–" for keys in KEYS]
        for name, heat in dict.fromkeys((name, heat) for name, heat, _ in found)
    ]


KEYS = ("one key", "with label group")
