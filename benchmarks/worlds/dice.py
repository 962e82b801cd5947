# SPDX-License-Identifier: Apache-2.0
"""Choices by seed: even, weighted, and Zipf-sized."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T")


class Dice:
    """A seeded generator of choices; the same seed makes the same choices."""

    def __init__(self, *seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def chance(self, part: float) -> bool:
        """Whether something with this probability (0-1) happens."""
        return bool(self.rng.random() < part)

    def number(self, least: int, most: int) -> int:
        """A whole number, both ends in."""
        return least + int(self.rng.random() * (most - least + 1))

    def pick(self, options: Sequence[T]) -> T:
        """Any one, evenly."""
        return options[int(self.rng.random() * len(options))]

    def ranked(self, options: Sequence[T]) -> T:
        """One by Zipf's law, roughly: the first is as likely as the second and third together."""
        return options[int(len(options) ** self.rng.random()) - 1]

    def weighted(self, *options: tuple[float, T]) -> T:
        """One by its weight."""
        at = self.rng.random() * sum(weight for weight, _ in options)
        for weight, option in options:
            at -= weight
            if at < 0:
                return option
        return options[-1][1]


def zipf(size: int, power: float = 1.0) -> npt.NDArray[np.float64]:
    """The probabilities of ``size`` ranks: 1, 1/2, 1/3 … to a power, together 1."""
    weights = 1.0 / np.arange(1, size + 1) ** power
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def wheel(weights: npt.NDArray[np.float64], slots: int = 1 << 20) -> npt.NDArray[np.int32]:
    """A table in which each rank has slots by its weight: a random slot is a weighted choice, in one look-up."""
    edges = np.cumsum(weights)
    return np.searchsorted(edges / edges[-1], (np.arange(slots) + 0.5) / slots).astype(np.int32)
