# SPDX-License-Identifier: Apache-2.0
"""The literal way to look into a share: every open point settled both ways, each half judged by the reference."""

from __future__ import annotations

from licit.explain.crux.diagram import Bounds, Taken
from licit.explain.crux.points import LOWER, UPPER
from licit.explain.crux.share import ShareCourt, first_reached


class LiteralCourt(ShareCourt):
    """One owner's share, by Shannon's expansion on all of its points."""

    def _follow(self, taken: Taken) -> Bounds:
        if not self.budget.judge():
            return self.diagram.undecided
        points = self.points(taken)
        reached = first_reached(points.point, self.share, UPPER)
        if reached is None:
            return self.diagram.never
        if first_reached(points.point, self.share, LOWER) is not None:
            return self.diagram.always
        settlement = next((one for one in points.open_ones(reached) if one not in taken), None)
        if settlement is None or not self.budget.settle(settlement):
            return self.diagram.undecided
        self.diagram.name(settlement)
        return self.diagram.split(settlement, *(self._follow({**taken, settlement: so}) for so in (True, False)))
