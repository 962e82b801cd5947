# SPDX-License-Identifier: Apache-2.0
"""The fewest counterparties that clear enough of a catalogue: an integer program, solved by HiGHS with its bound.

A variable a party (chosen or not), one a need (met at most as its parties are chosen) and one a group of pairs (cleared
at most as each of its needs is met); only the first are whole. Parties whom another one can stand in for everywhere are
left out first. A greedy plan is what the solver starts from, and what is left where its time runs out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any, Final, NamedTuple

import numpy as np

from licit.explain.remedy.greedy import greedy
from licit.explain.remedy.hitting import minimal
from licit.explain.remedy.shortfall import Shortfall, Wanted

SECONDS: Final = 5.0  # what the solver may take
_NEARLY: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Cover:
    """The chosen parties, and the solver's bound: ``fewest`` parties for the target, or the ``best`` that so many do.

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
    groups, instead = reduced(short.groups)
    goal = None if target is None else min(target, short.clearable)
    if (goal is not None and goal <= short.cleared) or most == 0 or not groups:
        fewest, best = (0, None) if goal is not None else (None, short.cleared)
        return Cover(frozenset(), fewest, best, {}, ran_out=False)
    left = None if goal is None else goal - short.cleared
    start = greedy(groups, left, most)
    found = _Program(groups).solve(left, most, start, seconds)
    within = most is None or len(found.parties) <= most
    chosen = found.parties if within and _as_good(short, found.parties, start, goal) else start
    worth = sorted(_worth(groups).values(), reverse=True)
    if left is not None:
        bound = max(found.bound - _NEARLY, _so_many(worth, left))
        fewest, best = min(len(chosen), ceil(bound)), None
    else:
        bound = short.cleared + min(found.bound, sum(worth[:most])) + _NEARLY
        fewest, best = None, max(short.met_by(chosen), min(short.clearable, floor(bound)))
    return Cover(chosen, fewest, best, {one: instead[one] for one in chosen if one in instead}, found.ran_out)


def _worth(groups: Mapping[Wanted, int]) -> dict[str, float]:
    """What each party could clear at most, a group's count being shared out evenly among its needs.

    A bound at no cost, for where the solver has none yet: no set of parties clears more than these add up to.
    """
    found: dict[str, float] = {}
    for wanted, count in groups.items():
        for need in wanted:
            for party in need:
                found[party] = found.get(party, 0.0) + count / len(wanted)
    return found


def _so_many(worth: Sequence[float], target: int) -> int:
    """How many it takes at least to add up to a target, the largest first."""
    total = 0.0
    for number, one in enumerate(worth):
        if total >= target - _NEARLY * target:
            return number
        total += one
    return len(worth)


def _as_good(short: Shortfall, found: frozenset[str], start: frozenset[str], goal: int | None) -> bool:
    """Whether what the solver found is no worse than what it started from: its numbers are floats, these are whole."""
    if goal is None:
        return short.met_by(found) >= short.met_by(start)
    return short.met_by(found) >= goal and len(found) <= len(start)


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


class _Solved(NamedTuple):
    parties: frozenset[str]
    bound: float
    ran_out: bool


class _Program:
    """The integer program of some groups: columns for parties, then for needs and groups."""

    def __init__(self, groups: Mapping[Wanted, int]) -> None:
        needs = tuple(dict.fromkeys(need for wanted in groups for need in wanted))
        self.parties = sorted({party for need in needs for party in need})
        self.columns = len(self.parties)
        self.indices: list[int] = []
        self.values: list[float] = []
        self.starts: list[int] = [0]
        party = {name: at for at, name in enumerate(self.parties)}
        met = {need: self._met([party[one] for one in sorted(need)]) for need in needs}
        self.weights = np.zeros(self.columns + len(groups))
        for wanted, count in groups.items():
            self.weights[self._cleared([met[need] for need in wanted])] += count
        self.weights = self.weights[: self.columns]

    def _met(self, parties: list[int]) -> int:
        """The column of a need: at most the sum of its parties."""
        if len(parties) == 1:
            return parties[0]
        self._row([self.columns, *parties], [1.0] + [-1.0] * len(parties))
        self.columns += 1
        return self.columns - 1

    def _cleared(self, needs: list[int]) -> int:
        """The column of a group: at most each of its needs."""
        if len(needs) == 1:
            return needs[0]
        for need in needs:
            self._row([self.columns, need], [1.0, -1.0])
        self.columns += 1
        return self.columns - 1

    def _row(self, columns: list[int], values: list[float]) -> None:
        """One row more: the sum is at most nothing."""
        self.indices += columns
        self.values += values
        self.starts.append(len(self.indices))

    def solve(self, target: int | None, most: int | None, start: frozenset[str], seconds: float) -> _Solved:
        """The best choice found in time, and a bound on all there are."""
        import highspy

        chosen = list(range(len(self.parties)))
        rows = len(self.starts) - 1
        if target is not None:  # weights are whole: half a one keeps off the solver's tolerance
            weighty = np.flatnonzero(self.weights)
            scale = float(self.weights.max())
            self._row(weighty.tolist(), (-self.weights[weighty] / scale).tolist())
            last = -(target - 0.5) / scale
            cost = np.concatenate((np.ones(len(chosen)), np.zeros(self.columns - len(chosen))))
        else:
            self._row(chosen, [1.0] * len(chosen))
            last = float(most or 0)
            cost = -self.weights
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self.columns, rows + 1
        model.col_cost_ = cost
        model.col_lower_, model.col_upper_ = np.zeros(self.columns), np.ones(self.columns)
        model.row_lower_ = np.full(rows + 1, -highspy.kHighsInf)
        model.row_upper_ = np.concatenate((np.zeros(rows), [last]))
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.asarray(self.starts, dtype=np.int32)
        model.a_matrix_.index_ = np.asarray(self.indices, dtype=np.int32)
        model.a_matrix_.value_ = np.asarray(self.values)
        whole, part = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        model.integrality_ = [whole] * len(chosen) + [part] * (self.columns - len(chosen))

        solver: Any = quiet()
        for option, value in (("time_limit", seconds), ("mip_rel_gap", 0.0), ("threads", 1)):
            solver.setOptionValue(option, value)
        solver.passModel(model)
        known = np.asarray([at for at, name in enumerate(self.parties) if name in start], dtype=np.int32)
        solver.setSolution(len(known), known, np.ones(len(known)))
        solver.run()
        info = solver.getInfo()
        values = np.asarray(solver.getSolution().col_value)
        parties = (name for at, name in enumerate(self.parties) if len(values) and values[at] > 0.5)  # noqa: PLR2004
        optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        bound = float(info.mip_dual_bound)  # infinite where it has none yet
        if target is not None and bound < 0:
            bound = 0.0
        return _Solved(frozenset(parties), bound if target is not None else -bound, not optimal)


def quiet() -> Any:  # noqa: ANN401 - highspy is not typed
    """A solver that says nothing: as it comes it greets on standard output while it is made."""
    import highspy  # 40 ms

    base: Any = highspy.Highs

    class Quiet(base):  # type: ignore[misc]
        """Silent from the first call that its making makes."""

        def enableCallbacks(self) -> None:  # noqa: N802 - its name
            self.setOptionValue("output_flag", False)  # noqa: FBT003 - its signature
            super().enableCallbacks()

    return Quiet()
