# SPDX-License-Identifier: Apache-2.0
"""What becomes of a share in the hands of others: worked out once for all owners of whom the record says the same.

Thousands of owners mandate the same few societies. What a holder can do depends on its state and on the share's *role*
(the lists and groups that name it), not on who the owner is; so from each state on the way is walked once, through all
time, and each owner's own grants only lead there. Where parties grant in a circle they are walked together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import NamedTuple, Protocol

from licit.engine.bearing import Bearing, Share
from licit.engine.believed import Believed
from licit.engine.changes import Changes
from licit.engine.circles import Circles
from licit.engine.closure import closure
from licit.engine.grants import CompiledGrant
from licit.engine.reach import arrived
from licit.engine.roles import Roles
from licit.engine.span import Span
from licit.engine.steps import NOWHERE, Steps, cut, joined, met
from licit.engine.walk import State, Walking, extended, walk
from licit.model.day import FIRST


class Reached(NamedTuple):
    """Who is reached, where and when; and two sets of parties beside the state's holder.

    ``parties`` are all whom the ways lead to: what breaks a way is looked for among their grants. On the grants of
    those that are not ``hanging`` nothing hangs: no chain comes to them with the power to let others.
    """

    where: Mapping[str, Steps]
    parties: frozenset[str]
    hanging: frozenset[str]


class Ways(Protocol):
    """Ways onwards that were found before and kept."""

    def onwards(self, role: Share, state: State, reading: int, *, holding: bool, roles: Roles) -> Reached | None:
        """As :meth:`Network.onwards`, of a role; None if it was not kept."""


USE = ""  # under this name: that the service may use, itself or through an operator


class Network:
    """The ways from each state onwards, for one service and use."""

    def __init__(self, believed: Believed, changes: Changes, kept: Ways | None = None) -> None:
        self.kept = kept
        self.believed = believed
        self.changes = changes
        self.roles = Roles(believed, changes.useful)
        self.opting = frozenset(one.party for one in believed.record.opt_outs)
        operations = believed.record.operations
        self._actors = {one.operator for one in operations if one.service == changes.service} | {changes.service}
        self.ways: dict[tuple[Share, State, int, bool], Reached] = {}
        self.reach: dict[tuple[Share, str], frozenset[str]] = {}
        self._last: tuple[tuple[Share, frozenset[str]], Bearing] | None = None
        self._sets: dict[frozenset[str], frozenset[str]] = {}

    def span(self, days: Iterable[date]) -> Span:
        """A span of these days."""
        return Span(self.believed, self.changes.service, self.changes.use, sorted({FIRST, *days}))

    def onwards(self, role: Share, state: State, reading: int, *, holding: bool = False) -> Reached:
        """Whom a chain in this state reaches: the use, or (``holding``) the holders among those who ever opted out."""
        role = self.roles.role(role, (state.holder, *state.principals))
        key = (role, state, reading, holding)
        found = self.ways.get(key)
        if found is not None:
            return found
        if self.kept is not None:
            found = self.kept.onwards(role, state, reading, holding=holding, roles=self.roles)
        if found is None:
            apart = self._in_a_circle(role, state)
            find = self._together if apart else self._by_grants
            where, parties, hanging = find(role, state, reading, holding=holding)
            holder = {state.holder}
            found = Reached(where, self.once(parties - holder), self.once(hanging - holder))
        self.ways[key] = found
        return found

    def once(self, parties: AbstractSet[str]) -> frozenset[str]:
        """The one set of these parties."""
        found = frozenset(parties)
        return self._sets.setdefault(found, found)

    def _matters(self, state: State) -> bool:
        """Whether anything may hang on what the holder granted: it can let others, or use itself."""
        return state.sublicense > 0 or state.holder in self._actors

    def _in_a_circle(self, role: Share, state: State) -> bool:
        return bool(state.used) or any(
            state.holder in self._reachable(role, grant.grantee) for grant in self._carrying(role, state.holder)
        )

    def _carrying(self, role: Share, party: str) -> list[CompiledGrant]:
        """The grants of a party that may ever carry a chain over such a share on to where it matters."""
        useful, may_reach = self.changes.useful, self.changes.may_reach
        return [
            grant
            for grant in self.believed.grants_by.get(party, ())
            if grant.grantee in useful and may_reach(grant, role)
        ]

    def _reachable(self, role: Share, party: str) -> frozenset[str]:
        key = (role, party)
        found = self.reach.get(key)
        if found is None:
            found = closure((party,), lambda one: [grant.grantee for grant in self._carrying(role, one)])
            self.reach[key] = found
        return found

    # Two ways of finding out

    def _by_grants(self, role: Share, state: State, reading: int, *, holding: bool) -> Reached:
        """One grant after the other, each leading to a state that is worked out once."""
        parties = (state.holder, *state.principals)
        span = self.span(self.changes.of_parties(parties, role))
        bearing = Bearing(span, role)
        found = _ends(bearing, {state.holder: [(state, span.everywhere)]}, reading, self.opting if holding else None)
        parts: dict[str, list[Steps]] = {name: [cut(where, span)] for name, where in found.items()}
        visited, hanging = {*parties}, {*parties}
        walking = Walking(bearing, Circles.none(bearing), reading, holding)
        for grant in self._carrying(role, state.holder) if state.sublicense > 0 else ():
            visited.add(grant.grantee)
            for longer, where in extended(walking, state, grant, span.everywhere):
                beyond = self.onwards(role, longer, reading, holding=holding)
                visited |= beyond.parties
                hanging |= beyond.hanging | ({longer.holder} if self._matters(longer) else set())
                here = cut(where, span)
                for name, there in beyond.where.items():
                    parts.setdefault(name, []).append(met(here, there))
        return _reached(parts, visited, hanging)

    def _together(self, role: Share, state: State, reading: int, *, holding: bool) -> Reached:
        """All that lies beyond in one walk."""
        parties = self._reachable(role, state.holder) | {*state.principals}
        bearing = self._bearing_on(role, parties)
        span = bearing.span
        held = walk(bearing, state, span.everywhere, reading, self.changes.useful, holding=holding)
        found = _ends(bearing, held, reading, self.opting if holding else None)
        hanging = {party for party, states in held.items() if any(self._matters(one) for one, _ in states)}
        parts = {name: [cut(where, span)] for name, where in found.items()}
        return _reached(parts, parties, hanging | {state.holder, *state.principals})

    def _bearing_on(self, role: Share, parties: frozenset[str]) -> Bearing:
        """How facts bear on a role through the days of some parties: one for all walks in one circle, in turn.

        All shares of a world of 5,000 grants, 110 societies in a circle: 12 s of processor time, and 21 s without.
        """
        key = (self.roles.anywhere(role), parties)
        if self._last is None or self._last[0] != key:
            span = self.span(self.changes.of_parties(parties, key[0]))
            self._last = key, Bearing(span, key[0])
        return self._last[1]


def _ends(
    bearing: Bearing, held: Mapping[str, list[tuple[State, int]]], reading: int, opting: frozenset[str] | None
) -> dict[str, int]:
    """Where the use is reached, or each of those who ever opted out."""
    if opting is None:
        return {USE: arrived(bearing, held, reading)}
    found: dict[str, int] = {}
    for party, states in held.items():
        for state, where in states:
            if party in opting and state.sublicense > 0:
                found[party] = found.get(party, 0) | where
    return found


def _reached(parts: Mapping[str, list[Steps]], parties: AbstractSet[str], hanging: AbstractSet[str]) -> Reached:
    where = {name: joined(some) for name, some in parts.items()}
    return Reached(
        {name: steps for name, steps in where.items() if steps is not NOWHERE}, frozenset(parties), frozenset(hanging)
    )
