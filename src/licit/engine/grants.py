# SPDX-License-Identifier: Apache-2.0
"""Grants with what does not depend on the question worked out once, in both readings. Source: SEMANTICS §2, §3.3."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from licit.model.day import Reading, When, begins, ends
from licit.model.fact import Grant, GrantKind, Power, Termination
from licit.model.record import Record
from licit.model.scope import Repertoire

LOWER: Final = 0
UPPER: Final = 1
READINGS: Final = (Reading.LOWER, Reading.UPPER)  # by their numbers here


def firsts(start: When | None) -> tuple[date, date]:
    """The first day as a giver, in the lower and the upper reading."""
    return begins(start, Reading.LOWER), begins(start, Reading.UPPER)


def lasts(end: When | None) -> tuple[date, date]:
    """The last day as a giver, in the lower and the upper reading."""
    return ends(end, Reading.LOWER), ends(end, Reading.UPPER)


class Lists:
    """The assets that facts list, numbered; an asset's *profile* is the mask of the lists it is in."""

    def __init__(self, record: Record) -> None:
        self._numbers: dict[frozenset[str], int] = {}
        self._of: dict[str, int] = {}
        self._catalogues = record.catalogues
        for grant in record.grants:
            self.mask(grant.scope.repertoire)
            self.mask(grant.scope.exceptions)
        for statute in record.statutes:
            if statute.assets is not None:
                self.listed(statute.assets)

    def mask(self, repertoire: Repertoire | None) -> int:
        """The lists that a repertoire names, its own and the catalogues."""
        if repertoire is None:
            return 0
        found = self.listed(repertoire.assets)
        for name in repertoire.catalogues:
            found |= self.listed(self._catalogues.get(name, frozenset()))
        return found

    def listed(self, assets: frozenset[str]) -> int:
        """The mask of one list; none where it is empty."""
        if not assets:
            return 0
        if assets not in self._numbers:
            self._numbers[assets] = len(self._numbers)
            for asset in assets:
                self._of[asset] = self._of.get(asset, 0) | (1 << self._numbers[assets])
        return 1 << self._numbers[assets]

    def assign(self, asset: str, profile: int) -> None:
        """Give an asset that stands for others of its rights class their profile."""
        if profile:
            self._of[asset] = profile

    def profile(self, asset: str) -> int:
        """The lists that an asset is in."""
        return self._of.get(asset, 0)

    @property
    def numbering(self) -> Mapping[frozenset[str], int]:
        """The number of each list."""
        return self._numbers

    @property
    def profiles(self) -> Mapping[str, int]:
        """The profile of each asset that is in a list."""
        return self._of


class CompiledGrant:
    """A grant by numbers: pairs are by reading, lower and upper, of the grant as a giver."""

    __slots__ = (
        "assignment", "conditions", "exception_lists", "exceptions", "exercise", "first", "grant", "grantee",
        "grantor", "group_days", "id", "last", "lists", "mandate", "non_exclusive", "number", "order", "repertoire",
        "rights", "signed", "sublicense", "survives", "takes", "takes_exercise", "takes_sublicense", "terminations",
        "territories", "uses",
    )  # fmt: skip

    def __init__(self, grant: Grant, number: int, lists: Lists, terminations: tuple[Termination, ...]) -> None:
        self.grant = grant
        self.number = number
        self.id = grant.id
        self.grantor = grant.grantor
        self.grantee = grant.grantee
        self.mandate = grant.kind is GrantKind.MANDATE
        self.assignment = grant.kind is GrantKind.ASSIGNMENT
        self.non_exclusive = grant.kind is GrantKind.NON_EXCLUSIVE
        self.takes = grant.takes
        self.takes_exercise = grant.takes and Power.EXERCISE not in grant.keeps
        self.takes_sublicense = grant.takes and Power.SUBLICENSE not in grant.keeps
        self.exercise = grant.exercise
        self.sublicense = grant.sublicense
        self.first = firsts(grant.begun)
        self.last = lasts(grant.stated_end)
        self.survives = None if grant.survives_until is None else lasts(grant.survives_until)
        self.signed = grant.signed
        self.order = grant.order
        self.group_days: tuple[date | None, ...] = (None,)  # as of the day asked about
        if grant.at_signature and grant.signed is not None:
            self.group_days = tuple(dict.fromkeys((grant.signed.earliest, grant.signed.latest)))
        scope = grant.scope
        self.rights, self.uses, self.territories = scope.rights, scope.uses, scope.territories
        self.repertoire, self.exceptions = scope.repertoire, scope.exceptions
        self.lists, self.exception_lists = lists.mask(scope.repertoire), lists.mask(scope.exceptions)
        self.conditions = (
            all(condition.fulfilled is True for condition in grant.conditions),
            all(condition.fulfilled is not False for condition in grant.conditions),
        )
        self.terminations = tuple((one, lasts(one.last_day)) for one in terminations)


def surely_before(first: CompiledGrant, second: CompiledGrant) -> bool:
    """Whether every reading of their days and order puts the first act first."""
    if first.signed is None or second.signed is None:
        return False
    if first.signed.latest != second.signed.earliest:
        return first.signed.latest < second.signed.earliest
    return first.order is not None and second.order is not None and first.order < second.order


def comes_first(exclusive: CompiledGrant, grant: CompiledGrant, reading: int) -> bool:
    """Whether an exclusive was signed before a grant: where open, first in the lower reading, last in the upper."""
    return surely_before(exclusive, grant) if reading else not surely_before(grant, exclusive)


def signed_in_time(grant: CompiledGrant, day: date, reading: int) -> bool:
    """Whether a sublicence was signed on or before a day: where open, no in the lower reading, yes in the upper."""
    if grant.signed is None:
        return reading == UPPER
    return (grant.signed.earliest if reading else grant.signed.latest) <= day
