# SPDX-License-Identifier: Apache-2.0
"""The open points an answer hangs on: those that change a part of it when they alone are settled.

Source: SEMANTICS §4, Two readings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from licit.model.fact import Control, Fact, Finding, Requirement, Server
from licit.model.position import PlaceOfAct
from licit.model.proof import FactUsed, OpenKind, OpenPoint, ReadingProof, Standing
from licit.model.record import Record
from licit.reference.bench import Bench
from licit.reference.looked_at import rights_of
from licit.reference.settling import versions
from licit.reference.standing import standing

_PLACES: Final = (PlaceOfAct.RECEPTION, PlaceOfAct.EMISSION)
_Parts = frozenset[tuple[str, ...]]


def open_points(
    bench: Bench, lower: ReadingProof, upper: ReadingProof, used: tuple[FactUsed, ...]
) -> tuple[OpenPoint, ...]:
    """The open points among the facts used, each with an effect of its own on some part of the answer."""
    owners = {share.owner for _, right in rights_of(lower, upper) for share in right.shares}
    places = tuple(point.territory for point in bench.points())
    found = []
    if bench.place is PlaceOfAct.OPEN:
        either = [_effect(_again(bench, place=place)) for place in _PLACES]
        if either[0] != either[1]:
            found.append(OpenPoint(OpenKind.PLACE))
    for one in used:
        fact = bench.record.by_id[one.fact]
        stands = {standing(point, fact.id, owner) for point in bench.points() for owner in (*owners, "")}
        if Standing.DISPUTED in stands and not isinstance(fact, Finding) and _matters(bench, fact):
            found.append(OpenPoint(OpenKind.FACT, (fact.id,)))
        if stands & {Standing.ACCEPTED, Standing.DISPUTED}:
            found += [
                point
                for point, first, second in versions(bench.record, fact, places)
                if _revised(bench, first) != _revised(bench, second)
            ]
    return tuple(dict.fromkeys(found))


def _matters(bench: Bench, fact: Fact) -> bool:
    """Whether it makes a difference that a disputed fact is so, or is not."""
    so, not_so = (_effect(_again(bench, settled={fact.id: taken}), fact) for taken in (True, False))
    return so != not_so


def _effect(bench: Bench, fact: Fact | None = None) -> tuple[object, ...]:
    """What the settlement of a fact can show in: the two values, and for what lies in a share each part's.

    Where the place is open, at each place: what the reading does not decide by, another place's reader still asks.
    """
    if bench.place is PlaceOfAct.OPEN:
        return tuple(_effect(_again(bench, place=place), fact) for place in _PLACES)
    lower, upper = bench.readings()
    if isinstance(fact, Control | Requirement | Server):
        return (lower.value, upper.value)
    return (lower.value, upper.value, _parts(lower), _parts(upper))


def _again(
    bench: Bench,
    *,
    record: Record | None = None,
    settled: Mapping[str, bool] | None = None,
    place: PlaceOfAct | None = None,
) -> Bench:
    """The same question with one thing settled; only the values are asked for."""
    settled = bench.settled if settled is None else settled
    place = place or bench.place
    return Bench(record or bench.record, bench.question, bench.position, settled, place, why_not=False)


def _parts(reading: ReadingProof) -> _Parts:
    return frozenset(
        (place.territory, right.asset, right.right, share.owner, share.value.name)
        for place, right in rights_of(reading)
        for share in right.shares
    )


def _revised(bench: Bench, facts: tuple[Fact, ...]) -> tuple[object, ...]:
    return _effect(_again(bench, record=_replaced(bench.record, facts)), facts[0])


def _replaced(record: Record, facts: tuple[Fact, ...]) -> Record:
    instead = {fact.id: fact for fact in facts}
    return replace(record, facts=tuple(instead.get(fact.id, fact) for fact in record.facts))
