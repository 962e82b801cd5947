# SPDX-License-Identifier: Apache-2.0
"""Circles: mandates of one thing that lead back to their first grantor, groups within themselves, findings on findings.

A circle of grants gives nothing (SEMANTICS §3.2); of the others none can be judged first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from licit.engine.bearing import Bearing
from licit.engine.believed import Believed
from licit.engine.closure import closure
from licit.engine.grants import LOWER, UPPER, CompiledGrant
from licit.explain.overreach.measuring import Measuring
from licit.explain.overreach.rows import Rows
from licit.model.conflict import Conflict, ConflictKind
from licit.model.fact import Finding, Membership

Row = tuple[CompiledGrant, ...]


def circles(measuring: Measuring) -> Iterator[Conflict]:
    """All circles among facts that count, or may count, in the position."""
    yield from _of_mandates(measuring)
    yield from _of_memberships(measuring)
    yield from _of_findings(measuring.believed)


def _of_mandates(measuring: Measuring) -> Iterator[Conflict]:
    """For each mandate the shortest circle that it is in, over one share in some leaf on some day."""
    mandates = _in_circles([grant for grant in measuring.believed.grants if grant.mandate])
    if not mandates:
        return
    rows: Rows[tuple[frozenset[str], bool]] = measuring.rows()
    ways: dict[frozenset[str], Row] = {}
    uses = sorted({use for one in mandates for use in measuring.uses_of(one)})
    for use in uses:
        field = measuring.field("", use, frozenset())
        for number, lot in enumerate(measuring.lots):
            there = field.owned(lot)
            bearing = field.bearing(lot.share)
            carried = {one.number: there & _carried(bearing, one, UPPER) for one in mandates} if there else {}
            for mandate in mandates:
                if carried.get(mandate.number):
                    for row, mask in _back(mandate, mandates, carried):
                        key = frozenset(one.id for one in row)
                        ways.setdefault(key, row)
                        surely = mask
                        for one in row:
                            surely &= _carried(bearing, one, LOWER)
                        rows.add((key, True), number, use, surely)
                        rows.add((key, False), number, use, mask & ~surely)
    for (key, sure), row_of in rows.measured(measuring.field("", "", frozenset())):
        way = ways[key]
        yield Conflict(
            kind=ConflictKind.CIRCLE,
            facts=tuple(one.id for one in way),
            parties=tuple(one.grantor for one in way),
            sure=sure,
            stretches=row_of["stretches"],
            rights=row_of["rights"],
            uses=row_of["uses"],
            owners=row_of["owners"],
            items=row_of["items"],
            standings=tuple((one.id, measuring.standing(one)) for one in way),
        )


def _carried(bearing: Bearing, grant: CompiledGrant, reading: int) -> int:
    return bearing.reached(grant, reading) & bearing.in_force(grant, reading)


def _in_circles(mandates: Sequence[CompiledGrant]) -> list[CompiledGrant]:
    """The mandates from whose grantee others lead back to their grantor, whatever they are of."""
    to: dict[str, list[str]] = {}
    for one in mandates:
        to.setdefault(one.grantor, []).append(one.grantee)
    beyond = {party: closure((party,), lambda at: to.get(at, ())) for party in {one.grantee for one in mandates}}
    return [one for one in mandates if one.grantor in beyond[one.grantee] and one.grantor != one.grantee]


def _back(
    start: CompiledGrant, mandates: Sequence[CompiledGrant], carried: Mapping[int, int]
) -> Iterator[tuple[Row, int]]:
    """The shortest circle through a mandate, by the leaves and days that all of it have in common."""
    waiting: deque[tuple[Row, int]] = deque([((start,), carried[start.number])])
    known: dict[str, int] = {}
    while waiting:
        row, where = waiting.popleft()
        for one in mandates:
            there = where & carried.get(one.number, 0)
            if one.grantor != row[-1].grantee or not there:
                continue
            if one.grantee == start.grantor:
                yield (*row, one), there
                return
            new = there & ~known.get(one.grantee, 0)
            if new and one.grantee != start.grantee:
                known[one.grantee] = known.get(one.grantee, 0) | new
                waiting.append(((*row, one), new))


def _of_memberships(measuring: Measuring) -> Iterator[Conflict]:
    believed = measuring.believed
    field = measuring.field("", "", frozenset())
    seen: set[frozenset[str]] = set()
    for party, memberships in believed.record.memberships_of.items():
        within = field.span.above(party, None, UPPER).get(party, 0) & field.exists
        if not within:
            continue
        row = _way_up(believed, memberships, party)
        if frozenset(one.id for one in row) not in seen:
            seen.add(frozenset(one.id for one in row))
            yield Conflict(
                kind=ConflictKind.CIRCLE,
                facts=tuple(one.id for one in row),
                parties=tuple(one.member for one in row),
                sure=within == field.span.above(party, None, LOWER).get(party, 0) & field.exists,
                stretches=field.stretches(within),
                standings=tuple((one.id, believed.by_words(one.id)) for one in row),
            )


def _way_up(believed: Believed, memberships: Sequence[Membership], party: str) -> tuple[Membership, ...]:
    """A shortest row of memberships from a party to itself."""
    waiting: deque[tuple[Membership, ...]] = deque((one,) for one in memberships)
    seen: set[str] = set()
    while waiting:
        row = waiting.popleft()
        if row[-1].group == party:
            return row
        if row[-1].group not in seen:
            seen.add(row[-1].group)
            waiting.extend((*row, one) for one in believed.record.memberships_of.get(row[-1].group, ()))
    return ()


def _of_findings(believed: Believed) -> Iterator[Conflict]:
    done: set[str] = set()
    for fact in believed.record.facts:
        row: list[Finding] = []
        at = fact
        while isinstance(at, Finding) and at.id not in done and at not in row:
            row.append(at)
            at = believed.record.by_id.get(at.fact, at)
        if isinstance(at, Finding) and at in row:
            circle = row[row.index(at) :]
            yield Conflict(
                kind=ConflictKind.CIRCLE,
                facts=tuple(one.id for one in circle),
                standings=tuple((one.id, believed.by_words(one.id)) for one in circle),
            )
        done.update(one.id for one in row)
