# SPDX-License-Identifier: Apache-2.0
"""The choice of parties as an integer program, solved by HiGHS with its bound.

A variable a party (chosen or not), one a need (met at most as its parties are chosen) and one a group of pairs (cleared
at most as each of its needs is met); only the first are whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from licit.explain.remedy.shortfall import Wanted


class Solved(NamedTuple):
    """The best choice found in time, and a bound on all there are: so many parties, or so much cleared."""

    parties: frozenset[str]
    bound: float
    ran_out: bool


class Program:
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

    def solve(self, target: int | None, most: int | None, start: frozenset[str], seconds: float) -> Solved:
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
        return Solved(frozenset(parties), bound if target is not None else -bound, not optimal)


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
