# SPDX-License-Identifier: Apache-2.0
"""What proofs look up in a record under a position, found out once for all questions."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import date
from functools import cached_property
from typing import NamedTuple

from licit.engine.believed import Believed
from licit.engine.closure import closure
from licit.engine.grants import CompiledGrant
from licit.model.day import ALWAYS
from licit.model.fact import Grant


class Dated(NamedTuple):
    """A grant that names a group which changes: as its groups are on the day asked about, and as at its signature."""

    grant: CompiledGrant
    on_day: CompiledGrant
    at_signature: CompiledGrant


class Index:
    """The lookups of one record under one position, as known by one day."""

    def __init__(self, believed: Believed) -> None:
        self.believed = believed
        self.record = believed.record
        self._upstream: dict[str, frozenset[str]] = {}
        self._towards: dict[str, tuple[CompiledGrant, ...]] = {}

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

    @cached_property
    def rivals(self) -> dict[str, tuple[CompiledGrant, ...]]:
        """The parties that gave an exclusive or assignment to more than one grantee, with these."""
        takers = self.believed.takers_by
        return {party: some for party, some in takers.items() if len({one.grantee for one in some}) > 1}

    @cached_property
    def dated(self) -> dict[str, tuple[Dated, ...]]:
        """The grants of each party, signed on a known day, that name groups whose members change."""
        found: dict[str, list[Dated]] = {}
        for grant in self.believed.grants:
            signed = grant.signed
            if signed is not None and signed.precise and self._names_a_changing_group(grant):
                on_day, then = copy(grant), copy(grant)
                on_day.group_days, then.group_days = (None,), (signed.earliest,)
                found.setdefault(grant.grantor, []).append(Dated(grant, on_day, then))
        return {party: tuple(some) for party, some in found.items()}

    def _names_a_changing_group(self, grant: CompiledGrant) -> bool:
        steps = grant.territories.steps if grant.territories is not None else ()
        if any(name in self._changing for _, name in steps):
            return True
        scopes = [one for one in (grant.repertoire, grant.exceptions) if one is not None]
        return any(one.members_of or one.some_members_of for one in scopes)

    @cached_property
    def _changing(self) -> frozenset[str]:
        groups = self.record.atlas.groups
        return frozenset(name for name, members in groups.items() if any(term != ALWAYS for _, term in members))

    @cached_property
    def signed_on(self) -> dict[date, tuple[Grant, ...]]:
        """The grants of each precise day of signature."""
        found: dict[date, list[Grant]] = {}
        for grant in self.record.grants:
            if grant.signed is not None and grant.signed.precise:
                found.setdefault(grant.signed.earliest, []).append(grant)
        return {day: tuple(some) for day, some in found.items()}
