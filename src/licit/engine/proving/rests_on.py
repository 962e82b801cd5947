# SPDX-License-Identifier: Apache-2.0
"""The facts a proof rests on: keep only these and the answer stays. Source: SEMANTICS §5."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from licit.engine.believed import Believed
from licit.engine.grants import CompiledGrant
from licit.engine.proving.bench import Bench, rights_of, shares_of
from licit.engine.proving.shares import Owned
from licit.engine.proving.ways import walked
from licit.engine.reach import owner_root
from licit.model.day import Reading
from licit.model.fact import Fact, Finding, Grant, OptOut, Server, Statute
from licit.model.proof import FactUsed, ReadingProof, ShareProof, Standing, Value

MANY: Final = 64  # opt-outs from one law; where there are more, those of strangers to the shares are left out


def facts_used(bench: Bench, lower: ReadingProof, upper: ReadingProof) -> tuple[FactUsed, ...]:
    """Every fact that a step names, and whatever takes from one of them.

    Each is given with its standing at the first place that the proof looks at, for no owner in particular.
    """
    readings = [lower, upper]
    if lower.value is Value.YES:  # cleared however the owners, laws and servers are settled: all of them count
        readings += bench.all_in(Reading.LOWER)
    looked_at = [place.territory for one in (lower, upper) for place in one.places if place.territory]
    where = looked_at[0] if looked_at else bench.question.territory
    names = sorted(_Resting(bench, readings).all())
    return tuple(FactUsed(name, bench.standing(name, _leaf(bench, name, where))) for name in names)


def _leaf(bench: Bench, name: str, leaf: str) -> str:
    """A server, and a finding on it, stands as where it stands; any other fact as at the place looked at."""
    fact: Fact | None = bench.record.by_id[name]
    if isinstance(fact, Finding):
        fact = bench.span.believed.about(fact)
    return fact.territory if isinstance(fact, Server) else leaf


class _Resting:
    """The facts of some readings, and all that bears on these."""

    def __init__(self, bench: Bench, readings: list[ReadingProof]) -> None:
        self.bench = bench
        self.readings = readings
        self.believed: Believed = bench.span.believed
        self.record = bench.record
        self.shares = tuple(dict.fromkeys((leaf, owned) for leaf, owned, _ in shares_of(*readings)))
        self.owners = sorted({owned.owner for _, owned in self.shares if owned.owner})

    def all(self) -> set[str]:
        """Their ids."""
        waiting = [*self._settled(), *(name for one in self.readings for name in named_in(one))]
        waiting += self._takers((self.bench.question.service, *self.owners))
        acting = {at for one in self.readings for part in parts_of(one) if part.broken_at for at in part.broken_at.ends}
        waiting += (
            one.id
            for one in self.record.operations
            if one.service == self.bench.question.service and one.operator in acting
        )
        kept: set[str] = set()
        while waiting:
            name = waiting.pop()
            fact = self.record.by_id.get(name)
            if fact is None or name in kept:
                continue
            kept.add(name)
            waiting += (finding.id for finding in self.record.findings_on.get(name, ()))
            waiting += self._bearing_on(fact)
        return kept

    def _settled(self) -> Iterator[str]:
        """What is settled or counted for the question as a whole."""
        for leaf, fact in self.bench.settled_as_a_whole():
            stands = self.bench.standing(fact.id, leaf)
            if isinstance(fact, Server) or stands in (Standing.ACCEPTED, Standing.DISPUTED):
                yield fact.id

    def _takers(self, parties: Iterable[str]) -> Iterator[str]:
        for party in parties:
            yield from (grant.id for grant in self.believed.takers_by.get(party, ()))

    def _bearing_on(self, fact: Fact) -> Iterator[str]:
        """What could end, bar, opt out of or name the reach of a fact."""
        if isinstance(fact, Grant):
            yield from (termination.id for termination in self.record.terminations_of.get(fact.id, ()))
            yield from self._takers((fact.grantor, fact.grantee))
            for party in (*self.owners, fact.grantor):
                yield from (one.id for one in self.believed.belongings(party))
        if isinstance(fact, Statute):
            yield from self._of_opting_out(self.record.opt_outs_of.get(fact.id, ()))

    def _of_opting_out(self, opt_outs: tuple[OptOut, ...]) -> Iterator[str]:
        """The opt-outs from a law, and the grants by which their parties hold a share."""
        parties = {one.party for one in opt_outs}
        held: set[str] = set(self.owners)
        for leaf, owned in self.shares if opt_outs else ():
            for party, grants in self._holding(leaf, owned, parties):
                held.add(party)
                yield from (grant.id for grant in grants)
        yield from (one.id for one in opt_outs if len(opt_outs) <= MANY or one.party in held)

    def _holding(self, leaf: str, owned: Owned, parties: set[str]) -> Iterator[tuple[str, tuple[CompiledGrant, ...]]]:
        """The chains by which any of these parties holds a share, in either reading."""
        if not owned.owner:
            return
        shares = self.bench.shares
        share = shares.share(owned)
        for reading in Reading:
            seat = shares.seat(share, leaf, reading)
            for way in walked(seat, None, owner_root(share), shares.useful, holding=True):
                state = way.states[-1]
                if state.holder in parties and state.sublicense > 0:
                    yield state.holder, way.grants


def named_in(reading: ReadingProof) -> Iterator[str]:
    """The facts that the steps of a reading name."""
    yield from (fact for fact, _ in reading.settlement)
    for place in reading.places:
        if place.server:
            yield place.server
        yield from (requirement.requirement for requirement in place.requirements)
    for share in parts_of(reading):
        yield from share.controls
        yield share.operation
        if share.chain is not None:
            yield from share.chain.root.facts
            yield from (link.grant for link in share.chain.links)
        if share.broken_at is not None:
            yield share.broken_at.grant
            yield from share.broken_at.by


def parts_of(reading: ReadingProof) -> Iterator[ShareProof]:
    """The shares of a reading as they were found."""
    for _, right in rights_of(reading):
        yield from right.shares
