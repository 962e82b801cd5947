# SPDX-License-Identifier: Apache-2.0
"""A record in one settlement: which facts are so, on which days, in what order, and how far they reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from licit.model.day import FIRST, LAST, Term
from licit.model.fact import SHARELESS, Fact, Finding, Grant, Server, Statute
from licit.model.scope import ALL, Named, Repertoire
from licit.model.statement import GrantPattern, Statement
from licit.model.territory import Expression
from tests.brute.days import Days


@dataclass(frozen=True)
class Spot:
    """Where a fact is looked at: the place of the act, and whose share is asked about (empty: nobody's)."""

    place: str
    owner: str = ""


class Settled(Days):
    """A record in one settlement: in it every fact is so or not so."""

    # -- who says so (§4)

    def holds(self, fact: Fact, spot: Spot) -> bool:
        """Whether the fact counts there."""
        return self._held(fact, fact, spot)

    def _held(self, fact: Fact, first: Fact, spot: Spot) -> bool:
        held = {
            finding.holds
            for finding in self.record.findings_on.get(fact.id, ())
            if self._binds(finding, first, spot)
            and self._held(finding, first, spot)
            and (not finding.interim or self.open("interim", finding.id))
        }
        if len(held) == 2:
            return self.open("clash", fact.id)
        return held.pop() if held else self._said(fact, spot)

    def _binds(self, finding: Finding, first: Fact, spot: Spot) -> bool:
        place = first.territory if isinstance(first, Server) else spot.place
        if not self.inside(finding.territories, place) or not self.lasts(finding.id, finding.term):
            return False
        if not finding.between:
            return True
        shareless = isinstance(first, SHARELESS)
        return self.question.service in finding.between and (shareless or spot.owner in finding.between)

    def _said(self, fact: Fact, spot: Spot) -> bool:
        words: dict[str, list[Statement]] = {}
        for statement in self._speaking(fact, spot):
            words.setdefault(statement.source, []).append(statement)
        best: dict[bool, int] = {}
        for source, said in words.items():
            latest = max(statement.made_on for statement in said)
            rank = self.position.rank(source)
            for statement in said:
                if statement.made_on == latest and rank is not None:
                    best[statement.affirms] = min(rank, best.get(statement.affirms, rank))
        if len(best) == 2 and best[True] == best[False]:
            return self.open("fact", fact.id)
        return bool(best) and min(best, key=lambda affirms: best[affirms])

    def _speaking(self, fact: Fact, spot: Spot) -> Iterable[Statement]:
        for statement in self.record.statements:
            believed = self.position.rank(statement.source) is not None
            fitting = self.position.bases is None or statement.basis in self.position.bases
            if not (believed and fitting and statement.published_on <= self.question.known_by):
                continue
            named = fact.id in statement.facts
            pattern = statement.pattern
            if named or (pattern is not None and isinstance(fact, Grant) and self._matches(fact, pattern, spot)):
                yield statement

    def _matches(self, grant: Grant, pattern: GrantPattern, spot: Spot) -> bool:
        return (
            self._parties_match(grant, pattern, spot)
            and _within(grant.scope.rights, pattern.rights)
            and self._uses_match(grant, pattern.uses)
            and self._places_match(grant, pattern.territories)
            and self._term_matches(grant, pattern.term)
        )

    def _parties_match(self, grant: Grant, pattern: GrantPattern, spot: Spot) -> bool:
        groups = pattern.members_of or ()
        return (pattern.grantees is None or grant.grantee in pattern.grantees) and (
            (pattern.grantors is None and pattern.members_of is None)
            or grant.grantor in (pattern.grantors or ())
            or any(self.member(grant.grantor, group, self.question.day, spot) for group in sorted(groups))
        )

    def _uses_match(self, grant: Grant, wide: Named | None) -> bool:
        uses = grant.scope.uses
        if wide is None or wide is ALL:
            return True
        return uses is not None and uses is not ALL and all(self.use_in(wide, use) for use in uses)

    def _places_match(self, grant: Grant, wide: Expression | None) -> bool:
        if wide is None:
            return True
        atlas, narrow = self.record.atlas, grant.scope.territories
        return narrow is not None and (
            narrow.leaves(atlas, self.groups_day(grant)) <= wide.leaves(atlas, self.question.day)
        )

    def _term_matches(self, grant: Grant, term: Term | None) -> bool:
        if term is None:
            return True
        first = FIRST if term.start is None else term.start.earliest
        last = LAST if term.end is None else term.end.latest
        return first <= self.begun(grant) and self.stated_end(grant) <= last

    def last_day(self, grant: Grant, spot: Spot) -> date:
        """The last day in force, terminations counted."""
        last = self.stated_end(grant)
        for termination in self.record.terminations_of.get(grant.id, ()):
            if self.holds(termination, spot):
                last = min(last, self.day(termination.id, "last", termination.last_day))
        return last

    # -- how far it reaches (§2, Scope)

    def groups_day(self, grant: Grant) -> date:
        """The day as of which its groups are read."""
        return self.signed(grant) if grant.at_signature else self.question.day

    def member(self, party: str, group: str, day: date, spot: Spot) -> bool:
        """Whether the party belongs to the group that day, itself or through another group."""
        waiting, seen = [party], {party}
        while waiting:
            here = waiting.pop()
            for membership in self.record.memberships:
                if membership.member != here or membership.group in seen:
                    continue
                term, name = membership.term, membership.id
                start = FIRST if term.start is None else self.day(name, "start", term.start)
                end = LAST if term.end is None else self.day(name, "end", term.end)
                if start <= day <= end and self.holds(membership, spot):
                    seen.add(membership.group)
                    waiting.append(membership.group)
        return group in seen - {party}

    def inside(self, territories: Expression, leaf: str, day: date | None = None) -> bool:
        """Whether the leaf is in the set, as of the day asked about unless said."""
        return leaf in territories.leaves(self.record.atlas, day or self.question.day)

    def use_in(self, uses: Iterable[str], use: str) -> bool:
        """Whether one of the uses covers this one."""
        return any(self.record.uses.covers(wide, use, self.question.day) for wide in uses)

    def right_covered(self, fact: str, rights: Named | None, right: str) -> bool:
        """Whether the right is among these; unstated, it may be."""
        if rights is None:
            return self.open("rights", fact, right)
        return rights is ALL or right in rights

    def use_covered(self, fact: str, uses: Named | None, use: str) -> bool:
        """Whether the use is among these; unstated, it may be."""
        if uses is None:
            return self.open("uses", fact, use)
        return uses is ALL or self.use_in(uses, use)

    def place_covered(self, fact: str, territories: Expression | None, place: str, day: date) -> bool:
        """Whether the place is among these; unstated, it may be."""
        if territories is None:
            return self.open("territories", fact, place)
        return self.inside(territories, place, day)

    def reached(self, grant: Grant, asset: str, right: str, use: str, spot: Spot) -> bool:
        """Whether the share lies in the grant's scope."""
        scope, day = grant.scope, self.groups_day(grant)
        if not (
            self.right_covered(grant.id, scope.rights, right)
            and self.use_covered(grant.id, scope.uses, use)
            and self.place_covered(grant.id, scope.territories, spot.place, day)
        ):
            return False
        if scope.repertoire is None:
            listed = self.open("repertoire", grant.id, asset, spot.owner)
        else:
            listed = self._listed(grant, scope.repertoire, asset, spot)
        return listed and not self._listed(grant, scope.exceptions, asset, spot)

    def _listed(self, grant: Grant, repertoire: Repertoire, asset: str, spot: Spot) -> bool:
        return (
            repertoire.everything
            or asset in repertoire.assets
            or any(asset in self.record.catalogues.get(name, ()) for name in repertoire.catalogues)
            or (spot.owner != "" and self._names(grant, repertoire, spot))
        )

    def _names(self, grant: Grant, repertoire: Repertoire, spot: Spot) -> bool:
        day = self.groups_day(grant)
        return (
            spot.owner in repertoire.parties
            or any(self.member(spot.owner, group, day, spot) for group in sorted(repertoire.members_of))
            or any(
                self.member(spot.owner, group, day, spot) and self.open("some", grant.id, group, spot.owner)
                for group in sorted(repertoire.some_members_of)
            )
        )

    def fulfilled(self, grant: Grant) -> bool:
        """Whether each condition of the grant is met."""
        return all(
            self.open("condition", grant.id, str(number)) if condition.fulfilled is None else condition.fulfilled
            for number, condition in enumerate(grant.conditions)
        )

    def law_reaches(self, statute: Statute, asset: str, right: str, use: str, spot: Spot) -> bool:
        """Whether the statute is law there and speaks of the right, the use and the asset."""
        return (
            (statute.assets is None or asset in statute.assets)
            and self.right_covered(statute.id, statute.rights, right)
            and self.use_covered(statute.id, statute.uses, use)
            and self.place_covered(statute.id, statute.territories, spot.place, self.question.day)
            and self.lasts(statute.id, statute.term)
            and self.holds(statute, spot)
        )


def _within(rights: Named | None, wide: Named | None) -> bool:
    if wide is None or wide is ALL:
        return True
    return rights is not None and rights is not ALL and rights <= wide
