# SPDX-License-Identifier: Apache-2.0
"""Why a service does not have a share at a leaf: the way with the fewest failures, and where it breaks.

Weighs failures as the reference does, so that both name the same break. Source: SEMANTICS §5, Why not.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from licit.engine.circles import Circles
from licit.engine.grants import UPPER, CompiledGrant
from licit.engine.spot import Licensor, Spot
from licit.engine.walk import State, Walking, extended
from licit.model.fact import UNLIMITED, Membership, Operation, Statute, StatuteKind
from licit.model.proof import Break, Dimension

FAILS, COUNTS_NOT, MEMBERSHIP_ONLY, LAW_FAILS, NO_GRANT, OTHER_LAW = 2, 3, 3, 3, 5, 4
_UNNAMED: Final = ("",)  # comes before all ids
OTHER: Final = frozenset((Dimension.TERRITORY, Dimension.RIGHT, Dimension.USE, Dimension.REPERTOIRE))


class Kind(Enum):
    """By what one gets from one party to the next."""

    STATUTE = "statute"
    GRANT = "grant"
    OPERATION = "operation"
    MEMBERSHIP = "membership"
    NONE = "no grant"


class Step(NamedTuple):
    """One step of the way: by what, to whom, what its failures weigh, whether it arrives at who would use."""

    kind: Kind
    fact: CompiledGrant | Statute | Operation | Membership | None
    to: str
    weight: int
    arrives: bool = False


class Broken(NamedTuple):
    """The way that comes nearest, up to its break: what stands at its root, the grants that carry it on, the break.

    ``states`` are where it has come to at the root and after each grant; none where no chain begins at all.
    """

    statute: Statute | None
    grants: tuple[CompiledGrant, ...]
    states: tuple[State, ...]
    at: Break


def broken_at(spot: Spot) -> Break:
    """The break of the way that comes nearest."""
    return broken_way(spot).at


def broken_way(spot: Spot) -> Broken:  # noqa: C901, PLR0911 - one return a kind of step
    """The way that comes nearest, with its break."""
    states = [State(spot.share.owner, exercise=True, sublicense=UNLIMITED)] if spot.share.owner else []
    walking = Walking(spot.bearing, Circles(spot.bearing, spot.share.owner, spot.useful), spot.reading)
    statute: Statute | None = None
    chain: list[CompiledGrant] = []

    def breaks(at: Break) -> Broken:
        return Broken(statute, tuple(chain), tuple(states), at)

    for step in nearest(spot):
        if isinstance(step.fact, Statute):
            failure = spot.statute_break(step.fact)
            if failure is not None:
                return breaks(failure)
            statute = step.fact
            states = [State(statute.society, exercise=False, sublicense=statute.links)]
        elif not states:
            break
        elif isinstance(step.fact, CompiledGrant):
            grant = step.fact
            failing = _failing(spot, walking, states[-1], chain, grant)
            if failing is not None:
                return breaks(failing)
            [(longer, _)] = extended(walking, states[-1], grant, spot.bit)
            if step.arrives and longer.ended:  # survival gives the grantee itself nothing (rule 4)
                return breaks(spot.term_break(grant))
            chain.append(grant)
            states.append(longer)
        else:
            return breaks(_other_break(spot, step, states[-1]))
        if step.arrives:
            return breaks(spot.use_break(states[-1], chain))
    if not states:
        return breaks(Break(Dimension.LAW, "", spot.span.service))
    return breaks(spot.use_break(states[-1], chain))


def _failing(
    spot: Spot, walking: Walking, state: State, chain: list[CompiledGrant], grant: CompiledGrant
) -> Break | None:
    if state.sublicense >= 1:
        longer = extended(walking, state, grant, spot.span.everywhere)
        there = [spot.inside(where) for _, where in longer]  # each is looked at: in force, or surviving
        if any(there):
            return None
    return spot.grant_break(state, chain, grant)


def _other_break(spot: Spot, step: Step, state: State) -> Break:
    if isinstance(step.fact, Membership):
        return Break(Dimension.MEMBERSHIP, state.holder, step.to, by=(step.fact.id,))
    if isinstance(step.fact, Operation):
        return spot.operation_break(step.fact)
    return Break(Dimension.NO_GRANT, state.holder, step.to)


def nearest(spot: Spot) -> tuple[Step, ...]:
    """The steps of the way that fails least, the fewest steps first and then by id; a statute can only come first."""
    service = spot.span.service
    queue: list[tuple[int, int, tuple[str, ...], str, tuple[Step, ...]]] = []
    if spot.share.owner:
        heapq.heappush(queue, (0, 0, (), spot.share.owner, ()))
    for step in _statutes(spot):
        heapq.heappush(queue, (step.weight, 1, _ids((step,)), step.to, (step,)))
    done: set[str] = set()
    while queue:
        weight, length, ids, party, steps = heapq.heappop(queue)
        if ids == _UNNAMED:  # nothing nearer than a grant that nobody spoke of: only now is it worth asking from whom
            queue += _unspoken(spot)
            heapq.heapify(queue)
            continue
        if party == service and (steps or party == spot.share.owner):
            return _arriving(steps)
        if party in done:
            continue
        done.add(party)
        if not steps:
            heapq.heappush(queue, (NO_GRANT, 1, _UNNAMED, "", ()))
        for step in _from(spot, party):
            longer = (*steps, step)
            heapq.heappush(queue, (weight + step.weight, length + 1, _ids(longer), step.to, longer))
    return ()


def _ids(steps: tuple[Step, ...]) -> tuple[str, ...]:
    return tuple(step.fact.id if step.fact else step.to for step in steps)


def _arriving(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """An operation that holds is no link: the step before it arrives at the actor."""
    if steps and steps[-1].kind is Kind.OPERATION and steps[-1].weight == 0:
        steps = steps[:-1]
    return (*steps[:-1], steps[-1]._replace(arrives=True)) if steps else ()


def _statutes(spot: Spot) -> Iterator[Step]:
    for statute in spot.span.record.statutes:
        to = statute.society if statute.kind is StatuteKind.EXTENDED else spot.span.service
        missed = spot.statute_misses(statute, spot.reading)
        failures = len(missed) + int(not spot.holds(statute.id, spot.share.owner))
        failures += bool(spot.out_of(statute))
        other = OTHER_LAW if OTHER.intersection(spot.statute_misses(statute, UPPER)) else 0
        yield Step(Kind.STATUTE, statute, to, failures * LAW_FAILS + other)


def _unspoken(spot: Spot) -> Iterator[tuple[int, int, tuple[str, ...], str, tuple[Step, ...]]]:
    """The step from the owner to whoever licenses the service furthest up, where no grant to him is on record."""
    to = licensor(spot)
    granted = {grant.grantee for grant in spot.span.believed.grants_by.get(spot.share.owner, ())}
    if to not in granted:
        yield NO_GRANT, 1, (to,), to, (Step(Kind.NONE, None, to, NO_GRANT),)


def _from(spot: Spot, party: str) -> Iterator[Step]:
    span = spot.span
    grants = span.believed.grants_by.get(party, ())
    granted = {grant.grantee for grant in grants}
    leading = span.believed.leading(span.service)
    for grant in grants:
        if grant.grantee in leading:
            yield Step(Kind.GRANT, grant, grant.grantee, _weight(spot, grant))
    for operation in span.record.operations:
        if operation.operator == party and operation.service == span.service:
            sure = spot.inside(span.counts(operation.id, operation.term, "", spot.reading))
            yield Step(Kind.OPERATION, operation, operation.service, 0 if sure else FAILS)
    for membership in span.record.memberships_of.get(party, ()):
        if (
            membership.group not in granted
            and membership.group in leading
            and spot.inside(span.counts(membership.id, membership.term, "", spot.reading))
        ):
            yield Step(Kind.MEMBERSHIP, membership, membership.group, MEMBERSHIP_ONLY)


def _weight(spot: Spot, grant: CompiledGrant) -> int:
    spot.looks_at_grant(grant)
    failures = len(spot.misses(grant)) + int(not spot.in_time(grant))
    counts_not = 0 if spot.holds(grant.id, spot.share.owner) else COUNTS_NOT
    return counts_not + failures * FAILS


def licensor(spot: Spot) -> str:
    """Whose grants arrive at the service, furthest up; of several, the one whom the service names first.

    What was found is kept for every owner in the same role whom it did not pass by: 50 ms a time in a world of 3,000
    grants.
    """
    owner = spot.share.owner
    if spot.through is None:
        return _alike(spot)
    kept = (one for one in spot.through.licensors if one.leaves & spot.bit and one.since <= spot.day < one.until)
    found = next(kept, None)
    if found is None:
        apart = Spot(spot.bearing, spot.bit, spot.reading, spot.useful, spot.through._replace(parties=frozenset()))
        party, passed = _licensor(apart, "")
        found = Licensor(apart.same, apart.since, apart.until, party, passed)
        spot.through.licensors.append(found)
    if owner in found.passed:  # an owner is not its own licensor
        return _licensor(spot, owner)[0]
    spot.same &= found.leaves
    spot.since, spot.until = max(spot.since, found.since), min(spot.until, found.until)
    return found.party


def _alike(spot: Spot) -> str:
    """The licensor of all owners who are alike, found out for the first of them, where anybody keeps it."""
    owner = spot.share.owner
    if spot.licensors is None:
        return _licensor(spot, owner)[0]
    if not spot.licensors:
        spot.licensors.append(_licensor(spot, ""))
    [(party, passed)] = spot.licensors
    return _licensor(spot, owner)[0] if owner in passed else party


def _licensor(spot: Spot, owner: str) -> tuple[str, frozenset[str]]:
    span = spot.span
    found = spot.licensor(owner)
    if found is not None:
        return found
    level = {span.service}
    seen = set(level)
    furthest = span.service
    claims = (claim.licensor for claim in span.record.claims if claim.service == span.service)
    claimed = {name: number for number, name in enumerate(dict.fromkeys(claims))}
    while level:
        level = set(_above(spot, level, seen, owner))
        seen |= level
        furthest = min(level, key=lambda party: (claimed.get(party, len(claimed)), party), default=furthest)
    return furthest, frozenset(seen)


def _above(spot: Spot, level: set[str], seen: set[str], owner: str) -> Iterator[str]:
    span = spot.span
    for party in level:
        for grant in spot.grants_to(party):
            if grant.grantor not in seen and grant.grantor != owner and _carries(spot, grant):
                yield grant.grantor
    for operation in span.record.operations:
        if (
            operation.service in level
            and operation.operator not in seen
            and operation.operator != owner
            and spot.inside(span.stands(operation.id, "").accepted & span.term(operation.term, spot.reading))
        ):
            yield operation.operator


def _carries(spot: Spot, grant: CompiledGrant) -> bool:
    if spot.through is not None:
        if not spot.through.changes.may_reach(grant, spot.share):
            return False  # on no day
        spot.looks_at_grant(grant)
    return spot.inside(spot.bearing.reached(grant, spot.reading)) and spot.in_time(grant)
