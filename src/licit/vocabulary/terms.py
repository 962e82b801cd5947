# SPDX-License-Identifier: Apache-2.0
"""Terms with precise ends, cut and joined: what closing a dated hierarchy takes."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from datetime import date

from licit.model.day import ALWAYS, FIRST, LAST, Term, When, next_day

Dated = tuple[tuple[str, Term], ...]


@functools.cache
def span(first: date, last: date) -> Term:
    """The term from one day to another, both included; the first and last day there are stand for open ends."""
    if first == FIRST and last == LAST:
        return ALWAYS
    return Term(None if first == FIRST else When.on(first), None if last == LAST else When.on(last))


def first_day(days: Term) -> date:
    """The day the term begins on."""
    return days.start.latest if days.start else FIRST


def last_day(days: Term) -> date:
    """The day the term ends on."""
    return days.end.earliest if days.end else LAST


def within(days: Term, members: Iterable[tuple[str, Term]]) -> list[tuple[str, Term]]:
    """The members on those days only; who has none of them is left out."""
    found = []
    for name, own in members:
        first, last = max(first_day(days), first_day(own)), min(last_day(days), last_day(own))
        if first <= last:
            found.append((name, span(first, last)))
    return found


def joined(members: Iterable[tuple[str, Term]]) -> Dated:
    """The members by name and day, terms of one name that touch or overlap made one."""
    spans: dict[str, list[tuple[date, date]]] = {}
    for name, days in members:
        spans.setdefault(name, []).append((first_day(days), last_day(days)))
    found = []
    for name in sorted(spans):
        current: tuple[date, date] | None = None
        for first, last in sorted(spans[name]):
            if current is None:
                current = (first, last)
            elif first <= next_day(current[1]):
                current = (current[0], max(current[1], last))
            else:
                found.append((name, span(*current)))
                current = (first, last)
        if current is not None:
            found.append((name, span(*current)))
    return tuple(found)
