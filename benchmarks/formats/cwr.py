# SPDX-License-Identifier: Apache-2.0
"""CWR read to columns, beside a plain Python reader that slices the same fields and checks nothing.

Both run on one core in processes of their own, in turn, and keep nothing. Seconds are the processor's, so that what
else runs counts little; the median of the runs counts. Memory is the peak of the process, on this file and on one of a
quarter of it. First both are made to say every value of a smaller file, and have to say the same.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Final

from benchmarks.formats.cwr_files import write
from licit.formats.cwr.layouts import Field, layouts

RUNS: Final = 5
CHECKED: Final = 3_000_000  # bytes of the file of which every value is compared
KINDS: Final = ("plain", "columns", "rows")
_SELF: Final = "import sys; from benchmarks.formats.cwr import alone; alone(*sys.argv[1:])"


def plain(path: Path) -> int:
    """Each line cut into the fields of its layout; how many fields there were."""
    slices = {kind: [field.place for field in layout.values()] for kind, layout in layouts().items()}
    count = 0
    with path.open(encoding="latin-1", newline="\n") as lines:
        for line in lines:
            count += len([line[place] for place in slices[line[:3]]])
    return count


def columns(path: Path) -> int:
    """All columns; how many fields there were."""
    from licit.formats.cwr.columns import read

    return sum(batch.num_rows * batch.num_columns for _, batch in read(path))  # the type is none, the line is one


def rows(path: Path) -> int:
    """Rows one by one, no field of them cut; how many they would have."""
    from licit.formats.cwr.rows import Row
    from licit.formats.cwr.rows import rows as all_rows

    with path.open("rb") as stream:
        return sum(len(one.layout) for one in all_rows(stream, path.name) if isinstance(one, Row))


def alone(kind: str, path: str) -> None:
    """In a process of its own: read, and print the count, the processor's seconds and the peak in KiB."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    work = {"plain": plain, "columns": columns, "rows": rows}[kind]
    began = time.process_time()
    count = work(Path(path))
    took = time.process_time() - began
    status = Path("/proc/self/status").read_text(encoding="ascii")  # ru_maxrss would have the parent's peak in it
    print(count, took, status.partition("VmHWM:")[2].split()[0])


def check(path: Path) -> int:
    """How many values of a file the two agree on.

    Raises:
        AssertionError: they differ in one.
    """
    from licit.formats.cwr.columns import read

    found: dict[int, dict[str, object]] = {}
    for _, batch in read(path):
        found.update((one["line"], one) for one in batch.to_pylist())
    number = compared = 0
    with path.open(encoding="latin-1", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            for name, field in layouts()[line[:3]].items():
                if name != "type":
                    text = line.rstrip("\r\n")[field.place].strip()
                    assert _written(found[number][name], field, text) == text, (number, name)
                    compared += 1
    assert len(found) == number
    return compared


def _written(value: object, field: Field, text: str) -> str:
    """A typed value as it stands in the file; none of it is blank or zero there."""
    if value is None:
        return text if not text.strip("0U") else "none"
    if isinstance(value, bool):
        return "NY"[value]
    if isinstance(value, int):
        return f"{value:0{field.size}}"
    return value if isinstance(value, str) else f"{value:%Y%m%d}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, default=64, help="megabytes of the file: 1000 for the figure of the issue")
    parser.add_argument("--runs", type=int, default=RUNS)
    given = parser.parse_args()
    print(f"Python {platform.python_version()}, numpy {version('numpy')}, pyarrow {version('pyarrow')}", end="; ")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        small, part, path = Path(folder, "small.v21"), Path(folder, "part.v21"), Path(folder, "file.v21")
        whole = given.mb * 1_000_000
        for one, size in ((small, CHECKED), (part, whole // 4), (path, whole)):
            with one.open("wb") as to:
                write(to, size)
        print(f"the same {check(small):,} values in {small.stat().st_size / 1e6:.1f} MB\n")
        size = path.stat().st_size / 1e6
        _, before = _measured(part, 1)
        took, peaks = _measured(path, given.runs)
        title = f"{size:,.0f} MB, median of {given.runs}"
        print(f"{title:<22}{'s':>10}{'MB/s':>8}{'ratio':>8}{'peak MB':>9}{'of a quarter':>14}")
        base = statistics.median(took["plain"])
        for kind, words in zip(KINDS, ("plain Python, slices", "Licit, columns", "Licit, rows, uncut"), strict=True):
            median = statistics.median(took[kind])
            print(f"{words:<22}{median:>10.2f}{size / median:>8.1f}{base / median:>8.2f}", end="")
            print(f"{max(peaks[kind]):>9.0f}{max(before[kind]):>14.0f}")


def _measured(path: Path, runs: int) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    took: dict[str, list[float]] = {kind: [] for kind in KINDS}
    peaks: dict[str, list[float]] = {kind: [] for kind in KINDS}
    counts = set()
    for _ in range(runs):
        for kind in KINDS:
            command = [sys.executable, "-c", _SELF, kind, str(path)]
            found = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path.cwd()).stdout.split()
            counts.add(int(found[0]))
            took[kind].append(float(found[1]))
            peaks[kind].append(int(found[2]) / 1024)
    assert len(counts) == 1, "they saw different records"
    return took, peaks


if __name__ == "__main__":
    main()
