# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.engine.agreement [N]``: compares engine and reference on N worlds of each sort, prints counts."""

from __future__ import annotations

import sys

from tests.engine.agreement.counting import TOGETHER, shortages, table
from tests.engine.agreement.sample import Sample, dense_sample, told_sample

WORLDS = 3600


def main(arguments: list[str]) -> int:
    """Print the tables; 0 where all agree and nothing is too seldom in the told sample, else 1."""
    worlds = int(arguments[0]) if arguments else WORLDS
    told, dense = told_sample(worlds), dense_sample(worlds)
    print("## Worlds that tell a story\n")
    _show(told)
    print("\n## Dense worlds\n")
    _show(dense)
    seldom = shortages(told.counts)
    if seldom:
        print(f"\ntoo seldom: {seldom}")
    return 1 if told.disagreements or dense.disagreements or seldom else 0


def _show(sample: Sample) -> None:
    print("\n".join(table(sample.counts)))
    for seed, line in sample.disagreements:
        print(f"seed {seed}: {line}")
    print(f"\n{sample.counts[TOGETHER]:,} questions, {len(sample.disagreements)} disagreements")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
