# SPDX-License-Identifier: Apache-2.0
"""The first link of each way onwards: to whom a holder's grants lead, and where and when, whatever lies beyond.

Grants hold, bar and are barred alike for all owners whom the holder's own grants do not tell apart, with however many
links left; so that is worked out once for them, in a span of no days but those of these grants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from licit.engine.ahead import Ahead
from licit.engine.bearing import Bearing, Share
from licit.engine.changes import Changes
from licit.engine.circles import Circles
from licit.engine.grants import CompiledGrant, signed_in_time
from licit.engine.reach import arrived
from licit.engine.roles import Roles
from licit.engine.rounds import Rounds
from licit.engine.span import Span
from licit.engine.steps import NOWHERE, Steps, cut, joined
from licit.engine.walk import NONE, State, Walking, extended, powers_given
from licit.model.day import LAST

Link = tuple[State, CompiledGrant | None, Steps]  # to a state, by a grant that could come round, and where
Life = tuple[CompiledGrant, State, Steps]  # a grant, what it makes of a chain that can do all, and where
_Key = tuple[Share, tuple[str, ...], frozenset[int]]
SpanOf = Callable[[Iterable[date]], Span]


class _Own(NamedTuple):
    """Of a holder's own grants, in both readings: where each leads on, and where the holder may use."""

    lives: tuple[list[Life], list[Life]]
    using: tuple[Steps, Steps]


class Links:
    """The first links from states, for one service and use: of all chains, or (``holding``) of holders only."""

    def __init__(self, changes: Changes, roles: Roles, ahead: Ahead, rounds: Rounds, span: SpanOf) -> None:
        self._changes = changes
        self._roles = roles
        self._ahead = ahead
        self._rounds = rounds
        self._span = span
        self._takers_by = changes.believed.takers_by
        self._own: dict[_Key, _Own] = {}
        self._last: tuple[_Key | None, _Own | None] = (None, None)  # of one whom nobody granted anything
        self._granted = changes.believed.grants_to
        self._links: dict[tuple[Share, State, int], list[Link]] = {}
        self._numbers: dict[str, frozenset[int]] = {}

    def links(self, share: Share, state: State, reading: int) -> list[Link]:
        """To which states a chain can be made longer, and where, as seen by a holder who acts for such a share."""
        if state.sublicense < 1:
            return []
        role, used, parties = self._seen(share, state)
        if not used and state.used:
            state = state._replace(used=NONE)
        key = (role, state, reading)
        found = self._links.get(key)
        if found is None:
            lives = self._of(role, parties, used).lives[reading]
            found = self._of_state(state, lives, reading)
            if state.holder in self._granted:  # else a chain is there but once
                self._links[key] = found
        return found

    def using(self, share: Share, state: State, reading: int) -> Steps:
        """Where the holder may use through the service, if its exercise is in force."""
        if not state.exercise or state.ended:
            return NOWHERE
        role, used, parties = self._seen(share, state)
        return self._of(role, parties, used).using[reading]

    def _seen(self, share: Share, state: State) -> tuple[Share, frozenset[int], tuple[str, ...]]:
        """The share as the holder and its principals tell it apart, and what was gone through of their own grants."""
        parties = (state.holder, *state.principals)
        used = state.used
        if used:
            used = used & frozenset(number for party in parties for number in self._of_party(party))
        return self._roles.own(share, parties), used, parties

    def _of_party(self, party: str) -> frozenset[int]:
        found = self._numbers.get(party)
        if found is None:
            grants = self._changes.believed.grants_by.get(party, ())
            found = self._numbers[party] = frozenset(grant.number for grant in grants)
        return found

    def _of_state(self, state: State, lives: list[Life], reading: int) -> list[Link]:
        ahead = self._ahead
        found: dict[tuple[State, int], tuple[CompiledGrant | None, list[Steps]]] = {}
        for grant, life, where in lives:
            if state.deadline != LAST and not signed_in_time(grant, state.deadline, reading):
                continue
            exercise, sublicense = powers_given(state, grant)
            longer = State(
                life.holder, exercise, sublicense, life.principals, min(state.deadline, life.deadline), life.ended
            )
            if ahead.leads(longer):
                recurring = self._rounds.round(grant) is not None
                key = ahead.normal(longer), grant.number if recurring else -1
                found.setdefault(key, (grant if recurring else None, []))[1].append(where)
        links = [(longer, grant, joined(parts)) for (longer, _), (grant, parts) in found.items()]
        return sorted(links, key=lambda link: ahead.need[link[0].holder])  # what is reached at once is walked to first

    def _of(self, role: Share, parties: tuple[str, ...], used: frozenset[int]) -> _Own:
        key = (role, parties, used)
        found = self._own.get(key)
        if found is None and self._last[0] == key:
            found = self._last[1]
        if found is None:
            found = self._find(role, parties, used)
            if parties[0] in self._granted:
                self._own[key] = found
            else:
                self._last = key, found
        return found

    def _find(self, role: Share, parties: tuple[str, ...], used: frozenset[int]) -> _Own:
        holder, *principals = parties
        ahead = self._ahead
        grants = [one for one in ahead.carrying(holder) if self._changes.may_reach(one, role)]
        taking = [one for party in parties for one in self._takers_by.get(party, ())]
        span = self._span(self._changes.of_grants((*grants, *taking), role))
        bearing = Bearing(span, role)
        able = State(holder, exercise=True, sublicense=1, principals=tuple(principals), used=used)
        lives: tuple[list[Life], list[Life]] = ([], [])
        using = [NOWHERE, NOWHERE]
        for reading in (0, 1):
            walking = Walking(bearing, Circles.none(bearing), reading, ahead.holding)
            for grant in grants:
                for life, where in extended(walking, able, grant, span.everywhere):
                    lives[reading].append((grant, life, cut(where, span)))
            if holder in ahead.ends and not ahead.holding:
                using[reading] = cut(arrived(bearing, {holder: [(able, span.everywhere)]}, reading), span)
        return _Own(lives, (using[0], using[1]))
