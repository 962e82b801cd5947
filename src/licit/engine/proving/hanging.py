# SPDX-License-Identifier: Apache-2.0
"""The open points an answer hangs on: those that change a part of it when they alone are settled. SEMANTICS §4."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from licit.engine.bearing import Share
from licit.engine.proving.bench import Bench, rights_of, shares_of
from licit.engine.proving.index import Index
from licit.engine.proving.instead import SettledSpan, with_facts
from licit.engine.proving.settling import versions
from licit.engine.proving.shares import Anew, Shares, standing_at
from licit.engine.proving.touching import Touching
from licit.engine.span import Span
from licit.model.day import Reading
from licit.model.fact import Control, Fact, Finding, Requirement, Server
from licit.model.position import PlaceOfAct
from licit.model.proof import FactUsed, OpenKind, OpenPoint, ReadingProof, Standing

_PLACES: Final = (PlaceOfAct.RECEPTION, PlaceOfAct.EMISSION)


def open_points(
    index: Index, bench: Bench, lower: ReadingProof, upper: ReadingProof, used: Sequence[FactUsed]
) -> tuple[OpenPoint, ...]:
    """The open points among the facts used, each with an effect of its own on some part of the answer."""
    return tuple(dict.fromkeys(_Hanging(index, bench).points(lower, upper, used)))


class _Hanging:
    """One question asked again and again, with one thing settled each time."""

    def __init__(self, index: Index, bench: Bench) -> None:
        self.index = index
        self.bench = bench
        self.touching = Touching(bench)

    def points(self, lower: ReadingProof, upper: ReadingProof, used: Sequence[FactUsed]) -> Iterator[OpenPoint]:
        bench = self.bench
        if bench.place is PlaceOfAct.OPEN:
            at_user, at_server = (self._effect(bench.shares, place=place) for place in _PLACES)
            if at_user != at_server:
                yield OpenPoint(OpenKind.PLACE)
        owners = {owned.owner for _, owned, _ in shares_of(lower, upper)} | {""}
        for one in used:
            fact = bench.record.by_id[one.fact]
            stands = {
                standing_at(bench.span.stands(fact.id, owner), bench.span.places.bit(leaf))
                for leaf in bench.leaves
                for owner in owners
            }
            if Standing.DISPUTED in stands and not isinstance(fact, Finding) and self._matters(fact):
                yield OpenPoint(OpenKind.FACT, (fact.id,))
            if stands & {Standing.ACCEPTED, Standing.DISPUTED}:
                for point, first, second in versions(fact, bench.leaves, self.index.signed_on):
                    if self._differ(partial(self._with, first), partial(self._with, second), first):
                        yield point

    def _matters(self, fact: Fact) -> bool:
        """Whether it makes a difference that a disputed fact is so, or is not."""
        span = self.bench.span
        so, not_so = (partial(SettledSpan, span, {fact.id: taken}) for taken in (True, False))
        return self._differ(so, not_so, (fact,))

    def _with(self, facts: Sequence[Fact]) -> Span:
        span = self.bench.span
        return Span(with_facts(span.believed, facts), span.service, span.use, span.days)

    def _differ(self, one: Callable[[], Span], other: Callable[[], Span], facts: Sequence[Fact]) -> bool:
        """Whether a fact settled the one way and the other shows in any part of the answer.

        Only shares that the facts bear on are judged anew: of some hundred open points most bear on none.
        """
        fact = facts[0]
        whole = isinstance(fact, Control | Requirement | Server)
        anew = frozenset() if whole else frozenset(self.touching.shares(facts))
        if not anew and not whole:
            return False
        first, second = self._shares(one(), anew), self._shares(other(), anew)
        if not whole and all(
            first.has(share, leaf, reading) == second.has(share, leaf, reading)
            for share, leaf in anew
            for reading in Reading
        ):
            return False
        return self._effect(first, fact) != self._effect(second, fact)

    def _shares(self, span: Span, anew: frozenset[tuple[Share, str]]) -> Shares:
        return Anew(span, self.bench.shares, anew)

    def _effect(self, shares: Shares, fact: Fact | None = None, place: PlaceOfAct | None = None) -> tuple[object, ...]:
        """What the settlement of a fact can show in: the two values, and for what lies in a share each part's.

        Where the place is open, at each place: what the reading does not decide by, another place's reader still asks.
        """
        if place is None and self.bench.place is PlaceOfAct.OPEN:
            return tuple(self._effect(shares, fact, one) for one in _PLACES)
        lower, upper = Bench(shares, self.bench.question, place or self.bench.place).readings()
        if isinstance(fact, Control | Requirement | Server):
            return (lower.value, upper.value)
        return (lower.value, upper.value, _parts(lower), _parts(upper))


def _parts(reading: ReadingProof) -> frozenset[tuple[str, ...]]:
    return frozenset(
        (place.territory, right.asset, right.right, share.owner, share.value.name)
        for place, right in rights_of(reading)
        for share in right.shares
    )
