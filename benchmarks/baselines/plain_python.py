# SPDX-License-Identifier: Apache-2.0
"""Plain Python: dictionaries, and a search outwards from each owner, breadth first."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
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
        """Read everything into dictionaries."""
        self.flat = Flat(world.record)
        self.by_grantor: dict[str, list[GrantRow]] = defaultdict(list)
        for grant in self.flat.grants:
            self.by_grantor[grant.grantor].append(grant)
        self.out: dict[tuple[str, str], list[OptOutRow]] = defaultdict(list)
        for one in self.flat.opt_outs:
            self.out[one.party, one.statute].append(one)
        self.controls: dict[object, list[Owned]] = defaultdict(list)
        rights = {"all": frozenset(stage.RIGHTS)}
        for asset, party, named, share, territories, start, end in parquet.rows(
            world.folder / "controls", parquet.CONTROL
        ):
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
        """Leaf by leaf: each owner searched once a leaf and right, each item then looked up."""
        found: Counter[tuple[str, str]] = Counter()
        for leaf in self.flat.atlas.leaves_on(day):
            known: dict[tuple[str, str], bool] = {}
            for item in self.items:
                found[leaf, self._one(Asked(service, item, use, leaf, day), known)] += 1
        return found

    def close(self) -> None:
        """Forget."""
        self.controls.clear()
        self.items.clear()

    def _one(self, asked: Asked, known: dict[tuple[str, str], bool] | None = None) -> str:
        item = self.items[asked.item]
        answer = CLEARED
        day = asked.day.isoformat()
        for assets in item.values():
            if not assets:
                answer = UNKNOWN  # the work was not identified
            for asset in assets:
                rows = [
                    one
                    for one in self.controls[asset]
                    if one.start <= day <= one.end and asked.leaf in self.leaves(one.territories, asked.day)
                ]
                for right in stage.RIGHTS:
                    whole = 0
                    for one in rows:
                        if right in one.rights:
                            whole += one.share
                            if not self._cleared(one.party, asked, right, known):
                                return NOT_CLEARED
                    if whole < WHOLE - TOLERANCE and not self._cleared("", asked, right, known):
                        answer = UNKNOWN
        return answer

    def _cleared(self, owner: str, asked: Asked, right: str, known: dict[tuple[str, str], bool] | None) -> bool:
        if known is None:
            return self.reaches(owner, asked.service, Spot(right, asked.use, asked.leaf, asked.day))
        if (owner, right) not in known:
            known[owner, right] = self.reaches(owner, asked.service, Spot(right, asked.use, asked.leaf, asked.day))
        return known[owner, right]

    def reaches(self, owner: str, service: str, spot: Spot) -> bool:
        """Whether the service may make the use of an owner's share; the empty owner is the unnamed one."""
        roots = [(owner, UNLIMITED)] if owner else []
        roots += [(law.society, law.links) for law in self._laws(owner, spot)]
        best: dict[str, int] = {}
        waiting = deque(roots)
        while waiting:
            party, links = waiting.popleft()
            if links <= best.get(party, 0):
                continue
            best[party] = links
            for grant in self.by_grantor.get(party, ()):
                if self._covers(grant, spot) and not self._barred(grant, spot):
                    if grant.grantee == service and grant.exercise:
                        return True
                    waiting.append((grant.grantee, min(grant.links, links if links == UNLIMITED else links - 1)))
        return False

    def leaves(self, territories: str, day: date) -> frozenset[str]:
        """The leaves of an expression."""
        key = territories, day
        if key not in self._leaves:
            self._leaves[key] = self.flat.leaves_of(territories, day)
        return self._leaves[key]

    def _laws(self, owner: str, spot: Spot) -> Iterator[StatuteRow]:
        day = number_of(spot.day)
        for law in self.flat.statutes:
            out = self.out.get((owner, law.id), ())
            if self._covers(law, spot) and not any(one.first <= day <= one.last for one in out):
                yield law

    def _covers(self, one: GrantRow | StatuteRow, spot: Spot) -> bool:
        return bool(
            one.first <= number_of(spot.day) <= one.last
            and (one.making if spot.right == stage.RIGHTS[0] else one.reproduction)
            and (one.stream if spot.use == stage.STREAM else one.download)
            and spot.leaf in self.leaves(one.territories, spot.day)
        )

    def _barred(self, grant: GrantRow, spot: Spot) -> bool:
        """Whether its grantor had given the same away before, to another, and that other's was the first."""
        taking = [one for one in self.by_grantor[grant.grantor] if one.takes]
        return any(
            one.rank < grant.rank
            and one.grantee != grant.grantee
            and self._covers(one, spot)
            and not any(
                first.grantee == grant.grantee and first.rank < one.rank and self._covers(first, spot)
                for first in taking
            )
            for one in taking
        )
