# SPDX-License-Identifier: Apache-2.0
"""Acts of one day whose order is not on record, put in order one comparison at a time. Source: SEMANTICS §3.3, Order.

Only the order of an exclusive and an act that it may bar matters: one by its own grantor, or by one who acts, by
mandates, in its grantor's name. Acts that are so connected on one day are put into one row by insertion, so that no
comparison is asked for that follows from others; acts with a recorded order stand in the row from the start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from licit.explain.crux.diagram import Taken
from licit.model.crux import Settlement
from licit.model.fact import Fact, Grant, GrantKind
from licit.model.proof import OpenKind, OpenPoint
from licit.model.record import Record


def came_first(one: str, other: str) -> tuple[Settlement, bool]:
    """The settlement by which one act came before another, and which way it is to be taken."""
    first, second = sorted((one, other))
    return Settlement(OpenPoint(OpenKind.ORDER, (first, second)), so=True), one == first


def comparable(record: Record) -> list[tuple[Grant, Grant]]:
    """Each exclusive with each act whose order against it matters."""
    acting_for = _acting(record)
    return [
        (taker, grant)
        for taker in record.grants
        if taker.takes
        for party in sorted(acting_for(taker.grantor))
        for grant in record.grants_by.get(party, ())
        if grant.id != taker.id
    ]


def _acting(record: Record) -> Callable[[str], set[str]]:
    """Whoever acts in a party's name by mandates, itself among them."""
    known: dict[str, set[str]] = {}

    def acting_for(party: str) -> set[str]:
        if party not in known:
            found, waiting = {party}, [party]
            while waiting:
                for grant in record.grants_by.get(waiting.pop(), ()):
                    if grant.kind is GrantKind.MANDATE and grant.grantee not in found:
                        found.add(grant.grantee)
                        waiting.append(grant.grantee)
            known[party] = found
        return known[party]

    return acting_for


class Rows:
    """The acts of each day in a row, as far as settlements tell their order."""

    def __init__(self, record: Record, taken: Taken) -> None:
        """``record`` with its days settled as ``taken`` says."""
        self.taken = taken
        self._rows: dict[str, tuple[tuple[Grant, ...], Settlement | None]] = {}
        for acts in _connected(record):
            row = self._row(acts)
            self._rows |= {act.id: row for act in acts}

    def __bool__(self) -> bool:
        """Whether there are rows."""
        return bool(self._rows)

    def ordered(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """The facts, each act that stands in a row with its number in it."""
        return tuple(self._numbered(fact) if isinstance(fact, Grant) else fact for fact in facts)

    def next_asked(self, one: Grant) -> Settlement | None:
        """The comparison that puts the next act of this one's row in its place; ``None``: all have theirs."""
        return self._rows[one.id][1] if one.id in self._rows else None

    def _numbered(self, grant: Grant) -> Grant:
        if grant.id not in self._rows:
            return grant
        names = [one.id for one in self._rows[grant.id][0]]
        return replace(grant, order=names.index(grant.id) + 1 if grant.id in names else None)

    def _row(self, acts: list[Grant]) -> tuple[tuple[Grant, ...], Settlement | None]:
        numbers = [act.order for act in acts]
        known = [act for act in acts if act.order is not None and numbers.count(act.order) == 1]
        row = sorted(known, key=lambda act: act.order or 0)
        for act in acts:
            if act in row:
                continue
            at = 0
            while at < len(row):
                before = self._before(act, row[at])
                if before is None:
                    return tuple(row), came_first(act.id, row[at].id)[0]
                if before:
                    break
                at += 1
            row.insert(at, act)
        return tuple(row), None

    def _before(self, one: Grant, other: Grant) -> bool | None:
        if one.order is not None and other.order is not None and one.order != other.order:
            return one.order < other.order
        settlement, so = came_first(one.id, other.id)
        return None if settlement not in self.taken else self.taken[settlement] is so


def _connected(record: Record) -> list[list[Grant]]:
    """Acts of one day, each with those that its order matters against, and theirs; by their names."""
    groups: list[set[str]] = []
    by_day: dict[date | None, list[Grant]] = {}
    for grant in record.grants:
        by_day.setdefault(_day(grant), []).append(grant)
    acting_for = _acting(record)
    for taker, grant in (
        (taker, grant)
        for day, acts in by_day.items()
        if day is not None and len(acts) > 1
        for taker in acts
        if taker.takes
        for grant in acts
        if grant.id != taker.id and grant.grantor in acting_for(taker.grantor)
    ):
        joined = {taker.id, grant.id}
        for group in [one for one in groups if one & joined]:
            groups.remove(group)
            joined |= group
        groups.append(joined)
    by_id = {grant.id: grant for grant in record.grants}
    return [[by_id[name] for name in sorted(group)] for group in groups]


def _day(grant: Grant) -> date | None:
    when = grant.signed
    return when.earliest if when is not None and when.precise else None
