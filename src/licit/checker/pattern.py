# SPDX-License-Identifier: Apache-2.0
"""Which denials of a pattern a grant lies wholly in. SEMANTICS §4: *no member of G ever licensed Q*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from licit.model.day import Reading, Term, begins, ends
from licit.model.fact import Grant
from licit.model.record import Record
from licit.model.scope import ALL, Named
from licit.model.statement import GrantPattern, Statement


@dataclass(frozen=True)
class Fit:
    """A grant lies in a pattern: surely or, where days are imprecise, possibly.

    ``groups``: if its grantor belongs to one of these; ``None`` where that is not asked.
    """

    sure: bool
    groups: frozenset[str] | None


@dataclass(frozen=True)
class Patterns:
    """The pattern denials that are heard, held against grants."""

    record: Record
    day: date
    denials: tuple[Statement, ...]

    def on(self, grant: Grant) -> Iterator[tuple[Statement, Fit]]:
        """Each denial whose pattern holds the grant, or may, but for what memberships decide."""
        for statement in self.denials:
            pattern = statement.pattern
            if pattern is None or not self._holds(pattern, grant, surely=False):
                continue
            sure = self._holds(pattern, grant, surely=True)
            by_name = pattern.grantors is not None and grant.grantor in pattern.grantors
            anyone = pattern.grantors is None and pattern.members_of is None
            if by_name or anyone:
                yield statement, Fit(sure, None)
            elif pattern.members_of is not None:
                yield statement, Fit(sure, pattern.members_of)

    def _holds(self, pattern: GrantPattern, grant: Grant, *, surely: bool) -> bool:
        return (
            (pattern.grantees is None or grant.grantee in pattern.grantees)
            and _within(grant.scope.rights, pattern.rights)
            and self._uses_within(grant.scope.uses, pattern.uses)
            and self._territories_within(grant, pattern, surely=surely)
            and _term_within(grant, pattern.term, surely=surely)
        )

    def _uses_within(self, uses: Named | None, pattern: Named | None) -> bool:
        if pattern is None or pattern is ALL:
            return True
        if uses is None or uses is ALL:
            return False
        return all(any(self.record.uses.covers(wide, use, self.day) for wide in pattern) for use in uses)

    def _territories_within(self, grant: Grant, pattern: GrantPattern, *, surely: bool) -> bool:
        if pattern.territories is None:
            return True
        if grant.scope.territories is None:
            return False
        named, within = grant.scope.territories, self._leaves(pattern)
        found = [named.leaves(self.record.atlas, day) <= within for day in group_days(grant, self.day)]
        return all(found) if surely else any(found)

    def _leaves(self, pattern: GrantPattern) -> frozenset[str]:
        if pattern not in self._known and pattern.territories is not None:
            self._known[pattern] = pattern.territories.leaves(self.record.atlas, self.day)
        return self._known[pattern]

    @cached_property
    def _known(self) -> dict[GrantPattern, frozenset[str]]:
        return {}


def group_days(grant: Grant, asked: date) -> tuple[date, ...]:
    """The days on which the groups that a grant names are read: one, or both ends of an imprecise signature.

    Source: SEMANTICS §2, Territories; a giver needs all of them in the lower reading and any in the upper (§4).
    """
    if not grant.at_signature or grant.signed is None:
        return (asked,)
    if grant.signed.precise:
        return (grant.signed.earliest,)
    return (grant.signed.earliest, grant.signed.latest)


def _within(named: Named | None, pattern: Named | None) -> bool:
    if pattern is None or pattern is ALL:
        return True
    return named is not None and named is not ALL and named <= pattern


def _term_within(grant: Grant, term: Term | None, *, surely: bool) -> bool:
    """Wholly: surely, the grant at its longest within the pattern at its shortest; possibly, the other way round."""
    if term is None:
        return True
    longest, shortest = (Reading.UPPER, Reading.LOWER) if surely else (Reading.LOWER, Reading.UPPER)
    starts_in = begins(term.start, shortest) <= begins(grant.begun, longest)
    return starts_in and ends(grant.stated_end, longest) <= ends(term.end, shortest)
