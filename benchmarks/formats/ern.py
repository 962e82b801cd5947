# SPDX-License-Identifier: Apache-2.0
"""Reading DDEX ERN, beside a bare ``lxml.iterparse`` over the same files, and memory against the number of deals.

The bare loop takes every element and empties it, with the same hardening; it understands nothing. Both are timed in
turn, in processor seconds; the median of the runs counts. Memory is the peak of a process of its own that reads and
keeps nothing.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import Final

from lxml import etree

from benchmarks.formats.ern_messages import write
from licit.model.record import Record

SAMPLES: Final = Path(__file__).parents[3] / "shared" / "samples" / "ddex-ern"
RUNS: Final = 9
_READ: Final = """
import resource, sys
from benchmarks.formats.ern import read
from pathlib import Path
print(read([Path(sys.argv[1])]), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def bare(paths: Sequence[Path]) -> int:
    """All elements, each emptied; how many there were."""
    count = 0
    for path in paths:
        for _, element in etree.iterparse(
            str(path), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
        ):
            element.clear()
            count += 1
    return count


def read(paths: Sequence[Path]) -> int:
    """All entries of one import of the files; how many elements there were."""
    from licit.case.identity import Registry
    from licit.formats.ern import ROOM
    from licit.formats.files import Detected, File

    known = Registry(_empty())
    files = [File(path, path.name, Detected("ern")) for path in paths]
    for file in files:
        for _ in ROOM.read([file], known):
            pass
    return sum(sum(file.records.values()) for file in files)


@cache
def _empty() -> Record:
    """A case of music with nothing in it."""
    from licit.case import load

    return load("-", stdin=StringIO('{"licit": "1", "vocabulary": "music"}')).record


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deals", type=int, default=1_000_000, help="deals of the largest message")
    parser.add_argument("--samples", type=Path, default=SAMPLES, help="a folder of messages, read as they are")
    given = parser.parse_args()
    print(f"Python {platform.python_version()}, lxml {version('lxml')}, libxml2 {etree.LIBXML_VERSION}\n")
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'files':<44}{'MB':>8}{'elements':>11}{'bare, s':>9}{'Licit, s':>10}{'ratio':>7}")
        for name, paths in _corpora(Path(folder), given.deals, given.samples):
            _compare(name, paths)
        print(f"\n{'one message of':<44}{'MB':>8}{'peak MB':>11}")
        for number in (given.deals // 100, given.deals // 10, given.deals):
            path = _message(Path(folder), number)
            found = subprocess.run(
                [sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=True, cwd=Path.cwd()
            )
            peak = int(found.stdout.split()[1]) / 1024
            print(f"{f'{number:,} deals':<44}{path.stat().st_size / 1e6:>8.1f}{peak:>11.1f}")


def _corpora(folder: Path, deals: int, samples: Path) -> Iterator[tuple[str, Sequence[Path]]]:
    if samples.is_dir():
        yield "the samples beside this clone", sorted(samples.glob("ern*.xml"))
    for number in (deals // 1000, deals // 100, deals // 20):
        yield f"one boxed set, {number:,} deals", [_message(folder, number)]
    yield f"one boxed set, {deals // 20:,} deals, none alike", [_message(folder, deals // 20, alike=False)]


def _message(folder: Path, deals: int, *, alike: bool = True) -> Path:
    path = folder / f"{deals}-{alike}.xml"
    if not path.exists():
        with path.open("wb") as to:
            write(to, deals, alike=alike)
    return path


def _compare(name: str, paths: Sequence[Path]) -> None:
    both: dict[Callable[[Sequence[Path]], int], list[float]] = {bare: [], read: []}
    counted = {}
    for number in range(RUNS + 1):
        for work, took in both.items():
            began = time.process_time()
            counted[work] = work(paths)
            if number:  # the first run warms up
                took.append(time.process_time() - began)
    assert counted[bare] == counted[read], "the two saw different elements"
    plain, ours = (statistics.median(took) for took in both.values())
    size = sum(path.stat().st_size for path in paths) / 1e6
    print(f"{name:<44}{size:>8.1f}{counted[read]:>11,}{plain:>9.3f}{ours:>10.3f}{ours / plain:>7.2f}")


if __name__ == "__main__":
    main()
