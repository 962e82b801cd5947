# SPDX-License-Identifier: Apache-2.0
"""What falls if a fact ends, before it does: pairs of every service, and the grants that hang on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from licit.explain.cascading import Carrying, Hold, days_after, ended_by, holds
from licit.explain.differing import Side
from licit.model.change import AnswerChange, Cascade, Fall, Hanging
from licit.model.day import LAST
from licit.model.problem import InvalidValueError
from licit.model.progress import Progress, silent
from licit.model.question import Question
from licit.model.record import Record
from licit.tasks.comparing import alike_items, answers, side
from licit.tasks.offers import no_offers
from licit.tasks.opening import OpenCase


def cascade(  # noqa: PLR0913 - what ends, who is asked of it, where, and who watches
    opened: OpenCase,
    question: Question,
    fact: str,
    *,
    services: Sequence[str] = (),
    territories: Sequence[str] = (),
    until: date | None = None,
    progress: Progress = silent,
) -> Cascade:
    """End a fact on the question's day and compare, for all that services offer.

    ``question`` gives position, ``known_by`` and use. Left out, ``services`` are all whose offers are on record, and
    ``territories`` all of the day. Looked at are the day after and the days after what survives it; with ``until``
    also each day up to it on which anything changes.

    Raises:
        InvalidValueError: no such fact, one that is an end itself, or no offers on record.
    """
    record, on = opened.record, question.day
    if on == LAST:
        raise InvalidValueError(f"no day comes after {on}", mend="give an earlier last day")
    other = ended_by(record, fact, on)
    asked = _asked(record, services, on)
    leaves = tuple(territories) or record.atlas.leaves_on(on)
    before, after = side(record, question, opened.engine), side(other, question, opened.engine)
    days = _days(record, other, days_after(record, fact, on), until)
    steps, falls = len(days) * len(asked), []
    fallen: dict[str, dict[str, set[str]]] = {service: {} for service in asked}
    for done, (service, day) in enumerate((service, day) for service in asked for day in days):
        progress(done, steps)
        ours, theirs = (_at(one, service, day) for one in (before, after))
        found = answers(ours, theirs, [(item, item) for item in asked[service]], leaves).changes
        changes = tuple(_new(found, fallen[service]))
        if changes:
            falls.append(Fall(service, day, changes))
    progress(steps, steps)
    return Cascade(
        fact=fact,
        on=on,
        question=replace(question, service="", item="", territory=""),
        asked=asked,
        territories=leaves,
        days=days,
        falls=tuple(falls),
        hanging=_hanging(before, after, fact, asked, leaves, days[0]),
    )


def _asked(record: Record, services: Sequence[str], on: date) -> Mapping[str, tuple[str, ...]]:
    asked = {service: record.offered(service, on) for service in services or record.offers}
    for service in services:
        if not asked[service]:
            raise no_offers(service, record)
    return {service: items for service, items in asked.items() if items}


def _days(record: Record, other: Record, days: tuple[date, ...], until: date | None) -> tuple[date, ...]:
    from licit.reference.alike import change_days

    if until is None:
        return days
    if until < days[0]:
        raise InvalidValueError(f"{until} comes before {days[0]}, the first day without it", mend="give a later day")
    more = (day for one in (record, other) for day in change_days(one, days[0], until))
    return tuple(sorted({*more, *(day for day in days if day <= until)}))


def _at(one: Side, service: str, day: date) -> Side:
    return replace(one, question=replace(one.question, service=service, day=day))


def _new(changes: Iterable[AnswerChange], fallen: dict[str, set[str]]) -> Iterator[AnswerChange]:
    """The changes without pairs that were told before; these are remembered."""
    told = {item: frozenset(leaves) for item, leaves in fallen.items()}
    for one in changes:
        parts: dict[tuple[str, ...], list[str]] = {}
        for item in one.items:
            part = tuple(leaf for leaf in one.territories if leaf not in told.get(item, ()))
            if part:
                parts.setdefault(part, []).append(item)
                fallen.setdefault(item, set()).update(part)
        for territories, items in parts.items():
            yield replace(one, items=tuple(items), territories=territories)


def _hanging(  # noqa: PLR0913, PLR0917 - two sides, what ends, and where it is looked
    before: Side, after: Side, fact: str, asked: Mapping[str, tuple[str, ...]], leaves: tuple[str, ...], day: date
) -> tuple[Hanging, ...]:
    """The grants that hang on the fact the day after, the most fallen first; a pair of several services counts once."""
    counted: dict[str, dict[Hold, set[tuple[str, str]]]] = {}
    for service, items in asked.items():
        ours, theirs = (_at(one, service, day) for one in (before, after))
        carrying = Carrying(ours), Carrying(theirs)
        parts = tuple(_parts(ours, theirs, leaves))
        for same in alike_items(ours, theirs, [(item, item) for item in items]):
            for part in parts:
                for grant, hold in holds(*carrying, fact, same[0][0], part[0]).items():
                    pairs = {(item, leaf) for item, _ in same for leaf in part}
                    counted.setdefault(grant, {one: set() for one in Hold})[hold] |= pairs
    found = (
        Hanging(
            grant=grant,
            fallen=len(by[Hold.NOTHING]),
            surviving=len(by[Hold.SURVIVAL] - by[Hold.NOTHING]),
            kept=len(by[Hold.ANOTHER] - by[Hold.SURVIVAL] - by[Hold.NOTHING]),
        )
        for grant, by in counted.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.fallen, -one.surviving, one.grant)))


def _parts(before: Side, after: Side, leaves: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Leaves that no fact tells apart on either side."""
    ours, theirs = before.alike(leaves), after.alike(leaves)
    found: dict[object, list[str]] = {}
    for leaf in leaves:
        found.setdefault((ours[leaf], theirs[leaf]), []).append(leaf)
    yield from (tuple(part) for part in found.values())
