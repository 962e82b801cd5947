# SPDX-License-Identifier: Apache-2.0
"""The value of a question in one settled world, and its bounds over all settlements (§3.7, §4)."""

from __future__ import annotations

import random
from dataclasses import dataclass

from licit.model.fact import Requirement
from licit.model.position import PlaceOfAct
from licit.model.proof import Value
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL
from licit.model.share import TOLERANCE, WHOLE
from tests.brute.authority import Shares
from tests.brute.settled import Settled, Spot
from tests.brute.settling import Settling, settlements


@dataclass(frozen=True)
class Bounds:
    """The values over all settlements that were tried; ``open_points`` is whether there was anything to settle."""

    values: frozenset[Value]
    open_points: bool
    tried: int

    @property
    def least(self) -> Value:
        """The worst settlement."""
        return min(self.values)

    @property
    def greatest(self) -> Value:
        """The best settlement."""
        return max(self.values)


def bounds(record: Record, question: Question, most: int = 400) -> Bounds:
    """Judge each settlement by itself, ``most`` of them in order and as many at random where there are more."""
    values, has_open, tried = set(), False, 0
    dice = random.Random(question.day.toordinal())  # noqa: S311 - the same settlements each time, no secret
    for settling, value in settlements(lambda settling: value_of(record, question, settling), most, dice):
        values.add(value)
        has_open = has_open or bool(settling.trail)
        tried += 1
    return Bounds(frozenset(values), has_open, tried)


def value_of(record: Record, question: Question, settling: Settling) -> Value:
    """The value in this settlement."""
    world = Settled(record, question, settling)
    place = world.position.place
    if place is PlaceOfAct.OPEN:
        place = settling.choose(("place",), (PlaceOfAct.RECEPTION, PlaceOfAct.EMISSION))
    if place is PlaceOfAct.RECEPTION:
        return _in_place(world, question.territory)
    return min(
        (
            _in_place(world, server.territory)
            for server in record.servers
            if server.service == question.service
            and world.lasts(server.id, server.term)
            and world.holds(server, Spot(server.territory))
        ),
        default=Value.UNKNOWN,
    )


def _in_place(world: Settled, place: str) -> Value:
    question, spot = world.question, Spot(place)
    if question.item not in world.record.items:
        return Value.UNKNOWN
    laws = [
        law
        for law in world.record.requirements
        if world.use_in((law.use,), question.use)
        and world.inside(law.territories, place)
        and world.lasts(law.id, law.term)
        and world.holds(law, spot)
    ]
    special = [law for law in laws if not law.default]
    return min((_met(world, law, place) for law in special or laws), default=Value.UNKNOWN)


def _met(world: Settled, law: Requirement, place: str) -> Value:
    item = world.record.items[world.question.item]
    values = []
    for kind, rights in law.rights:
        assets = item.of_kind(kind)
        if rights and not assets:
            values.append(Value.UNKNOWN)
        values += [_right(world, law, asset, right, place) for asset in assets for right in rights]
    return min(values, default=Value.YES)


def _right(world: Settled, law: Requirement, asset: str, right: str, place: str) -> Value:
    owners: dict[str, int] = {}
    for control in world.record.controls_of.get(asset, ()):
        if (
            (control.rights is ALL or right in control.rights)
            and control.share.hundredths
            and world.inside(control.territories, place)
            and world.lasts(control.id, control.term)
            and world.holds(control, Spot(place))
        ):
            owners[control.party] = owners.get(control.party, 0) + control.share.hundredths
    total = sum(owners.values())
    values = [Value.YES if Shares(world, asset, right, Spot(place, owner)).may_use() else Value.NO for owner in owners]
    if total < WHOLE - TOLERANCE:
        values.append(Value.YES if Shares(world, asset, right, Spot(place)).may_use() else Value.UNKNOWN)
    any_suffices = law.any_co_owner and total <= WHOLE + TOLERANCE
    return max(values) if any_suffices else min(values)
