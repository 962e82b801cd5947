# SPDX-License-Identifier: Apache-2.0
"""What is missing for an answer to be ``cleared``: needs, each met by one of its offers, and what no grant mends.

In the lower reading everything but co-ownership is an *and*: settlements, places, laws, rights and shares. So what is
missing at a leaf is the sum of what is missing of each, however the others are settled. Source: SEMANTICS §3.7, §4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import TypeVar

from licit.engine.bearing import Bearing, Share
from licit.engine.decide import controls_in, is_open, requirements_in, taken
from licit.engine.grants import LOWER
from licit.engine.span import Span
from licit.explain.remedy.denial import Affirming
from licit.explain.remedy.givers import HELD, Givers, Offer
from licit.model.asset import Item
from licit.model.fact import Control, Requirement, Server
from licit.model.overview import Reason
from licit.model.position import PlaceOfAct
from licit.model.scope import ALL
from licit.model.share import TOLERANCE, WHOLE

_FactT = TypeVar("_FactT", Control, Requirement, Server)
NOBODY = "nobody-can-give"


@dataclass(frozen=True, slots=True)
class Use:
    """One way to meet a need: an offer, for a right in an asset at the place of the act, and whose word it takes."""

    offer: Offer
    asset: str
    right: str
    leaf: str
    sources: tuple[str, ...]

    def at(self, leaf: str) -> Use:
        """The same at another place."""
        return replace(self, leaf=leaf)


@dataclass(frozen=True, slots=True)
class Missing:
    """What an item lacks: needs, each a set of counterparties any one of whom would do; ``stuck`` no grant mends."""

    needs: frozenset[frozenset[str]] = frozenset()
    stuck: frozenset[Reason] = frozenset()

    def __or__(self, other: Missing) -> Missing:
        if not other.needs and not other.stuck:
            return self
        return Missing(self.needs | other.needs, self.stuck | other.stuck) if self.needs or self.stuck else other


NOTHING = Missing()
NOBODY_CAN = Missing(frozenset((frozenset(),)))  # a need that nobody meets, before it is told why


class Needs:
    """What items lack, for one service, use and day; each right in an asset at a leaf is looked at once."""

    def __init__(self, span: Span, givers: Givers, affirming: Affirming) -> None:
        self.span = span
        self.givers = givers
        self.affirming = affirming
        self.place = span.believed.position.place
        self._laws: dict[str, tuple[tuple[Requirement, ...], bool]] = {}
        self._assets: dict[tuple[str, tuple[str, ...], bool, str], Missing] = {}
        self._rights: dict[tuple[str, str, bool, str], Missing] = {}
        self._in_way: dict[tuple[Share, str], tuple[str, ...]] = {}
        self._uses: dict[tuple[Share, str], tuple[Use, ...]] = {}
        self._wholes: dict[tuple[tuple[str, ...], int, str, str], Missing] = {}
        self._owned: tuple[tuple[str, str], tuple[list[Control], list[Control]]] = (("", ""), ([], []))
        self._servers = tuple(one for one in span.record.servers if one.service == span.service)

    def of(self, item: Item | None, name: str, leaf: str) -> Missing:
        """All that an item lacks to be cleared for people at a leaf."""
        found = NOTHING
        for place in self._places(leaf):
            found |= self._at(item, name, place) if place else _stuck("no-server", at=self.span.service)
        return found

    def rights(self, item: Item | None, leaf: str) -> Iterator[tuple[str, str, bool, str]]:
        """Each right in an asset that may count for an item asked about at a leaf, and the place where."""
        if item is None:
            return
        for place in filter(None, self._places(leaf)):
            for requirement in self._counting(place)[0]:
                for kind, rights in requirement.rights:
                    for asset in item.of_kind(kind):
                        yield from ((asset, right, requirement.any_co_owner, place) for right in rights)

    @property
    def lacked(self) -> Iterator[tuple[tuple[Share, ...], str]]:
        """Shares that were asked about, lack and can be given, any one of which will do, and the place where."""
        for (owners, profile, right, place), missing in self._wholes.items():
            if missing.needs and missing is not NOBODY_CAN:
                yield tuple(Share(owner, profile, right) for owner in owners), place

    def _places(self, leaf: str) -> Iterator[str]:
        """Every place that must do; empty where some settlement leaves the service without a server."""
        if self.place is not PlaceOfAct.EMISSION:
            yield leaf
        if self.place is PlaceOfAct.RECEPTION:
            return
        sure = [one for one in self._servers if taken(self.span, one) & self._bit(one.territory)]
        may_be = [one for one in self._servers if is_open(self.span, one) & self._bit(one.territory)]
        yield from dict.fromkeys(one.territory for one in (*sure, *may_be))
        if not sure:
            yield ""

    def _at(self, item: Item | None, name: str, place: str) -> Missing:
        if item is None:
            return _stuck("item-not-on-record", subject=name)
        laws, lawless = self._counting(place)
        found = _stuck("no-requirement", subject=place) if lawless else NOTHING
        for requirement in laws:
            for kind, rights in requirement.rights:
                if rights and not item.of_kind(kind):
                    found |= _stuck("asset-unidentified", facts=(requirement.id,), subject=kind)
                for asset in item.of_kind(kind):
                    found |= self._asset(asset, rights, place, any_co_owner=requirement.any_co_owner)
        return found

    def _asset(self, asset: str, rights: tuple[str, ...], place: str, *, any_co_owner: bool) -> Missing:
        """What is missing of one asset for one law: items share their works."""
        key = (asset, rights, any_co_owner, place)
        found = self._assets.get(key)
        if found is None:
            found = NOTHING
            for right in rights:
                found |= self.right(asset, right, any_co_owner=any_co_owner, place=place)
            self._assets[key] = found
        return found

    def _counting(self, place: str) -> tuple[tuple[Requirement, ...], bool]:
        """The requirements that count at a place in some settlement, and whether in some settlement none does."""
        if place not in self._laws:
            bit = self._bit(place)
            found: dict[str, Requirement] = {}
            lawless = False
            for applying in every_settlement(*sure_and_open(self.span, requirements_in(self.span, bit), bit)):
                counting = [one for one in applying if not one.default] or applying
                found.update((one.id, one) for one in counting)
                lawless |= not counting
            self._laws[place] = (tuple(found.values()), lawless)
        return self._laws[place]

    def right(self, asset: str, right: str, *, any_co_owner: bool, place: str) -> Missing:
        """What is missing of one right in one asset at a place, however its controls are settled."""
        key = (asset, right, any_co_owner, place)
        found = self._rights.get(key)
        if found is None:
            found = NOTHING
            profile = self.span.believed.lists.profile(asset)
            for owners in self._owners(asset, right, any_co_owner=any_co_owner, place=place):
                found |= self._whole(owners, profile, right, asset, place)
            self._rights[key] = found
        return found

    def shares(self, asset: str, right: str, *, any_co_owner: bool, place: str) -> Iterator[tuple[Share, ...]]:
        """Each group of shares one of which the service must have: single ones, or all where any co-owner suffices."""
        profile = self.span.believed.lists.profile(asset)
        for owners in self._owners(asset, right, any_co_owner=any_co_owner, place=place):
            yield tuple(Share(owner, profile, right) for owner in owners)

    def _owners(self, asset: str, right: str, *, any_co_owner: bool, place: str) -> Iterator[tuple[str, ...]]:
        """Whose shares these are."""
        sure, may_be = self._owning(asset, place)
        sure = [one for one in sure if one.rights is ALL or right in one.rights]
        if may_be:
            may_be = [one for one in may_be if one.rights is ALL or right in one.rights]
        for counting in every_settlement(sure, may_be):
            owners: dict[str, int] = {}
            for control in counting:
                owners[control.party] = owners.get(control.party, 0) + control.share.hundredths
            total = sum(owners.values())
            names = (*owners, "") if WHOLE - total > TOLERANCE else tuple(owners)
            if any_co_owner and total <= WHOLE + TOLERANCE:
                yield names
            else:
                yield from ((name,) for name in names)

    def _owning(self, asset: str, place: str) -> tuple[list[Control], list[Control]]:
        """The controls of an asset that count at a place, and those that may; kept while its rights are asked about."""
        if self._owned[0] != (asset, place):
            bit = self._bit(place)
            self._owned = (asset, place), sure_and_open(self.span, controls_in(self.span, asset, bit), bit)
        return self._owned[1]

    def _whole(self, owners: tuple[str, ...], profile: int, right: str, asset: str, place: str) -> Missing:
        """What is missing of shares any one of which will do."""
        key = (owners, profile, right, place)
        found = self._wholes.get(key)
        if found is None:
            shares = tuple(Share(owner, profile, right) for owner in owners)
            found = self._wholes[key] = self._met(shares, place)
        if found is not NOBODY_CAN:
            return found
        if "" in owners:
            return _stuck("owner-unnamed", subject=asset)
        shares = tuple(Share(owner, profile, right) for owner in owners)
        return Missing(stuck=frozenset(self._nobody(share, asset, place) for share in shares))

    def _met(self, shares: tuple[Share, ...], place: str) -> Missing:
        """By whom such shares are met, whatever the asset."""
        if any(self.has(share, place) for share in shares):
            return NOTHING
        parties = frozenset(use.offer.grantor for share in shares for use in self._ways(share, place))
        return Missing(frozenset((parties,))) if parties else NOBODY_CAN

    def _nobody(self, share: Share, asset: str, place: str) -> Reason:
        """Nobody can give an owner's share: with the exclusives of its own that are in the way of a grant."""
        key = (share, place)
        found = self._in_way.get(key)
        if found is None:
            bearing, bit = Bearing(self.span, share), self._bit(place)
            found = self._in_way[key] = tuple(
                one.id
                for one in self.span.believed.takers_by.get(share.owner, ())
                if bearing.bars(one, self.span.service, self.givers.new, frozenset(), LOWER) & bit
            )
        return Reason(NOBODY, share.owner, "", found, subject=asset)

    def has(self, share: Share, place: str) -> bool:
        """Whether the service has a share at a place already."""
        return bool(self.givers.of(share).get(HELD, 0) & self._bit(place))

    def uses(self, share: Share, asset: str, place: str) -> Iterator[Use]:
        """The ways to give a share at a place."""
        for use in self._ways(share, place):
            yield replace(use, asset=asset)

    def _ways(self, share: Share, place: str) -> tuple[Use, ...]:
        key = (share, place)
        found = self._uses.get(key)
        if found is None:
            bit = self._bit(place)
            by = self.affirming.by
            found = self._uses[key] = tuple(
                Use(offer, "", share.right, place, said)
                for offer, where in sorted(self.givers.of(share).items())
                if offer != HELD and where & bit and (said := by(offer.grantor, offer.grantee, share.right, bit))
            )
        return found

    def _bit(self, leaf: str) -> int:
        return self.span.places.bit(leaf)


def _stuck(code: str, *, at: str = "", facts: tuple[str, ...] = (), subject: str = "") -> Missing:
    return Missing(stuck=frozenset((Reason(code, at, "", facts, subject=subject),)))


def sure_and_open(span: Span, facts: Iterable[_FactT], bit: int) -> tuple[list[_FactT], list[_FactT]]:
    """The facts that count at a leaf, and those that may or may not."""
    sure: list[_FactT] = []
    may_be: list[_FactT] = []
    for one in facts:
        if taken(span, one) & bit:
            sure.append(one)
        elif is_open(span, one) & bit:
            may_be.append(one)
    return sure, may_be


def every_settlement(sure: list[_FactT], may_be: list[_FactT]) -> Iterator[list[_FactT]]:
    """The facts that count in each settlement of those that are open."""
    for so in product((True, False), repeat=len(may_be)):
        yield sure + [one for one, yes in zip(may_be, so, strict=True) if yes]
