# SPDX-License-Identifier: Apache-2.0
"""What a compiled form answers for an item, on a day or through time, in all leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from licit.engine.bearing import Bearing, Share
from licit.engine.compiled import DAYS_KEPT, Compiled
from licit.engine.decide import Decision
from licit.engine.hearing import Hearing, reason_without_break
from licit.engine.nearest import broken_at
from licit.engine.spot import Licensor, Spot, Through
from licit.engine.wholes import Masks, OpenLaw, Turn, Wholes
from licit.model.asset import Item
from licit.model.overview import Reason
from licit.model.verdict import Answer


class Cause(NamedTuple):
    """Why a service does not have a share: the reason, and the leaves and days (``until`` not included) it is so."""

    leaves: int
    since: date
    until: date
    reason: Reason


class Answering:
    """Items answered from a compiled form: by masks where nothing is to be settled as a whole, else leaf by leaf."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.believed = compiled.believed
        self._licensors: dict[tuple[Share, int], list[Licensor]] = {}
        self._causes: dict[tuple[Share, int], list[Cause]] = {}
        self._days: dict[date, tuple[Wholes, Hearing]] = {}

    def on(self, day: date) -> tuple[Wholes, Hearing]:
        """The masks and the hearing of a day."""
        found = self._days.get(day)
        if found is None:
            if len(self._days) >= DAYS_KEPT:
                self._days.clear()
            compiled = self.compiled
            hearing = Hearing(compiled.span_on(day), compiled.useful, compiled.held)
            found = self._days[day] = (Wholes(compiled, day), hearing)
        return found

    def masks(self, name: str, day: date) -> Masks:
        """The four answers for an item on a day."""
        wholes, hearing = self.on(day)
        item = self.believed.record.items.get(name)
        try:
            return wholes.masks(item)
        except OpenLaw:
            return Masks(*hearing.answers(item))

    def turns(self, name: str, day: date) -> Iterator[Turn]:
        """The part that each answer which is not cleared turns on, leaves that turn on the same together."""
        return self._turns(self.believed.record.items.get(name), name, day)

    def turns_of(self, item: Item, day: date) -> Iterator[Turn]:
        """The same of an item that need not be on record."""
        return self._turns(item, item.id, day)

    def _turns(self, item: Item | None, name: str, day: date) -> Iterator[Turn]:
        wholes, hearing = self.on(day)
        try:
            yield from list(wholes.turns(item, name))
        except OpenLaw:
            for cell, one in hearing.cells_of(item, name):
                if one.answer is not Answer.CLEARED:
                    yield _turn(cell, one)

    def causes(self, turn: Turn, day: date) -> Iterator[tuple[int, Reason]]:
        """Why: the leaves of a turn cut by the reason that each has, in the end a break where a share decides."""
        left = turn.leaves
        if turn.kind != "share" or turn.share is None or not turn.share.owner:
            yield left, reason_without_break(turn, self.compiled.service)
            return
        if turn.place:
            bit = self.believed.places.bit(turn.place)
            yield left, self._cause(turn.share, turn.reading, bit, day).reason
            return
        while left:
            cause = self._cause(turn.share, turn.reading, left & -left, day)
            yield left & cause.leaves, cause.reason
            left &= ~cause.leaves

    def _cause(self, share: Share, reading: int, bit: int, day: date) -> Cause:
        known = self._causes.setdefault((share, reading), [])
        for cause in known:
            if cause.leaves & bit and cause.since <= day < cause.until:
                return cause
        compiled = self.compiled
        licensors = self._licensors.setdefault((compiled.network.roles.anywhere(share), reading), [])
        through = Through(compiled.changes, compiled.slices(share).parties, licensors)
        spot = Spot(Bearing(compiled.span_on(day), share), bit, reading, compiled.useful, through)
        reason = Reason.of_break(broken_at(spot))
        cause = Cause(spot.same, spot.since, spot.until, reason)
        known.append(cause)
        return cause


def _turn(cell: int, one: Decision) -> Turn:
    return Turn(
        cell, one.answer, one.reading, one.kind, one.subject, one.fact, one.share, one.leaf if one.emission else ""
    )
