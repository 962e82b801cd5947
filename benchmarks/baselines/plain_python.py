# SPDX-License-Identifier: Apache-2.0
"""Plain Python: dictionaries, and for a question a search outwards from each owner, breadth first."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from benchmarks.baselines import parquet
from benchmarks.baselines.flat import Flat, GrantRow, OptOutRow, StatuteRow, number_of
from benchmarks.baselines.interface import CLEARED, NOT_CLEARED, UNKNOWN, Asked, Counts, PlainWorld
from benchmarks.worlds import stage
from licit.model.fact import UNLIMITED
from licit.model.share import TOLERANCE, WHOLE


class Owned(NamedTuple):
    """A control: rights as a set, days as text."""

    party: str
    rights: frozenset[str]
    share: int
    territories: str
    start: str
    end: str


class Bar(NamedTuple):
    """An earlier exclusive of the same grantor to another, and that other's exclusives that void it."""

    taker: GrantRow
    voiders: tuple[GrantRow, ...]


class Spot(NamedTuple):
    """Where and when: a right, a use, a leaf, a day."""

    right: str
    use: str
    leaf: str
    day: date


class PlainPython:
    """One search an owner and right; nothing is remembered from question to question but the leaves of territories."""

    name = "plain Python"
    audits = True

    def prepare(self, world: PlainWorld) -> None:
        """Read everything into dictionaries; for each grant list what could bar it."""
        self.flat = Flat(world.record)
        self.by_grantor: dict[str, list[GrantRow]] = defaultdict(list)
        for grant in self.flat.grants:
            self.by_grantor[grant.grantor].append(grant)
        self.bars = {grant.rank: bars for grant in self.flat.grants if (bars := self._bars(grant))}
        self.out: dict[tuple[str, str], list[OptOutRow]] = defaultdict(list)
        for one in self.flat.opt_outs:
            self.out[one.party, one.statute].append(one)
        self.controls: dict[object, list[Owned]] = defaultdict(list)
        rights = {"all": frozenset(stage.RIGHTS)}
        for row in parquet.rows(world.folder / "controls", parquet.CONTROL):
            asset, party, named, share, territories, start, end = row
            has = rights.setdefault(named, frozenset(named.split(",")))
            self.controls[asset].append(Owned(party, has, share, territories, start or "", end or "9999"))
        self.items: dict[str, dict[str, list[object]]] = defaultdict(lambda: {stage.RECORDING: [], stage.WORK: []})
        for item, kind, asset in parquet.rows(world.folder / "items", parquet.ITEM):
            self.items[str(item)][kind].append(asset)
        self._leaves: dict[tuple[str, date], frozenset[str]] = {}

    def check(self, questions: Sequence[Asked]) -> list[str]:
        """One after the other."""
        return [self._one(question) for question in questions]

    def audit(self, service: str, use: str, day: date) -> Counts:
        """All leaves at once, as the bits of a whole number."""
        from benchmarks.baselines.plain_masks import audit

        return audit(self, service, use, day)

    def close(self) -> None:
        """Forget."""
        self.controls = defaultdict(list)

    def _one(self, asked: Asked) -> str:
        answer = CLEARED
        day = asked.day.isoformat()
        for assets in self.items[asked.item].values():
            if not assets:
                answer = UNKNOWN  # the work was not identified
            for asset in assets:
                rows = [
                    one
                    for one in self.controls[asset]
                    if one.start <= day <= one.end and asked.leaf in self.leaves(one.territories, asked.day)
                ]
                for right in stage.RIGHTS:
                    spot = Spot(right, asked.use, asked.leaf, asked.day)
                    whole = 0
                    for one in rows:
                        if right in one.rights:
                            whole += one.share
                            if not self.reaches(one.party, asked.service, spot):
                                return NOT_CLEARED
                    if whole < WHOLE - TOLERANCE and not self.reaches("", asked.service, spot):
                        answer = UNKNOWN
        return answer

    def reaches(self, owner: str, service: str, spot: Spot) -> bool:
        """Whether the service may make the use of an owner's share; the empty owner is the unnamed one."""
        has, use, day = _columns(spot)
        waiting = deque([(owner, UNLIMITED)] if owner else [])
        waiting.extend((law.society, law.links) for law in self._laws(owner, spot, day))
        best: dict[str, int] = {}
        while waiting:
            party, links = waiting.popleft()
            if links <= best.get(party, 0):
                continue
            best[party] = links
            further = links if links == UNLIMITED else links - 1
            for grant in self.by_grantor.get(party, ()):
                if (
                    grant.first <= day <= grant.last
                    and grant[has]
                    and grant[use]
                    and spot.leaf in self.leaves(grant.territories, spot.day)
                    and not (grant.rank in self.bars and self._barred(grant, spot, day))
                ):
                    if grant.grantee == service and grant.exercise:
                        return True
                    waiting.append((grant.grantee, min(grant.links, further)))
        return False

    def leaves(self, territories: str, day: date) -> frozenset[str]:
        """The leaves of an expression."""
        key = territories, day
        if key not in self._leaves:
            self._leaves[key] = self.flat.leaves_of(territories, day)
        return self._leaves[key]

    def _laws(self, owner: str, spot: Spot, day: int) -> Iterator[StatuteRow]:
        for law in self.flat.statutes:
            out = self.out.get((owner, law.id), ())
            if self._covers(law, spot, day) and not any(one.first <= day <= one.last for one in out):
                yield law

    def _covers(self, one: GrantRow | StatuteRow, spot: Spot, day: int) -> bool:
        return bool(
            one.first <= day <= one.last
            and (one.making if spot.right == stage.RIGHTS[0] else one.reproduction)
            and (one.stream if spot.use == stage.STREAM else one.download)
            and spot.leaf in self.leaves(one.territories, spot.day)
        )

    def _bars(self, grant: GrantRow) -> tuple[Bar, ...]:
        taking = [one for one in self.by_grantor[grant.grantor] if one.takes]
        return tuple(
            Bar(one, tuple(first for first in taking if first.rank < one.rank and first.grantee == grant.grantee))
            for one in taking
            if one.rank < grant.rank and one.grantee != grant.grantee
        )

    def _barred(self, grant: GrantRow, spot: Spot, day: int) -> bool:
        """Whether its grantor had given the same away before, to another, and that other's was the first."""
        return any(
            self._covers(bar.taker, spot, day) and not any(self._covers(first, spot, day) for first in bar.voiders)
            for bar in self.bars[grant.rank]
        )


def _columns(spot: Spot) -> tuple[int, int, int]:
    """The places of a grant's flags for the right and the use, and the day as a number."""
    has = GrantRow._fields.index("making" if spot.right == stage.RIGHTS[0] else "reproduction")
    use = GrantRow._fields.index("stream" if spot.use == stage.STREAM else "download")
    return has, use, number_of(spot.day)
