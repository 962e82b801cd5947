# SPDX-License-Identifier: Apache-2.0
"""Settlements of the second evaluation (``tests.brute``), told in the crux's words."""

from __future__ import annotations

import random
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from licit.model.crux import Settlement
from licit.model.fact import Grant
from licit.model.position import PlaceOfAct
from licit.model.proof import OpenKind, Value
from licit.model.record import Record
from tests.brute.settling import ChoiceT, Settling
from tests.brute.wholes import value_of
from tests.worlds.stage import World

FIELDS = {"retention_end": "retention", "survives_until": "survives", "last_day": "last"}


@dataclass
class Told(Settling):
    """A settlement that remembers what was chosen, and not only the number of it."""

    said: dict[Hashable, Any] = field(default_factory=dict)

    def choose(self, point: Hashable, options: Sequence[ChoiceT]) -> ChoiceT:
        """The option, remembered."""
        option = super().choose(point, options)
        self.said[point] = option
        return option

    def holds(self, record: Record, settlement: Settlement) -> bool | None:
        """Whether the settlement, taken as ``so``, holds in this one; ``None``: nobody asked."""
        point = settlement.point
        name = point.facts[0] if point.facts else ""
        if point.kind is OpenKind.FACT:
            found = [self.said[kind, name] for kind in ("fact", "interim", "clash") if (kind, name) in self.said]
            return all(found) if found else None
        if point.kind is OpenKind.DAY:
            day = self.said.get((name, FIELDS.get(point.detail, point.detail)))
            return None if day is None or settlement.day is None else day <= settlement.day
        if point.kind is OpenKind.ORDER:
            return self._first(record, *point.facts)
        if point.kind is OpenKind.PLACE:
            place = self.said.get(("place",))
            return None if place is None else place is PlaceOfAct.RECEPTION
        if point.kind is OpenKind.CONDITION:
            grant = record.by_id[name]
            assert isinstance(grant, Grant)
            number = [one.text for one in grant.conditions].index(point.detail)
            found_one = self.said.get(("condition", name, str(number)))
        elif point.kind is OpenKind.SOME:
            found_one = self.said.get(("some", name, point.detail, *settlement.of))
        else:
            found_one = self.said.get((point.detail, name, *settlement.of))
        assert found_one is None or isinstance(found_one, bool)
        return found_one

    def _first(self, record: Record, one: str, other: str) -> bool | None:
        days = [self._signed(record, name) for name in (one, other)]
        if days[0] is None or days[1] is None:
            return None
        if days[0] != days[1]:
            return days[0] < days[1]
        orders = [grant.order for grant in record.grants if grant.id in (one, other) and grant.order is not None]
        if len(set(orders)) == len((one, other)):
            by_id = {grant.id: grant.order or 0 for grant in record.grants}
            return by_id[one] < by_id[other]
        for key, row in self.said.items():
            if isinstance(key, tuple) and key[0] == "order" and one in key and other in key:
                return bool(row.index(one) < row.index(other))
        return None

    def _signed(self, record: Record, name: str) -> date | None:
        grant = record.by_id[name]
        assert isinstance(grant, Grant)
        which = "executed" if grant.executed else "start" if grant.term.start else "signed"
        if grant.signed is not None and grant.signed.precise:
            return grant.signed.earliest
        found = self.said.get((name, which))
        assert found is None or isinstance(found, date)
        return found

    @property
    def one_a_fact(self) -> bool:
        """Whether no fact is settled one way where words clash and another where findings do."""
        return all(
            self.said[point] == self.said["fact", point[1]]
            for point in self.said
            if isinstance(point, tuple) and point[0] == "clash" and ("fact", point[1]) in self.said
        )


def all_told(world: World, most: int) -> Iterator[tuple[Told, bool]]:
    """Every settlement of a world and whether it is cleared; of more than ``most``, as many again at random."""
    script: list[int] | None = []
    for _ in range(most):
        told = Told(script or ())
        yield told, value_of(world.record, world.question, told) is Value.YES
        script = told.following()
        if script is None:
            return
    dice = random.Random(world.question.day.toordinal())  # noqa: S311 - the same settlements each time, no secret
    for _ in range(most):
        told = Told(dice=dice)
        yield told, value_of(world.record, world.question, told) is Value.YES
