# SPDX-License-Identifier: Apache-2.0
"""The way with the fewest failures from the owner to the service. Source: SEMANTICS §5, Why not."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from licit.model.day import Reading, begins, ends
from licit.model.fact import Fact, Grant, StatuteKind
from licit.model.proof import Dimension, Standing
from licit.reference.point import OwnedShare, Point
from licit.reference.scope import first_day, last_day, misses, statute_misses
from licit.reference.standing import counts, holds, standing
from licit.reference.statutes import opted_out

# What a failure weighs: a grant that counts but fails in one dimension is nearest; one that doesn't count (denied,
# unsaid), a membership, or a law that fails in one dimension is less near; even two grants that fail are nearer than
# one that nobody ever spoke of, and that is nearer than a law of another territory, or on other rights or uses.
FAILS, COUNTS_NOT, MEMBERSHIP_ONLY, LAW_FAILS, NO_GRANT, OTHER_LAW = 2, 3, 3, 3, 5, 4
OTHER: Final = frozenset((Dimension.TERRITORY, Dimension.RIGHT, Dimension.USE, Dimension.REPERTOIRE))


class StepKind(Enum):
    """By what one gets from one party to the next."""

    STATUTE = "statute"
    GRANT = "grant"
    OPERATION = "operation"
    MEMBERSHIP = "membership"
    NONE = "no grant"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the fact (none where no grant is on record), whom it leads to, whether he is who would use."""

    kind: StepKind
    fact: Fact | None
    to: str
    weight: int
    arrives: bool = False


def nearest(point: Point, share: OwnedShare, reading: Reading) -> tuple[Step, ...]:
    """The steps of the way that fails least, the fewest steps first and then by id; a statute can only come first."""
    service = point.question.service
    queue: list[tuple[int, int, tuple[str, ...], str, tuple[Step, ...]]] = []
    if share.owner:
        heapq.heappush(queue, (0, 0, (), share.owner, ()))
    for step in _statutes(point, share, reading):
        heapq.heappush(queue, (step.weight, 1, _ids((step,)), step.to, (step,)))
    done: set[str] = set()
    while queue:
        weight, length, _, party, steps = heapq.heappop(queue)
        if party == service and (steps or party == share.owner):
            return _arriving(steps)
        if party in done:
            continue
        done.add(party)
        for step in _from(point, share, party, reading, is_root=not steps):
            longer = (*steps, step)
            heapq.heappush(queue, (weight + step.weight, length + 1, _ids(longer), step.to, longer))
    return ()


def _ids(steps: tuple[Step, ...]) -> tuple[str, ...]:
    return tuple(step.fact.id if step.fact else step.to for step in steps)


def _arriving(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """An operation that holds is no link: the step before it arrives at the actor."""
    if steps and steps[-1].kind is StepKind.OPERATION and steps[-1].weight == 0:
        steps = steps[:-1]
    return (
        (*steps[:-1], Step(steps[-1].kind, steps[-1].fact, steps[-1].to, steps[-1].weight, arrives=True))
        if steps
        else ()
    )


def _statutes(point: Point, share: OwnedShare, reading: Reading) -> Iterator[Step]:
    for statute in point.record.statutes:
        to = statute.society if statute.kind is StatuteKind.EXTENDED else point.question.service
        missed = statute_misses(point, statute, share, reading)
        failures = len(missed) + int(not holds(point, statute, share.owner, reading))
        failures += int(bool(statute.kind is StatuteKind.EXTENDED and opted_out(point, share, statute, reading)))
        other = OTHER_LAW if OTHER.intersection(statute_misses(point, statute, share, Reading.UPPER)) else 0
        yield Step(StepKind.STATUTE, statute, to, failures * LAW_FAILS + other)


def _from(point: Point, share: OwnedShare, party: str, reading: Reading, *, is_root: bool) -> Iterator[Step]:
    granted = {grant.grantee for grant in point.record.grants_by.get(party, ())}
    for grant in point.record.grants_by.get(party, ()):
        yield Step(StepKind.GRANT, grant, grant.grantee, _weight(point, share, grant, reading))
    for operation in point.record.operations:
        if operation.operator == party and operation.service == point.question.service:
            sure = holds(point, operation, "", reading) and operation.term.covers(point.day, reading)
            yield Step(StepKind.OPERATION, operation, operation.service, 0 if sure else FAILS)
    for membership in point.record.memberships_of.get(party, ()):
        if membership.group not in granted and counts(point, membership, point.day, reading):
            yield Step(StepKind.MEMBERSHIP, membership, membership.group, MEMBERSHIP_ONLY)
    to = licensor(point, share, reading) if is_root else ""
    if to and to not in granted:
        yield Step(StepKind.NONE, None, to, NO_GRANT)


def _weight(point: Point, share: OwnedShare, grant: Grant, reading: Reading) -> int:
    out_of_time = not first_day(grant, reading) <= point.day <= last_day(point, grant, share.owner, reading)
    failures = len(misses(point, grant, share, reading)) + int(out_of_time)
    counts_not = 0 if holds(point, grant, share.owner, reading) else COUNTS_NOT
    return counts_not + failures * FAILS


def licensor(point: Point, share: OwnedShare, reading: Reading) -> str:
    """Whose grants arrive at the service, furthest up: he whom a grant from the owner would have to reach.

    Of several as far up, the one whom the service itself names first as its licensor.
    """
    level = {point.question.service}
    seen = set(level)
    furthest = point.question.service
    claims = (claim.licensor for claim in point.record.claims if claim.service == point.question.service)
    claimed = {licensor: number for number, licensor in enumerate(dict.fromkeys(claims))}
    while level:
        level = {
            grant.grantor
            for grant in point.record.grants
            if grant.grantee in level
            and grant.grantor not in seen
            and grant.grantor != share.owner
            and _weight(point, share, grant, reading) == 0
        } | {
            operation.operator
            for operation in point.record.operations
            if operation.service in level
            and operation.operator not in seen
            and operation.operator != share.owner
            and standing(point, operation.id, "") is Standing.ACCEPTED
            and begins(operation.term.start, reading) <= point.day <= ends(operation.term.end, reading)
        }
        seen |= level
        furthest = min(level, key=lambda party: (claimed.get(party, len(claimed)), party), default=furthest)
    return furthest
