# SPDX-License-Identifier: Apache-2.0
"""On which days a share's standing can change at all: what may ever matter to it, whatever the day. Source: §6.

A superset is enough: a day on which nothing changes after all only costs a look.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from licit.engine.bearing import Share
from licit.engine.believed import SILENT, Believed
from licit.engine.grants import UPPER, CompiledGrant
from licit.engine.span import names_right
from licit.model.day import FIRST, LAST, Term, When, next_day
from licit.model.fact import Statute, StatuteKind
from licit.model.scope import ALL, Named, Repertoire
from licit.model.territory import Expression


@dataclass(frozen=True, slots=True)
class Relevant:
    """What may ever matter to a share: the parties that chains may reach (and those just beyond), and the days.

    ``days`` are the first days of slices in which nothing relevant begins or ends, in order; the first is the first day
    there is.
    """

    parties: frozenset[str]
    days: tuple[date, ...]

    def slice(self, day: date) -> tuple[date, date]:
        """The first day of the slice that a day lies in, and of the next."""
        number = bisect_right(self.days, day)
        return self.days[number - 1], self.days[number] if number < len(self.days) else LAST


class Changes:
    """The days of change of a record under a position, for one service and use."""

    def __init__(self, believed: Believed, service: str, use: str, useful: frozenset[str]) -> None:
        self.believed = believed
        self.record = believed.record
        self.service = service
        self.use = use
        self.useful = useful
        self._above: dict[str, frozenset[str]] = {}
        self._memberships: dict[str, tuple[date, ...]] = {}
        self._days: dict[int, tuple[date, ...]] = {}
        self._of_groups: dict[str, tuple[date, ...]] = {}

    def relevant(self, share: Share) -> Relevant:
        """What may ever matter to a share."""
        days: set[date] = {FIRST, *self._always}
        waiting = [share.owner] if share.owner else []
        for statute in self.record.statutes:
            if self.may_reach_by_law(statute, share):
                days.update(of_term(statute.term))
                if statute.territories is not None:
                    days.update(self.of_territories(statute.territories))
                if statute.kind is StatuteKind.EXTENDED:
                    waiting.append(statute.society)
        parties, beyond = self._reachable(waiting, share, days)
        for opt_out in self.record.opt_outs:
            if opt_out.party in beyond:
                days.update(of_term(opt_out.term))
        for party in {share.owner, *(parties if self.believed.patterns else ())}:  # where members' grants are denied
            days.update(self.of_memberships(party))
        return Relevant(frozenset(parties | beyond), tuple(sorted(days)))

    def of_parties(self, parties: Iterable[str], share: Share) -> set[date]:
        """The days on which what these parties granted or took of such a share may change, and what is so for all."""
        days = {*self._always, *self.of_memberships(share.owner)}
        for party in parties:
            for grant in self.believed.grants_by.get(party, ()):
                if (grant.grantee in self.useful or grant.takes) and self.may_reach(grant, share):
                    days.update(self.of_grant(grant))
            if self.believed.patterns:  # where members' grants are denied
                days.update(self.of_memberships(party))
        return days

    def of_statutes_for(self, share: Share, opting: Iterable[str]) -> set[date]:
        """The days on which the statutes that may reach a share, and these parties' opt-outs, may change."""
        days = {*self._always, *self.of_memberships(share.owner)}
        for statute in self.record.statutes:
            if self.may_reach_by_law(statute, share):
                days.update(of_term(statute.term))
                if statute.territories is not None:
                    days.update(self.of_territories(statute.territories))
                for opt_out in self.record.opt_outs_of.get(statute.id, ()):
                    if opt_out.party in opting:
                        days.update(of_term(opt_out.term))
        return days

    def _reachable(self, waiting: list[str], share: Share, days: set[date]) -> tuple[set[str], set[str]]:
        """The parties that chains may ever reach, and those just beyond; adds the days of their grants."""
        parties: set[str] = set()
        beyond: set[str] = set(waiting)
        while waiting:
            party = waiting.pop()
            if party in parties:
                continue
            parties.add(party)
            for grant in self.believed.grants_by.get(party, ()):
                if self.may_reach(grant, share):
                    beyond.add(grant.grantee)
                    if grant.grantee in self.useful:
                        waiting.append(grant.grantee)
                    if grant.grantee in self.useful or grant.takes:
                        days.update(self.of_grant(grant))
        return parties, beyond

    @cached_property
    def _always(self) -> frozenset[date]:
        """What may change for every share: findings, denied patterns, operations, the hierarchy of uses."""
        days: set[date] = set()
        for findings in self.record.findings_on.values():
            for finding in findings:
                days.update(of_term(finding.term))
                days.update(self.of_territories(finding.territories))
        for pattern, _ in self.believed.patterns:
            if pattern.territories is not None:
                days.update(self.of_territories(pattern.territories))
        for operation in self.record.operations:
            if operation.service == self.service:
                days.update(of_term(operation.term))
        for parents in self.record.uses.wider.values():
            for _, term in parents:
                days.update(of_term(term))
        return frozenset(days)

    @cached_property
    def of_statutes(self) -> tuple[date, ...]:
        """The days on which any statute, or its territories, may change."""
        days: set[date] = set()
        for statute in self.record.statutes:
            days.update(of_term(statute.term))
            if statute.territories is not None:
                days.update(self.of_territories(statute.territories))
        return tuple(sorted(days))

    def of_memberships(self, party: str) -> tuple[date, ...]:
        """The days on which the groups above a party may change."""
        if party not in self._memberships:
            everyone = (party, *self.groups_ever(party))
            belongings = (one for member in everyone for one in self.record.memberships_of.get(member, ()))
            self._memberships[party] = tuple(sorted({day for one in belongings for day in of_term(one.term)}))
        return self._memberships[party]

    @cached_property
    def of_laws(self) -> frozenset[date]:
        """The days on which what the use requires, or where the service stands, may change; and findings on them."""
        days = set(self._always)
        for requirement in self.record.requirements:
            if self.may_name_use(frozenset((requirement.use,))):
                days.update(of_term(requirement.term))
                days.update(self.of_territories(requirement.territories))
        for server in self.record.servers:
            if server.service == self.service:
                days.update(of_term(server.term))
        return frozenset(days)

    @cached_property
    def rights(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each kind of asset with the rights that some law asks for in it, on any day."""
        found: dict[str, dict[str, None]] = {}
        for requirement in self.record.requirements:
            if self.may_name_use(frozenset((requirement.use,))):
                for kind, rights in requirement.rights:
                    found.setdefault(kind, {}).update(dict.fromkeys(rights))
        return tuple((kind, tuple(rights)) for kind, rights in found.items())

    def groups_ever(self, party: str) -> frozenset[str]:
        """Every group above a party on any day, whoever says so."""
        if party not in self._above:
            found: set[str] = set()
            waiting = [party]
            while waiting:
                for one in self.record.memberships_of.get(waiting.pop(), ()):
                    if one.group not in found:
                        found.add(one.group)
                        waiting.append(one.group)
            self._above[party] = frozenset(found)
        return self._above[party]

    @cached_property
    def _wider(self) -> frozenset[str]:
        found: set[str] = set()
        waiting = [self.use.partition("/")[0]]
        while waiting:
            use = waiting.pop()
            if use not in found:
                found.add(use)
                waiting += [parent for parent, _ in self.record.uses.wider.get(use, ())]
        return frozenset(found)

    def may_name_use(self, named: Named | None) -> bool:
        """Whether a use named may cover the one asked about on some day."""
        if named is None or named is ALL:
            return True
        model = self.use.partition("/")[2]
        return any(
            wide in self._wider and wide_model in ("", model)
            for wide, _, wide_model in (one.partition("/") for one in named)
        )

    def may_count(self, fact_id: str) -> bool:
        """Whether a fact may stand on some day: somebody believed affirms it, or a finding speaks of it."""
        return fact_id in self.record.findings_on or self.believed.by_words(fact_id) not in SILENT

    def may_reach(self, grant: CompiledGrant, share: Share) -> bool:
        """Whether the grant may have the share in scope on some day, and count."""
        return (
            bool(grant.conditions[UPPER])
            and names_right(grant.rights, share.right, UPPER)
            and self._may_name(grant.repertoire, grant.lists, share)
            and self.may_name_use(grant.uses)
            and self.may_count(grant.id)
        )

    def _may_name(self, repertoire: Repertoire | None, lists: int, share: Share) -> bool:
        if repertoire is None or repertoire.everything or share.profile & lists:
            return True
        if not share.owner:
            return False
        if share.owner in repertoire.parties:
            return True
        groups = repertoire.members_of | repertoire.some_members_of
        return bool(groups) and not groups.isdisjoint(self.groups_ever(share.owner))

    def may_reach_by_law(self, statute: Statute, share: Share) -> bool:
        """Whether the statute may reach the share on some day, and count."""
        return (
            names_right(statute.rights, share.right, UPPER)
            and self.may_name_use(statute.uses)
            and (statute.assets is None or bool(share.profile & self.believed.lists.listed(statute.assets)))
            and self.may_count(statute.id)
        )

    def of_grant(self, grant: CompiledGrant) -> tuple[date, ...]:
        """The days on which a grant, its terminations or its territories change."""
        found = self._days.get(grant.number)
        if found is None:
            fact = grant.grant
            days = {*from_days(fact.begun), *from_days(fact.signed)}
            for when in (fact.stated_end, fact.survives_until, *(one.last_day for one, _ in grant.terminations)):
                days.update(after_days(when))
            if grant.territories is not None:
                days.update(self.of_territories(grant.territories))
            found = self._days[grant.number] = tuple(sorted(days))
        return found

    def of_territories(self, expression: Expression) -> Iterable[date]:
        """The days on which a group that a territory set names changes."""
        for _, name in expression.steps:
            if name in self.record.atlas.groups:
                if name not in self._of_groups:
                    terms = (term for _, term in self.record.atlas.groups[name])
                    self._of_groups[name] = tuple(sorted({day for term in terms for day in of_term(term)}))
                yield from self._of_groups[name]


def of_term(term: Term) -> Iterator[date]:
    """The first days on which a term may include the day and surely does, may be over and surely is."""
    yield from from_days(term.start)
    yield from after_days(term.end)


def from_days(when: When | None) -> Iterator[date]:
    """The first days on which what begins may hold, and surely holds."""
    yield from (day for day in ((when.earliest, when.latest) if when else ()) if FIRST < day < LAST)


def after_days(when: When | None) -> Iterator[date]:
    """The first days on which what ends may be over, and surely is."""
    yield from (next_day(day) for day in ((when.earliest, when.latest) if when else ()) if FIRST < day < LAST)
