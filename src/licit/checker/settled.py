# SPDX-License-Identifier: Apache-2.0
"""Which owners, requirements and servers count at a place, and which of them are open. SEMANTICS §3.7, §4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from licit.checker.part import Part
from licit.checker.standing import COUNTS, Standings
from licit.model.asset import Item
from licit.model.day import Reading
from licit.model.fact import Control, Requirement, Server
from licit.model.proof import Standing
from licit.model.scope import ALL

Settleable = Control | Requirement | Server
Settlement = Mapping[str, bool]


class State(Enum):
    """What is known of an owner, a requirement or a server: so, not so, or open."""

    SO = "so"
    NOT_SO = "not so"
    OPEN = "open"


@dataclass(frozen=True)
class Settled:
    """Owners, requirements and servers, as a settlement of the open ones takes them."""

    standings: Standings

    def state(self, fact: Settleable, leaf: str) -> State:
        """Whether it is so at the place; disputed, or surely so only on some days its term may mean: open."""
        standing = self.standings.of(fact, Part(leaf))
        day = self.standings.question.day
        if standing not in COUNTS or not fact.term.may_cover(day):
            return State.NOT_SO
        sure = standing is Standing.ACCEPTED and fact.term.covers(day, Reading.LOWER)
        return State.SO if sure else State.OPEN

    def counts(self, fact: Settleable, leaf: str, settlement: Settlement) -> bool:
        """Whether it counts: as it is, or as it was settled. One that is open and unsettled does not count."""
        state = self.state(fact, leaf)
        return settlement.get(fact.id, False) if state is State.OPEN else state is State.SO

    @property
    def item(self) -> Item | None:
        """The item asked about, where it is on record."""
        return self.standings.record.items.get(self.standings.question.item)

    def servers(self) -> Iterator[Server]:
        """The servers of the service asked about that may count."""
        for server in self.standings.record.servers:
            mine = server.service == self.standings.question.service
            if mine and self.state(server, server.territory) is not State.NOT_SO:
                yield server

    def requirements(self, leaf: str) -> Iterator[Requirement]:
        """The requirements for this use in this place that may count, defaults among them."""
        record, question = self.standings.record, self.standings.question
        for requirement in record.requirements:
            if (
                record.uses.covers(requirement.use, question.use, question.day)
                and requirement.territories.contains(leaf, record.atlas, question.day)
                and self.state(requirement, leaf) is not State.NOT_SO
            ):
                yield requirement

    def in_effect(self, leaf: str, settlement: Settlement) -> tuple[Requirement, ...]:
        """The requirements that count: defaults only where none that is not a default applies."""
        counting = [one for one in self.requirements(leaf) if self.counts(one, leaf, settlement)]
        special = [one for one in counting if not one.default]
        return tuple(special or counting)

    def controls(self, asset: str, right: str, leaf: str) -> Iterator[Control]:
        """The controls of a right in an asset in a place that may count. A zero share is no owner."""
        record, day = self.standings.record, self.standings.question.day
        for control in record.controls_of.get(asset, ()):
            if (
                control.share.hundredths > 0
                and (control.rights is ALL or right in control.rights)
                and control.territories.contains(leaf, record.atlas, day)
                and self.state(control, leaf) is not State.NOT_SO
            ):
                yield control

    def asked(self, requirement: Requirement) -> Iterator[tuple[str, str, str]]:
        """Each kind, asset and right that the requirement asks for, of the assets that the item has."""
        item = self.item
        for kind, rights in requirement.rights:
            for asset in item.of_kind(kind) if item else ():
                for right in rights:
                    yield kind, asset, right

    def missing(self, requirement: Requirement) -> frozenset[str]:
        """The kinds of asset that the requirement asks rights in and the item lacks."""
        item = self.item
        return frozenset(kind for kind, rights in requirement.rights if rights and not (item and item.of_kind(kind)))
