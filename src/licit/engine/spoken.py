# SPDX-License-Identifier: Apache-2.0
"""How the few facts stand of which findings or denied patterns speak, through all time, found out once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from licit.engine.span import Span, Stands
from licit.engine.terms import of_term
from licit.model.day import FIRST
from licit.model.fact import Finding, Grant

if TYPE_CHECKING:
    from licit.engine.believed import Believed

Slices = tuple[tuple[date, Stands], ...]


class Spoken:
    """The standing of such facts for one service."""

    def __init__(self, believed: Believed, service: str) -> None:
        self.believed = believed
        self.service = service
        self._slices: dict[tuple[str, str], Slices] = {}
        self._days: dict[str, frozenset[date]] = {}

    def slices(self, fact_id: str, owner: str) -> Slices:
        """The first day of each slice, the first day there is among them, and how the fact stands in it."""
        key = (fact_id, owner)
        found = self._slices.get(key)
        if found is None:
            span = Span(self.believed, self.service, "", sorted({FIRST, *self.days(fact_id)}), direct=True)
            stands = span.stands(fact_id, owner)
            leaves = (1 << span.width) - 1
            found = self._slices[key] = tuple(
                (day, Stands(*(mask >> span.width * number & leaves for mask in stands)))
                for number, day in enumerate(span.days)
            )
        return found

    def days(self, fact_id: str) -> frozenset[date]:
        """The days on which how a fact stands may change; none where only words speak of it."""
        found = self._days.get(fact_id)
        if found is None:
            found = self._days[fact_id] = frozenset(self._changes(fact_id))
        return found

    def _changes(self, fact_id: str) -> Iterator[date]:
        record = self.believed.record
        findings = self.believed.speaking_of(fact_id)
        for finding in findings:
            yield from self._of_finding(finding)
        patterned = self.believed.patterned(fact_id)
        fact = record.by_id.get(fact_id)
        if not patterned or not isinstance(fact, Grant):
            return
        for parents in record.uses.wider.values():
            for _, term in parents:
                yield from of_term(term)
        for pattern, _ in patterned:
            for expression in (pattern.territories, fact.scope.territories):
                if expression is not None:
                    yield from (day for day, _ in self.believed.places.steps(expression))
        for membership in self.believed.belongings(fact.grantor):
            yield from of_term(membership.term)

    def _of_finding(self, finding: Finding) -> Iterator[date]:
        yield from of_term(finding.term)
        yield from (day for day, _ in self.believed.places.steps(finding.territories))
