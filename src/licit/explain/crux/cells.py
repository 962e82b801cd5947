# SPDX-License-Identifier: Apache-2.0
"""The leaves that nothing on the ways of a share tells apart: what is found at one of them is so at all.

By the masks of the compiled engine, all leaves at once: the reference would look at each leaf by itself, and a share
that is contested is so in some seventy of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from licit.engine.bearing import Bearing, Share
from licit.engine.grants import LOWER, UPPER, CompiledGrant
from licit.engine.hearing import Hearing
from licit.engine.places import refined


class Cells:
    """Leaves alike for shares, on the day of a hearing."""

    def __init__(self, hearing: Hearing) -> None:
        self.hearing = hearing
        self.span = hearing.span
        self._cells: dict[Share, list[int]] = {}

    def of(self, share: Share, leaf: str) -> int:
        """The contested leaves that are like this one, as a mask; ``0`` where the share is not contested."""
        bit = self.span.places.bit(leaf)
        return next((cell for cell in self.all(share) if cell & bit), 0)

    def all(self, share: Share) -> list[int]:
        """The leaves where the share is contested, those alike together."""
        if share not in self._cells:
            self._cells[share] = self._cut(share)
        return self._cells[share]

    def _cut(self, share: Share) -> list[int]:
        contested = self.hearing.held(share, UPPER) & ~self.hearing.held(share, LOWER)
        cells = [contested] if contested else []
        for mask in dict.fromkeys(mask & contested for mask in self._telling(share)):
            cells = refined(cells, mask) if mask and mask != contested else cells
        return cells

    def _telling(self, share: Share) -> Iterator[int]:
        """Where each fact on a way from a root counts in the upper reading; where what is held of it binds."""
        span, record, bearing = self.span, self.span.record, Bearing(self.span, share)
        names: dict[str, None] = {}
        roots = [share.owner] if share.owner else []
        for statute in record.statutes:
            there = bearing.statute(statute, UPPER)
            if there:
                yield there
                roots.append(statute.society)
                names |= dict.fromkeys((statute.id, *(one.id for one in record.opt_outs_of.get(statute.id, ()))))
        parties: set[str] = set()
        for grant in self._on_ways(bearing, roots):
            yield bearing.reached(grant, UPPER)
            yield from (where for where, _ in bearing.lasting(grant, UPPER))
            if grant.territories is not None:
                yield from (span.tile(grant.territories, day) for day in grant.group_days)
            names |= dict.fromkeys((grant.id, *(one.id for one, _ in grant.terminations)))
            parties.add(grant.grantor)
        operations = [one for one in record.operations if one.service == span.service]
        names |= dict.fromkeys(one.id for one in operations)
        names |= dict.fromkeys(self._above({*parties, share.owner} - {""}))
        yield from self._standing(names, share.owner)

    def _on_ways(self, bearing: Bearing, roots: Iterable[str]) -> Iterator[CompiledGrant]:
        seen: set[str] = set()
        waiting = list(roots)
        while waiting:
            party = waiting.pop()
            if party in seen:
                continue
            seen.add(party)
            for grant in self.span.believed.grants_by.get(party, ()):
                if bearing.reached(grant, UPPER):
                    yield grant
                    waiting.append(grant.grantee)

    def _above(self, parties: set[str]) -> Iterator[str]:
        seen = set(parties)
        waiting = list(parties)
        while waiting:
            for one in self.span.record.memberships_of.get(waiting.pop(), ()):
                yield one.id
                if one.group not in seen:
                    seen.add(one.group)
                    waiting.append(one.group)

    def _standing(self, names: Iterable[str], owner: str) -> Iterator[int]:
        """Where the facts stand how, and where each finding on them, and on those, binds."""
        waiting = list(names)
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            yield from (*self.span.stands(name, owner), *self.span.stands(name, ""))
            for finding in self.span.record.findings_on.get(name, ()):
                yield self.span.tile(finding.territories)
                waiting.append(finding.id)
