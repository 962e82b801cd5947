# SPDX-License-Identifier: Apache-2.0
"""What cannot differ: leaves in the same sets, items in the same rights situation, days between two changes.

Not a cache but a saving of questions: alike ones have one answer (SEMANTICS §6, rights classes).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from licit.model.day import FIRST, LAST, Term, When, next_day
from licit.model.fact import Control, Fact, Finding, Grant, Requirement, Server, Statute
from licit.model.record import Record
from licit.model.scope import Repertoire
from licit.model.statement import Statement
from licit.model.territory import Expression


def leaf_classes(record: Record, day: date, leaves: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The leaves grouped by the territory sets of the record that contain them on that day."""
    asked = sorted({(expression, on) for expression, on in _expressions(record, day)}, key=repr)
    inside = [expression.leaves(record.atlas, on) for expression, on in asked]
    classes: dict[tuple[bool, ...], list[str]] = {}
    for leaf in leaves:
        classes.setdefault(tuple(leaf in one for one in inside), []).append(leaf)
    return tuple(tuple(alike) for alike in classes.values())


def _expressions(record: Record, day: date) -> Iterator[tuple[Expression, date]]:
    for fact in record.facts:
        if isinstance(fact, Grant) and fact.scope.territories is not None:
            yield fact.scope.territories, day
            if fact.signed is not None:  # where the signature's reading of a group differs, the answer says so
                yield fact.scope.territories, fact.signed.earliest
                yield fact.scope.territories, fact.signed.latest
        elif isinstance(fact, Control | Requirement | Finding | Statute) and fact.territories is not None:
            yield fact.territories, day
        elif isinstance(fact, Server):
            yield Expression(((True, fact.territory),)), day


def item_classes(
    record: Record,
    items: Iterable[str],
    known_by: date | None = None,
    stand_ins: Mapping[str, str] | None = None,
) -> tuple[tuple[str, ...], ...]:
    """The items grouped by what is owned, listed and said of their assets.

    With ``known_by`` for questions of that day of knowledge: words published by then are alike whatever their day.
    With ``stand_ins`` owners with the same one are alike too: the answers are then the same but for their names.
    """
    lists = [assets for _, assets in sorted(record.catalogues.items())]
    for fact in record.facts:
        if isinstance(fact, Grant):
            lists += [one.assets for one in (fact.scope.repertoire or Repertoire(), fact.scope.exceptions)]
        elif isinstance(fact, Statute) and fact.assets is not None:
            lists.append(fact.assets)
    classes: dict[object, list[str]] = {}
    for item in items:
        known = record.items.get(item)
        situation = (
            tuple(
                (kind, frozenset(_situation(record, lists, asset, known_by, stand_ins or {}) for asset in assets))
                for kind, assets in known.assets
            )
            if known
            else None
        )
        classes.setdefault(situation, []).append(item)
    return tuple(tuple(alike) for alike in classes.values())


def _situation(
    record: Record, lists: list[frozenset[str]], asset: str, known_by: date | None, stand_ins: Mapping[str, str]
) -> object:
    owned = Counter(
        (
            stand_ins.get(control.party, control.party),
            control.rights,
            control.share,
            control.territories,
            control.term,
            _said(record.statements_on.get(control.id, ()), known_by),
            control.id if control.id in record.findings_on else "",
            # two equal rows of one party add up: the count of them is part of the situation
            sum(other.party == control.party for other in record.controls_of.get(asset, ())),
        )
        for control in record.controls_of.get(asset, ())
    )
    return frozenset(owned.items()), tuple(asset in one for one in lists)


def _said(words: tuple[Statement, ...], known_by: date | None) -> object:
    """What of the words on one fact can matter: whose, which way, on what basis, when; of a lone word not when made."""
    return frozenset(
        (
            word.source,
            word.affirms,
            word.basis,
            word.published_on if known_by is None else word.published_on <= known_by,
            word.made_on if len(words) > 1 else None,
        )
        for word in words
    )


def change_days(record: Record, first: date, last: date) -> tuple[date, ...]:
    """The first day of each slice from ``first`` to ``last``: no fact or group that a fact names changes within one."""
    days = {first}
    for fact in record.facts:
        days |= set(_changes(fact))
    named = {name for expression, _ in _expressions(record, first) for _, name in expression.steps}
    for statement in record.pattern_denials:
        if statement.pattern and statement.pattern.territories:
            named |= {name for _, name in statement.pattern.territories.steps}
    for group in named & record.atlas.groups.keys():
        for _, term in record.atlas.groups[group]:
            days |= set(_of_term(term))
    for parents in record.uses.wider.values():
        for _, term in parents:
            days |= set(_of_term(term))
    return tuple(sorted(day for day in days if first <= day <= last))


def _changes(fact: Fact) -> Iterator[date]:
    yield from _from(getattr(fact, "executed", None))
    for name in ("retention_end", "survives_until", "last_day"):
        yield from _after(getattr(fact, name, None))
    term = getattr(fact, "term", None)
    if isinstance(term, Term):
        yield from _of_term(term)


def _of_term(term: Term) -> Iterator[date]:
    yield from _from(term.start)
    yield from _after(term.end)


def _from(when: When | None) -> Iterator[date]:
    """The first days on which what begins may hold, and surely holds."""
    yield from (day for day in ((when.earliest, when.latest) if when else ()) if FIRST < day < LAST)


def _after(when: When | None) -> Iterator[date]:
    """The first days on which what ends may be over, and surely is."""
    yield from (next_day(day) for day in ((when.earliest, when.latest) if when else ()) if FIRST < day < LAST)
