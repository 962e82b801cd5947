# SPDX-License-Identifier: Apache-2.0
"""The bench: places, settlements and readings of one question. Source: SEMANTICS §4, Place of the act, Two readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import product

from licit.model.day import Reading
from licit.model.fact import Control, Requirement, Server
from licit.model.position import PlaceOfAct, Position
from licit.model.proof import PlaceProof, ReadingProof, RequirementProof, RightProof, ShareProof, Value
from licit.model.question import Question
from licit.model.record import Record
from licit.reference.breaks import share_proof
from licit.reference.point import OwnedShare, Point
from licit.reference.standing import standing
from licit.reference.wholes import (
    Settlement,
    controls_at,
    counting_requirements,
    is_open,
    least,
    overclaimed,
    requirements_at,
    shares_of,
    taken,
    whole_of_shares,
)


class Bench:
    """One question before the court: its places, its settlements, and the shares judged once for all of them.

    ``settled`` takes open facts as so or not; ``place`` overrides the position's place of the act;
    without ``why_not`` the values are the same and no break is looked for.
    """

    def __init__(  # noqa: PLR0913  two things to settle, beside the question itself
        self,
        record: Record,
        question: Question,
        position: Position,
        settled: Mapping[str, bool],
        place: PlaceOfAct | None = None,
        *,
        why_not: bool = True,
    ) -> None:
        self.record = record
        self.question = question
        self.position = position
        self.settled = settled
        self.place = place or position.place
        self.why_not = why_not
        self._points: dict[str, Point] = {}
        self._judged: dict[tuple[str, OwnedShare, Reading], ShareProof] = {}

    def point(self, territory: str) -> Point:
        """The question with the act placed in one territory."""
        if territory not in self._points:
            self._points[territory] = Point(self.record, self.question, self.position, territory, self.settled)
        return self._points[territory]

    def points(self) -> tuple[Point, ...]:
        """Every place the act may be taken to happen in."""
        places = [self.question.territory] if self.place is not PlaceOfAct.EMISSION else []
        places += [server.territory for server in self.servers()]
        return tuple(self.point(place) for place in dict.fromkeys(places))

    def servers(self) -> tuple[Server, ...]:
        """The servers of the service on record, where the place of the act asks for them."""
        if self.place is PlaceOfAct.RECEPTION:
            return ()
        return tuple(server for server in self.record.servers if server.service == self.question.service)

    def open_facts(self) -> tuple[str, ...]:
        """The owners, requirements and servers to be settled in every combination, each once for the question."""
        return tuple(dict.fromkeys(fact.id for point, fact in self.settled_as_a_whole() if is_open(point, fact)))

    def settled_as_a_whole(self) -> Iterator[tuple[Point, Control | Requirement | Server]]:
        """The servers, requirements and owners on record for the question, each at every place where it may count."""
        for server in self.servers():
            yield self.point(server.territory), server  # a server's finding binds where it stands
        item = self.record.items.get(self.question.item)
        for point in self.points():
            yield from ((point, requirement) for requirement in requirements_at(point))
            for _, assets in item.assets if item else ():
                yield from ((point, control) for asset in assets for control in controls_at(point, asset))

    @cached_property
    def settlements(self) -> tuple[Settlement, ...]:
        """Every combination of the open facts."""
        open_facts = self.open_facts()
        return tuple(
            dict(zip(open_facts, values, strict=True)) for values in product((True, False), repeat=len(open_facts))
        )

    def readings(self) -> tuple[ReadingProof, ReadingProof]:
        """The lower reading takes the worst settlement and place, the upper the best."""
        lower = min(self.all_in(Reading.LOWER), key=lambda proof: proof.value)
        upper = max(self.all_in(Reading.UPPER), key=lambda proof: proof.value)
        return lower, upper

    def all_in(self, reading: Reading) -> tuple[ReadingProof, ...]:
        """The reading under every settlement, at every place the position leaves open."""
        placings = {
            PlaceOfAct.RECEPTION: (False,),
            PlaceOfAct.EMISSION: (True,),
            PlaceOfAct.OPEN: (False, True),
        }[self.place]
        return tuple(
            self.reading(reading, settlement, emission=emission)
            for settlement in self.settlements
            for emission in placings
        )

    def reading(self, reading: Reading, settlement: Settlement, *, emission: bool) -> ReadingProof:
        """One reading under one settlement, at the user or at the servers."""
        if not emission:
            places: tuple[PlaceProof, ...] = (self.place_proof(self.question.territory, "", reading, settlement),)
        else:
            places = tuple(
                self.place_proof(server.territory, server.id, reading, settlement)
                for server in self.servers()
                if taken(self.point(server.territory), server, settlement)
            ) or (PlaceProof("", "", Value.UNKNOWN, ()),)  # no server on record: unknown
        value = least(place.value for place in places)  # several servers: the worst
        return ReadingProof(reading, value, tuple(sorted(settlement.items())), emission, places)

    def place_proof(self, territory: str, server: str, reading: Reading, settlement: Settlement) -> PlaceProof:
        """The law of one place."""
        point = self.point(territory)
        if self.question.item not in self.record.items:
            return PlaceProof(territory, server, Value.UNKNOWN, ())  # an item not on record
        requirements = tuple(
            self.requirement_proof(point, requirement, reading, settlement)
            for requirement in counting_requirements(point, settlement)
        )
        value = least(one.value for one in requirements) if requirements else Value.UNKNOWN
        return PlaceProof(territory, server, value, requirements)

    def requirement_proof(
        self, point: Point, requirement: Requirement, reading: Reading, settlement: Settlement
    ) -> RequirementProof:
        """One law: every right it lists, in every asset of the kind; a kind that the item lacks is unknown."""
        item = self.record.items[self.question.item]
        missing = tuple(kind for kind, rights in requirement.rights if rights and not item.of_kind(kind))
        rights = tuple(
            self.right_proof(point, requirement, (kind, asset, right), reading, settlement)
            for kind, needed in requirement.rights
            for asset in item.of_kind(kind)
            for right in needed
        )
        value = least(one.value for one in rights)
        if missing:
            value = min(value, Value.UNKNOWN)
        return RequirementProof(requirement.id, standing(point, requirement.id, ""), value, rights, missing)

    def right_proof(
        self,
        point: Point,
        requirement: Requirement,
        needed: tuple[str, str, str],
        reading: Reading,
        settlement: Settlement,
    ) -> RightProof:
        """One right in one asset: the value of its whole (rule 7). ``needed``: the kind, the asset and the right."""
        kind, asset, right = needed
        owned = shares_of(point, asset, right, settlement)
        overclaim = overclaimed(owned)
        shares = tuple(self.share_proof(point, share, reading) for share in owned)
        value = whole_of_shares(
            (share.value for share in shares), any_co_owner=requirement.any_co_owner, overclaim=overclaim
        )
        return RightProof(asset, kind, right, value, requirement.any_co_owner, overclaim, shares)

    def share_proof(self, point: Point, share: OwnedShare, reading: Reading) -> ShareProof:
        """One owner's share; no settlement touches it, so it is judged once for all of them."""
        key = (point.territory, share, reading)
        if key not in self._judged:
            self._judged[key] = share_proof(point, share, reading, why_not=self.why_not)
        return self._judged[key]
