# SPDX-License-Identifier: Apache-2.0
"""Where authority begins without a grant: statutes, and who has opted out of them. SEMANTICS §3.1, §3.5, §3.6."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from licit.checker.chains import Chains, Held, Obstacle
from licit.checker.part import Part
from licit.checker.standing import COUNTS
from licit.model.day import Reading, begins, ends
from licit.model.fact import UNLIMITED, Operation, OptOut, Statute, StatuteKind
from licit.model.proof import Dimension, Standing


def owner_root(owner: str) -> Held:
    """The owner: both powers and no limit."""
    return Held(owner, exercise=True, sublicense=UNLIMITED)


def society_root(statute: Statute) -> Held:
    """The society of an extended statute: it lets others, with the statute's limit, and never uses itself."""
    return Held(statute.society, exercise=False, sublicense=statute.links)


@dataclass(frozen=True)
class Laws:
    """The statutes of a record, read as givers."""

    chains: Chains

    def obstacles(self, statute: Statute, part: Part, reading: Reading) -> dict[Dimension, Obstacle]:
        """What keeps the law from reaching the share, opt-outs aside."""
        found = self.standing_obstacle(statute, part, reading)
        for dimension in self.chains.reach.of_statute(statute, part, reading):
            named = str(statute.territories or "") if dimension is Dimension.TERRITORY else ""
            found[dimension] = Obstacle(territories=named)
        return found

    def standing_obstacle(self, fact: Statute | Operation, part: Part, reading: Reading) -> dict[Dimension, Obstacle]:
        """What of its standing and its term keeps a law or an operation from giving."""
        found: dict[Dimension, Obstacle] = {}
        standing = self.chains.standings.of(fact, part)
        if standing not in COUNTS or (standing is Standing.DISPUTED and reading is Reading.LOWER):
            found[Dimension[standing.name]] = Obstacle(by=self.chains.findings(fact.id))
        day: date = self.chains.standings.question.day
        first, last = begins(fact.term.start, reading), ends(fact.term.end, reading)
        if day < first:
            found[Dimension.NOT_BEGUN] = Obstacle(held_from=first)
        if last < day:
            found[Dimension.TERM] = Obstacle(held_until=last)
        return found

    def reaching(self, kind: StatuteKind, part: Part, reading: Reading) -> Iterator[Statute]:
        """The statutes of a kind that reach the share, opt-outs aside."""
        for statute in self.chains.standings.record.statutes:
            if statute.kind is kind and not self.obstacles(statute, part, reading):
                yield statute

    def opt_outs(self, statute: Statute, part: Part, reading: Reading, holders: frozenset[str]) -> tuple[OptOut, ...]:
        """The opt-outs from it that count: they take. ``holders``: the owner and who holds for it (§3.6)."""
        day = self.chains.standings.question.day
        return tuple(
            out
            for out in self.chains.standings.record.opt_outs
            if out.statute == statute.id
            and out.party in holders
            and out.term.covers(day, reading.opposite)
            and self.chains.standings.gives(out, part, reading.opposite)
        )
