# SPDX-License-Identifier: Apache-2.0
"""Plain Python's audit: whole numbers as sets of leaves, a search backwards from the service, each asset once."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING

from benchmarks.baselines.flat import GrantRow, StatuteRow, number_of
from benchmarks.baselines.interface import CLEARED, NOT_CLEARED, UNKNOWN, Counts
from benchmarks.baselines.recursive_sql import LONGEST
from benchmarks.worlds import stage
from licit.model.share import TOLERANCE, WHOLE

if TYPE_CHECKING:
    from benchmarks.baselines.plain_python import Owned, PlainPython


class Masks:
    """Sets of leaves on one day, and what each owner's share has come to for one service and use."""

    def __init__(self, plain: PlainPython, service: str, use: str, day: date) -> None:
        self.plain, self.use, self.day, self.number = plain, use, day, number_of(day)
        self._masks: dict[str, int] = {}
        self._short: dict[tuple[tuple[str, int], ...], int] = {}
        self.everywhere = self.mask(str(stage.WORLD))
        self.direct: list[dict[str, int]] = []
        self.laws: list[dict[str, int]] = []
        for right in stage.RIGHTS:
            reach = self._reach(service, right)
            direct: dict[str, int] = defaultdict(int)
            for (party, _), mask in reach.items():
                direct[party] |= mask
            self.direct.append(direct)
            self.laws.append(self._lawful(reach, right))
        self._known: tuple[dict[str, int], dict[str, int]] = ({}, {})

    def mask(self, territories: str) -> int:
        """The leaves of an expression."""
        if territories not in self._masks:
            bit = self.plain.flat.bit
            self._masks[territories] = sum(1 << bit[leaf] for leaf in self.plain.leaves(territories, self.day))
        return self._masks[territories]

    def cleared(self, owner: str, right: int) -> int:
        """Where the service may use an owner's share."""
        known = self._known[right]
        if owner not in known:
            mask = self.direct[right].get(owner, 0) if owner else 0
            for law, there in self.laws[right].items():
                out = self.plain.out.get((owner, law), ())
                if not any(one.first <= self.number <= one.last for one in out):
                    mask |= there
            known[owner] = mask
        return known[owner]

    def short(self, lines: tuple[tuple[str, int], ...]) -> int:
        """The leaves in which shares do not make a whole."""
        if lines not in self._short:
            sums: Counter[str] = Counter()
            for territories, share in lines:
                sums.update(dict.fromkeys(self.plain.leaves(territories, self.day), share))
            bit = self.plain.flat.bit
            on_day = self.plain.flat.atlas.leaves_on(self.day)
            self._short[lines] = sum(1 << bit[leaf] for leaf in on_day if sums[leaf] < WHOLE - TOLERANCE)
        return self._short[lines]

    def _live(self, one: GrantRow | StatuteRow, right: str) -> int:
        has = one.making if right == stage.RIGHTS[0] else one.reproduction
        covers = one.stream if self.use == stage.STREAM else one.download
        return self.mask(one.territories) if one.first <= self.number <= one.last and has and covers else 0

    def _free(self, right: str) -> dict[str, list[tuple[GrantRow, int]]]:
        """The grants to each party, with the leaves in which they are not barred."""
        found: dict[str, list[tuple[GrantRow, int]]] = defaultdict(list)
        for grant in self.plain.flat.grants:
            mask = self._live(grant, right)
            for bar in self.plain.bars.get(grant.rank, ()) if mask else ():
                taken = self._live(bar.taker, right)
                for first in bar.voiders:
                    taken &= ~self._live(first, right)
                mask &= ~taken
            if mask:
                found[grant.grantee].append((grant, mask))
        return found

    def _reach(self, service: str, right: str) -> dict[tuple[str, int], int]:
        """Who could pass a share on to the service, holding how many links, and where."""
        free = self._free(right)
        reach: dict[tuple[str, int], int] = defaultdict(int)
        for grant, mask in free[service]:
            if grant.exercise:
                reach[grant.grantor, 1] |= mask
        step = dict(reach)
        for need in range(1, LONGEST):
            longer: dict[tuple[str, int], int] = defaultdict(int)
            for (party, _), there in step.items():
                for grant, mask in free.get(party, ()):
                    if grant.links >= need and mask & there:
                        longer[grant.grantor, need + 1] |= mask & there
            reach |= longer
            step = longer
        return reach

    def _lawful(self, reach: dict[tuple[str, int], int], right: str) -> dict[str, int]:
        found: dict[str, int] = defaultdict(int)
        for law in self.plain.flat.statutes:
            there = self._live(law, right)
            for (party, need), mask in reach.items():
                if party == law.society and need <= law.links:
                    found[law.id] |= mask & there
        return found


def audit(plain: PlainPython, service: str, use: str, day: date) -> Counts:
    """Each asset once, each item from its assets; items of the same masks are counted together."""
    masks = Masks(plain, service, use, day)
    of_asset = {asset: _asset(rows, masks) for asset, rows in plain.controls.items()}
    alike: Counter[tuple[int, int]] = Counter()
    for item in plain.items.values():
        refused = 0
        unsure = 0 if item[stage.WORK] else masks.everywhere
        for assets in item.values():
            for asset in assets:
                no, short = of_asset[asset]
                refused |= no
                unsure |= short
        alike[refused, unsure] += 1
    found: Counter[tuple[str, str]] = Counter()
    bits = [(leaf, 1 << plain.flat.bit[leaf]) for leaf in plain.flat.atlas.leaves_on(day)]
    for (refused, unsure), items in alike.items():
        for leaf, bit in bits:
            answer = NOT_CLEARED if refused & bit else UNKNOWN if unsure & bit else CLEARED
            found[leaf, answer] += items
    return found


def _asset(rows: list[Owned], masks: Masks) -> tuple[int, int]:
    """Where an asset is refused, and where a share is missing that no law gives."""
    day = masks.day.isoformat()
    rows = [one for one in rows if one.start <= day <= one.end]
    refused = unsure = 0
    for number, right in enumerate(stage.RIGHTS):
        own = [one for one in rows if right in one.rights]
        for one in own:
            refused |= masks.mask(one.territories) & ~masks.cleared(one.party, number)
        short = masks.short(tuple((one.territories, one.share) for one in own))
        unsure |= short & ~masks.cleared("", number)
    return refused, unsure
