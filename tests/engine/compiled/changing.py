# SPDX-License-Identifier: Apache-2.0
"""Records that differ a little from one: a fact or a word added, taken away, or made another, of every kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from random import Random
from typing import Any, Final

from licit.model.day import Term, When
from licit.model.fact import Fact, Grant, Statute
from licit.model.record import Record
from licit.model.scope import Scope

Change = Callable[[Record, Record, Random], Record]


def changed(record: Record, other: Record, dice: Random) -> Record:
    """The record with one change; ``other`` is a world of the same parties, places and sources to take facts from."""
    return dice.choice(CHANGES)(record, other, dice)


def _without(record: Record, _: Record, dice: Random) -> Record:
    gone = dice.choice(record.facts)
    return replace(record, facts=tuple(fact for fact in record.facts if fact is not gone))


def _with_another(record: Record, other: Record, dice: Random) -> Record:
    """One more fact, somewhere among the others, with what is said of it where it comes from."""
    fact = dice.choice(other.facts)
    name = f"new-{len(record.facts)}"
    said = tuple(replace(one, facts=(name,)) for one in other.statements if fact.id in one.facts)
    place = dice.randint(0, len(record.facts))
    new = _on_some(replace(fact, id=name), record, dice)
    return replace(
        record, facts=(*record.facts[:place], new, *record.facts[place:]), statements=record.statements + said
    )


def _on_some(fact: Fact, record: Record, dice: Random) -> Fact:
    """What speaks of a fact of another world speaks of one of this."""
    for field in ("fact", "grant", "statute"):
        if hasattr(fact, field):
            kind = {"grant": Grant, "statute": Statute}.get(field, object)
            wanted = [one for one in record.facts if isinstance(one, kind)]
            if wanted:
                fact = _set(fact, field, dice.choice(wanted).id)
    return fact


def _otherwise(record: Record, other: Record, dice: Random) -> Record:
    """One field of a fact as in another fact of its kind."""
    old = dice.choice(record.facts)
    like = dice.choice([fact for fact in (*record.facts, *other.facts) if type(fact) is type(old)])
    names = [field.name for field in fields(old) if field.name not in ("id", "fact", "grant", "statute", "note")]
    name = dice.choice(names)
    return _instead(record, old, _set(old, name, getattr(like, name)))


def _ended(record: Record, _: Record, dice: Random) -> Record:
    """A grant, or a law, that ends otherwise."""
    having = [fact for fact in record.facts if hasattr(fact, "term")]
    if not having:
        return record
    old = dice.choice(having)
    end = When.parse(dice.choice(("2003-05-05", "2011", "2024-02")))
    return _instead(record, old, _set(old, "term", Term(None, end)))


def _narrower(record: Record, _: Record, dice: Random) -> Record:
    """A grant of which no dimension, or another, is stated."""
    if not record.grants:
        return record
    old = dice.choice(record.grants)
    name = dice.choice([field.name for field in fields(Scope)])
    source = dice.choice(record.grants)
    return _instead(record, old, replace(old, scope=replace(old.scope, **{name: getattr(source.scope, name)})))


def _unsaid(record: Record, _: Record, dice: Random) -> Record:
    if not record.statements:
        return record
    gone = dice.choice(record.statements)
    return replace(record, statements=tuple(one for one in record.statements if one is not gone))


def _said_otherwise(record: Record, other: Record, dice: Random) -> Record:
    """The opposite of what was said, or said by another, or on another day."""
    if not record.statements:
        return record
    old = dice.choice(record.statements)
    like = dice.choice((*record.statements, *other.statements))
    new = replace(
        old, **{(name := dice.choice(("source", "affirms", "made", "published", "basis"))): getattr(like, name)}
    )
    return replace(record, statements=tuple(new if one is old else one for one in record.statements))


def _denied(record: Record, other: Record, dice: Random) -> Record:
    like = dice.choice(other.statements or record.statements)
    word = replace(like, facts=(dice.choice(record.facts).id,), affirms=dice.random() < 0.3, pattern=None)
    return replace(record, statements=(*record.statements, word))


def _pattern(record: Record, other: Record, dice: Random) -> Record:
    """A denial of a pattern comes, or goes."""
    coming = other.pattern_denials
    gone = dice.choice(record.pattern_denials) if record.pattern_denials and dice.random() < 0.5 else None
    kept = tuple(one for one in record.statements if one is not gone)
    return replace(record, statements=(*kept, *coming[:1]))


def _in_one_word(record: Record, _: Record, dice: Random) -> Record:
    """A file's one statement on many facts is on one fewer."""
    having = [one for one in record.statements if len(one.facts) > 1]
    if not having:
        return record
    old = dice.choice(having)
    gone = dice.choice(old.facts)
    new = replace(old, facts=tuple(one for one in old.facts if one != gone))
    return replace(record, statements=tuple(new if one is old else one for one in record.statements))


def _around(record: Record, other: Record, dice: Random) -> Record:
    """Another atlas, hierarchy of uses, position, list of a catalogue, or order of facts."""
    which = dice.randint(0, 4)
    if which == 0:
        leaves = {**record.atlas.leaves, "XX": Term(None, None)}
        return replace(record, atlas=replace(record.atlas, leaves=leaves))
    if which == 1:
        return replace(record, uses=replace(record.uses, wider={}))
    if which == 2:
        positions = {name: replace(one, ranks=one.ranks[::-1]) for name, one in record.positions.items()}
        return replace(record, positions=positions)
    if which == 3:
        lists = dict(other.catalogues) or {name: frozenset(("r2",)) for name in record.catalogues}
        return replace(record, catalogues=_but_one(lists))
    facts = list(record.facts)
    dice.shuffle(facts)
    return replace(record, facts=tuple(facts))


def _but_one(lists: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(sorted(assets)[1:]) for name, assets in lists.items()}


def _set(fact: Fact, name: str, value: object) -> Fact:
    of: Any = fact
    found: Fact = replace(of, **{name: value})
    return found


def _instead(record: Record, old: Fact, new: Fact) -> Record:
    return replace(record, facts=tuple(new if fact is old else fact for fact in record.facts))


OFTEN: Final[tuple[Change, ...]] = (
    _otherwise,
    _otherwise,
    _otherwise,
    _with_another,
    _with_another,
    _without,
    _narrower,
)
CHANGES: Final[tuple[Change, ...]] = (
    *OFTEN,
    *(_ended, _unsaid, _said_otherwise, _said_otherwise, _denied, _pattern, _in_one_word, _around),
)
