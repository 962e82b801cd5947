# SPDX-License-Identifier: Apache-2.0
"""In which facts two records differ, and on which of them words that count differ; or that all hangs on what does."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

from licit.engine.believed import Believed, Word
from licit.engine.places import Places, expressions
from licit.model.fact import Fact, Finding, Membership
from licit.model.record import Record
from licit.model.statement import Statement

ValueT = TypeVar("ValueT")
Pair = tuple[Fact | None, Fact | None]  # before and after; the same twice where only words on it differ


def difference(before: Believed, record: Record) -> Mapping[str, Pair] | None:
    """The facts in which a record differs from the one believed, by id; None where too much hangs on what differs.

    Too much: the position, the atlas and the numbering of leaves, the hierarchy of uses, the catalogues, denials of
    patterns, and under such denials findings and memberships. Items, offers, notes and the like make no difference.
    """
    old = before.record
    if (
        record.positions.get(before.position.name, before.position) != before.position
        or record.atlas != old.atlas
        or record.uses != old.uses
        or record.catalogues != old.catalogues
        or any(len(one.by_id) != len(one.facts) for one in (old, record))  # two facts of one name
    ):
        return None
    gone, come = _apart(old.statements, record.statements)
    told = _told(before, gone, come)
    if told is None:
        return None
    pairs = _facts(old.facts, record.facts)
    for name in told:
        if name in old.by_id or name in record.by_id:
            pairs.setdefault(name, (old.by_id.get(name), record.by_id.get(name)))
    if before.patterns and any(isinstance(one, Finding | Membership) for pair in pairs.values() for one in pair):
        return None
    patterns = [one for one in (*gone, *come) if one.pattern is not None]
    return None if _places_differ(before.places, record, pairs.values(), patterns) else pairs


def _facts(before: tuple[Fact, ...], after: tuple[Fact, ...]) -> dict[str, Pair]:
    gone, come = ({fact.id: fact for fact in facts} for facts in _apart(before, after))
    return {name: pair for name in gone | come if (pair := (gone.get(name), come.get(name)))[0] != pair[1]}


def _apart(before: Collection[ValueT], after: Collection[ValueT]) -> tuple[list[ValueT], list[ValueT]]:
    """What is only before, and only after: told apart by identity, which costs little; equal ones may be in both."""
    if before is after:
        return [], []
    old, new = {id(one) for one in before}, {id(one) for one in after}
    return [one for one in before if id(one) not in new], [one for one in after if id(one) not in old]


def _told(before: Believed, gone: list[Statement], come: list[Statement]) -> set[str] | None:
    """The facts of which something else is said; None where other patterns are denied.

    A file's one statement on 10⁵ rows, and the same on one more, differ in that row alone.
    """
    said: dict[Word, tuple[set[str], set[str]]] = {}
    denied: tuple[list[object], list[object]] = ([], [])
    for which, statements in enumerate((gone, come)):
        for statement in statements:
            word = before.word(statement)
            if word is not None:
                said.setdefault(word, (set(), set()))[which].update(statement.facts)
                if statement.pattern is not None:
                    denied[which].append((statement.pattern, word))
    if any(one not in denied[1] for one in denied[0]) or any(one not in denied[0] for one in denied[1]):
        return None
    return {name for old, new in said.values() for name in old ^ new}


def _places_differ(places: Places, record: Record, pairs: Collection[Pair], patterns: Collection[Statement]) -> bool:
    """Whether the leaves, or their numbers, are others."""
    facts = {id(one): one for pair in pairs for one in pair if one is not None}
    among = Record(facts=tuple(facts.values()), statements=tuple(patterns))
    atlas = record.atlas
    inside = {name for group in atlas.groups.values() for name, _ in group}
    if all(atlas.knows(name) or name in inside for one in expressions(among) for _, name in one.steps):
        return False
    return Places(record).names != places.names
