# SPDX-License-Identifier: Apache-2.0
"""How far a grant or a law reaches: repertoire, right, use and territory, each by itself. SEMANTICS §2, Scope."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from licit.checker.part import Part
from licit.checker.pattern import group_days
from licit.checker.standing import Standings
from licit.model.day import Reading
from licit.model.fact import Grant, Statute
from licit.model.proof import Dimension
from licit.model.scope import ALL, Named, Repertoire
from licit.model.territory import Expression


@dataclass(frozen=True)
class Reach:
    """Scopes read as those of givers. A taker's are read in the opposite reading (§4)."""

    standings: Standings

    def of_grant(self, grant: Grant, part: Part, reading: Reading, days: tuple[date, ...] = ()) -> frozenset[Dimension]:
        """The dimensions in which the grant does not reach the share; none where it does.

        ``days``: read the groups on these days rather than on those that the grant asks for.
        """
        days = days or group_days(grant, self.standings.question.day)
        missed = set()
        if not self._repertoire(grant, part, reading, days):
            missed.add(Dimension.REPERTOIRE)
        if not self.right(grant.scope.rights, part, reading):
            missed.add(Dimension.RIGHT)
        if not self.use(grant.scope.uses, reading):
            missed.add(Dimension.USE)
        if not self.territory(grant.scope.territories, part, reading, days):
            missed.add(Dimension.TERRITORY)
        return frozenset(missed)

    def of_statute(self, statute: Statute, part: Part, reading: Reading) -> frozenset[Dimension]:
        """The dimensions in which the law does not reach the share."""
        missed = set()
        if statute.assets is not None and part.asset not in statute.assets:
            missed.add(Dimension.REPERTOIRE)
        if not self.right(statute.rights, part, reading):
            missed.add(Dimension.RIGHT)
        if not self.use(statute.uses, reading):
            missed.add(Dimension.USE)
        if not self.territory(statute.territories, part, reading, (self.standings.question.day,)):
            missed.add(Dimension.TERRITORY)
        return frozenset(missed)

    def right(self, named: Named | None, part: Part, reading: Reading) -> bool:
        """Whether the right is among those named; unstated is everything in the upper reading, nothing in the lower."""
        if named is None:
            return reading is Reading.UPPER
        return named is ALL or part.right in named

    def use(self, named: Named | None, reading: Reading) -> bool:
        """Whether a use that is named covers the use asked about."""
        if named is None:
            return reading is Reading.UPPER
        question = self.standings.question
        uses = self.standings.record.uses
        return named is ALL or any(uses.covers(wide, question.use, question.day) for wide in named)

    def territory(self, named: Expression | None, part: Part, reading: Reading, days: tuple[date, ...]) -> bool:
        """Whether the territories hold the leaf."""
        if named is None:
            return reading is Reading.UPPER
        return _on(days, reading, lambda day: named.contains(part.leaf, self.standings.record.atlas, day))

    def _repertoire(self, grant: Grant, part: Part, reading: Reading, days: tuple[date, ...]) -> bool:
        named = grant.scope.repertoire
        inside = reading is Reading.UPPER if named is None else self._speaks_of(named, part, reading, days)
        return inside and not self._speaks_of(grant.scope.exceptions, part, reading.opposite, days)

    def _speaks_of(self, named: Repertoire, part: Part, reading: Reading, days: tuple[date, ...]) -> bool:
        catalogues = self.standings.record.catalogues
        if named.everything or part.asset in named.assets:
            return True
        if any(part.asset in catalogues.get(name, ()) for name in named.catalogues):
            return True
        if not part.owner:  # the unnamed owner is nobody's member
            return False
        if part.owner in named.parties or self._member(named.members_of, part, reading, days):
            return True
        return reading is Reading.UPPER and self._member(named.some_members_of, part, reading, days)

    def _member(self, groups: frozenset[str], part: Part, reading: Reading, days: tuple[date, ...]) -> bool:
        if not groups:
            return False
        return _on(days, reading, lambda day: self.standings.belongs(part.owner, groups, part.leaf, day, reading))


def _on(days: tuple[date, ...], reading: Reading, holds: Callable[[date], bool]) -> bool:
    """On all of the days in the lower reading, on any in the upper."""
    found = [holds(day) for day in days]
    return any(found) if reading is Reading.UPPER else all(found)
