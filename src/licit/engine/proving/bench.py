# SPDX-License-Identifier: Apache-2.0
"""The readings of one question: its settlements, places, requirements and rights. Source: SEMANTICS §3.7, §4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import product
from typing import Final

from licit.engine.bearing import Share
from licit.engine.decide import Settled, controls_in, is_open, requirements_in, taken
from licit.engine.proving.shares import Owned, Shares, standing_at
from licit.model.day import Reading
from licit.model.fact import Control, Requirement, Server
from licit.model.position import PlaceOfAct
from licit.model.proof import PlaceProof, ReadingProof, RequirementProof, RightProof, ShareProof, Standing, Value
from licit.model.question import Question
from licit.model.scope import ALL
from licit.model.share import TOLERANCE, WHOLE

Settlement = Mapping[str, bool]
PLACINGS: Final = {
    PlaceOfAct.RECEPTION: (False,),
    PlaceOfAct.EMISSION: (True,),
    PlaceOfAct.OPEN: (False, True),
}


class Bench:
    """One question, with the shares judged once for all its settlements; ``place`` overrides the position's."""

    def __init__(self, shares: Shares, question: Question, place: PlaceOfAct | None = None) -> None:
        self.shares = shares
        self.span = shares.span
        self.record = shares.span.record
        self.question = question
        self.place = place or shares.span.believed.position.place
        self.item = self.record.items.get(question.item)

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """Every place the act may be taken to happen in."""
        places = [self.question.territory] if self.place is not PlaceOfAct.EMISSION else []
        return tuple(dict.fromkeys((*places, *(server.territory for server in self.servers))))

    @cached_property
    def servers(self) -> tuple[Server, ...]:
        """The servers of the service on record, where the place of the act asks for them."""
        if self.place is PlaceOfAct.RECEPTION:
            return ()
        return tuple(server for server in self.record.servers if server.service == self.question.service)

    def settled_as_a_whole(self) -> Iterator[tuple[str, Settled]]:
        """The servers, requirements and owners on record for the question, each at every place where it may count."""
        for server in self.servers:
            yield server.territory, server
        for leaf in self.leaves:
            yield from ((leaf, one) for one in self.requirements_at(leaf))
            for _, assets in self.item.assets if self.item else ():
                yield from ((leaf, one) for asset in assets for one in self.controls_at(leaf, asset))

    def requirements_at(self, leaf: str) -> Iterator[Requirement]:
        """The requirements on record for the use at a place, whatever their standing and term."""
        return requirements_in(self.span, self.span.places.bit(leaf))

    def controls_at(self, leaf: str, asset: str) -> Iterator[Control]:
        """The controls of an asset at a place whose share is not nothing."""
        return controls_in(self.span, asset, self.span.places.bit(leaf))

    def standing(self, fact_id: str, leaf: str) -> Standing:
        """How a fact stands at a place, for no owner in particular."""
        return standing_at(self.span.stands(fact_id, ""), self.span.places.bit(leaf))

    def _open(self, fact: Settled, leaf: str) -> bool:
        return bool(is_open(self.span, fact) & self.span.places.bit(leaf))

    def _taken(self, fact: Settled, leaf: str, settlement: Settlement) -> bool:
        if self._open(fact, leaf):
            return settlement[fact.id]
        return bool(taken(self.span, fact) & self.span.places.bit(leaf))

    @cached_property
    def open_facts(self) -> tuple[str, ...]:
        """The owners, requirements and servers to be settled in every combination."""
        return tuple(dict.fromkeys(fact.id for leaf, fact in self.settled_as_a_whole() if self._open(fact, leaf)))

    def readings(self) -> tuple[ReadingProof, ReadingProof]:
        """The lower reading takes the worst settlement and place, the upper the best; of equal ones the first."""
        lower = self._first(Reading.LOWER, Value.NO)
        return lower, self._first(Reading.UPPER, Value.YES)

    def _first(self, reading: Reading, sought: Value) -> ReadingProof:
        found: list[ReadingProof] = []
        for one in self.all_in(reading):
            found.append(one)
            if one.value is sought:
                return one
        values = [one.value for one in found]
        return found[values.index(min(values) if sought is Value.NO else max(values))]

    def all_in(self, reading: Reading) -> Iterator[ReadingProof]:
        """The reading under every settlement, at every place the position leaves open."""
        for values in product((True, False), repeat=len(self.open_facts)):
            settlement = dict(zip(self.open_facts, values, strict=True))
            for emission in PLACINGS[self.place]:
                yield self._reading(reading, settlement, emission=emission)

    def _reading(self, reading: Reading, settlement: Settlement, *, emission: bool) -> ReadingProof:
        if not emission:
            places: tuple[PlaceProof, ...] = (self._place(self.question.territory, "", reading, settlement),)
        else:
            places = tuple(
                self._place(server.territory, server.id, reading, settlement)
                for server in self.servers
                if self._taken(server, server.territory, settlement)
            ) or (PlaceProof("", "", Value.UNKNOWN, ()),)  # no server on record: unknown
        value = min(place.value for place in places)  # several servers: the worst
        return ReadingProof(reading, value, tuple(sorted(settlement.items())), emission, places)

    def _place(self, leaf: str, server: str, reading: Reading, settlement: Settlement) -> PlaceProof:
        if self.item is None:
            return PlaceProof(leaf, server, Value.UNKNOWN, ())  # an item not on record
        applying = [one for one in self.requirements_at(leaf) if self._taken(one, leaf, settlement)]
        counting = [one for one in applying if not one.default] or applying
        requirements = tuple(self._requirement(leaf, one, reading, settlement) for one in counting)
        value = min((one.value for one in requirements), default=Value.UNKNOWN)
        return PlaceProof(leaf, server, value, requirements)

    def _requirement(
        self, leaf: str, requirement: Requirement, reading: Reading, settlement: Settlement
    ) -> RequirementProof:
        """One law: every right it lists, in every asset of the kind; a kind that the item lacks is unknown."""
        item = self.item
        assert item is not None  # noqa: S101 - asked only of an item on record
        missing = tuple(kind for kind, rights in requirement.rights if rights and not item.of_kind(kind))
        rights = tuple(
            self._right((leaf, kind, asset, right), reading, settlement, any_co_owner=requirement.any_co_owner)
            for kind, needed in requirement.rights
            for asset in item.of_kind(kind)
            for right in needed
        )
        value = min((one.value for one in rights), default=Value.YES)
        if missing:
            value = min(value, Value.UNKNOWN)
        return RequirementProof(requirement.id, self.standing(requirement.id, leaf), value, rights, missing)

    def _right(
        self, asked: tuple[str, str, str, str], reading: Reading, settlement: Settlement, *, any_co_owner: bool
    ) -> RightProof:
        """One right in one asset: the least of its shares, or the greatest where any co-owner suffices (rule 7)."""
        leaf, kind, asset, right = asked
        owned = self.owned(leaf, asset, right, settlement)
        overclaim = sum(one.hundredths for one in owned) > WHOLE + TOLERANCE
        shares = tuple(self.shares.proof(one, leaf, reading) for one in owned)
        values = [share.value for share in shares]
        value = max(values) if any_co_owner and not overclaim else min(values, default=Value.YES)
        return RightProof(asset, kind, right, value, any_co_owner, overclaim, shares)

    def possible_shares(self) -> Iterator[tuple[Share, str]]:
        """Every share that some settlement may ask for, with the place where."""
        for leaf in self.leaves:
            for requirement in self.requirements_at(leaf):
                for kind, rights in requirement.rights:
                    for asset in self.item.of_kind(kind) if self.item else ():
                        profile = self.span.believed.lists.profile(asset)
                        owners = dict.fromkeys(("", *(one.party for one in self.controls_at(leaf, asset))))
                        yield from ((Share(owner, profile, right), leaf) for right in rights for owner in owners)

    def owned(self, leaf: str, asset: str, right: str, settlement: Settlement) -> tuple[Owned, ...]:
        """Each owner's share of a right, rows of one party added up, and the missing rest with an unnamed owner."""
        rows: dict[str, list[Control]] = {}
        for control in self.controls_at(leaf, asset):
            if (control.rights is ALL or right in control.rights) and self._taken(control, leaf, settlement):
                rows.setdefault(control.party, []).append(control)
        found = [
            Owned(asset, right, party, sum(row.share.hundredths for row in own), tuple(row.id for row in own))
            for party, own in rows.items()
        ]
        missing = WHOLE - sum(one.hundredths for one in found)
        if missing > TOLERANCE:
            found.append(Owned(asset, right, "", missing))
        return tuple(found)


def rights_of(*readings: ReadingProof) -> Iterator[tuple[PlaceProof, RightProof]]:
    """Each right that the readings looked at, with its place."""
    for reading in readings:
        for place in reading.places:
            yield from ((place, right) for requirement in place.requirements for right in requirement.rights)


def shares_of(*readings: ReadingProof) -> Iterator[tuple[str, Owned, ShareProof]]:
    """Each share that the readings looked at: where, which, and what was found of it."""
    for place, right in rights_of(*readings):
        for part in right.shares:
            yield place.territory, Owned(right.asset, right.right, part.owner, part.hundredths, part.controls), part
