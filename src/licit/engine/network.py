# SPDX-License-Identifier: Apache-2.0
"""What becomes of a share in the hands of others: worked out once for all owners of whom the record says the same.

Thousands of owners mandate the same few societies. What a holder can do depends on its state and on the share's *role*
(the lists and groups that name it), not on who the owner is; so from each state on the way is walked once, through all
time, and each owner's own grants only lead there. Where a chain can come back to a state's holder with links left, the
states of that circle are walked together, and what lies beyond the circle is again worked out once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import NamedTuple, Protocol

from licit.engine.ahead import Ahead
from licit.engine.around import USE, Holders, Mode, Use
from licit.engine.bearing import Share
from licit.engine.believed import Believed
from licit.engine.changes import Changes
from licit.engine.links import Links
from licit.engine.roles import Roles
from licit.engine.rounds import Rounds
from licit.engine.span import Span
from licit.engine.steps import NOWHERE, Steps, everywhere
from licit.engine.walk import State
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


class Network:
    """The ways from each state onwards, for one service and use."""

    def __init__(self, believed: Believed, changes: Changes, kept: Ways | None = None) -> None:
        self.kept = kept
        self.believed = believed
        self.changes = changes
        self.roles = Roles(believed, changes.useful)
        self.opting = frozenset(one.party for one in believed.record.opt_outs)
        operations = believed.record.operations
        self.actors = {one.operator for one in operations if one.service == changes.service} | {changes.service}
        self.ways: dict[tuple[Share, State, int, bool], Reached] = {}
        self._sets: dict[frozenset[str], frozenset[str]] = {}
        self._modes: dict[bool, Mode] = {}
        self._everywhere = everywhere(len(believed.places.names))

    def span(self, days: Iterable[date]) -> Span:
        """A span of these days."""
        return Span(self.believed, self.changes.service, self.changes.use, sorted({FIRST, *days}))

    def ahead(self, *, holding: bool) -> Ahead:
        """What lies ahead of each holder."""
        return self._mode(holding=holding).ahead

    def _mode(self, *, holding: bool) -> Mode:
        found = self._modes.get(holding)
        if found is None:
            ends = dict.fromkeys(self.opting, 1) if holding else dict.fromkeys(self.actors, 0)
            ahead = Ahead(self.changes, ends, self.once, holding=holding)
            rounds = Rounds(self.changes, ahead)
            links = Links(self.changes, self.roles, ahead, rounds, self.span)
            found = self._modes[holding] = Mode(ahead, rounds, links)
        return found

    def onwards(self, share: Share, state: State, reading: int, *, holding: bool = False) -> Reached:
        """Whom a chain in this state reaches: the use, or (``holding``) the holders among those who ever opted out."""
        mode = self._mode(holding=holding)
        state = mode.ahead.normal(state)
        role = self.roles.role(share, (state.holder, *state.principals))
        key = (role, state, reading, holding)
        found = self.ways.get(key)
        if found is None:
            if self.kept is not None:
                found = self.kept.onwards(role, state, reading, holding=holding, roles=self.roles)
            if found is None:
                holder = {state.holder}
                parties = self.roles.beyond(state.holder).union(state.principals) - holder
                hanging = mode.ahead.hanging(state).union(state.principals) - holder
                found = Reached(self._find(mode, role, state, reading), self.once(parties), self.once(hanging))
            if state.holder in self.believed.grants_to:  # else no other share's chains come there
                self.ways[key] = found
        return found

    def once(self, parties: AbstractSet[str]) -> frozenset[str]:
        """The one set of these parties."""
        found = frozenset(parties)
        return self._sets.setdefault(found, found)

    def _find(self, mode: Mode, role: Share, state: State, reading: int) -> Mapping[str, Steps]:
        """The ends reached from a state."""
        if not mode.ahead.leads(state):
            return {}

        def beyond(longer: State) -> Mapping[str, Steps]:
            return self.onwards(role, longer, reading, holding=mode.ahead.holding).where

        if mode.ahead.holding:
            return Holders(mode, role, reading, beyond).reached(state, self._everywhere)
        found = Use(mode, role, reading, beyond).reached(state, self._everywhere)
        return {} if found is NOWHERE else {USE: found}
