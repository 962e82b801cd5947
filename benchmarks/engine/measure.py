# SPDX-License-Identifier: Apache-2.0
"""What is made of measured runs: medians, ratios, rounds, growth, and how they are written."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

LONG: Final = 10.0  # seconds; a run that takes longer is repeated fewer times
ROUNDS, ROUNDS_OF_LONG = 5, 3


@dataclass
class Runs:
    """The runs of one subject: seconds each, the most memory so far in bytes; ``work`` is what one run does."""

    name: str
    seconds: list[float] = field(default_factory=list)
    peak: int = 0
    work: int = 1

    @property
    def median(self) -> float:
        """Seconds of the median run."""
        return statistics.median(self.seconds)

    @property
    def rate(self) -> float:
        """Work a second, at the median."""
        return self.work / self.median

    def ratio(self, base: Runs) -> float:
        """How many times as long as another, for the same work."""
        return (self.median / self.work) / (base.median / base.work)


def rounds(first: float) -> int:
    """How often to run what took so many seconds once."""
    return ROUNDS if first <= LONG else ROUNDS_OF_LONG


def ladder(size: int, smallest: int = 1000, factor: int = 10) -> list[int]:
    """The sizes on the way up to one, each ``factor`` times the one before; that one last."""
    sizes = []
    step = smallest
    while step < size:
        sizes.append(step)
        step *= factor
    return [*sizes, size]


def growth(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The power with which values grow: the slope of their logarithms over those of the sizes, by least squares."""
    xs, ys = [math.log(size) for size in sizes], [math.log(value) for value in values]
    mean_x, mean_y = statistics.fmean(xs), statistics.fmean(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread if spread else math.nan


def told_seconds(seconds: float) -> str:
    """Seconds with three digits that count: ``1.23 s``, ``12.3 ms``, ``4.56 µs``."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{told(seconds / size)} {unit}"
    return f"{told(seconds * 1e9)} ns"


def told_bytes(count: float) -> str:
    """Bytes as MiB or GiB."""
    return f"{count / 2**30:.2f} GiB" if count >= 2**30 else f"{count / 2**20:.0f} MiB"


def told(number: float) -> str:
    """A number with three digits that count; thousands in groups."""
    if number >= 100:  # noqa: PLR2004  all digits before the point
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}"  # noqa: PLR2004


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the first column to the left, the others to the right."""
    lines = [heads, ["---", *("---:" for _ in heads[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
