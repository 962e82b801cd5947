# SPDX-License-Identifier: Apache-2.0
"""A question with some of its open points supposed settled: its readings, and whether the suppositions can all hold.

Written anew from SEMANTICS §4; what is supposed of an unstated scope or of unnamed members holds for the share alone
that it was said of, so each share is judged on facts of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from typing import Any, Final

from licit.checker.authority import Authority
from licit.checker.bars import Bars
from licit.checker.chains import Chains
from licit.checker.cycles import components
from licit.checker.force import signed_before
from licit.checker.part import Part
from licit.checker.settled import Settled
from licit.checker.standing import COUNTS, Standings, outranked
from licit.checker.wholes import Wholes
from licit.model.crux import Settlement
from licit.model.day import FIRST, LAST, Reading, When
from licit.model.fact import Condition, Fact, Finding, Grant, Statute
from licit.model.position import PlaceOfAct
from licit.model.proof import OpenKind, Standing, Value
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL, NOTHING, Repertoire
from licit.model.territory import Expression

Supposed = Mapping[Settlement, bool]  # settlements by what they say where they are so, and whether they are
DAY: Final = timedelta(days=1)
BY_SHARE: Final = (OpenKind.SCOPE, OpenKind.SOME)
ANYWHERE: Final = ""  # a leaf in no denied pattern


@dataclass
class SupposedStandings(Standings):
    """Standings in which what words or findings alone leave disputed is as supposed.

    What is disputed because a finding or a denied pattern may bear on it is left so until that is settled.
    """

    facts: Mapping[str, bool] = field(default_factory=dict)
    interim: frozenset[str] = frozenset()

    def _said(self, fact: Fact, leaf: str) -> Standing:
        found = super()._said(fact, leaf)
        if found is not Standing.DISPUTED or fact.id not in self.facts:
            return found
        if isinstance(fact, Grant) and not all(sure for _, sure in self.patterns_on(fact, leaf)):
            return found
        return self._supposed(fact)

    def _under_findings(self, fact: Fact, leaf: str, owner: str | None, judging: frozenset[str]) -> Standing:
        if fact.id not in self.facts:
            return super()._under_findings(fact, leaf, owner, judging)
        strong: set[bool] = set()
        weak: set[bool] = set()
        for finding in self.record.findings_on.get(fact.id, ()):
            if finding.id in judging or finding.id == fact.id or not self._binds(finding, leaf, owner):
                continue
            standing = self._judged(finding, Part(leaf, owner=owner or ""), judging | {fact.id})
            if standing in COUNTS:
                firm = standing is Standing.ACCEPTED and not finding.interim
                firm = firm and finding.term.covers(self.question.day, Reading.LOWER)
                (strong if firm else weak).add(finding.holds)
        found = outranked(self._said(fact, leaf), strong, weak)
        clash = len(strong) == len((True, False))
        refused = fact.id in self.interim and not self.facts[fact.id] and found in COUNTS
        return self._supposed(fact) if clash or refused else found

    def _supposed(self, fact: Fact) -> Standing:
        return Standing.ACCEPTED if self.facts[fact.id] else Standing.REJECTED


@dataclass(frozen=True)
class SupposedBars(Bars):
    """Bars in which acts came in the order supposed."""

    orders: Mapping[tuple[str, str], bool]

    def before(self, first: Grant, second: Grant, *, surely: bool) -> bool:
        """As supposed; else as the record has it."""
        known = self.orders.get((first.id, second.id))
        return super().before(first, second, surely=surely) if known is None else known


@dataclass(frozen=True)
class SupposedChains(Chains):
    """Chains with such bars."""

    orders: Mapping[tuple[str, str], bool]

    @cached_property
    def bars(self) -> Bars:
        """The bars of the record, in the order supposed."""
        return SupposedBars(self.standings, self.orders)


@dataclass(frozen=True)
class SupposedWholes(Wholes):
    """Values in which each share is judged on its own facts."""

    case: SupposedCase

    def share(self, part: Part, reading: Reading) -> Value:
        """The value of one owner's share."""
        own = self.case.of(part)
        return super().share(part, reading) if own is self else own.share(part, reading)


@dataclass(frozen=True)
class SupposedCase:
    """The question under some suppositions."""

    record: Record
    question: Question
    supposed: Supposed

    def extreme(self, reading: Reading) -> Value:
        """The worst (lower) or the best (upper) that may follow."""
        return self.wholes.extreme(reading)

    @cached_property
    def wholes(self) -> SupposedWholes:
        """The values, what is said of single shares left aside."""
        return self._wholes(tuple(self._settled(fact, {}) for fact in self.record.facts))

    def of(self, part: Part) -> SupposedWholes:
        """The values of one share, with what is supposed of it."""
        use = self.question.use
        mine = {
            one: so for one, so in self.supposed.items() if one.point.kind in BY_SHARE and one.of == _of(one, part, use)
        }
        if not mine:
            return self.wholes
        key = frozenset(mine.items())
        if key not in self._kept:
            self._kept[key] = self._wholes(tuple(self._settled(fact, mine, part.leaf) for fact in self.record.facts))
        return self._kept[key]

    @cached_property
    def _kept(self) -> dict[frozenset[tuple[Settlement, bool]], SupposedWholes]:
        return {}

    @cached_property
    def facts(self) -> Mapping[str, tuple[tuple[Settlement, bool], ...]]:
        """What is supposed of each fact."""
        found: dict[str, list[tuple[Settlement, bool]]] = {}
        for one, so in self.supposed.items():
            for name in one.point.facts:
                found.setdefault(name, []).append((one, so))
        return {name: tuple(ones) for name, ones in found.items()}

    @cached_property
    def orders(self) -> Mapping[tuple[str, str], bool]:
        """For two acts, whether the first came first."""
        found = {}
        for one, so in self.supposed.items():
            if one.point.kind is OpenKind.ORDER:
                first, second = one.point.facts
                found[first, second], found[second, first] = so, not so
        return found

    def can_be(self) -> bool:
        """Whether all suppositions can hold together: each day leaves a day, and the acts stand in one row."""
        if any(when is None for when in self._days.values()):
            return False
        dated = {fact.id: self._settled(fact, {}) for fact in self.record.facts}
        acts = [one for name, one in dated.items() if isinstance(one, Grant) and any(name in p for p in self.orders)]
        first = {pair for pair, so in self.orders.items() if so}
        first |= {
            (one.id, other.id)
            for one in acts
            for other in acts
            if one.id != other.id and signed_before(one, other, surely=True)
        }
        return all(len(component) == 1 for component in components(iter(first)))

    def _wholes(self, facts: tuple[Fact, ...]) -> SupposedWholes:
        position = self.record.positions[self.question.position]
        place = next((so for one, so in self.supposed.items() if one.point.kind is OpenKind.PLACE), None)
        if place is not None:
            position = replace(position, place=PlaceOfAct.RECEPTION if place else PlaceOfAct.EMISSION)
        named = {one.point.facts[0]: so for one, so in self.supposed.items() if one.point.kind is OpenKind.FACT}
        interim = frozenset(one.id for one in self.record.facts if isinstance(one, Finding) and one.interim)
        standings = SupposedStandings(
            replace(self.record, facts=facts), self.question, position, facts=named, interim=interim
        )
        return SupposedWholes(Authority(SupposedChains(standings, self.orders)), Settled(standings), self)

    def _settled(self, fact: Fact, mine: Supposed, leaf: str = "") -> Fact:
        said = self.facts.get(fact.id, ())
        for one, _ in said:
            if one.point.kind is OpenKind.DAY:
                fact = dated(fact, one.point.detail, self._days[fact.id, one.point.detail])
            elif one.point.kind is OpenKind.FACT and isinstance(fact, Finding):
                fact = replace(fact, interim=False)
        if isinstance(fact, Grant):
            met = {one.point.detail: so for one, so in said if one.point.kind is OpenKind.CONDITION}
            fact = replace(fact, conditions=tuple(_met(condition, met) for condition in fact.conditions))
        for one, so in mine.items():
            if fact.id in one.point.facts:
                fact = scoped(fact, one, so=so, leaf=leaf)
        return fact

    @cached_property
    def _days(self) -> Mapping[tuple[str, str], When | None]:
        """What is left of each imprecise day that something is supposed of; ``None``: no day."""
        found: dict[tuple[str, str], When | None] = {}
        for one, so in self.supposed.items():
            if one.point.kind is not OpenKind.DAY or one.day is None:
                continue
            key = (one.point.facts[0], one.point.detail)
            when = found[key] if key in found else when_in(self.record.by_id[key[0]], key[1])
            if when is not None:
                first = when.earliest if so else max(when.earliest, one.day + DAY)
                last = min(when.latest, one.day) if so else when.latest
                found[key] = When(first, last) if first <= last else None
        return found


def _of(one: Settlement, part: Part, use: str) -> tuple[str, ...]:
    """What a settlement of a scope must be said of to bear on a share."""
    if one.point.kind is OpenKind.SOME:
        return (part.owner,)
    return {
        "rights": (part.right,),
        "uses": (use,),
        "territories": (part.leaf,),
        "repertoire": (part.asset, part.owner),
    }[one.point.detail]


def when_in(fact: Fact, field_name: str) -> When | None:
    """The day in a field; ``start`` and ``end`` of its term; ``signed`` where an act has no day at all: any."""
    if field_name == "signed":
        return When(FIRST + DAY, LAST - DAY)
    if field_name in ("start", "end"):
        return getattr(getattr(fact, "term", None), field_name, None)
    when = getattr(fact, field_name, None)
    return when if isinstance(when, When) else None


def dated(fact: Fact, field_name: str, when: When | None) -> Fact:
    """The fact with that day; one that has neither start nor execution day has always begun."""
    if when is None:
        return fact
    changes: dict[str, Any] = {field_name: when}
    term = getattr(fact, "term", None)
    if field_name == "signed" and term is not None:
        changes = {"executed": when, "term": replace(term, start=When.on(FIRST))}
    elif field_name in ("start", "end") and term is not None:
        changes = {"term": replace(term, **changes)}
    return replace(fact, **changes)


def scoped(fact: Fact, one: Settlement, *, so: bool, leaf: str) -> Fact:
    """The fact with an unstated part of its scope stated, as far as one share is concerned."""
    detail = one.point.detail
    if one.point.kind is OpenKind.SOME and isinstance(fact, Grant):
        scope = replace(fact.scope, exceptions=_named(fact.scope.exceptions, detail, so=so))
        if scope.repertoire is not None:
            scope = replace(scope, repertoire=_named(scope.repertoire, detail, so=so))
        return replace(fact, scope=scope)
    stated: Any
    if detail == "repertoire":
        stated = Repertoire(everything=True) if so else NOTHING
    elif detail == "territories":
        stated = Expression(((True, leaf), (True, ANYWHERE)) if so else ())
    else:
        stated = ALL if so else frozenset()
    changes: dict[str, Any] = {detail: stated}
    if isinstance(fact, Statute) and getattr(fact, detail) is None:
        return replace(fact, **changes)
    if isinstance(fact, Grant) and getattr(fact.scope, detail) is None:
        return replace(fact, scope=replace(fact.scope, **changes))
    return fact


def _named(named: Repertoire, group: str, *, so: bool) -> Repertoire:
    if group not in named.some_members_of:
        return named
    members = named.members_of | {group} if so else named.members_of
    return replace(named, members_of=members, some_members_of=named.some_members_of - {group})


def _met(condition: Condition, met: Mapping[str, bool]) -> Condition:
    if condition.fulfilled is None and condition.text in met:
        return Condition(condition.text, met[condition.text])
    return condition


def supposing(settlements: Iterable[Settlement]) -> dict[Settlement, bool]:
    """The settlements of a crux as suppositions."""
    return {replace(one, so=True): one.so for one in settlements}
