# SPDX-License-Identifier: Apache-2.0
"""Whether each open point that a proof names is one. SEMANTICS §4, Two readings."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from licit.checker.force import signed_before
from licit.checker.part import Part
from licit.checker.standing import Standings
from licit.model.day import When
from licit.model.fact import Fact, Grant, Statute, Termination
from licit.model.position import PlaceOfAct
from licit.model.proof import OpenKind, OpenPoint, Standing


def is_open(point: OpenPoint, standings: Standings, parts: Iterable[Part]) -> bool:
    """Whether it is open what the point says is open."""
    if point.kind is OpenKind.PLACE:
        return standings.position.place is PlaceOfAct.OPEN and not point.facts
    facts = [standings.record.by_id[name] for name in point.facts if name in standings.record.by_id]
    if not facts or len(facts) < len(point.facts):
        return False
    if point.kind is OpenKind.FACT:
        return all(_disputed(fact, standings, parts) for fact in facts)
    if point.kind is OpenKind.ORDER:
        return _order_open(facts)
    return all(_open_in_itself(fact, point.kind) for fact in facts)


def _disputed(fact: Fact, standings: Standings, parts: Iterable[Part]) -> bool:
    return any(standings.of(fact, part) is Standing.DISPUTED for part in parts)


def _order_open(facts: list[Fact]) -> bool:
    """Between two grants; of one grant, against the day asked about."""
    grants = [fact for fact in facts if isinstance(fact, Grant)]
    if len(grants) < len(facts):
        return False
    if len(grants) == 1:
        return grants[0].signed is None or not grants[0].signed.precise
    return any(
        signed_before(one, other, surely=False) and not signed_before(one, other, surely=True)
        for one, other in permutations(grants, 2)
    )


def _open_in_itself(fact: Fact, kind: OpenKind) -> bool:
    if kind is OpenKind.DAY:
        return any(not when.precise for when in _days(fact))
    if kind is OpenKind.SCOPE:
        if isinstance(fact, Statute):
            return None in (fact.rights, fact.uses, fact.territories)
        scope = fact.scope if isinstance(fact, Grant) else None
        return scope is not None and None in (scope.repertoire, scope.rights, scope.uses, scope.territories)
    if not isinstance(fact, Grant):
        return False
    if kind is OpenKind.SOME:
        named = fact.scope.repertoire
        return bool((named and named.some_members_of) or fact.scope.exceptions.some_members_of)
    return any(condition.fulfilled is None for condition in fact.conditions)


def _days(fact: Fact) -> list[When]:
    if isinstance(fact, Termination):
        return [fact.last_day]
    found: list[When | None] = [fact.term.start, fact.term.end]
    if isinstance(fact, Grant):
        found += [fact.executed, fact.retention_end, fact.survives_until]
    return [when for when in found if when is not None]
