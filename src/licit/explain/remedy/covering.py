# SPDX-License-Identifier: Apache-2.0
"""The fewest counterparties that clear enough of a catalogue, with a bound on what any others could do.

Parties whom another one can stand in for everywhere are left out first. Then bounds by sharing out and choices by
leaving out close in on each other; where they do not meet, the integer program goes on from there if it has the time.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from licit.explain.remedy.greedy import greedy
from licit.explain.remedy.hitting import minimal
from licit.explain.remedy.incidence import Incidence
from licit.explain.remedy.peeling import peeled
from licit.explain.remedy.program import Program
from licit.explain.remedy.sharing import at_least, at_most, shared_out
from licit.explain.remedy.shortfall import Shortfall, Wanted

SECONDS: Final = 5.0  # what the solver may take
_SOON: Final = 0.01  # seconds that it gets at least
_PACE: Final = 5_000  # entries a second: it looks at the clock seldom, and took 18 s over 80,000 where 1 was left
_SMALL: Final = 1_000  # entries that are always tried
_NEARLY: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Cover:
    """The chosen parties, and a bound: ``fewest`` parties for the target, or the ``best`` that so many do.

    ``instead``: for a party others whom an agreement with would clear the same. ``ran_out``: the time did.
    """

    parties: frozenset[str]
    fewest: int | None
    best: int | None
    instead: Mapping[str, tuple[str, ...]]
    ran_out: bool


def cover(short: Shortfall, *, target: int | None, most: int | None, seconds: float = SECONDS) -> Cover:
    """The fewest parties that reach ``target``, or the best ``most`` parties.

    All numbers are as in the shortfall; a target beyond what is clearable is taken down to that.
    """
    until = time.perf_counter() + seconds
    groups, instead = reduced(short.groups)
    goal = None if target is None else min(target, short.clearable)
    if (goal is not None and goal <= short.cleared) or most == 0 or not groups:
        fewest, best = (0, None) if goal is not None else (None, short.cleared)
        return Cover(frozenset(), fewest, best, {}, ran_out=False)
    search = _Search(groups, None if goal is None else goal - short.cleared, most)
    search.close_in(until)
    if not search.proved:
        search.offer(greedy(groups, search.target, most))
    late = not search.proved and search.solve(max(until - time.perf_counter(), _SOON))
    bound = search.bound
    fewest, best = (bound, None) if goal is not None else (None, short.cleared + bound)
    return Cover(
        search.chosen, fewest, best, {one: instead[one] for one in search.chosen if one in instead}, ran_out=late
    )


class _Search:
    """The best choice found so far, and what no choice does better than: fewer parties, or more cleared."""

    def __init__(self, groups: Mapping[Wanted, int], target: int | None, most: int | None) -> None:
        """Begin with all parties (``target``), or with none."""
        self.target = target
        self._groups = groups
        self._short = Shortfall(sum(groups.values()), 0, groups)
        self._most = most
        self._incidence = Incidence(groups)
        self.chosen = frozenset(self._incidence.parties) if target is not None else frozenset()
        self.bound = 0 if target is not None else self._short.total

    @property
    def proved(self) -> bool:
        """Whether no choice is better."""
        return self.bound == (len(self.chosen) if self.target is not None else self._short.met_by(self.chosen))

    def offer(self, parties: frozenset[str]) -> None:
        """Take these if they do, and do better."""
        if self.target is not None:
            better = len(parties) < len(self.chosen) and self._short.met_by(parties) >= self.target
        else:
            within = len(parties) <= (self._most or 0)
            better = within and self._short.met_by(parties) > self._short.met_by(self.chosen)
        if better:
            self.chosen = parties

    def close_in(self, until: float) -> None:
        """Share out and leave out, until bound and choice meet or the time is over."""
        incidence, target, most = self._incidence, self.target, self._most or 0
        for amounts in shared_out(incidence):
            self.offer(peeled(incidence, incidence.worth(amounts), target, self._most))
            if target is not None:
                self.bound = max(self.bound, at_least(incidence, amounts, target, len(self.chosen)))
            else:
                self.bound = min(self.bound, at_most(incidence, amounts, most))
            if self.proved or time.perf_counter() > until:
                break

    def solve(self, seconds: float) -> bool:
        """Let the integer program go on from here; whether the time was too short for it."""
        program = Program(self._groups)
        if len(program.indices) > max(_PACE * seconds, _SMALL):
            return True
        found = program.solve(self.target, self._most, self.chosen, seconds)
        self.offer(found.parties)
        if self.target is not None:
            if found.bound > self.bound:
                self.bound = min(len(self.chosen), ceil(found.bound - _NEARLY))
        elif found.bound < self.bound:
            self.bound = max(self._short.met_by(self.chosen), floor(found.bound + _NEARLY))
        return found.ran_out and not self.proved


def reduced(groups: Mapping[Wanted, int]) -> tuple[dict[Wanted, int], dict[str, tuple[str, ...]]]:
    """The groups without parties whom another can stand in for; and for those that are left their equals."""
    meets: dict[str, set[frozenset[str]]] = {}
    for needs in groups:
        for need in needs:
            for party in need:
                meets.setdefault(party, set()).add(need)
    gone = _stood_in_for(meets)
    found: dict[Wanted, int] = {}
    left: dict[frozenset[str], frozenset[str]] = {}
    for needs, count in groups.items():
        for need in needs:
            if need not in left:
                left[need] = frozenset(one for one in need if one not in gone)
        wanted = minimal(left[need] for need in needs)
        found[wanted] = found.get(wanted, 0) + count
    equal: dict[str, list[str]] = {}
    for party, other in sorted(gone.items()):
        if meets[party] == meets[other]:
            equal.setdefault(other, []).append(party)
    return found, {party: tuple(others) for party, others in equal.items()}


def _stood_in_for(meets: Mapping[str, set[frozenset[str]]]) -> dict[str, str]:
    """The parties all of whose needs another one meets too, each with the one of these that meets most."""
    gone: dict[str, str] = {}
    for party in sorted(meets, key=lambda one: (len(meets[one]), one), reverse=True):
        rivals = min(meets[party], key=len)
        better = [one for one in rivals if one != party and one not in gone and meets[party] <= meets[one]]
        if better:
            gone[party] = min(better, key=lambda one: (-len(meets[one]), one))
    return gone
