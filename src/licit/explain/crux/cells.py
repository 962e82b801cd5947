# SPDX-License-Identifier: Apache-2.0
"""The leaves that nothing on the ways of a share tells apart: what is found at one of them is so at all.

By the masks of the compiled engine, all leaves at once: the reference would look at each leaf by itself, and a share
that is contested is so in some seventy of them. What can matter to a share is as in ``matter``, or a little more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from licit.engine.bearing import Bearing, Share
from licit.engine.grants import LOWER, UPPER, CompiledGrant
from licit.engine.hearing import Hearing
from licit.engine.places import refined
from licit.model.fact import Grant, OptOut, Statute


@dataclass(frozen=True, slots=True)
class _Ways:
    """What can matter: statutes and grants, each with where it does."""

    statutes: tuple[tuple[Statute, int], ...]
    grants: tuple[tuple[CompiledGrant, int], ...]


class Cells:
    """Leaves alike for shares, on the day of a hearing."""

    def __init__(self, hearing: Hearing) -> None:
        self.hearing = hearing
        self.span = hearing.span
        record = self.span.record
        self._operations = [one for one in record.operations if one.service == self.span.service]
        self._cells: dict[Share, list[int]] = {}
        self._counting: dict[Share, dict[str, int]] = {}
        self._open: dict[Share, dict[object, dict[object, list[int]]]] = {}

    def of(self, share: Share, leaf: str) -> int:
        """The contested leaves that are like this one, as a mask; ``0`` where the share is not contested."""
        bit = self.span.places.bit(leaf)
        return next((cell for cell in self.all(share) if cell & bit), 0)

    def all(self, share: Share) -> list[int]:
        """The leaves where the share is contested, those alike together."""
        if share not in self._cells:
            contested = self.hearing.held(share, UPPER) & ~self.hearing.held(share, LOWER)
            self._cells[share] = self._cut(share, contested) if contested else []
        return self._cells[share]

    def counting(self, share: Share, leaf: str) -> Callable[[Grant], bool] | None:
        """Whether a grant counts for a share at a leaf, in the upper reading; ``None``: it is not contested there."""
        if not self.of(share, leaf):
            return None
        there, bit = self._counting[share], self.span.places.bit(leaf)
        return lambda grant: bool(there.get(grant.id, 0) & bit)

    def together(self, share: Share, cell: int) -> list[list[int]]:
        """This cell and those where the same memberships are so; those where the same findings bind together."""
        groups = (list(one.values()) for one in self._open[share].values())
        return next(cells for cells in groups if any(cell in some for some in cells))

    def counts(self, share: Share) -> dict[str, int]:
        """Where each grant counts for a share that is contested somewhere, in the upper reading, by its name."""
        return self._counting[share]

    def _cut(self, share: Share, contested: int) -> list[int]:
        """Cut along all that may matter anywhere."""
        anywhere = self._on_ways(share, self._all(share, contested))
        self._counting[share] = {grant.id: there for grant, there in anywhere.grants}
        cells = [contested]
        binding = dict.fromkeys(self._binding(share, anywhere))
        masks = (*(mask for _, mask in anywhere.statutes), *(mask for _, mask in anywhere.grants), *binding)
        for mask in dict.fromkeys(mask & contested for mask in masks):
            if mask and mask != contested:
                cells = refined(cells, mask)
        groups = self._open[share] = {}
        steady = set(self._steady(share, anywhere))
        for cell in cells:
            first = cell & -cell
            counting = frozenset(one.id for one, there in anywhere.statutes if there & first)
            found = groups.setdefault(frozenset(mask for mask in steady if mask & first), {})
            found.setdefault((counting, frozenset(mask for mask in binding if mask & first)), []).append(cell)
        return cells

    def _all(self, share: Share, where: int) -> _Ways:
        """Whatever counts in the upper reading in some of the leaves, and leads on from a root."""
        bearing, useful = Bearing(self.span, share), self.hearing.useful
        statutes = tuple(
            (one, there) for one in self.span.record.statutes if (there := bearing.statute(one, UPPER) & where)
        )
        grants: list[tuple[CompiledGrant, int]] = []
        seen: set[str] = set()
        waiting = [share.owner, *(one.society for one, _ in statutes)]
        while waiting:
            party = waiting.pop()
            if party in seen or party not in useful:
                continue
            seen.add(party)
            for grant in self.span.believed.grants_by.get(party, ()):
                if grant.grantee not in useful and not grant.takes:
                    continue
                there = self._counts(bearing, grant) & where
                if there:
                    grants.append((grant, there))
                    waiting.append(grant.grantee)
        return _Ways(statutes, tuple(grants))

    def _counts(self, bearing: Bearing, grant: CompiledGrant) -> int:
        day = self.span.days[0]
        survives = grant.survives is not None and day <= grant.survives[UPPER]
        if grant.first[UPPER] > day or (grant.last[UPPER] < day and not survives):
            return 0
        found = bearing.reached(grant, UPPER)
        if not found or survives or not grant.terminations:
            return found
        lasting = 0
        for where, last in bearing.lasting(grant, UPPER):
            lasting |= where if last >= day else 0
        return found & lasting

    def _on_ways(self, share: Share, ways: _Ways) -> _Ways:
        """The grants on a way from a root to whoever may use, or opted out; and what those on it gave exclusively."""
        given: dict[str, list[str]] = {}
        for grant, _ in ways.grants:
            given.setdefault(grant.grantor, []).append(grant.grantee)
        reached = _closure([share.owner, *(one.society for one, _ in ways.statutes)], given)
        givers: dict[str, list[str]] = {}
        for grant, _ in ways.grants:
            if grant.grantor in reached:
                givers.setdefault(grant.grantee, []).append(grant.grantor)
        goals = [self.span.service, *(one.operator for one in self._operations)]
        useful = _closure([*goals, *(one.party for one in self._opt_outs(ways))], givers)
        kept = (
            (grant, there)
            for grant, there in ways.grants
            if grant.grantor in reached and grant.grantor in useful and (grant.grantee in useful or grant.takes)
        )
        return _Ways(ways.statutes, tuple(kept))

    def _opt_outs(self, ways: _Ways) -> Iterator[OptOut]:
        for statute, _ in ways.statutes:
            yield from self.span.record.opt_outs_of.get(statute.id, ())

    def _binding(self, share: Share, ways: _Ways) -> Iterator[int]:
        """Where what is held of these facts binds, and of those; where a grant with groups of old reaches."""
        record = self.span.record
        names = [*(one.id for one, _ in ways.statutes), *(one.id for one in self._opt_outs(ways))]
        names += [one.id for one in self._operations]
        for grant, _ in ways.grants:
            names += [grant.id, *(one.id for one in record.terminations_of.get(grant.id, ()))]
            if grant.territories is not None:
                yield from (self.span.tile(grant.territories, day) for day in grant.group_days if day is not None)
        yield from self._held(names)
        yield from self._steady(share, ways)

    def _steady(self, share: Share, ways: _Ways) -> Iterator[int]:
        """Of these: that of memberships, on which more facts than one hang."""
        yield from self._held(self._above({share.owner, *(grant.grantor for grant, _ in ways.grants)}))

    def _held(self, names: Iterable[str]) -> Iterator[int]:
        """Where what is held of some facts binds, and what is held of that."""
        waiting = list(names)
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                for finding in self.span.record.findings_on.get(name, ()):
                    yield self.span.tile(finding.territories)
                    waiting.append(finding.id)

    def _above(self, parties: Iterable[str]) -> Iterator[str]:
        seen = set(parties)
        waiting = list(seen)
        while waiting:
            for one in self.span.record.memberships_of.get(waiting.pop(), ()):
                yield one.id
                if one.group not in seen:
                    seen.add(one.group)
                    waiting.append(one.group)


def _closure(start: Iterable[str], onwards: dict[str, list[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        party = waiting.pop()
        if party not in seen:
            seen.add(party)
            waiting += onwards.get(party, ())
    return seen
