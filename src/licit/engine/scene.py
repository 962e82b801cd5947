# SPDX-License-Identifier: Apache-2.0
"""One day, one service, and leaves in which the same findings bind: how facts stand there, who is a member of what.

Source: SEMANTICS §4, Who says so; §2, Finding and Membership.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from licit.engine.believed import Believed, Word, ranked
from licit.engine.grants import LOWER, READINGS, UPPER
from licit.engine.places import refined
from licit.model.day import Term, begins, ends
from licit.model.fact import Fact, Finding, Grant
from licit.model.proof import Standing
from licit.model.scope import ALL, Named
from licit.model.statement import GrantPattern

SILENT = (Standing.UNSAID, Standing.REJECTED)


class Scene:
    """A service and use on a day, in the leaves of ``cell``: in all of them each fact stands the same."""

    def __init__(self, believed: Believed, service: str, use: str, day: date, cell: int) -> None:
        self.believed = believed
        self.record = believed.record
        self.service = service
        self.use = use
        self.day = day
        self.cell = cell
        self._found: dict[tuple[str, str], Standing] = {}
        self._groups: dict[tuple[str, date, int], frozenset[str]] = {}
        self._uses: dict[frozenset[str], bool] = {}
        self._masks: dict[object, int] = {}

    # -- standing

    def holds(self, fact_id: str, owner: str, reading: int) -> bool:
        """Whether the fact counts, in a reading of it as something that gives; what takes is read in the opposite."""
        stands = self.standing(fact_id, owner)
        return stands is Standing.ACCEPTED or (stands is Standing.DISPUTED and reading == UPPER)

    def standing(self, fact_id: str, owner: str) -> Standing:
        """How a fact stands for the share of this owner."""
        believed = self.believed
        if not believed.patterned(fact_id) and fact_id not in self.record.findings_on:
            return believed.by_words(fact_id)
        key = (fact_id, owner)
        if key not in self._found:
            self._found[key] = self._standing(fact_id, owner, ())
        return self._found[key]

    def _standing(self, fact_id: str, owner: str, seen: tuple[str, ...]) -> Standing:
        sure: set[bool] = set()
        possible: set[bool] = set()
        for finding in self.record.findings_on.get(fact_id, ()):
            if finding.id in (*seen, fact_id) or not self._binds(finding, owner, UPPER):
                continue
            stands = self._standing(finding.id, owner, (*seen, fact_id))
            if stands is Standing.ACCEPTED and not finding.interim and self._binds(finding, owner, LOWER):
                sure.add(finding.holds)
            elif stands not in SILENT:
                possible.add(finding.holds)
        base = self._by_words(fact_id)
        return _agreed([_held(sure | some, base) for some in _subsets(possible)])

    def _binds(self, finding: Finding, owner: str, reading: int) -> bool:
        if not finding.term.covers(self.day, READINGS[reading]):
            return False
        if not self.believed.places.mask(finding.territories, self.day) & self.cell:
            return False
        if not finding.between:
            return True
        return self.service in finding.between and (owner in finding.between or self.believed.shareless(finding))

    def _by_words(self, fact_id: str) -> Standing:
        patterned = self.believed.patterned(fact_id)
        if not patterned:
            return self.believed.by_words(fact_id)
        fact = self.record.by_id[fact_id]
        words = self.believed.words(fact_id)
        readings = []
        for reading in (LOWER, UPPER):
            denied: list[Word] = [word for pattern, word in patterned if self._lies_in(fact, pattern, reading)]
            readings.append(ranked(words + denied))
        return _agreed(readings)

    def _lies_in(self, grant: Fact, pattern: GrantPattern, reading: int) -> bool:
        """Whether a grant lies wholly in a denied pattern, dimension by dimension."""
        assert isinstance(grant, Grant)  # noqa: S101 - only grants have patterns
        scope = grant.scope
        day = grant.signed.earliest if grant.at_signature and grant.signed else self.day
        places = self.believed.places
        return (
            self._grantor_in(grant.grantor, pattern, reading)
            and (pattern.grantees is None or grant.grantee in pattern.grantees)
            and (pattern.rights is None or _within(scope.rights, pattern.rights))
            and (pattern.uses is None or self._uses_within(scope.uses, pattern.uses))
            and (
                pattern.territories is None
                or (
                    scope.territories is not None
                    and not places.mask(scope.territories, day) & ~places.mask(pattern.territories, day)
                )
            )
            and (pattern.term is None or _term_within(grant, pattern.term, reading))
        )

    def _grantor_in(self, grantor: str, pattern: GrantPattern, reading: int) -> bool:
        if pattern.grantors is None and pattern.members_of is None:
            return True
        if grantor in (pattern.grantors or ()):
            return True
        groups = pattern.members_of
        return bool(groups) and not self.groups_of(grantor, self.day, reading).isdisjoint(groups or ())

    def _uses_within(self, inner: Named | None, outer: Named) -> bool:
        if outer is ALL:
            return True
        if inner is None or inner is ALL:
            return False
        return all(any(self.record.uses.covers(wide, use, self.day) for wide in outer) for use in inner)

    # -- membership, uses, territories

    def groups_of(self, party: str, day: date, reading: int) -> frozenset[str]:
        """All groups above a party on a day, membership being read as something that gives."""
        key = (party, day, reading)
        if key not in self._groups:
            found: set[str] = set()
            waiting = [party]
            while waiting:
                for one in self.record.memberships_of.get(waiting.pop(), ()):
                    if (
                        one.group not in found
                        and one.term.covers(day, READINGS[reading])
                        and self.holds(one.id, "", reading)
                    ):
                        found.add(one.group)
                        waiting.append(one.group)
            self._groups[key] = frozenset(found)
        return self._groups[key]

    def names_use(self, named: Named | None, reading: int) -> bool:
        """Whether the use asked about lies under one of those named."""
        if named is None:
            return reading == UPPER
        if named is ALL:
            return True
        found = self._uses.get(named)
        if found is None:
            uses = self.record.uses
            found = self._uses[named] = any(uses.covers(use, self.use, self.day) for use in named)
        return found

    def counts(self, fact_id: str, term: Term, owner: str, reading: int) -> bool:
        """Whether a fact holds and its term includes the day, read as something that gives."""
        return term.covers(self.day, READINGS[reading]) and self.holds(fact_id, owner, reading)


def names_right(named: Named | None, right: str, reading: int) -> bool:
    """Whether a right is among those named."""
    if named is None:
        return reading == UPPER
    return named is ALL or right in named


def scenes(believed: Believed, service: str, use: str, day: date) -> Iterator[Scene]:
    """The scenes of a day: together all leaves; one, where no finding is on record."""
    cells = [believed.places.everywhere]
    if believed.findings:
        for findings in believed.record.findings_on.values():
            for finding in findings:
                cells = refined(cells, believed.places.mask(finding.territories, day))
    for cell in cells:
        yield Scene(believed, service, use, day, cell)


def _agreed(outcomes: list[Standing]) -> Standing:
    """The one outcome, or disputed where it matters which is right; a fact denied counts no more than one unsaid."""
    if len(set(outcomes)) == 1 or all(outcome in SILENT for outcome in outcomes):
        return outcomes[0]
    return Standing.DISPUTED


def _held(held: set[bool], base: Standing) -> Standing:
    if not held:
        return base
    if len(held) > 1:
        return Standing.DISPUTED  # findings that contradict each other, whichever is later
    return Standing.ACCEPTED if True in held else Standing.REJECTED


def _subsets(values: set[bool]) -> Iterator[set[bool]]:
    yield set()
    yield from ({value} for value in values)
    if len(values) > 1:
        yield values


def _within(inner: Named | None, outer: Named) -> bool:
    return outer is ALL or (inner is not None and inner is not ALL and inner <= outer)


def _term_within(grant: Grant, term: Term, reading: int) -> bool:
    """Whether the grant's term lies in the pattern's: surely (lower), or as its imprecise days may be (upper)."""
    narrow, wide = READINGS[reading], READINGS[1 - reading]
    starts = begins(term.start, narrow) <= begins(grant.begun, wide)
    return starts and ends(grant.stated_end, wide) <= ends(term.end, narrow)
