# SPDX-License-Identifier: Apache-2.0
"""The uses for which a grant is measured: those it names, and every use on record that lies below them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from licit.model.fact import Grant, Requirement, Statute
from licit.model.record import Record
from licit.model.scope import ALL, Named

ANY_USE: Final = ""  # stands for every use, where a record names none


def uses_of(record: Record, named: Named | None, days: Sequence[date]) -> tuple[str, ...]:
    """The uses in the order of their names; of all, or where none is stated, every use on record."""
    known = uses_on_record(record)
    if named is None or named is ALL:
        return tuple(sorted(known)) or (ANY_USE,)
    covers = record.uses.covers
    below = {use for use in known if any(covers(wide, use, day) for wide in named for day in days)}
    return tuple(sorted(named | below))


class SameUses:
    """Uses that no grant and no statute tells apart, on any day: one of them stands for all."""

    def __init__(self, record: Record, days: Sequence[date]) -> None:
        named: list[Named | None] = [grant.scope.uses for grant in record.grants]
        named += [statute.uses for statute in record.statutes]
        sets = [one for one in dict.fromkeys(named) if one is not None and one is not ALL]
        on = days if record.uses.dated else days[:1]
        covers = record.uses.covers
        alike: dict[object, list[str]] = {}
        for use in sorted(uses_on_record(record)):
            told = tuple(any(covers(wide, use, day) for wide in one) for one in sets for day in on)
            alike.setdefault(told, []).append(use)
        self._groups = {use: tuple(group) for group in alike.values() for use in group}

    def of(self, use: str) -> tuple[str, ...]:
        """All that are as this one is, the one that stands for them first."""
        return self._groups.get(use, (use,))


def uses_on_record(record: Record) -> set[str]:
    """Every use that a law asks about, or that a grant or statute names."""
    found: set[str] = set()
    for fact in record.facts:
        if isinstance(fact, Requirement):
            found.add(fact.use)
        elif isinstance(fact, Grant | Statute):
            named = fact.scope.uses if isinstance(fact, Grant) else fact.uses
            if named is not None and named is not ALL:
                found |= named
    return found
