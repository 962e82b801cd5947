# SPDX-License-Identifier: Apache-2.0
"""Settlements of open points, chosen as they are asked for, and all of them in turn."""

from __future__ import annotations

import random
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

ChoiceT = TypeVar("ChoiceT")
ResultT = TypeVar("ResultT")


@dataclass
class Settling:
    """One settlement. Each open point is chosen when it is first asked for, and stays so.

    ``script`` holds the first choices by number; beyond it the first option is taken, or one at random with ``dice``.
    """

    script: Sequence[int] = ()
    dice: random.Random | None = None
    trail: list[tuple[Hashable, int, int]] = field(default_factory=list)
    chosen: dict[Hashable, int] = field(default_factory=dict)

    def choose(self, point: Hashable, options: Sequence[ChoiceT]) -> ChoiceT:
        """The option taken for this open point; ``options`` depends on the point alone."""
        if len(options) == 1:
            return options[0]
        if point not in self.chosen:
            number = self._next(len(options))
            self.chosen[point] = number
            self.trail.append((point, len(options), number))
        return options[self.chosen[point]]

    def _next(self, count: int) -> int:
        if len(self.trail) < len(self.script):
            return self.script[len(self.trail)]
        return self.dice.randrange(count) if self.dice else 0

    def following(self) -> list[int] | None:
        """The script of the next settlement, or ``None`` after the last one."""
        numbers = [number for _, _, number in self.trail]
        for index in reversed(range(len(self.trail))):
            if numbers[index] + 1 < self.trail[index][1]:
                return [*numbers[:index], numbers[index] + 1]
        return None


def settlements(
    judge: Callable[[Settling], ResultT], most: int, dice: random.Random
) -> Iterator[tuple[Settling, ResultT]]:
    """Every settlement that makes a difference to what is asked, with its result.

    Where there are more than ``most``, these first ones, then as many again with choices at random.
    """
    script: list[int] | None = []
    for _ in range(most):
        settling = Settling(script or ())
        yield settling, judge(settling)
        script = settling.following()
        if script is None:
            return
    for _ in range(most):
        settling = Settling(dice=dice)
        yield settling, judge(settling)
