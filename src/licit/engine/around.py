# SPDX-License-Identifier: Apache-2.0
"""From one state to the ends: by each link to what lies beyond, and once round all of its circle where it is in one.

What lies beyond a circle is found apart. Where use is what is looked for, a place where it is reached is done with: no
further way there is walked, and none is looked for where even too kind a rule would reach nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from licit.engine.ahead import Ahead
from licit.engine.bearing import Share
from licit.engine.links import Links
from licit.engine.rounds import Rounds
from licit.engine.steps import NOWHERE, Steps, joined, met, without
from licit.engine.walk import NONE, State, dominates

USE: Final = ""  # under this name: that the service may use, itself or through an operator
PATIENCE: Final = 3  # states walked a party of the circle, before it is asked what could be reached at all
Beyond = Callable[[State], Mapping[str, Steps]]
Held = dict[str, list[tuple[State, Steps]]]


class Mode(NamedTuple):
    """What is known for all chains, or for those of holders only."""

    ahead: Ahead
    rounds: Rounds
    links: Links

    def longer(self, role: Share, state: State, reading: int) -> Iterator[tuple[State, Steps]]:
        """The states to which a chain can be made longer, and where, with what it has to remember."""
        rounds = self.rounds
        for longer, grant, where in self.links.links(role, state, reading):
            used = state.used
            if grant is not None:
                if grant.number in used:
                    continue
                circle = rounds.round(grant)
                if circle is not None and rounds.remembered(circle, role, named=bool(state.principals)):
                    used = used | {grant.number}
            if used:
                used = rounds.kept(longer.holder, longer.sublicense, longer.principals, used)
            yield (longer._replace(used=used) if used else longer), where


class Holders(NamedTuple):
    """Looks for the holders among those who ever opted out."""

    mode: Mode
    role: Share
    reading: int
    beyond: Beyond

    def reached(self, state: State, where: Steps) -> Mapping[str, Steps]:
        """Each of them, and where."""
        mode = self.mode
        circle = mode.ahead.circle(state)
        parts: dict[str, list[Steps]] = {}
        leaving: dict[State, list[Steps]] = {}
        held: Held = {}
        waiting = {state: where}
        while waiting:
            state, where = first(waiting)
            if state.holder in mode.ahead.ends and state.sublicense > 0:
                parts.setdefault(state.holder, []).append(where)
            for longer, here in mode.longer(self.role, state, self.reading):
                there = met(where, here)
                if there is NOWHERE:
                    continue
                if circle is None or mode.ahead.circle(longer) != circle:
                    leaving.setdefault(longer, []).append(there)
                else:
                    _add(waiting, held, longer, there, mode.rounds)
        for longer, wheres in leaving.items():
            here = joined(wheres)
            for name, there in self.beyond(longer).items():
                parts.setdefault(name, []).append(met(here, there))
        where_to = {name: joined(some) for name, some in parts.items()}
        return {name: steps for name, steps in where_to.items() if steps is not NOWHERE}


class Use(NamedTuple):
    """Looks for where the service may use."""

    mode: Mode
    role: Share
    reading: int
    beyond: Beyond

    def reached(self, state: State, where: Steps) -> Steps:
        """Where it may."""
        mode = self.mode
        circle = mode.ahead.circle(state)
        start = state
        found, left = NOWHERE, where
        everywhere = where
        held: Held = {state.holder: [(state, where)]}
        waiting = {state: where}
        walked, bounded = 0, circle is None
        while waiting:
            state, where = first(waiting)
            where = met(where, left)
            if where is NOWHERE:
                continue
            walked += 1
            if not bounded and walked > PATIENCE * len(held) + 10:
                bounded = True
                left = met(left, self._at_most(start, everywhere))
                where = met(where, left)
            here = self._here(state, where)
            if here is not NOWHERE:
                found, left = joined([found, here]), without(left, here)
            for longer, link in mode.longer(self.role, state, self.reading):
                there = met(met(where, link), left)
                if there is NOWHERE:
                    continue
                if circle is not None and mode.ahead.circle(longer) == circle:
                    _add(waiting, held, longer, there, mode.rounds)
                    continue
                here = met(there, self.beyond(longer).get(USE, NOWHERE))
                if here is not NOWHERE:
                    found = joined([found, here])
                    left = without(left, here)
        return found

    def _here(self, state: State, where: Steps) -> Steps:
        """Where the holder itself may use."""
        if state.holder not in self.mode.ahead.ends:
            return NOWHERE
        return met(where, self.mode.links.using(self.role, state, self.reading))

    def _at_most(self, start: State, everywhere: Steps) -> Steps:
        """Where more could not be reached from a start, by a rule that is too kind and needs no memory of ways.

        A party may be free of as many of its exclusives as it can be come back to, whichever way a chain came.
        """
        mode = self.mode
        if start.principals or not mode.rounds.nameless(start.holder):
            return everywhere
        circle = mode.ahead.circle(start)
        found = NOWHERE
        held: Held = {}
        waiting = {start: everywhere}
        while waiting:
            state, where = first(waiting)
            free = mode.rounds.free(state.holder, start.used, again=state.holder == start.holder)
            if free is None:
                return everywhere
            for used in free:
                freed = state._replace(used=used)
                parts = [found, self._here(freed, where)]
                for longer, here in mode.longer(self.role, freed, self.reading):
                    there = met(where, here)
                    if there is NOWHERE:
                        continue
                    if mode.ahead.circle(longer) == circle:
                        _add(waiting, held, longer._replace(used=NONE), there, mode.rounds)
                    else:
                        there = without(there, found)
                        parts.append(met(there, self.beyond(longer).get(USE, NOWHERE)))
                found = joined(parts)
        return found


def first(waiting: dict[State, Steps]) -> tuple[State, Steps]:
    """The state that waited longest, taken out, and where it is to be walked from."""
    state = next(iter(waiting))
    return state, waiting.pop(state)


def _add(waiting: dict[State, Steps], held: Held, state: State, where: Steps, rounds: Rounds) -> None:
    """Let a state be walked from where no state that can do as much is known already."""
    known = held.setdefault(state.holder, [])
    for other, there in known:
        if dominates(other, state, rounds):
            where = without(where, there)
            if where is NOWHERE:
                return
    known.append((state, where))
    waiting[state] = joined([waiting[state], where]) if state in waiting else where
