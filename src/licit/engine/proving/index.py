# SPDX-License-Identifier: Apache-2.0
"""What proofs look up in a record under a position, found out once for all questions."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Final, NamedTuple

from licit.engine.bearing import Share
from licit.engine.believed import Believed
from licit.engine.closure import closure
from licit.engine.grants import UPPER, CompiledGrant
from licit.engine.roles import Roles
from licit.model.canonical import fact_digest
from licit.model.day import ALWAYS
from licit.model.fact import Grant
from licit.model.territory import Expression

if TYPE_CHECKING:
    from licit.engine.proving.seat import Licensing
    from licit.engine.proving.sieve import Sieve


DAYS_KEPT: Final = 256
FEW: Final = 400  # grants; more of them are worth the import of arrays


class Dated(NamedTuple):
    """A grant signed on a known day; ``then`` are the leaves of its territories, groups as they were that day."""

    grant: CompiledGrant
    signed: date
    then: int

    def on(self, day: date | None) -> CompiledGrant:
        """The grant as it would be with its groups fixed as of a day; ``None``: the day asked about."""
        found = copy(self.grant)
        found.group_days = (day,)
        return found


class Index:
    """The lookups of one record under one position, as known by one day."""

    def __init__(self, believed: Believed, few: int) -> None:
        self.believed = believed
        self._few = few
        self.record = believed.record
        self._upstream: dict[str, frozenset[str]] = {}
        self._digests: dict[str, str] = {}
        self._differing: dict[tuple[date, int], tuple[Dated, ...]] = {}
        self._rivals: dict[date, tuple[tuple[str, tuple[CompiledGrant, ...]], ...]] = {}
        self._roles: dict[str, Roles] = {}
        self._towards: dict[str, tuple[CompiledGrant, ...]] = {}

    def roles(self, service: str, useful: frozenset[str]) -> Roles:
        """Which owners are alike to whoever leads to a service."""
        if service not in self._roles:
            self._roles[service] = Roles(self.believed, useful)
        return self._roles[service]

    def passing(self, share: Share, day: date, use: str, bit: int) -> bytes | None:
        """The grants that can have a share in scope, by their numbers; None where they are too few to be sieved."""
        return self._sieve.passing(share, day, use, bit) if self._sieve is not None else None

    def licensing(self, passing: bytes | None) -> Licensing | None:
        """How it is found who licenses the service furthest up, where grants are sieved."""
        sieve = self._sieve
        if passing is None or sieve is None:
            return None
        from licit.engine.proving.licensing import licensor

        return lambda seat, owner: licensor(sieve, seat, passing, owner)

    @cached_property
    def _sieve(self) -> Sieve | None:
        if len(self.believed.grants) <= self._few:
            return None
        from licit.engine.proving.sieve import Sieve  # 0.1 s, for arrays

        return Sieve(self.believed)

    def upstream(self, service: str) -> frozenset[str]:
        """The service, its operators, and all from whom grants on record lead to these."""
        if service not in self._upstream:
            operators = {one.operator for one in self.record.operations if one.service == service}
            self._upstream[service] = self.leading_to({service, *operators})
        return self._upstream[service]

    def towards(self, service: str) -> tuple[CompiledGrant, ...]:
        """The grants on record to any of these, in the record's order."""
        if service not in self._towards:
            upstream = self.upstream(service)
            self._towards[service] = tuple(one for one in self.believed.grants if one.grantee in upstream)
        return self._towards[service]

    def leading_to(self, parties: Iterable[str]) -> frozenset[str]:
        """These parties and all from whom grants on record lead to them."""
        to = self.believed.grants_to
        return closure(parties, lambda party: [grant.grantor for grant in to.get(party, ())])

    @cached_property
    def spoke_from(self) -> dict[str, date]:
        """The first day on which each source published anything."""
        found: dict[str, date] = {}
        for statement in self.record.statements:
            day = statement.published_on
            if statement.source not in found or day < found[statement.source]:
                found[statement.source] = day
        return found

    def rivals(self, day: date) -> tuple[tuple[str, tuple[CompiledGrant, ...]], ...]:
        """The parties whose exclusives and assignments to more than one grantee may be in force on a day; these."""
        if day not in self._rivals:
            found = []
            for party, takers in self._several:
                there = tuple(one for one in takers if one.first[UPPER] <= day <= one.last[UPPER])
                if len({one.grantee for one in there}) > 1:
                    found.append((party, there))
            self._rivals[day] = tuple(found)
        return self._rivals[day]

    @cached_property
    def _several(self) -> tuple[tuple[str, tuple[CompiledGrant, ...]], ...]:
        takers = self.believed.takers_by
        return tuple((party, some) for party, some in takers.items() if len({one.grantee for one in some}) > 1)

    def dated(self, day: date, bit: int) -> tuple[Dated, ...]:
        """The grants whose territories hold a leaf by the groups of only one of two days: this one, signature."""
        key = (day, bit)
        if key not in self._differing:
            if len(self._differing) >= DAYS_KEPT:
                self._differing.clear()
            mask = self.believed.places.mask
            self._differing[key] = tuple(
                one
                for expression, (changing, grants) in self._dated.items()
                if changing & bit
                for here in (mask(expression, day),)
                for one in grants
                if one.grant.first[UPPER] <= day <= one.grant.last[UPPER] and (here ^ one.then) & bit
            )
        return self._differing[key]

    def dated_members(self, owner: str) -> tuple[Dated, ...]:
        """The grants that name a group which the owner may belong to on one of two days and not on the other."""
        if not owner or all(one.term == ALWAYS for one in self.believed.belongings(owner)):
            return ()
        above = self.believed.groups_ever(owner)
        return tuple(dict.fromkeys(one for group in above for one in self._naming.get(group, ())))

    @cached_property
    def _naming(self) -> dict[str, list[Dated]]:
        """The grants signed on a known day, by the groups of parties that they name."""
        found: dict[str, list[Dated]] = {}
        for one in self._signed:
            for repertoire in (one.grant.repertoire, one.grant.exceptions):
                if repertoire is not None:
                    for group in repertoire.members_of | repertoire.some_members_of:
                        found.setdefault(group, []).append(one)
        return found

    @cached_property
    def _dated(self) -> dict[Expression, tuple[int, list[Dated]]]:
        """The grants signed on a known day, by territories that change, each with the leaves that ever do."""
        places = self.believed.places
        found: dict[Expression, tuple[int, list[Dated]]] = {}
        for one in self._signed:
            expression = one.grant.territories
            if expression is None:
                continue
            if expression not in found:
                (_, first), *rest = places.steps(expression)
                found[expression] = reduce(or_, (mask ^ first for _, mask in rest), 0), []
            found[expression][1].append(one)
        return {expression: held for expression, held in found.items() if held[0]}

    @cached_property
    def _signed(self) -> tuple[Dated, ...]:
        return tuple(
            Dated(grant, grant.signed.earliest, self._then(grant, grant.signed.earliest))
            for grant in self.believed.grants
            if grant.signed is not None and grant.signed.precise
        )

    def _then(self, grant: CompiledGrant, signed: date) -> int:
        return 0 if grant.territories is None else self.believed.places.mask(grant.territories, signed)

    def digest(self, fact_id: str) -> str:
        """The hash of a fact with what is said of it."""
        found = self._digests.get(fact_id)
        if found is None:
            said = self.record.statements_on.get(fact_id, ())
            found = self._digests[fact_id] = fact_digest(self.record.by_id[fact_id], said)
        return found

    @cached_property
    def signed_on(self) -> dict[date, tuple[Grant, ...]]:
        """The grants of each precise day of signature."""
        found: dict[date, list[Grant]] = {}
        for grant in self.record.grants:
            if grant.signed is not None and grant.signed.precise:
                found.setdefault(grant.signed.earliest, []).append(grant)
        return {day: tuple(some) for day, some in found.items()}
