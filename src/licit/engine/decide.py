# SPDX-License-Identifier: Apache-2.0
"""The wholes at one leaf: settlements, places, requirements, rights and shares. Source: SEMANTICS §3.7, §4.

Every leaf of a *cell* (the leaves that no fact about the item tells apart) has the answer of any one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

from licit.engine.bearing import Share
from licit.engine.grants import LOWER, UPPER
from licit.engine.span import Span
from licit.model.asset import Item
from licit.model.fact import Control, Requirement, Server
from licit.model.position import PlaceOfAct
from licit.model.proof import Value
from licit.model.scope import ALL
from licit.model.share import TOLERANCE, WHOLE
from licit.model.verdict import Answer, answer_of

Settlement = Mapping[str, bool]
Settled = Control | Requirement | Server
HasShare = Callable[[Share, int], int]


@dataclass(frozen=True, slots=True)
class Part:
    """What an answer may turn on.

    ``kind`` is a reason's code where no share decides (``no-requirement``, ``asset-unidentified`` …), else ``share``;
    ``subject`` the asset or kind that is spoken of, ``fact`` the requirement, ``leaf`` the place of the act, which is
    where a server stands under ``emission``.
    """

    kind: str
    leaf: str = ""
    subject: str = ""
    fact: str = ""
    share: Share | None = None
    emission: bool = False


@dataclass(frozen=True, slots=True)
class Decision(Part):
    """An answer and the part it turns on: the first, in the order of the page, of those that decide."""

    answer: Answer = field(kw_only=True)
    reading: int = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class _Valued(Part):
    value: Value = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class _Needed:
    """A right of an asset that a law asks for at a place."""

    leaf: str
    requirement: Requirement
    asset: str
    right: str


class Deciding:
    """One item on one day: ``span`` is that day, ``has_share`` where the service has a share."""

    def __init__(self, item: Item | None, name: str, span: Span, has_share: HasShare) -> None:
        self.item = item
        self.name = name
        self.span = span
        self.has_share = has_share

    def decide(self, leaf: str) -> Decision:
        """The answer at a leaf, with the part that decides it."""
        lower = self._reading(leaf, LOWER)
        upper = lower if lower.value is Value.YES else self._reading(leaf, UPPER)
        answer = answer_of(lower.value, upper.value)
        reading, part = (LOWER, lower) if answer in (Answer.CLEARED, Answer.CONTESTED) else (UPPER, upper)
        return Decision(
            part.kind, part.leaf, part.subject, part.fact, part.share, part.emission, answer=answer, reading=reading
        )

    def _reading(self, leaf: str, reading: int) -> _Valued:
        """The lower reading takes the worst settlement and place, the upper the best."""
        place = self.span.believed.position.place
        best: _Valued | None = None
        stop = Value.NO if reading == LOWER else Value.YES
        for settlement in self._settlements(leaf, place):
            for emission in {PlaceOfAct.RECEPTION: (False,), PlaceOfAct.EMISSION: (True,)}.get(place, (False, True)):
                part = self._emission(settlement, reading) if emission else self._place(leaf, settlement, reading)
                if best is None or (part.value < best.value if reading == LOWER else part.value > best.value):
                    best = part
                if best.value is stop:
                    return best
        assert best is not None  # noqa: S101 - there is always the empty settlement
        return best

    def _settlements(self, leaf: str, place: PlaceOfAct) -> Iterator[Settlement]:
        facts: dict[str, None] = {}
        leaves = [] if place is PlaceOfAct.EMISSION else [leaf]
        if place is not PlaceOfAct.RECEPTION:
            for server in self._servers():
                if self._is_open(server, server.territory):
                    facts[server.id] = None
                leaves.append(server.territory)
        for one in dict.fromkeys(leaves):
            bit = self.span.places.bit(one)
            facts.update((fact.id, None) for fact in requirements_in(self.span, bit) if is_open(self.span, fact) & bit)
            for _, assets in self.item.assets if self.item else ():
                for asset in assets:
                    controls = controls_in(self.span, asset, bit)
                    facts.update((fact.id, None) for fact in controls if is_open(self.span, fact) & bit)
        for values in product((True, False), repeat=len(facts)):
            yield dict(zip(facts, values, strict=True))

    def _servers(self) -> tuple[Server, ...]:
        return tuple(server for server in self.span.record.servers if server.service == self.span.service)

    def _is_open(self, fact: Settled, leaf: str) -> bool:
        return bool(is_open(self.span, fact) & self.span.places.bit(leaf))

    def _taken(self, fact: Settled, leaf: str, settlement: Settlement) -> bool:
        """Whether the fact counts at a leaf under a settlement of what is open."""
        if self._is_open(fact, leaf):
            return settlement[fact.id]
        return bool(taken(self.span, fact) & self.span.places.bit(leaf))

    def _emission(self, settlement: Settlement, reading: int) -> _Valued:
        """Several servers: the worst; none on record: unknown."""
        parts = [
            self._place(server.territory, settlement, reading)
            for server in self._servers()
            if self._taken(server, server.territory, settlement)
        ]
        return replace(min(parts, key=_value, default=_Valued("no-server", value=Value.UNKNOWN)), emission=True)

    def _place(self, leaf: str, settlement: Settlement, reading: int) -> _Valued:
        """The law of one place."""
        if self.item is None:
            return _Valued("item-not-on-record", leaf, self.name, value=Value.UNKNOWN)
        there = requirements_in(self.span, self.span.places.bit(leaf))
        applying = [one for one in there if self._taken(one, leaf, settlement)]
        counting = [one for one in applying if not one.default] or applying
        if not counting:
            return _Valued("no-requirement", leaf, leaf, value=Value.UNKNOWN)
        return min((self._requirement(leaf, one, settlement, reading) for one in counting), key=_value)

    def _requirement(self, leaf: str, requirement: Requirement, settlement: Settlement, reading: int) -> _Valued:
        """One law: every right it lists, in every asset of the kind; a kind that the item lacks is unknown."""
        item = self.item
        assert item is not None  # noqa: S101 - asked only of an item on record
        parts: list[_Valued] = []
        lacking: list[_Valued] = []
        for kind, needed in requirement.rights:
            assets = item.of_kind(kind)
            if needed and not assets:
                lacking.append(_Valued("asset-unidentified", leaf, kind, requirement.id, value=Value.UNKNOWN))
            parts += [
                self._right(_Needed(leaf, requirement, asset, right), settlement, reading)
                for asset in assets
                for right in needed
            ]
        if not parts and not lacking:
            return _Valued("nothing-required", leaf, "", requirement.id, value=Value.YES)
        return min((*parts, *lacking), key=_value)

    def _right(self, needed: _Needed, settlement: Settlement, reading: int) -> _Valued:
        """One right in one asset: the least of its shares, or the greatest where any co-owner suffices (rule 7)."""
        span, right = self.span, needed.right
        bit = span.places.bit(needed.leaf)
        owners: dict[str, int] = {}
        for control in controls_in(span, needed.asset, bit):
            if (control.rights is ALL or right in control.rights) and self._taken(control, needed.leaf, settlement):
                owners[control.party] = owners.get(control.party, 0) + control.share.hundredths
        total = sum(owners.values())
        names = [*owners, ""] if WHOLE - total > TOLERANCE else list(owners)
        profile = span.believed.lists.profile(needed.asset)
        parts = []
        for owner in names:
            share = Share(owner, profile, right)
            has = self.has_share(share, reading) & bit
            value = Value.YES if has else Value.NO if owner else Value.UNKNOWN
            parts.append(_Valued("share", needed.leaf, needed.asset, needed.requirement.id, share, value=value))
        if needed.requirement.any_co_owner and total <= WHOLE + TOLERANCE:
            return max(parts, key=_value)
        return min(parts, key=_value)


def _value(part: _Valued) -> Value:
    return part.value


def is_open(span: Span, fact: Settled) -> int:
    """Where an owner, requirement or server is disputed, or its imprecise term may or may not include the day."""
    may_be = span.term(fact.term, UPPER)
    if not may_be:
        return 0
    stands = span.stands(fact.id, "")
    return may_be & (stands.disputed | stands.accepted & ~span.term(fact.term, LOWER))


def taken(span: Span, fact: Settled) -> int:
    """Where the fact counts and nothing about it is open."""
    return span.stands(fact.id, "").accepted & span.term(fact.term, LOWER)


def controls_in(span: Span, asset: str, where: int) -> Iterator[Control]:
    """The controls of an asset whose territories have something of this and whose share is not nothing."""
    for control in span.record.controls_of.get(asset, ()):
        if control.share.hundredths > 0 and span.tile(control.territories) & where:
            yield control


def requirements_in(span: Span, where: int) -> Iterator[Requirement]:
    """The requirements on record for the use in some of this, whatever their standing and term."""
    for requirement in span.record.requirements:
        if span.names_use(frozenset((requirement.use,)), LOWER) & span.tile(requirement.territories) & where:
            yield requirement
