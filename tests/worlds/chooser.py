# SPDX-License-Identifier: Apache-2.0
"""Where a world's choices come from: dice with a seed, or Hypothesis. Both build the same worlds."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

OptionT = TypeVar("OptionT")


class Chooser(ABC):
    """Makes one choice after another. The first option of each is the plainest: Hypothesis shrinks towards it."""

    @abstractmethod
    def number(self, least: int, most: int) -> int:
        """A whole number, both ends included."""

    def pick(self, options: Sequence[OptionT]) -> OptionT:
        """One of these."""
        return options[self.number(0, len(options) - 1)] if len(options) > 1 else options[0]

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred cases."""
        return self.number(0, 99) >= 100 - percent

    def weighted(self, *options: tuple[int, OptionT]) -> OptionT:
        """One of these, each as often as its weight says."""
        number = self.number(0, sum(weight for weight, _ in options) - 1)
        for weight, option in options:
            number -= weight
            if number < 0:
                return option
        return options[-1][1]


class Dice(Chooser):
    """Choices from a seeded generator: the same seed makes the same world."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)  # noqa: S311 - worlds for tests, no secret

    def number(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return self._dice.randint(least, most)


class Drawn(Chooser):
    """Choices drawn by Hypothesis."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def number(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return self._draw(st.integers(least, most))
