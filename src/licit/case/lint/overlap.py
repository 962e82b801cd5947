# SPDX-License-Identifier: Apache-2.0
"""Whether two grants speak of the same thing for sure, read without a position."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from licit.case.lint.groups import members
from licit.model.day import Reading, begins, ends
from licit.model.fact import Grant
from licit.model.record import Record
from licit.model.scope import ALL, Named, Repertoire


class Overlap:
    """The grants of one record, held against each other."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def first_day(self, one: Grant, other: Grant) -> date | None:
        """The first day on which both give some one thing for sure; ``None`` where there is none.

        Groups of territories and parties are read as of that day. An unstated dimension is sure of nothing.
        """
        day = max(begins(one.begun, Reading.LOWER), begins(other.begun, Reading.LOWER))
        if day > min(self._last_day(one), self._last_day(other)):
            return None
        here, there = one.scope, other.scope
        shared = (
            _rights(here.rights, there.rights)
            and self._uses(here.uses, there.uses, day)
            and here.territories is not None
            and there.territories is not None
            and here.territories.leaves(self._record.atlas, day) & there.territories.leaves(self._record.atlas, day)
            and self._repertoires(one, other, day)
        )
        return day if shared else None

    def _last_day(self, grant: Grant) -> date:
        last = ends(grant.stated_end, Reading.LOWER)
        for termination in self._record.terminations_of.get(grant.id, ()):
            last = min(last, termination.last_day.earliest)
        return last

    def _uses(self, one: Named | None, other: Named | None, day: date) -> bool:
        if one is None or other is None:
            return False
        if one is ALL or other is ALL:
            return True
        covers = self._record.uses.covers
        return any(covers(wide, narrow, day) or covers(narrow, wide, day) for wide in one for narrow in other)

    def _repertoires(self, one: Grant, other: Grant, day: date) -> bool:
        if one.scope.repertoire is None or other.scope.repertoire is None:
            return False
        left_out = self._assets(one.scope.exceptions, day) | self._assets(other.scope.exceptions, day)
        if one.scope.exceptions.everything or other.scope.exceptions.everything:
            return False
        if one.scope.repertoire.everything and other.scope.repertoire.everything:
            return True
        if one.scope.repertoire.everything:
            return bool(self._assets(other.scope.repertoire, day) - left_out)
        if other.scope.repertoire.everything:
            return bool(self._assets(one.scope.repertoire, day) - left_out)
        return bool(self._assets(one.scope.repertoire, day) & self._assets(other.scope.repertoire, day) - left_out)

    def _assets(self, repertoire: Repertoire, day: date) -> frozenset[str]:
        """The assets it names for sure: listed, in its catalogues, controlled by its parties and members."""
        found = set(repertoire.assets)
        for name in repertoire.catalogues:
            found |= self._record.catalogues.get(name, frozenset())
        for party in repertoire.parties | members(self._record, repertoire.members_of, day):
            found |= self._owned.get(party, frozenset())
        return frozenset(found)

    @cached_property
    def _owned(self) -> Mapping[str, set[str]]:
        found = dict[str, set[str]]()
        for asset, controls in self._record.controls_of.items():
            for control in controls:
                found.setdefault(control.party, set()).add(asset)
        return found


def _rights(one: Named | None, other: Named | None) -> bool:
    if one is None or other is None:
        return False
    return one is ALL or other is ALL or bool(one & other)
