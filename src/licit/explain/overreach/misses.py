# SPDX-License-Identifier: Apache-2.0
"""What came nearest to giving a party what it granted: the links to it that fail in one thing alone, and where.

A link is a grant to the party by one who may give it, or a statute that names it. Put that one thing right, and the
party has the share there. Source: SEMANTICS §5, Why not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from licit.engine.bearing import Share
from licit.engine.grants import READINGS, UPPER, CompiledGrant
from licit.engine.reach import opt_outs
from licit.engine.span import Stands, names_right
from licit.engine.walk import powers_given
from licit.explain.overreach.field import Field, may_let_others
from licit.model.day import LAST, begins, ends, next_day
from licit.model.fact import Statute, StatuteKind
from licit.model.proof import Break, Dimension

Missed = list[tuple[Break, int]]
_D: Final = Dimension


def misses(field: Field, share: Share, grant: CompiledGrant, where: int, reading: int) -> Iterator[tuple[Break, int]]:
    """Each link that fails in one thing alone in some of ``where``, with where it does."""
    yield from _own_act(field, share, grant, where, reading)
    for link in field.links_to(share, grant.grantor, reading):
        if link is not grant:
            held = where & field.may_give(share, link, reading, barred=False)
            if held:
                yield from _alone(_of_grant(field, share, link, grant, reading), held)
    for statute in field.believed.record.statutes:
        if statute.kind is StatuteKind.EXTENDED and statute.society == grant.grantor:
            yield from _alone(_of_statute(field, share, statute, grant, reading), where)


def _alone(missed: Missed, where: int) -> Iterator[tuple[Break, int]]:
    """The misses where all others are of the same dimension."""
    total: dict[Dimension, int] = {}
    for at, there in missed:
        total[at.dimension] = total.get(at.dimension, 0) | there
    for at, there in missed:
        left = where & there
        for dimension, other in total.items():
            if dimension is not at.dimension:
                left &= ~other
        if left:
            yield at, left


def _own_act(field: Field, share: Share, grant: CompiledGrant, where: int, reading: int) -> Iterator[tuple[Break, int]]:
    """Where the party holds the share, and this very grant is barred, or came too late for an ended link."""
    late = 0
    barred: dict[str, int] = {}
    for come in field.comes(share, reading):
        for state, there in come.held.get(grant.grantor, ()):
            if may_let_others(state, grant, reading):
                parties = (state.holder, *state.principals)
                for name, bars in _barring(field, share, parties, grant, state.used, reading):
                    barred[name] = barred.get(name, 0) | bars & there & where
            elif state.sublicense > 0 and state.deadline != LAST:
                late |= there & where
    for name, there in barred.items():
        if there:
            yield Break(_D.BARRED, grant.grantor, grant.grantee, grant.id, (name,)), there
            late &= ~there
    if late:
        yield Break(_D.FELL, grant.grantor, grant.grantee, grant.id), late


def _barring(  # noqa: PLR0913, PLR0917 - as the engine asks
    field: Field, share: Share, parties: tuple[str, ...], grant: CompiledGrant, used: frozenset[int], reading: int
) -> Iterator[tuple[str, int]]:
    bearing = field.bearing(share)
    for party in parties:
        for exclusive in field.believed.takers_by.get(party, ()):
            if bars := bearing.bars(exclusive, grant.grantee, grant, used, reading):
                yield exclusive.id, bars


def _unheard(stands: Stands, at: Callable[[Dimension], Break], everywhere: int, reading: int) -> Missed:
    """Where the link does not count, by how it stands."""
    silent = everywhere & ~(stands.accepted | stands.disputed | stands.rejected)
    missed = [(at(_D.REJECTED), stands.rejected), (at(_D.UNSAID), silent)]
    return missed if reading == UPPER else [*missed, (at(_D.DISPUTED), stands.disputed)]


def _of_grant(field: Field, share: Share, link: CompiledGrant, grant: CompiledGrant, reading: int) -> Missed:
    """In what, and where, a link to the party fails to give it the power to make its grant."""
    bearing, span = field.bearing(share), field.span

    def at(dimension: Dimension) -> Break:
        return Break(dimension, link.grantor, link.grantee, link.id)

    missed = _unheard(span.stands(link.id, share.owner), at, span.everywhere, reading)
    missed += [
        (at(_D.REPERTOIRE), span.everywhere & ~bearing.in_repertoire(link, reading)),
        (at(_D.RIGHT), 0 if names_right(link.rights, share.right, reading) else span.everywhere),
        (at(_D.USE), span.everywhere & ~span.names_use(link.uses, reading)),
        (at(_D.TERRITORY), span.everywhere & ~span.in_territories(link, reading)),
        (at(_D.CONDITION), 0 if link.conditions[reading] else span.everywhere),
    ]
    missed += _days(field, share, link, reading)
    given = 0
    for come in field.comes(share, reading):
        for state, there in come.held.get(link.grantor, ()):
            if may_let_others(state, link, reading):
                if powers_given(state, link)[1] > 0:
                    given |= there
                parties = (state.holder, *state.principals)
                for name, bars in _barring(field, share, parties, link, state.used, reading):
                    missed.append((Break(_D.BARRED, link.grantor, link.grantee, link.id, (name,)), bars & there))
    short = _D.LINKS if link.assignment or link.sublicense else _D.NO_SUBLICENSE
    missed.append((_cannot_let(short, grant, link.id), span.everywhere & ~given))
    return missed


def _cannot_let(dimension: Dimension, grant: CompiledGrant, by: str) -> Break:
    """The party has the share by a link that leaves it no power to let others."""
    return Break(dimension, grant.grantor, grant.grantee, grant.id, (by,))


def _days(field: Field, share: Share, link: CompiledGrant, reading: int) -> Missed:
    """The days before a grant begins, and those after it ended, by its term or by a termination."""
    bearing, span = field.bearing(share), field.span
    first = link.first[reading]
    early = span.everywhere & ~span.during(first, LAST)
    missed = [(Break(_D.NOT_BEGUN, link.grantor, link.grantee, link.id, held_from=first), early)]
    for piece, last in bearing.lasting(link, reading):
        by = tuple(
            one.id
            for one, days in link.terminations
            if days[reading] == last and span.holds(one.id, share.owner, 1 - reading) & piece
        )
        ended = Break(_D.TERM, link.grantor, link.grantee, link.id, by, held_until=last)
        if last < LAST:
            missed.append((ended, piece & span.during(next_day(last), LAST)))
    return missed


def _of_statute(field: Field, share: Share, statute: Statute, grant: CompiledGrant, reading: int) -> Missed:
    """In what, and where, an extended statute does not let its society license the share."""
    span, society, read = field.span, statute.society, READINGS[reading]

    def at(dimension: Dimension) -> Break:
        return Break(dimension, society, society, statute.id)

    territories = statute.territories
    there = span.tile(territories) if territories is not None else span.everywhere if reading == UPPER else 0
    listed = statute.assets is None or share.profile & field.believed.lists.listed(statute.assets)
    first, last = begins(statute.term.start, read), ends(statute.term.end, read)
    missed = _unheard(span.stands(statute.id, share.owner), at, span.everywhere, reading)
    missed += [
        (at(_D.REPERTOIRE), 0 if listed else span.everywhere),
        (at(_D.RIGHT), 0 if names_right(statute.rights, share.right, reading) else span.everywhere),
        (at(_D.USE), span.everywhere & ~span.names_use(statute.uses, reading)),
        (at(_D.TERRITORY), span.everywhere & ~there),
        (_cannot_let(_D.LINKS, grant, statute.id), 0 if statute.links else span.everywhere),
    ]
    early = Break(_D.NOT_BEGUN, society, society, statute.id, held_from=first)
    missed.append((early, span.everywhere & ~span.during(first, LAST)))
    if last < LAST:
        ended = Break(_D.TERM, society, society, statute.id, held_until=last)
        missed.append((ended, span.during(next_day(last), LAST)))
    for one, out in opt_outs(field.bearing(share), statute, field.useful, reading):
        missed.append((Break(_D.OPTED_OUT, society, society, statute.id, (one.id,)), out))
    return missed
