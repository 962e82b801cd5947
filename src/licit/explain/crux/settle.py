# SPDX-License-Identifier: Apache-2.0
"""Facts with some of their open points settled: the same facts, saying less than before that is open. SEMANTICS §4.

Disputed facts are settled by ``Point.settled`` and are not touched here, but for interim findings: these then stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from licit.explain.crux.days import Days
from licit.explain.crux.diagram import Taken
from licit.model.crux import Settlement
from licit.model.day import FIRST, When
from licit.model.fact import Condition, Fact, Finding, Grant, Statute
from licit.model.proof import OpenKind
from licit.model.scope import ALL, NOTHING, Repertoire, Scope
from licit.model.territory import Expression

ELSEWHERE: Final = ""  # a leaf that is nowhere: a scope that holds it lies in no denied pattern, as one unstated does
_HolderT = TypeVar("_HolderT", Scope, Statute)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one share is asked about: what an unstated scope is settled for."""

    asset: str
    right: str
    owner: str
    use: str
    leaf: str

    def of(self, dimension: str) -> tuple[str, ...]:
        """The part of a dimension of a scope that is asked about."""
        return {
            "rights": (self.right,),
            "uses": (self.use,),
            "territories": (self.leaf,),
            "repertoire": (self.asset, self.owner),
        }[dimension]


def settled(facts: Iterable[Fact], taken: Taken, asked: Asked | None, days: Days) -> tuple[Fact, ...]:
    """The facts as these settlements leave them."""
    by_fact: dict[str, dict[Settlement, bool]] = {}
    for settlement, so in taken.items():
        for name in settlement.point.facts:
            by_fact.setdefault(name, {})[settlement] = so
    return tuple(_settled(fact, by_fact[fact.id], asked, days) if fact.id in by_fact else fact for fact in facts)


def _settled(fact: Fact, taken: Taken, asked: Asked | None, days: Days) -> Fact:
    kinds = {settlement.point.kind for settlement in taken}
    if OpenKind.DAY in kinds:
        fact = _dated(fact, taken, days)
    if OpenKind.FACT in kinds and isinstance(fact, Finding):
        fact = replace(fact, interim=False)
    if asked is None:
        return fact
    if isinstance(fact, Statute):
        fact = _stated(fact, taken, asked)
    elif isinstance(fact, Grant):
        scope = _some(_listed(_stated(fact.scope, taken, asked), taken, asked), taken, asked)
        conditions = tuple(_met(one, taken) for one in fact.conditions)
        fact = replace(fact, scope=scope, conditions=conditions)
    return fact


def _dated(fact: Fact, taken: Taken, days: Days) -> Fact:
    for field in {one.point.detail for one in taken if one.point.kind is OpenKind.DAY}:
        when = days.left(fact, field, taken)
        if field == "signed":  # neither start nor execution day: it has always begun, whenever it was signed
            fact = _with(fact, executed=when, term=replace(fact.term, start=When.on(FIRST)))  # type: ignore[union-attr]
        elif field in ("start", "end"):
            fact = _with(fact, term=replace(fact.term, **{field: when}))  # type: ignore[union-attr]
        else:
            fact = _with(fact, **{field: when})
    return fact


def _with(fact: Fact, **fields: Any) -> Fact:  # noqa: ANN401 - whatever the field holds
    return replace(fact, **fields)


def _said(taken: Taken, kind: OpenKind, detail: str, of: tuple[str, ...]) -> bool | None:
    for settlement, so in taken.items():
        if settlement.point.kind is kind and settlement.point.detail == detail and settlement.of == of:
            return so
    return None


def _stated(holder: _HolderT, taken: Taken, asked: Asked) -> _HolderT:
    """Rights, uses and territories, where these are unstated and were settled."""
    for name, wide, narrow in (
        ("rights", ALL, frozenset()),
        ("uses", ALL, frozenset()),
        ("territories", Expression(((True, asked.leaf), (True, ELSEWHERE))), Expression(())),
    ):
        if getattr(holder, name) is None:
            so = _said(taken, OpenKind.SCOPE, name, asked.of(name))
            if so is not None:
                fields: dict[str, Any] = {name: wide if so else narrow}
                holder = replace(holder, **fields)
    return holder


def _listed(scope: Scope, taken: Taken, asked: Asked) -> Scope:
    if scope.repertoire is not None:
        return scope
    so = _said(taken, OpenKind.SCOPE, "repertoire", asked.of("repertoire"))
    return scope if so is None else replace(scope, repertoire=Repertoire(everything=True) if so else NOTHING)


def _some(scope: Scope, taken: Taken, asked: Asked) -> Scope:
    if scope.repertoire is not None:
        scope = replace(scope, repertoire=_members(scope.repertoire, taken, asked))
    return replace(scope, exceptions=_members(scope.exceptions, taken, asked))


def _members(named: Repertoire, taken: Taken, asked: Asked) -> Repertoire:
    for group in named.some_members_of:
        so = _said(taken, OpenKind.SOME, group, (asked.owner,))
        if so is not None:
            others = named.some_members_of - {group}
            members = named.members_of | {group} if so else named.members_of
            named = replace(named, some_members_of=others, members_of=members)
    return named


def _met(condition: Condition, taken: Taken) -> Condition:
    so = _said(taken, OpenKind.CONDITION, condition.text, ()) if condition.fulfilled is None else None
    return condition if so is None else Condition(condition.text, so)
