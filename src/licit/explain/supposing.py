# SPDX-License-Identifier: Apache-2.0
"""The record as it would be under a supposition: a new value each time, and no other room knows that it is supposed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import reduce
from typing import Final

from licit.model.day import Term, When
from licit.model.fact import (
    Control,
    Fact,
    Finding,
    Grant,
    Membership,
    Operation,
    OptOut,
    Requirement,
    Server,
    Statute,
    Termination,
)
from licit.model.party import Party
from licit.model.position import VOCABULARY, Position
from licit.model.problem import InvalidValueError
from licit.model.record import Record
from licit.model.statement import Basis, Statement
from licit.model.supposition import (
    Added,
    Begun,
    Ended,
    Placed,
    Ranked,
    Settled,
    Signed,
    Spoken,
    Step,
    Supposition,
    beside,
)

Dated = Control | Grant | Statute | OptOut | Membership | Requirement | Server | Operation | Finding
SUPPOSED: Final = "supposed"  # the source of what nobody on record says, and the kind of party that it is
SETTLED: Final = "settled"  # the source of what is settled, above all others


def suppose(record: Record, supposition: Supposition, *, position: str, known_by: date) -> Record:
    """The record with all steps taken, one after the other; without steps the record itself.

    ``position`` is the name of the one whose ranks and place change; ``known_by`` the day on which supposed words are
    made and published.

    Raises:
        InvalidValueError: a step names a fact or source that is not there, or what its fact does not have.
    """
    return reduce(lambda so_far, step: _taken(so_far, step, position, known_by), supposition.steps, record)


def with_last_day(fact: Fact, last: When | None) -> Fact:
    """The fact with another last day, which replaces a grant's retention end too.

    Raises:
        InvalidValueError: a termination has no last day left to take away.
    """
    if isinstance(fact, Termination):
        if last is None:
            raise InvalidValueError(
                f"{fact.id} is a termination, and open", mend=f"give its day, or deny it: --deny {fact.id}"
            )
        return replace(fact, last_day=last)
    changed: Dated = replace(fact, term=Term(fact.term.start, last))
    return replace(changed, retention_end=None) if isinstance(changed, Grant) else changed


def with_first_day(fact: Fact, first: When | None) -> Fact:
    """The fact with another first day.

    Raises:
        InvalidValueError: a termination has none.
    """
    if isinstance(fact, Termination):
        raise InvalidValueError(f"{fact.id} is a termination, which has a last day alone", mend="use --end for it")
    return replace(fact, term=Term(first, fact.term.end))


def with_fact(record: Record, changed: Fact) -> Record:
    """The record with this fact in place of the one of its id."""
    return replace(record, facts=tuple(changed if fact.id == changed.id else fact for fact in record.facts))


def supposed_source(record: Record, called: str = SUPPOSED) -> str:
    """The name of a supposed source: one that nobody in the record has, but for what was supposed before."""
    spoke = {one.source for one in record.statements}
    name, number = called, 1
    while record.parties[name].kinds != (SUPPOSED,) if name in record.parties else name in spoke:
        number += 1
        name = f"{called}-{number}"
    return name


def _taken(record: Record, step: Step, position: str, known_by: date) -> Record:  # noqa: PLR0911 - one a kind of step
    match step:
        case Added():
            return _added(record, step.more, position, known_by)
        case Ended():
            return with_fact(_never_terminated(record, step.fact), with_last_day(_fact(record, step.fact), step.last))
        case Begun():
            return with_fact(record, with_first_day(_fact(record, step.fact), step.first))
        case Signed():
            return with_fact(record, _signed(_fact(record, step.fact), step.day))
        case Spoken():
            return _spoken(record, step, position, known_by)
        case Settled():
            return _settled(record, step, position, known_by)
        case Ranked():
            source = _source(record, step.source, position)
            return _with_position(record, position, _ranked(record.positions[position], source, step.rank))
        case Placed():
            return _with_position(record, position, replace(record.positions[position], place=step.place))


def _added(record: Record, more: Record, position: str, known_by: date) -> Record:
    joined = beside(record, more)
    unsaid = tuple(fact.id for fact in more.facts if fact.id not in joined.statements_on)
    return _with_word(joined, unsaid, position, known_by, affirms=True) if unsaid else joined


def _never_terminated(record: Record, grant: str) -> Record:
    if not record.terminations_of.get(grant):
        return record
    gone = {one.id for one in record.terminations_of[grant]}
    return replace(record, facts=tuple(fact for fact in record.facts if fact.id not in gone))


def _signed(fact: Fact, day: When) -> Fact:
    if not isinstance(fact, Grant):
        raise InvalidValueError(f"{fact.id} is no grant, and nobody signs it", mend="use --begin or --end for it")
    return replace(fact, executed=day)


def _spoken(record: Record, step: Spoken, position: str, known_by: date) -> Record:
    _fact(record, step.fact)
    if not step.source:
        return _with_word(record, (step.fact,), position, known_by, affirms=step.affirms)
    source = _source(record, step.source, position)
    silent = replace(record, statements=tuple(_without(record.statements, step.fact, source)))
    return _saying(silent, source, (step.fact,), position, known_by, affirms=step.affirms)


def _settled(record: Record, step: Settled, position: str, known_by: date) -> Record:
    """A source above all others says so, and no finding speaks of it: that a fact is settled outranks both."""
    _fact(record, step.fact)
    free = replace(
        record,
        facts=tuple(fact for fact in record.facts if not (isinstance(fact, Finding) and fact.fact == step.fact)),
        statements=tuple(_without(record.statements, step.fact)),
    )
    return _with_word(free, (step.fact,), position, known_by, affirms=step.holds, above=True)


def _without(statements: Iterable[Statement], fact: str, source: str = "") -> Iterable[Statement]:
    """The statements, none of which speaks of the fact by name: all of them, or those of one source."""
    for one in statements:
        if fact not in one.facts or (source and one.source != source):
            yield one
        elif rest := tuple(name for name in one.facts if name != fact):
            yield replace(one, facts=rest)


def _with_word(  # noqa: PLR0913 - the parts of a statement
    record: Record, facts: tuple[str, ...], position: str, known_by: date, *, affirms: bool, above: bool = False
) -> Record:
    """The record in which the supposed source, believed in the best rank or ``above`` it, speaks of the facts."""
    name = supposed_source(record, SETTLED if above else SUPPOSED)
    held = record.positions[position]
    if held.rank(name) is None:
        ranks = _with_vocabulary(held).ranks
        joined = ((name,), *ranks) if above else ((*(ranks[0] if ranks else ()), name), *ranks[1:])
        record = _with_position(record, position, replace(_with_vocabulary(held), ranks=joined))
    if name not in record.parties:
        record = replace(record, parties={**record.parties, name: Party(name, name, (SUPPOSED,))})
    return _saying(record, name, facts, position, known_by, affirms=affirms)


def _saying(  # noqa: PLR0913 - the parts of a statement
    record: Record, source: str, facts: tuple[str, ...], position: str, known_by: date, *, affirms: bool
) -> Record:
    bases = record.positions[position].bases
    basis = Basis.SEEN if bases is None or Basis.SEEN in bases else min(bases, key=lambda one: one.value)
    day = When.on(known_by)
    word = Statement(source, affirms=affirms, facts=facts, made=day, published=day, basis=basis, note=SUPPOSED)
    return replace(record, statements=(*record.statements, word))


def _with_vocabulary(held: Position) -> Position:
    """The same position, the vocabulary named in the rank that it has: other ranks may then come and go."""
    rank = held.rank(VOCABULARY)
    if rank is None or any(VOCABULARY in sources for sources in held.ranks):
        return held
    ranks = held.ranks or ((),)
    named = tuple((*sources, VOCABULARY) if number == rank else sources for number, sources in enumerate(ranks))
    return replace(held, ranks=named)


def _ranked(held: Position, source: str, rank: int | None) -> Position:
    named = _with_vocabulary(held)
    ranks = tuple(tuple(one for one in sources if one != source) for sources in named.ranks)
    if source == VOCABULARY:
        named = replace(named, vocabulary=rank is not None)
    if rank is None:
        return replace(named, ranks=ranks)
    if not 0 <= rank <= len(ranks):
        raise InvalidValueError(
            f"{held.name} has {len(ranks)} ranks, and no place for rank {rank + 1}",
            mend=f"give a rank from 1, the best, to {len(ranks) + 1}",
        )
    widened = (*ranks, ()) if rank == len(ranks) else ranks
    return replace(
        named, ranks=tuple((*sources, source) if at == rank else sources for at, sources in enumerate(widened))
    )


def _with_position(record: Record, name: str, position: Position) -> Record:
    return replace(record, positions={**record.positions, name: position})


def _fact(record: Record, name: str) -> Fact:
    if name in record.by_id:
        return record.by_id[name]
    raise _unknown("fact", name, record.by_id)


def _source(record: Record, name: str, position: str) -> str:
    known = dict.fromkeys(one.source for one in record.statements)
    known.update(dict.fromkeys(one for sources in record.positions[position].ranks for one in sources))
    known[VOCABULARY] = None
    if name in known:
        return name
    raise _unknown("source", name, known)


def _unknown(what: str, name: str, known: Mapping[str, object]) -> InvalidValueError:
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    lists = {"fact": "facts", "source": "statements"}[what]
    mend = f"the nearest is {near[0]}" if near else f"licit {lists} lists them"
    return InvalidValueError(f"the record has no {what} {name[:80]!r}", mend=mend)
