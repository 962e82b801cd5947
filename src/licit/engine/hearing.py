# SPDX-License-Identifier: Apache-2.0
"""A service and a use on one day, under a position: shares judged once, items answered for all leaves together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from licit.engine.bearing import Bearing, Share
from licit.engine.decide import Deciding, Decision, Part, controls_in, is_open, requirements_in, taken
from licit.engine.grants import LOWER, UPPER
from licit.engine.nearest import broken_at
from licit.engine.places import refined
from licit.engine.reach import has_share
from licit.engine.span import Span
from licit.engine.spot import Spot
from licit.model.asset import Item
from licit.model.fact import Control, Requirement
from licit.model.overview import Reason
from licit.model.position import PlaceOfAct
from licit.model.proof import Break
from licit.model.verdict import Answer

if TYPE_CHECKING:
    from licit.engine.wholes import Turn


class Hearing:
    """Answers on one day; every share is judged when it is first asked about, and kept, or read from ``compiled``."""

    def __init__(
        self, span: Span, useful: frozenset[str], compiled: Callable[[Share, int, date], int] | None = None
    ) -> None:
        """``span`` is the day; ``useful`` as in ``walk``."""
        self.span = span
        self.believed = span.believed
        self.useful = useful
        self._compiled = compiled
        self._held: dict[tuple[Share, int], int] = {}

    def held(self, share: Share, reading: int) -> int:
        """The leaves where the service has a share, in a reading."""
        if self._compiled is not None:
            return self._compiled(share, reading, self.span.days[0])
        key = (share, reading)
        found = self._held.get(key)
        if found is None:
            found = self._held[key] = has_share(Bearing(self.span, share), self.useful, reading)
        return found

    def decide(self, item: str, leaf: str) -> Decision:
        """The answer for one item at one leaf, with the part that it turns on."""
        return self._deciding(item).decide(leaf)

    def broken_at(self, share: Share, leaf: str, reading: int) -> Break:
        """Why the service does not have a share at a leaf, in a reading."""
        bearing = Bearing(self.span, share)
        return broken_at(Spot(bearing, self.believed.places.bit(leaf), reading, self.useful))

    def reason(self, decision: Decision) -> Reason:
        """The one thing that an answer which is not cleared turns on."""
        if decision.share is not None and decision.share.owner:
            return Reason.of_break(self.broken_at(decision.share, decision.leaf, decision.reading))
        return reason_without_break(decision, self.span.service)

    def cells(self, item: str) -> Iterator[tuple[int, Decision]]:
        """The answer everywhere: leaves that no fact about the item tells apart, with the decision of each of them."""
        yield from self.cells_of(self.believed.record.items.get(item), item)

    def cells_of(self, item: Item | None, name: str) -> Iterator[tuple[int, Decision]]:
        """The same of an item that need not be on record; ``None`` is one that is not."""
        deciding = Deciding(item, name, self.span, self.held)
        for cell in self.partition(item):
            yield cell, deciding.decide(next(self.believed.places.leaves(cell)))

    def answers(self, item: Item | None) -> tuple[int, int, int, int]:
        """Where an item, on record or not, is cleared, contested, not cleared, unknown."""
        found = dict.fromkeys((Answer.CLEARED, Answer.CONTESTED, Answer.NOT_CLEARED, Answer.UNKNOWN), 0)
        for cell, decision in self.cells_of(item, ""):
            found[decision.answer] |= cell
        return found[Answer.CLEARED], found[Answer.CONTESTED], found[Answer.NOT_CLEARED], found[Answer.UNKNOWN]

    def _deciding(self, item: str) -> Deciding:
        return Deciding(self.believed.record.items.get(item), item, self.span, self.held)

    def partition(self, item: Item | None) -> list[int]:
        """The leaves cut along every set that can tell two of them apart for this item."""
        cells = [self.believed.places.everywhere]
        if self.believed.position.place is PlaceOfAct.EMISSION:
            return cells  # the act is where the servers stand, whoever asks
        for mask in dict.fromkeys(self._cuts(item)):
            cells = refined(cells, mask)
        return cells

    @cached_property
    def _rights(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each kind of asset with the rights that some law asks for in it."""
        found: dict[str, dict[str, None]] = {}
        for requirement in requirements_in(self.span, self.span.everywhere):
            for kind, rights in requirement.rights:
                found.setdefault(kind, {}).update(dict.fromkeys(rights))
        return tuple((kind, tuple(rights)) for kind, rights in found.items())

    def _cuts(self, item: Item | None) -> Iterator[int]:
        if item is None:
            return
        span = self.span
        for requirement in requirements_in(span, span.everywhere):
            yield from self._of_settled(requirement)
        for kind, rights in self._rights:
            for asset in item.of_kind(kind):
                owners: dict[str, None] = {"": None}
                for control in controls_in(span, asset, span.everywhere):
                    yield from self._of_settled(control)
                    owners[control.party] = None
                profile = self.believed.lists.profile(asset)
                for share in (Share(owner, profile, right) for right in rights for owner in owners):
                    yield self.held(share, LOWER)
                    yield self.held(share, UPPER)

    def _of_settled(self, fact: Control | Requirement) -> Iterator[int]:
        yield self.span.tile(fact.territories)
        yield is_open(self.span, fact)
        yield taken(self.span, fact)


def reason_without_break(part: Part | Turn, service: str) -> Reason:
    """The reason of a part in which no named owner's share decides."""
    if part.kind == "share":
        return Reason("owner-unnamed", subject=part.subject)
    if part.kind == "no-server":
        return Reason("no-server", at=service)
    return Reason(part.kind, facts=(part.fact,) if part.fact else (), subject=part.subject)
