# SPDX-License-Identifier: Apache-2.0
"""The compiled form: for each share the slices of time, and in each the leaves where the service has it.

One form is of a record under a position, as known by a day, for one service and one use. Source: SEMANTICS §6.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, Protocol

from licit.engine.around import USE
from licit.engine.bearing import Bearing, Share
from licit.engine.believed import Believed
from licit.engine.changes import Changes
from licit.engine.grants import LOWER, UPPER
from licit.engine.network import Network, Reached, Ways
from licit.engine.reach import owner_root, statute_root, useful_parties
from licit.engine.span import Span
from licit.engine.steps import NOWHERE, Steps, cut, joined, met, without
from licit.model.fact import Statute, StatuteKind

DAYS_KEPT: Final = 4096


@dataclass(frozen=True, slots=True)
class Slices:
    """One share through time, in both readings; and whom chains from it lead to, beside the ``owner``.

    ``others`` are all of them, ``hanging`` those on whose grants it may hang (:class:`licit.engine.network.Reached`).
    Of 10⁵ owners most have one set of some hundred others in common: it is there once.
    """

    lower: Steps
    upper: Steps
    owner: str
    others: frozenset[str]
    hanging: frozenset[str]

    @property
    def parties(self) -> frozenset[str]:
        """All whom chains from the owner, or from statutes, lead to, the owner included."""
        return self.others | {self.owner}

    def of(self, reading: int) -> Steps:
        """The share in one reading."""
        return self.upper if reading else self.lower


class _Visited(NamedTuple):
    parties: set[str]
    hanging: set[str]

    def add(self, reached: Reached) -> None:
        self.parties.update(reached.parties)
        self.hanging.update(reached.hanging)


class Shelf(Ways, Protocol):
    """What was compiled before of the same, and kept."""

    def slices(self, share: Share) -> Slices | None:
        """A share through time; None if it was not kept."""

    def fill(self, compiled: Compiled) -> None:
        """Put all that was kept into a compiled form of the same."""


class Compiled:
    """The shares of one service and use, each compiled over all time when it is first asked for.

    What lies on the ``shelf`` is taken from there instead.
    """

    def __init__(self, believed: Believed, service: str, use: str, shelf: Shelf | None = None) -> None:
        self.believed = believed
        self.service = service
        self.use = use
        self.useful = useful_parties(believed, service)
        self.changes = Changes(believed, service, use, self.useful)
        self.shelf = shelf
        self.network = Network(believed, self.changes, shelf)
        self.shares: dict[Share, Slices] = {}
        self._spans: dict[date, Span] = {}

    def slices(self, share: Share) -> Slices:
        """A share through time."""
        found = self.shares.get(share)
        if found is None:
            found = (self.shelf.slices(share) if self.shelf is not None else None) or self._compile(share)
            self.shares[share] = found
        return found

    def held(self, share: Share, reading: int, day: date) -> int:
        """The leaves where the service has a share on a day, in a reading."""
        return self.slices(share).of(reading).at(day)

    def span_on(self, day: date) -> Span:
        """The span of one day."""
        found = self._spans.get(day)
        if found is None:
            if len(self._spans) >= DAYS_KEPT:
                self._spans.clear()
            found = self._spans[day] = Span(self.believed, self.service, self.use, (day,))
        return found

    def _compile(self, share: Share) -> Slices:
        visited = _Visited({share.owner}, {share.owner})
        lower, upper = (self._in(share, reading, visited) for reading in (LOWER, UPPER))
        owner, once = {share.owner}, self.network.once
        return Slices(lower, upper, share.owner, once(visited.parties - owner), once(visited.hanging - owner))

    def _in(self, share: Share, reading: int, visited: _Visited) -> Steps:
        """Where the service has the share through time: from its owner, and by law (rules 5 and 6)."""
        found: list[Steps] = []
        if share.owner in self.useful:
            from_owner = self.network.onwards(share, owner_root(share), reading)
            visited.add(from_owner)
            found.append(from_owner.where.get(USE, NOWHERE))
        statutes = [one for one in self.believed.record.statutes if self.changes.may_reach_by_law(one, share)]
        if statutes:
            holders = self._holders(share, 1 - reading, visited)
            span = self.network.span(self.changes.of_statutes_for(share, holders))
            bearing = Bearing(span, share)
            found += [self._by_law(bearing, statute, holders, reading, visited) for statute in statutes]
        return joined(found)

    def _holders(self, share: Share, reading: int, visited: _Visited) -> Mapping[str, Steps]:
        """Who of those that ever opted out hold the share from its owner, and where and when (rule 6)."""
        if not share.owner:
            return {}
        if share.owner not in self.useful:
            return {}
        held = self.network.onwards(share, owner_root(share), reading, holding=True)
        visited.add(held)
        return held.where

    def _by_law(
        self, bearing: Bearing, statute: Statute, holders: Mapping[str, Steps], reading: int, visited: _Visited
    ) -> Steps:
        span = bearing.span
        reach = cut(bearing.statute(statute, reading), span)
        if statute.kind is not StatuteKind.EXTENDED:  # no authority needed, or anyone's
            return reach
        visited.parties.add(statute.society)
        visited.hanging.add(statute.society)
        if statute.society not in self.useful or reach.empty:
            return NOWHERE
        for one in span.record.opt_outs_of.get(statute.id, ()):
            if one.party in holders:
                out = cut(span.counts(one.id, one.term, bearing.share.owner, 1 - reading), span)
                reach = without(reach, met(out, holders[one.party]))
        beyond = self.network.onwards(bearing.share, statute_root(statute), reading)
        visited.add(beyond)
        return met(reach, beyond.where.get(USE, NOWHERE))
