# SPDX-License-Identifier: Apache-2.0
"""Groups of a catalogue by numbers: which needs each has, and which parties meet them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from licit.explain.remedy.shortfall import Wanted

Numbers = npt.NDArray[np.int64]
Amounts = npt.NDArray[np.float64]


class Rows(NamedTuple):
    """Rows of numbers, one after the other: row ``n`` is ``flat[starts[n]:starts[n + 1]]``; none is empty."""

    flat: Numbers
    starts: Numbers

    @classmethod
    def of(cls, rows: Iterable[Iterable[int]]) -> Rows:
        """These rows."""
        listed = [list(row) for row in rows]
        starts = np.zeros(len(listed) + 1, np.int64)
        np.cumsum([len(row) for row in listed], out=starts[1:])
        return cls(np.array([one for row in listed for one in row], np.int64), starts)

    def lists(self) -> list[list[int]]:
        """The rows as lists."""
        flat, starts = self.flat.tolist(), self.starts.tolist()
        return [flat[at:until] for at, until in pairwise(starts)]

    @property
    def owners(self) -> Numbers:
        """The row that each of the numbers is in."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


class Incidence:
    """Parties by name in order, needs as rows of parties, groups as rows of needs, and what each group counts."""

    def __init__(self, groups: Mapping[Wanted, int]) -> None:
        needs = dict.fromkeys(need for wanted in groups for need in wanted)
        number = {need: at for at, need in enumerate(needs)}
        self.parties = sorted({party for need in needs for party in need})
        by_name = {party: at for at, party in enumerate(self.parties)}
        self.needs = Rows.of(sorted(by_name[party] for party in need) for need in needs)
        self.groups = Rows.of((number[need] for need in wanted) for wanted in groups)
        self.counts: Amounts = np.array(list(groups.values()), np.float64)

    def worth(self, amounts: Amounts) -> Amounts:
        """For each party the sum of its needs' amounts."""
        return added_up(self.needs.flat, amounts[self.needs.owners], len(self.parties))


def added_up(numbers: Numbers, amounts: Amounts, count: int) -> Amounts:
    """The sum of the amounts of each number, of so many numbers."""
    return np.bincount(numbers, amounts, count).astype(np.float64, copy=False)
