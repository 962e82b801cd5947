# SPDX-License-Identifier: Apache-2.0
"""On which days a share's standing can change at all: what may ever matter to it, whatever the day. Source: §6.

A superset is enough: a day on which nothing changes after all only costs a look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from licit.engine.bearing import Share
from licit.engine.believed import SILENT, Believed
from licit.engine.closure import closure
from licit.engine.grants import UPPER, CompiledGrant
from licit.engine.span import names_right
from licit.engine.terms import after_days, from_days, of_term
from licit.model.fact import OptOut, Statute
from licit.model.scope import ALL, Named, Repertoire
from licit.model.territory import Expression


class Changes:
    """The days of change of a record under a position, for one service and use."""

    def __init__(self, believed: Believed, service: str, use: str, useful: frozenset[str]) -> None:
        self.believed = believed
        self.record = believed.record
        self.service = service
        self.use = use
        self.useful = useful
        self._of_parties: dict[str, tuple[date, ...]] = {}
        self._memberships: dict[str, tuple[date, ...]] = {}
        self._days: dict[int, tuple[date, ...]] = {}
        self._leading: dict[int, bool] = {}

    def of_grants(self, grants: Iterable[CompiledGrant], share: Share) -> set[date]:
        """The days on which these grants may change, and what is so for all, or for the owner."""
        days = {*self._always, *self.of_memberships(share.owner)}
        for grant in grants:
            days.update(self.of_grant(grant))
        return days

    def of_statutes_for(self, share: Share, opting: Iterable[str]) -> set[date]:
        """The days on which the statutes that may reach a share, and these parties' opt-outs, may change."""
        days = {*self._always, *self.of_memberships(share.owner)}
        for statute in self.record.statutes:
            if self.may_reach_by_law(statute, share):
                days.update(self._of_statute(statute))
                for opt_out in self.record.opt_outs_of.get(statute.id, ()):
                    if opt_out.party in opting:
                        days.update(self._of_opt_out(opt_out))
        return days

    @cached_property
    def _always(self) -> frozenset[date]:
        """What may change for every share: who operates the service, and the hierarchy of uses."""
        days: set[date] = set()
        for operation in self.record.operations:
            if operation.service == self.service:
                days.update(of_term(operation.term))
                days.update(self.of_standing(operation.id))
        for parents in self.record.uses.wider.values():
            for _, term in parents:
                days.update(of_term(term))
        return frozenset(days)

    def of_standing(self, fact_id: str) -> frozenset[date]:
        """The days on which findings, or denials of patterns, change how a fact stands."""
        if fact_id not in self.record.findings_on and not self.believed.patterned(fact_id):
            return frozenset()
        return self.believed.spoken(self.service).days(fact_id)

    @cached_property
    def of_everyone(self) -> tuple[date, ...]:
        """The days on which something may change for every share, or somebody's opting out."""
        opting = {day for opt_out in self.record.opt_outs for day in self._of_opt_out(opt_out)}
        return tuple(sorted(self._always | opting))

    def of_party(self, party: str) -> tuple[date, ...]:
        """The days on which what a party granted or took may change, for any share."""
        found = self._of_parties.get(party)
        if found is None:
            grants = self.believed.grants_by.get(party, ())
            there = (grant for grant in grants if grant.grantee in self.useful or grant.takes)
            found = self._of_parties[party] = tuple(sorted({day for grant in there for day in self.of_grant(grant)}))
        return found

    @cached_property
    def of_statutes(self) -> tuple[date, ...]:
        """The days on which any statute, or its territories, may change."""
        return tuple(sorted({day for statute in self.record.statutes for day in self._of_statute(statute)}))

    def _of_statute(self, statute: Statute) -> Iterator[date]:
        yield from of_term(statute.term)
        yield from self.of_standing(statute.id)
        if statute.territories is not None:
            yield from self.of_territories(statute.territories)

    def _of_opt_out(self, opt_out: OptOut) -> Iterator[date]:
        yield from of_term(opt_out.term)
        yield from self.of_standing(opt_out.id)

    def of_memberships(self, party: str) -> tuple[date, ...]:
        """The days on which the groups above a party may change."""
        if party not in self._memberships:
            belongings = self.believed.belongings(party)
            days = {day for one in belongings for day in of_term(one.term)}
            days.update(day for one in belongings for day in self.of_standing(one.id))
            self._memberships[party] = tuple(sorted(days))
        return self._memberships[party]

    @cached_property
    def of_laws(self) -> frozenset[date]:
        """The days on which what the use requires, or where the service stands, may change; and findings on them."""
        days = set(self._always)
        for requirement in self.record.requirements:
            if self.may_name_use(frozenset((requirement.use,))):
                days.update(of_term(requirement.term))
                days.update(self.of_territories(requirement.territories))
                days.update(self.of_standing(requirement.id))
        for server in self.record.servers:
            if server.service == self.service:
                days.update(of_term(server.term))
                days.update(self.of_standing(server.id))
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

    @cached_property
    def _wider(self) -> frozenset[str]:
        wider = self.record.uses.wider
        return closure((self.use.partition("/")[0],), lambda use: [parent for parent, _ in wider.get(use, ())])

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
            self.may_lead(grant)
            and names_right(grant.rights, share.right, UPPER)
            and self._may_name(grant.repertoire, grant.lists, share)
        )

    def may_lead(self, grant: CompiledGrant) -> bool:
        """Whether the grant may have any share in scope on some day, and count."""
        found = self._leading.get(grant.number)
        if found is None:
            found = self._leading[grant.number] = (
                bool(grant.conditions[UPPER]) and self.may_name_use(grant.uses) and self.may_count(grant.id)
            )
        return found

    def _may_name(self, repertoire: Repertoire | None, lists: int, share: Share) -> bool:
        if repertoire is None or repertoire.everything or share.profile & lists:
            return True
        if not share.owner:
            return False
        if share.owner in repertoire.parties:
            return True
        groups = repertoire.members_of | repertoire.some_members_of
        return bool(groups) and not groups.isdisjoint(self.believed.groups_ever(share.owner))

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
            for fact_id in (grant.id, *(one.id for one, _ in grant.terminations)):
                days.update(self.of_standing(fact_id))
            found = self._days[grant.number] = tuple(sorted(days))
        return found

    def of_territories(self, expression: Expression) -> Iterable[date]:
        """The days on which a territory set changes."""
        return (day for day, _ in self.believed.places.steps(expression))
