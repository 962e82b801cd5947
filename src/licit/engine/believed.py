# SPDX-License-Identifier: Apache-2.0
"""A record under a position, as far as was known by a day: whose words count, and what no question changes."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from licit.engine.closure import closure
from licit.engine.grants import CompiledGrant, Lists
from licit.engine.places import Places
from licit.model.fact import SHARELESS, Fact, Finding, Grant, Membership
from licit.model.position import Position
from licit.model.proof import Standing
from licit.model.record import Record
from licit.model.statement import GrantPattern, Statement

if TYPE_CHECKING:
    from licit.engine.spoken import Spoken

SILENT: Final = (Standing.UNSAID, Standing.REJECTED)
Word = tuple[str, int, bool, date]  # source, its rank, whether it affirms, made on


class Older(NamedTuple):
    """What a record takes over from one that it differs little from, under the same position and day of knowledge.

    Its places, which name the same leaves; by grants' ids, those that differ in nothing and have the same ``lists``,
    and the numbers of all; by facts' ids, how those stand of which nobody's word changed, and their digests.
    """

    places: Places
    lists: Lists
    grants: Mapping[str, CompiledGrant]
    numbers: Mapping[str, int]
    standings: Mapping[str, Standing]
    digests: Mapping[str, bytes]


class Believed:
    """What of a record counts for a position on a day of knowledge; the same for every service, use and day.

    The ``number`` of a grant is nobody else's, and no place in ``grants``.
    """

    def __init__(self, record: Record, position: Position, known_by: date, older: Older | None = None) -> None:
        self.record = record
        self.position = position
        self.known_by = known_by
        self.places = Places(record) if older is None else older.places
        self.lists = Lists(record) if older is None else older.lists
        self.grants_by: dict[str, tuple[CompiledGrant, ...]] = {}
        self.takers_by: dict[str, tuple[CompiledGrant, ...]] = {}
        self.grants = self._numbered({} if older is None else older.grants, {} if older is None else older.numbers)
        by: dict[str, list[CompiledGrant]] = {}
        for grant in self.grants:
            by.setdefault(grant.grantor, []).append(grant)
        for grantor, grants in by.items():
            self.grants_by[grantor] = tuple(grants)
            takers = tuple(grant for grant in grants if grant.takes)
            if takers:
                self.takers_by[grantor] = takers
        self.grants_to: dict[str, list[CompiledGrant]] = {}
        for grant in self.grants:
            self.grants_to.setdefault(grant.grantee, []).append(grant)
        self._spoken: dict[str, Spoken] = {}
        self._above: dict[str, frozenset[str]] = {}
        self._leading: dict[str, frozenset[str]] = {}
        self.patterns = tuple(
            (pattern, word)
            for statement in record.pattern_denials
            if (pattern := statement.pattern) and (word := self.word(statement))
        )
        self._standings: dict[str, Standing] = {} if older is None else dict(older.standings)
        self.digests: dict[str, bytes] = {} if older is None else dict(older.digests)  # of facts, with their words
        self._patterned: dict[str, tuple[tuple[GrantPattern, Word], ...]] = {}

    def _numbered(self, older: Mapping[str, CompiledGrant], numbers: Mapping[str, int]) -> tuple[CompiledGrant, ...]:
        """The grants in the record's order; those taken over as they are, and new ones with new numbers."""
        following = itertools.count(max(numbers.values(), default=-1) + 1)
        terminations = self.record.terminations_of
        return tuple(
            older.get(grant.id)
            or CompiledGrant(
                grant,
                numbers[grant.id] if grant.id in numbers else next(following),
                self.lists,
                terminations.get(grant.id, ()),
            )
            for grant in self.record.grants
        )

    def word(self, statement: Statement) -> Word | None:
        """What a statement says, and with what rank; None where it is not believed, or not yet published."""
        rank = self.position.rank(statement.source)
        bases = self.position.bases
        if (
            rank is None
            or statement.published_on > self.known_by
            or (bases is not None and statement.basis not in bases)
        ):
            return None
        return statement.source, rank, statement.affirms, statement.made_on

    def words(self, fact_id: str) -> list[Word]:
        """The believed words on a fact by name."""
        on = self.record.statements_on.get(fact_id, ())
        return [word for statement in on if (word := self.word(statement))]

    def patterned(self, fact_id: str) -> tuple[tuple[GrantPattern, Word], ...]:
        """The denied patterns that a grant may lie in, whatever the day and place."""
        if not self.patterns:
            return ()
        if fact_id not in self._patterned:
            fact = self.record.by_id.get(fact_id)
            self._patterned[fact_id] = (
                tuple(one for one in self.patterns if _may_lie_in(fact, one[0])) if isinstance(fact, Grant) else ()
            )
        return self._patterned[fact_id]

    def spoken(self, service: str) -> Spoken:
        """How the facts stand of which findings or denied patterns speak, through time, for a service."""
        if service not in self._spoken:
            from licit.engine.spoken import Spoken  # which needs this class

            self._spoken[service] = Spoken(self, service)
        return self._spoken[service]

    def leading(self, service: str) -> frozenset[str]:
        """The parties from whom grants, memberships or operations on record lead to the service, it included."""
        if service not in self._leading:
            members: dict[str, list[str]] = {}
            for one in self.record.memberships:
                members.setdefault(one.group, []).append(one.member)
            operators = [one.operator for one in self.record.operations if one.service == service]

            def before(party: str) -> list[str]:
                grantors = [grant.grantor for grant in self.grants_to.get(party, ())]
                return [*grantors, *members.get(party, ()), *(operators if party == service else ())]

            self._leading[service] = closure((service,), before)
        return self._leading[service]

    def groups_ever(self, party: str) -> frozenset[str]:
        """Every group above a party on any day, whoever says so."""
        if party not in self._above:
            self._above[party] = closure(self._groups(party), self._groups)
        return self._above[party]

    def _groups(self, party: str) -> list[str]:
        return [one.group for one in self.record.memberships_of.get(party, ())]

    def belongings(self, party: str) -> list[Membership]:
        """The memberships by which a party is, or may be, in the groups above it."""
        everyone = dict.fromkeys((party, *self.groups_ever(party)))
        return [one for member in everyone for one in self.record.memberships_of.get(member, ())]

    @property
    def standings(self) -> Mapping[str, Standing]:
        """How the facts stand that were asked about so far, by the statements that name them."""
        return self._standings

    def by_words(self, fact_id: str) -> Standing:
        """How a fact stands by the statements that name it: findings and patterns left out."""
        found = self._standings.get(fact_id)
        if found is None:
            found = self._standings[fact_id] = ranked(self.words(fact_id))
        return found

    def speaking_of(self, fact_id: str) -> list[Finding]:
        """The findings that may matter to a fact: on it, on these, and where patterns ask who is a member, all."""
        on = self.record.findings_on
        if self.patterned(fact_id):
            return [finding for findings in on.values() for finding in findings]
        found: dict[str, Finding] = {}
        waiting = [fact_id]
        while waiting:
            for finding in on.get(waiting.pop(), ()):
                if finding.id not in found:
                    found[finding.id] = finding
                    waiting.append(finding.id)
        return list(found.values())

    def about(self, finding: Finding) -> Fact | None:
        """The fact that a finding, or a finding on a finding, is about in the end."""
        fact: Fact | None = finding
        seen: set[str] = set()
        while isinstance(fact, Finding) and fact.id not in seen:
            seen.add(fact.id)
            fact = self.record.by_id.get(fact.fact)
        return fact

    def shareless(self, finding: Finding) -> bool:
        """Whether for a finding between parties the service alone matters."""
        return isinstance(self.about(finding), SHARELESS)


def _may_lie_in(grant: Grant, pattern: GrantPattern) -> bool:
    """Whether the dimensions that no day and no place change let the grant lie in the pattern."""
    if pattern.grantors is not None and pattern.members_of is None and grant.grantor not in pattern.grantors:
        return False
    return pattern.grantees is None or grant.grantee in pattern.grantees


def ranked(words: list[Word]) -> Standing:
    """How the words leave a fact: the best rank decides, each source by its latest word only (SEMANTICS §4)."""
    if not words:
        return Standing.UNSAID
    last: dict[str, date] = {}
    for source, _, _, made in words:
        if source not in last or made > last[source]:
            last[source] = made
    latest = [(rank, affirms) for source, rank, affirms, made in words if made == last[source]]
    affirming = min((rank for rank, affirms in latest if affirms), default=None)
    denying = min((rank for rank, affirms in latest if not affirms), default=None)
    if denying is None or (affirming is not None and affirming < denying):
        return Standing.ACCEPTED
    if affirming is None or denying < affirming:
        return Standing.REJECTED
    return Standing.DISPUTED
