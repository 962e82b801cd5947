# SPDX-License-Identifier: Apache-2.0
"""All facts and statements of a case, as one value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from licit.model.asset import Asset, Item
from licit.model.day import When
from licit.model.fact import (
    Claim,
    Control,
    Fact,
    Figure,
    Finding,
    Grant,
    Membership,
    Note,
    Operation,
    OptOut,
    Requirement,
    Server,
    Statute,
    Termination,
)
from licit.model.party import Party
from licit.model.position import Position
from licit.model.statement import Statement
from licit.model.territory import Atlas
from licit.model.use import UseHierarchy

FactT = TypeVar("FactT")


@dataclass(frozen=True)
class Record:
    """What a case holds: facts, who says so, and what is given (items, catalogues, positions, atlas, uses).

    ``offers`` lists the items of each service.

    The indexes are read once and hold no judgement. ``editions`` are pairs of table and edition of the vocabularies;
    ``complete_until`` is how far the record goes, so that an answer about a later day can say how old it is.
    """

    facts: tuple[Fact, ...] = ()
    statements: tuple[Statement, ...] = ()
    items: Mapping[str, Item] = field(default_factory=dict)
    assets: Mapping[str, Asset] = field(default_factory=dict)
    catalogues: Mapping[str, frozenset[str]] = field(default_factory=dict)
    offers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parties: Mapping[str, Party] = field(default_factory=dict)
    positions: Mapping[str, Position] = field(default_factory=dict)
    atlas: Atlas = field(default_factory=Atlas)
    uses: UseHierarchy = field(default_factory=UseHierarchy)
    claims: tuple[Claim, ...] = ()
    notes: tuple[Note, ...] = ()
    figures: tuple[Figure, ...] = ()
    expected_sources: tuple[str, ...] = ()
    editions: tuple[tuple[str, str], ...] = ()
    complete_until: When | None = None
    title: str = ""

    @cached_property
    def by_id(self) -> Mapping[str, Fact]:
        """Each fact by its id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def grants(self) -> tuple[Grant, ...]:
        """All grants."""
        return self._all(Grant)

    @cached_property
    def grants_by(self) -> Mapping[str, tuple[Grant, ...]]:
        """The grants of each grantor."""
        found: dict[str, list[Grant]] = {}
        for grant in self.grants:
            found.setdefault(grant.grantor, []).append(grant)
        return {grantor: tuple(grants) for grantor, grants in found.items()}

    @cached_property
    def controls_of(self) -> Mapping[str, tuple[Control, ...]]:
        """The controls of each asset."""
        found: dict[str, list[Control]] = {}
        for control in self._all(Control):
            found.setdefault(control.asset, []).append(control)
        return {asset: tuple(controls) for asset, controls in found.items()}

    @cached_property
    def terminations_of(self) -> Mapping[str, tuple[Termination, ...]]:
        """The terminations of each grant."""
        found: dict[str, list[Termination]] = {}
        for termination in self._all(Termination):
            found.setdefault(termination.grant, []).append(termination)
        return {grant: tuple(terminations) for grant, terminations in found.items()}

    @cached_property
    def findings_on(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings on each fact."""
        found: dict[str, list[Finding]] = {}
        for finding in self._all(Finding):
            found.setdefault(finding.fact, []).append(finding)
        return {fact: tuple(findings) for fact, findings in found.items()}

    @cached_property
    def statutes(self) -> tuple[Statute, ...]:
        """All statutes."""
        return self._all(Statute)

    @cached_property
    def opt_outs(self) -> tuple[OptOut, ...]:
        """All opt-outs."""
        return self._all(OptOut)

    @cached_property
    def opt_outs_of(self) -> Mapping[str, tuple[OptOut, ...]]:
        """The opt-outs from each statute."""
        found: dict[str, list[OptOut]] = {}
        for opt_out in self.opt_outs:
            found.setdefault(opt_out.statute, []).append(opt_out)
        return {statute: tuple(opt_outs) for statute, opt_outs in found.items()}

    @cached_property
    def memberships(self) -> tuple[Membership, ...]:
        """All memberships."""
        return self._all(Membership)

    @cached_property
    def memberships_of(self) -> Mapping[str, tuple[Membership, ...]]:
        """The memberships of each member."""
        found: dict[str, list[Membership]] = {}
        for membership in self.memberships:
            found.setdefault(membership.member, []).append(membership)
        return {member: tuple(memberships) for member, memberships in found.items()}

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """All requirements."""
        return self._all(Requirement)

    @cached_property
    def servers(self) -> tuple[Server, ...]:
        """All servers."""
        return self._all(Server)

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """All operations."""
        return self._all(Operation)

    @cached_property
    def item_with(self) -> Mapping[str, str]:
        """The first item that each asset is part of."""
        found: dict[str, str] = {}
        for item in self.items.values():
            for _, assets in item.assets:
                for asset in assets:
                    found.setdefault(asset, item.id)
        return found

    @cached_property
    def statements_on(self) -> Mapping[str, tuple[Statement, ...]]:
        """The statements that name each fact."""
        found: dict[str, list[Statement]] = {}
        for statement in self.statements:
            for fact in statement.facts:
                found.setdefault(fact, []).append(statement)
        return {fact: tuple(statements) for fact, statements in found.items()}

    @cached_property
    def pattern_denials(self) -> tuple[Statement, ...]:
        """The statements that deny a pattern of grants."""
        return tuple(statement for statement in self.statements if statement.pattern is not None)

    def keeping(self, facts: Iterable[str]) -> Record:
        """The same record with these facts alone, and the statements on them."""
        kept = frozenset(facts)
        statements = []
        for statement in self.statements:
            named = tuple(fact for fact in statement.facts if fact in kept)
            if named or statement.pattern is not None:
                statements.append(replace(statement, facts=named))
        return replace(self, facts=tuple(fact for fact in self.facts if fact.id in kept), statements=tuple(statements))

    @cached_property
    def digest(self) -> str:
        """The hash of the whole record: a receipt names it, and many receipts are of one record."""
        from licit.model.canonical import record_digest  # which knows this class

        return record_digest(self)

    def offered(self, service: str, day: date) -> tuple[str, ...]:
        """The items that a service offers, but for those that surely came out after the day."""
        return tuple(
            name
            for name in self.offers.get(service, ())
            if (item := self.items.get(name)) is None or item.released is None or item.released.earliest <= day
        )

    def _all(self, kind: type[FactT]) -> tuple[FactT, ...]:
        return tuple(fact for fact in self.facts if isinstance(fact, kind))
