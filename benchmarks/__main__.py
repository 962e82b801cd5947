# SPDX-License-Identifier: Apache-2.0
"""``python -m benchmarks NAME``: each benchmark by its name; ``--help`` after it says what it takes."""

from __future__ import annotations

import importlib
import sys
from typing import Final

BENCHMARKS: Final = {
    "cold-start": ("benchmarks.cold_start", "what starting the command line costs, beside a bare interpreter"),
    "engine": ("benchmarks.engine.command", "the engine beside the best general tools, on plain worlds"),
    "growth": ("benchmarks.engine.growth_curves", "time and memory against items, classes, grants, chains and so on"),
    "large": ("benchmarks.engine.large", "up to 10⁸ recordings of a full world, beside the floor"),
    "revising": ("benchmarks.engine.revising", "one changed grant, beside compiling from nothing"),
    "why": ("benchmarks.explain.why", "one answer with its whole proof, beside clingo and the reference"),
    "crux": ("benchmarks.explain.crux", "what contested answers hang on, beside clingo; catalogues by size"),
    "remedy": ("benchmarks.explain.remedy", "the fewest counterparties for a catalogue, beside clingo"),
    "ern": ("benchmarks.formats.ern", "DDEX messages read, beside a bare lxml.iterparse; memory by deals"),
    "cwr": ("benchmarks.formats.cwr", "CWR read to columns, beside a plain reader that slices and checks nothing"),
    "floor": ("benchmarks.engine.bare", "the floor alone: ids read once, bits counted"),
}


def main() -> int:
    """Run the benchmark that the first argument names."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in BENCHMARKS:
        print("usage: python -m benchmarks NAME [OPTIONS]\n")
        print("\n".join(f"  {one:<11} {what}" for one, (_, what) in BENCHMARKS.items()))
        return 0 if name in ("", "-h", "--help") else 2
    module = importlib.import_module(BENCHMARKS[name][0])
    sys.argv = [f"python -m benchmarks {name}", *sys.argv[2:]]
    module.main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
