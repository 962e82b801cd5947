# SPDX-License-Identifier: Apache-2.0
"""Two exclusives, or assignments, of one thing to different grantees: where, when, in what, and which was first.

Source: SEMANTICS §3.3. ``licit lint`` asks the same of the text of the case, without a position.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from licit.case.lint.overlap import Overlap
from licit.engine.grants import LOWER, UPPER, CompiledGrant, surely_before
from licit.explain.overreach.field import Field
from licit.explain.overreach.measuring import Measuring
from licit.explain.overreach.rows import Rows
from licit.model.conflict import Conflict, ConflictKind
from licit.model.day import FIRST
from licit.model.proof import Standing

COUNTING = (Standing.ACCEPTED, Standing.DISPUTED)


class Pair(NamedTuple):
    """Two exclusives of one grantor, the first in front where ``in_order``; else their order is open."""

    first: CompiledGrant
    later: CompiledGrant
    in_order: bool

    @property
    def may_stand(self) -> bool:
        """Whether the first surely kept the power to grant again, so that there is no conflict."""
        return not self.first.takes_sublicense and (self.in_order or not self.later.takes_sublicense)

    @property
    def sure(self) -> bool:
        """Whether it conflicts whichever was first."""
        return self.first.takes_sublicense and (self.in_order or self.later.takes_sublicense)


def double_exclusives(measuring: Measuring) -> Iterator[Conflict]:
    """The pairs of exclusives of each grantor that count in the position and give one thing to two."""
    overlap = Overlap(measuring.believed.record)
    for takers in measuring.believed.takers_by.values():
        counted = [taker for taker in takers if measuring.standing(taker) in COUNTING]
        for one, other in combinations(counted, 2):
            pair = _ordered(one, other)
            if one.grantee != other.grantee and not pair.may_stand:
                yield from _over_shares(measuring, pair) or _on_paper(measuring, overlap, pair)


def _ordered(one: CompiledGrant, other: CompiledGrant) -> Pair:
    return Pair(other, one, in_order=True) if surely_before(other, one) else Pair(one, other, surely_before(one, other))


def _plain(measuring: Measuring, pair: Pair) -> Conflict:
    first, later = pair.first, pair.later
    return Conflict(
        kind=ConflictKind.DOUBLE_EXCLUSIVE,
        facts=(first.id, later.id),
        parties=(first.grantor, first.grantee, later.grantee),
        sure=pair.sure,
        decides=first.id if pair.in_order else "",
        standings=tuple((one.id, measuring.standing(one)) for one in (first, later)),
    )


def _over_shares(measuring: Measuring, pair: Pair) -> list[Conflict]:
    """Over the shares on record: where both are in force and have one in scope, surely or as open points may be."""
    rows: Rows[bool] = measuring.rows()
    field = measuring.field("", "", frozenset())
    both = {*measuring.uses_of(pair.first)} & {*measuring.uses_of(pair.later)}
    for use in sorted(both):
        here = measuring.field("", use, frozenset())
        for number, lot in enumerate(measuring.lots):
            there = here.owned(lot)
            surely, perhaps = (_both(here, number, measuring, pair, reading) & there for reading in (LOWER, UPPER))
            rows.add(True, number, use, surely)  # noqa: FBT003 - the key of the row
            rows.add(False, number, use, perhaps & ~surely)  # noqa: FBT003 - the key of the row
    plain = _plain(measuring, pair)
    return [
        replace(
            plain,
            sure=plain.sure and sure,
            stretches=row["stretches"],
            rights=row["rights"],
            uses=row["uses"],
            owners=row["owners"],
            items=row["items"],
        )
        for sure, row in rows.measured(field)
    ]


def _both(field: Field, number: int, measuring: Measuring, pair: Pair, reading: int) -> int:
    bearing = field.bearing(measuring.lots[number].share)
    found = field.span.everywhere
    for one in (pair.first, pair.later):
        if found:
            found &= bearing.reached(one, reading) & bearing.in_force(one, reading)
    return found


def _on_paper(measuring: Measuring, overlap: Overlap, pair: Pair) -> list[Conflict]:
    """With no share on record in both: whether their texts surely speak of one thing, and from which day on."""
    day = overlap.first_day(pair.first.grant, pair.later.grant)
    if day is None:
        return []
    return [replace(_plain(measuring, pair), day=None if day == FIRST else day)]
