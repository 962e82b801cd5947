# SPDX-License-Identifier: Apache-2.0
"""A bound on every choice of parties: what each group counts, shared out among its needs as evenly as can be.

A chosen party brings no more than what its needs were given, so a target takes at least so many parties as the richest
of them add up to it. Any sharing out gives a bound; the evener it leaves the parties, the better. It is found by giving
each group's count, bit by bit, to whichever of its needs is poorest (Frank and Wolfe's steps on the sum of squares).
Where each need has one party this comes as near as the linear program does: leaving parties out is a closure problem.

A need that several parties meet would count for each of them. So a part of it is counted once and for nobody, as much
as leaves its second richest party just at the price of one more party.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import floor
from typing import Final

import numpy as np

from licit.explain.remedy.incidence import Amounts, Incidence, added_up

ROUNDS: Final = (25, 50, 100, 200, 400)  # steps after which a bound is worked out
_ADJUSTED: Final = 3  # times that the price is found anew
_NEARLY: Final = 1e-9  # of all there is: floats are added up


def shared_out(incidence: Incidence) -> Iterator[Amounts]:
    """What each need was given, ever more evenly."""
    groups, needs, counts = incidence.groups, incidence.needs, incidence.counts
    of_group, starts = groups.owners, groups.starts[:-1]
    given = (counts / np.diff(groups.starts))[of_group]
    amounts = added_up(groups.flat, given, len(needs.starts) - 1)
    for step in range(1, ROUNDS[-1] + 1):
        richest = np.maximum.reduceat(incidence.worth(amounts)[needs.flat], needs.starts[:-1])[groups.flat]
        poorest = np.flatnonzero(richest <= np.minimum.reduceat(richest, starts)[of_group])
        all_to_one = np.zeros(len(given))
        all_to_one[poorest[np.searchsorted(poorest, starts)]] = counts
        given += 2 / (step + 2) * (all_to_one - given)
        amounts = added_up(groups.flat, given, len(amounts))
        if step in ROUNDS:
            given *= (counts / np.add.reduceat(given, starts))[of_group]
            amounts = added_up(groups.flat, given, len(amounts))
            yield amounts


def at_least(incidence: Incidence, amounts: Amounts, target: int, enough: int) -> int:
    """No fewer parties clear so much; ``enough``: so many do, as is known."""
    parties, slack = len(incidence.parties), _NEARLY * float(incidence.counts.sum())

    def needed(richest: Amounts, free: float) -> int:
        return min(int(np.searchsorted(richest, target - free - slack)) + 1, parties) if target - free > slack else 0

    found = 0
    for richest, free in _adjusted(incidence, amounts, enough, needed):
        found = max(found, needed(richest, free))
    return found


def at_most(incidence: Incidence, amounts: Amounts, most: int) -> int:
    """No so many parties clear more."""
    slack = _NEARLY * float(incidence.counts.sum())
    found = float(incidence.counts.sum())
    for richest, free in _adjusted(incidence, amounts, most, lambda _richest, _free: most):
        found = min(found, free + (float(richest[min(most, len(richest)) - 1]) if most else 0.0))
    return floor(found + slack)


def _adjusted(
    incidence: Incidence, amounts: Amounts, about: int, number: Callable[[Amounts, float], int]
) -> Iterator[tuple[Amounts, float]]:
    """What the one, two, … richest parties have together, and what is counted for nobody: at first nothing.

    The poorest of so many parties as are asked about is the price of one: at first of ``about`` so many, then of the
    ``number`` that follows from these two.
    """
    counted = amounts.copy()
    have = incidence.worth(counted)
    shared = [(need, parties) for need, parties in enumerate(incidence.needs.lists()) if len(parties) > 1]
    for _ in range(_ADJUSTED + 1):
        descending = np.sort(have)[::-1]
        richest, free = np.cumsum(descending), float((amounts - counted).sum())
        yield richest, free
        price = float(descending[min(max(about, 1), len(descending)) - 1])
        for need, parties in shared:
            without = sorted((float(have[party] - counted[need]) for party in parties), reverse=True)
            so_much = min(float(amounts[need]), max(0.0, price - without[1]))
            have[parties] += so_much - counted[need]
            counted[need] = so_much
        about = number(np.cumsum(np.sort(have)[::-1]), float((amounts - counted).sum()))
