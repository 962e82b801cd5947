# SPDX-License-Identifier: Apache-2.0
"""Cold starts of the command line, against a bare interpreter, in turn on this machine.

Each run is a whole process; the median of the runs is told in milliseconds of processor time (user and system, which
a busy machine disturbs less than the clock) and of the clock, with the ratio to the baseline's median.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
LICIT = str(Path(sys.executable).with_name("licit"))
EXAMPLE = "examples/allofmp3"
QUESTION = ["allofmp3.com", "rem-losing-my-religion", "--territory", "FR", "--day", "2004-05-17"]
SHOP = "examples/licensed-shop/case.yaml"
SHOP_QUESTION = ["--territory", "FR", "--day", "2005-01-01", "--known-by", "2009-12-31", "--position", "documents"]
KNOWN = ["--known-by", "2004-05-31", "--position", "rightsholders"]
COMMANDS = {
    "bare interpreter: python -c pass": [sys.executable, "-c", "pass"],
    "licit --help": [LICIT, "--help"],
    "licit check, licensed-shop": [LICIT, "check", SHOP, "shop", "a-song", *SHOP_QUESTION],
    "licit check, allofmp3": [LICIT, "check", EXAMPLE, *QUESTION, *KNOWN],
}
WARM_UP, RUNS = 1, 9
AS_BY_LICIT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as ./licit


@dataclass(frozen=True, slots=True)
class Run:
    """One process: milliseconds of processor and of the clock."""

    cpu: float
    clock: float


def run(command: list[str]) -> Run:
    """Run a command to its end and measure it."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=AS_BY_LICIT, capture_output=True, check=False)
    clock = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode in (0, 10), done.stderr.decode()
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(used * 1000, clock * 1000)


def main() -> None:
    """Run all commands in turn, some rounds, and print the table."""
    runs: dict[str, list[Run]] = {name: [] for name in COMMANDS}
    for number in range(WARM_UP + RUNS):
        for name, command in COMMANDS.items():
            one = run(command)
            if number >= WARM_UP:
                runs[name].append(one)
    parts = ("cyclopts", "rich", "PyYAML", "babel")
    versions = ", ".join(f"{name} {version(name)}" for name in parts)
    print(f"{platform.machine()}, {os.cpu_count()} processors; Python {platform.python_version()}; {versions}")
    print(f"median of {RUNS} runs, in turn; load {os.getloadavg()[0]:.1f} at the end\n")
    print("| whole process | processor, ms | ratio | clock, ms | ratio |\n|---|---:|---:|---:|---:|")
    base = next(iter(runs.values()))
    for name, found in runs.items():
        cpu, clock = (statistics.median(getattr(one, what) for one in found) for what in ("cpu", "clock"))
        ratios = cpu / statistics.median(one.cpu for one in base), clock / statistics.median(one.clock for one in base)
        print(f"| {name} | {cpu:.0f} | {ratios[0]:.1f} | {clock:.0f} | {ratios[1]:.1f} |")
