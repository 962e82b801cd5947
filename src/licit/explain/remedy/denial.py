# SPDX-License-Identifier: Apache-2.0
"""Denials that speak of grants nobody has recorded yet: *no member of G ever licensed Q*. Source: SEMANTICS §4."""

from __future__ import annotations

from datetime import date

from licit.engine.grants import UPPER
from licit.engine.span import Span
from licit.model.day import LAST, Reading, begins, ends
from licit.model.position import VOCABULARY, Position
from licit.model.scope import ALL, Named
from licit.model.statement import Basis, GrantPattern


class Affirming:
    """Whose word on a new grant counts for a position, and which denied patterns stand against it.

    The word is made and published on the day of knowledge, by a source of the best rank: by the first, or by those that
    spoke against all such grants before, whose latest word it then is. A denial of the very day stands beside it.
    """

    def __init__(self, span: Span, known_by: date) -> None:
        self.span = span
        self.known_by = known_by
        self.sources = best_ranked(span.believed.position)
        self._against = [one for one in span.believed.patterns if one[1][1] == 0]

    def by(self, grantor: str, grantee: str, right: str, leaf: int) -> tuple[str, ...]:
        """Who would have to say that there is such a grant at a leaf; nobody where no word makes it count."""
        if not self.sources:
            return ()
        biting: dict[str, date] = {}
        for pattern, (denier, _, _, made) in self._against:
            if self._lies_in(pattern, grantor, grantee, right, leaf):
                biting[denier] = max(made, biting.get(denier, made))
        if any(made >= self.known_by for made in biting.values()):
            return ()
        return tuple(sorted(biting)) or self.sources[:1]

    def _lies_in(self, pattern: GrantPattern, grantor: str, grantee: str, right: str, leaf: int) -> bool:
        """Whether a grant of just this, without an end, may lie wholly in a pattern."""
        span, day = self.span, self.span.days[0]
        if pattern.grantees is not None and grantee not in pattern.grantees:
            return False
        if (pattern.grantors is not None or pattern.members_of is not None) and grantor not in (pattern.grantors or ()):
            above = span.above(grantor, None, UPPER)
            if not any(above.get(group, 0) & leaf for group in pattern.members_of or ()):
                return False
        if pattern.territories is not None and not span.places.mask(pattern.territories, day) & leaf:
            return False
        if pattern.term is not None and not (
            begins(pattern.term.start, Reading.UPPER) <= day and ends(pattern.term.end, Reading.UPPER) == LAST
        ):
            return False
        return _names(pattern.rights, right) and self._names_use(pattern.uses)

    def _names_use(self, named: Named | None) -> bool:
        if named is None or named is ALL:
            return True
        covers, day = self.span.record.uses.covers, self.span.days[0]
        return any(covers(wide, self.span.use, day) for wide in named)


def _names(named: Named | None, one: str) -> bool:
    return named is None or named is ALL or one in named


def best_ranked(position: Position) -> tuple[str, ...]:
    """The sources of the best rank of a position; the vocabulary where it names none and believes that."""
    if position.bases is not None and not position.bases:
        return ()
    found = position.ranks[0] if position.ranks else ()
    return found or ((VOCABULARY,) if position.rank(VOCABULARY) == 0 else ())


def basis_of(position: Position) -> Basis:
    """A basis of statements that counts for a position, *seen* where it may."""
    bases = position.bases
    return Basis.SEEN if not bases or Basis.SEEN in bases else min(bases, key=lambda one: one.value)
