# SPDX-License-Identifier: Apache-2.0
"""The facts a proof rests on: keep only these and the answer stays. Source: SEMANTICS §5."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from licit.model.day import Reading
from licit.model.fact import Fact, Grant, Server, Statute
from licit.model.proof import FactUsed, ReadingProof, ShareProof, Standing, Value
from licit.reference.bench import Bench
from licit.reference.looked_at import rights_of, shares_of
from licit.reference.point import OwnedShare, Point
from licit.reference.standing import in_the_end, standing
from licit.reference.statutes import holding_ways


def facts_used(bench: Bench, lower: ReadingProof, upper: ReadingProof) -> tuple[FactUsed, ...]:
    """Every fact that a step names, and whatever takes from one of them.

    Each is given with its standing at the first place that the proof looks at, for no owner in particular.
    """
    readings = [lower, upper]
    if lower.value is Value.YES:  # cleared however the owners, laws and servers are settled: all of them count
        readings += bench.all_in(Reading.LOWER)
    shares = [(point, share) for point, share, _ in shares_of(bench, *readings)]
    waiting = list(dict.fromkeys([*_settled(bench), *(name for one in readings for name in named_in(one))]))
    parties = {bench.question.service, *(share.owner for _, share in shares if share.owner)}
    waiting += [grant.id for party in sorted(parties) for grant in _takers_of(bench, party)]
    acting = {party for one in readings for part in _parts(one) if part.broken_at for party in part.broken_at.ends}
    waiting += (
        one.id for one in bench.record.operations if one.service == bench.question.service and one.operator in acting
    )
    kept: dict[str, None] = {}
    while waiting:
        name = waiting.pop()
        fact = bench.record.by_id.get(name)
        if fact is None or name in kept:
            continue
        kept[name] = None
        waiting += (finding.id for finding in bench.record.findings_on.get(name, ()))
        waiting += _bearing_on(bench, fact, shares)
    looked_at = [place.territory for one in (lower, upper) for place in one.places if place.territory]
    point = bench.point(looked_at[0] if looked_at else bench.question.territory)
    return tuple(FactUsed(name, standing(_where(bench, name, point), name, "")) for name in sorted(kept))


def _where(bench: Bench, name: str, point: Point) -> Point:
    """A server, and a finding on it, stands as where it stands; any other fact as at the place looked at."""
    fact = in_the_end(bench.record, bench.record.by_id[name])
    return bench.point(fact.territory) if isinstance(fact, Server) else point


def named_in(reading: ReadingProof) -> Iterator[str]:
    """The facts that the steps of a reading name."""
    yield from (fact for fact, _ in reading.settlement)
    for place in reading.places:
        if place.server:
            yield place.server
        for requirement in place.requirements:
            yield requirement.requirement
    for share in _parts(reading):
        yield from _named_in_share(share)


def _parts(reading: ReadingProof) -> Iterator[ShareProof]:
    for _, right in rights_of(reading):
        yield from right.shares


def _named_in_share(share: ShareProof) -> Iterator[str]:
    yield from share.controls
    if share.operation:
        yield share.operation
    if share.chain is not None:
        yield from share.chain.root.facts
        yield from (link.grant for link in share.chain.links)
    if share.broken_at is not None:
        yield share.broken_at.grant
        yield from share.broken_at.by


def _settled(bench: Bench) -> Iterator[str]:
    """What is settled or counted for the question as a whole: all servers, and owners and laws not out of question."""
    for point, fact in bench.settled_as_a_whole():
        if isinstance(fact, Server) or standing(point, fact.id, "") in (Standing.ACCEPTED, Standing.DISPUTED):
            yield fact.id


def _takers_of(bench: Bench, party: str) -> tuple[Grant, ...]:
    return tuple(grant for grant in bench.record.grants_by.get(party, ()) if grant.takes)


def _bearing_on(bench: Bench, fact: Fact, shares: list[tuple[Point, OwnedShare]]) -> Iterator[str]:
    """What could end, bar, opt out of or name the reach of a fact."""
    if isinstance(fact, Grant):
        yield from (termination.id for termination in bench.record.terminations_of.get(fact.id, ()))
        yield from (taker.id for party in (fact.grantor, fact.grantee) for taker in _takers_of(bench, party))
        named = {share.owner for _, share in shares} | {fact.grantor}
        yield from _memberships_above(bench, named)
    if isinstance(fact, Statute):
        for opt_out in bench.record.opt_outs:
            if opt_out.statute == fact.id:
                yield opt_out.id
                for point, share in shares:
                    for way in holding_ways(point, share, Reading.UPPER) if share.owner else ():
                        if way.holder == opt_out.party:
                            yield from (grant.id for grant in way.grants)


def _memberships_above(bench: Bench, parties: Iterable[str]) -> Iterator[str]:
    above = set(parties)
    found: dict[str, None] = {}
    before = -1
    while len(found) != before:
        before = len(found)
        for membership in bench.record.memberships:
            if membership.member in above:
                above.add(membership.group)
                found[membership.id] = None
    yield from found
