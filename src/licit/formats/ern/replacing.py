# SPDX-License-Identifier: Apache-2.0
"""What a newer message does to the deals of older ones: the newest for a release replaces them all.

A deal that is not repeated ended on the day before the message was made. A territory that is taken down ends on the day
before the take-down begins. A territory that was live and that the message names nowhere, while it has other deals, was
withdrawn in a form that the handbook does not allow (it has to be said); ERN 6.19.4 lets it be left out. So the old
deal goes on there as a grant of its own that the message both affirms and denies: contested. Where the message has no
deal at all, the release is withdrawn everywhere, which is a good form.
Source: ERN 6.19.4; kb.ddex.net, no take-down in an initial deal, and territorial take-downs; STANDARDS §5.4.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from licit.formats.ddex.codes import WORLDWIDE, of_all
from licit.formats.ddex.periods import UNKNOWN
from licit.formats.ern.collapse import Collapsed
from licit.formats.ids import fact_id
from licit.model.day import Term, When
from licit.model.fact import Fact, Grant, Termination
from licit.model.statement import Basis
from licit.model.territory import Expression
from licit.vocabulary import territories

OMITTED: Final = "ern-omitted"
_MARK: Final = "DDEX message of "
_MADE: Final = re.compile(rf"{_MARK}([0-9T:+\-.]+)")


@dataclass(slots=True)
class Said:
    """What a message says of one release: the grants it states, the territories it names, what it takes down."""

    grants: set[str] = field(default_factory=set)
    named: set[Expression] = field(default_factory=set)
    downs: set[tuple[Expression, When]] = field(default_factory=set)
    anything: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that follows from the newer message."""

    fact: Fact
    note: str
    basis: Basis = Basis.INFERRED
    affirms: bool = True


def marked(created: datetime | None) -> str:
    """What a fact's note says of the message that brought it: by this, later ones are told from earlier ones."""
    return f"{_MARK}{created.isoformat()}" if created is not None else ""


def newest(facts: Sequence[Fact]) -> datetime | None:
    """When the newest message was made that is known to have brought one of these facts."""
    found = [_MADE.search(fact.note) for fact in facts if isinstance(fact, Grant | Termination)]
    return max((datetime.fromisoformat(one[1]) for one in found if one), default=None)


def ended(facts: Sequence[Fact]) -> dict[str, When]:
    """The grants that have ended, with their last day."""
    return {fact.grant: fact.last_day for fact in facts if isinstance(fact, Termination)}


def begun(earlier: Sequence[Fact], named: Callable[[Grant], str], deal: Collapsed, day: date) -> Term:
    """The term of a deal; one with an end alone began when an earlier message said that it did.

    So DDEX writes a take-down: the deal again, with an ``EndDate`` and no start. ``named`` gives the id that the deal
    has in the territories and the term of another: by this it is known again. Source: DDEX, Common Deal Types 1.3,
    samples of a deal's life cycle.
    """
    term, where = deal.same.term, deal.territories
    if term.start != UNKNOWN or term.end is None or where is None:
        return term
    atlas = territories().atlas
    leaves = where.leaves(atlas, day)
    for grant in _live(earlier, day):
        start, wider = grant.term.start, grant.scope.territories
        alike = grant.scope.uses == deal.same.uses and _may_reach(grant, deal.assets)
        if not alike or start is None or wider is None or start.latest > term.end.earliest:
            continue
        if leaves <= wider.leaves(atlas, day) and grant.id == named(grant):
            return Term(start, term.end)
    return term


def purged(earlier: Sequence[Fact], created: datetime) -> Iterator[Change]:
    """All deals of a release end."""
    for grant in _live(earlier, created.date()):
        yield Change(_ending(grant, When.on(_before(created.date())), created), "the release is purged", Basis.SEEN)


def outlived(grant: Grant, newer: datetime) -> Change:
    """A deal of an older message that is read after a newer one."""
    return Change(_ending(grant, When.on(_before(newer.date())), newer), "a newer message, read before, replaces it")


def replaced(earlier: Sequence[Fact], said: Said, created: datetime) -> Iterator[Change]:
    """What becomes of the earlier grants that the newer message does not repeat."""
    day = created.date()
    named = frozenset().union(*(one.leaves(territories().atlas, day) for one in said.named))
    for grant in _live(earlier, day):
        if grant.id not in said.grants:
            yield from _replaced(grant, said, named, created)


def _replaced(grant: Grant, said: Said, named: frozenset[str], created: datetime) -> Iterator[Change]:
    day, where = created.date(), grant.scope.territories
    last = When.on(_before(day))
    if where is None or not said.anything:
        note = (
            "the newest message has other deals" if said.anything else "the newest message has no deal of the release"
        )
        yield Change(_ending(grant, last, created), note)
        return
    atlas = territories().atlas
    live = where.leaves(atlas, day)
    down: dict[str, When] = {}
    for expression, start in said.downs:
        begins = When.on(day) if start == UNKNOWN else start
        for leaf in expression.leaves(atlas, day) & live:
            down[leaf] = min(begins, down.get(leaf, begins))
    omitted = live - named
    if grant.id.startswith(f"{OMITTED}-") and omitted == live:
        return  # it is as contested as before
    starts = sorted(set(down.values()))
    if len(starts) == 1 and frozenset(down) == live and starts[0].earliest > day:
        yield Change(_ending(grant, _day_before(starts[0]), created), "taken down", Basis.SEEN)
        return
    past = [start for start in starts if start.earliest <= day]
    if past:  # since a day that was gone when the message was made: some day between the two
        last = When(min(_before(past[0].earliest), last.earliest), last.latest)
    taken = frozenset(down) == live
    note = "taken down" if taken else "the newest message has other deals"
    yield Change(_ending(grant, last, created), note, Basis.SEEN if taken else Basis.INFERRED)
    for start in starts:
        if start.earliest > day:
            leaves = frozenset(leaf for leaf, from_day in down.items() if from_day == start)
            term = Term(When.on(day), _day_before(start))
            yield Change(_rest(grant, "ern-until", leaves, term, created), f"until the take-down of {start}")
    if omitted:
        begins = grant.term.start if grant.term.start and grant.term.start.earliest > day else When.on(day)
        rest = _rest(grant, OMITTED, omitted, Term(begins, grant.term.end), created)
        yield Change(rest, "a territory that was live is withdrawn only by a take-down")
        yield Change(rest, "the newest message, which replaces all deals, names it nowhere", affirms=False)


def _live(facts: Sequence[Fact], day: date) -> Iterator[Grant]:
    gone = ended(facts)
    for fact in facts:
        if not isinstance(fact, Grant) or (fact.id in gone and gone[fact.id].latest < day):
            continue
        if fact.term.end is None or fact.term.end.latest >= day:
            yield fact


def _may_reach(grant: Grant, assets: tuple[str, ...]) -> bool:
    """Whether it may reach just these; what a catalogue has in it is not known here."""
    repertoire = grant.scope.repertoire
    return repertoire is not None and repertoire.assets == (frozenset(assets) if len(assets) == 1 else frozenset())


def _ending(grant: Grant, last: When, created: datetime) -> Termination:
    return Termination(id=fact_id("ern-end", grant.id, last), grant=grant.id, last_day=last, note=marked(created))


def _rest(grant: Grant, kind: str, leaves: frozenset[str], term: Term, created: datetime) -> Grant:
    """The grant, in a part of its territories."""
    where = grant.scope.territories
    live = where.leaves(territories().atlas, created.date()) if where is not None else leaves
    gone = live - leaves
    steps = where.steps if where is not None else ((True, WORLDWIDE),)
    short = Expression((*steps, *((False, leaf) for leaf in sorted(gone)))) if len(gone) < len(leaves) else None
    kept = where if not gone and where is not None else short or of_all(sorted(leaves))
    return replace(
        grant,
        id=fact_id(kind, grant.id, kept, term),
        scope=replace(grant.scope, territories=kept),
        term=term,
        note=marked(created),
    )


def _before(day: date) -> date:
    return day if day == date.min else day - timedelta(days=1)


def _day_before(when: When) -> When:
    return When(_before(when.earliest), _before(when.latest))
