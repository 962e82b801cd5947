# SPDX-License-Identifier: Apache-2.0
"""Where chains over any share could come round, and which grants a chain over one share has to remember there.

As :class:`licit.engine.circles.Circles`, for all spans and roots at once: a chain may remember more than it needs to.
"""

from __future__ import annotations

from itertools import combinations
from math import comb
from typing import Final, NamedTuple

from licit.engine.ahead import Ahead, links_given
from licit.engine.bearing import Share
from licit.engine.changes import Changes
from licit.engine.components import Components
from licit.engine.grants import CompiledGrant

MOST_FREE: Final = 64  # sets of exclusives


class _Round(NamedTuple):
    """Parties that grant in a circle: the grants by which coming back may gain something, and whether kinds mix."""

    telling: list[CompiledGrant]
    mixed: bool
    mandates: bool


class Rounds:
    """The circles of parties, by the grants that get a chain to an end."""

    def __init__(self, changes: Changes, ahead: Ahead) -> None:
        self._changes = changes
        self._ahead = ahead
        believed = changes.believed
        self._takers_by = believed.takers_by
        self._parties = Components(lambda party: [grant.grantee for grant in ahead.carrying(party)])
        self._inside: dict[str, list[CompiledGrant]] = {}
        self._entries: dict[str, int] = {}
        self._grantors: dict[int, str] = {}
        self._taking: set[int] = set()
        granted: dict[int, list[CompiledGrant]] = {}
        self._naming: list[CompiledGrant] = []  # takers in whose grantors' names others may act
        for party in ahead.need:
            if party not in believed.grants_to:
                continue  # whom nobody comes to
            circle = self._parties.circle(party)
            carrying = ahead.carrying(party)
            if party in self._takers_by and any(grant.mandate for grant in carrying):
                self._naming += self._takers_by[party]
            if circle is None:
                continue
            inside = [grant for grant in carrying if self._parties.of(grant.grantee) == circle]
            self._inside[party] = inside
            granted.setdefault(circle, []).extend(inside)
        self._rounds: dict[int, _Round] = {}
        for circle, grants in granted.items():
            mandates = {one.mandate for one in grants}
            telling = [one for one in grants if one.assignment or one.takes]
            self._rounds[circle] = _Round(telling, len(mandates) > 1, True in mandates)
            for grant in grants:
                self._entries[grant.grantee] = self._entries.get(grant.grantee, 0) + 1
            self._grantors.update({one.number: one.grantor for one in grants})
            self._taking.update(one.number for one in grants if one.takes)
        self._told: dict[tuple[int, Share], bool] = {}
        self._named: dict[Share, bool] = {}

    def round(self, grant: CompiledGrant) -> int | None:
        """The circle that a grant lies in, if any."""
        if grant.number not in self._grantors:
            return None
        return self._parties.of(grant.grantor)

    def remembered(self, circle: int, share: Share, *, named: bool) -> bool:
        """Whether chains over a share remember the grants of a circle; ``named``: one acts in somebody's name."""
        found = self._told.get((circle, share))
        if found is None:
            telling = self._rounds[circle].telling
            found = self._told[circle, share] = any(self._changes.may_reach(grant, share) for grant in telling)
        return found or (self._rounds[circle].mixed and (named or self._names(share)))

    def _names(self, share: Share) -> bool:
        found = self._named.get(share)
        if found is None:
            found = self._named[share] = any(self._changes.may_reach(grant, share) for grant in self._naming)
        return found

    def kept(self, holder: str, links: int, principals: tuple[str, ...], used: frozenset[int]) -> frozenset[int]:
        """Those of the grants gone through that still matter.

        They take, and their grantor is one in whose name the holder acts; or it can be come to again, by grants not
        gone through, with links left or as one who may use. Two societies whose mandates leave the other one link are
        in a circle that no chain goes round.
        """
        wanted = {self._grantors[number] for number in used}
        alive: set[str] = set()
        most = {holder: links}
        waiting = [holder]
        ends = self._ahead.ends
        while waiting and len(alive) < len(wanted):
            party = waiting.pop()
            left = most[party]
            if party in wanted and (left > 0 or party in ends):
                alive.add(party)
            if left < 1:
                continue
            for grant in self._inside.get(party, ()):
                if grant.number not in used:
                    given = links_given(left, grant)
                    if given > most.get(grant.grantee, -1):
                        most[grant.grantee] = given
                        waiting.append(grant.grantee)
        return frozenset(
            number
            for number in used
            if self._grantors[number] in alive or (number in self._taking and self._grantors[number] in principals)
        )

    def nameless(self, holder: str) -> bool:
        """Whether nobody acts in another's name in the holder's circle."""
        circle = self._parties.circle(holder)
        return circle is None or not (self._rounds[circle].mixed or self._rounds[circle].mandates)

    def free(self, party: str, used: frozenset[int], *, again: bool) -> list[frozenset[int]] | None:
        """Of which of its exclusives in the circle a party may be free at once; None where there are too many.

        Each time it is come back to it may be free of one more. ``again``: the first time too; ``used``: from before.
        """
        taking = [grant.number for grant in self._inside.get(party, ()) if grant.takes]
        times = self._entries.get(party, 0) - 1 + again + len(used.intersection(taking))
        times = max(0, min(times, len(taking)))
        if sum(comb(len(taking), number) for number in range(times + 1)) > MOST_FREE:
            return None
        return [frozenset(some) for number in range(times + 1) for some in combinations(taking, number)]

    def taking(self, used: frozenset[int]) -> frozenset[int]:
        """Those of the remembered grants that take."""
        return used & self._taking if used else used
