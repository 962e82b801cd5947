# SPDX-License-Identifier: Apache-2.0
"""One more turn given to a world: what its stories tell too seldom for a sample, each a function of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from licit.model.asset import Item
from licit.model.day import Term, When
from licit.model.fact import Condition, Fact, Grant, GrantKind, Membership
from licit.model.record import Record
from tests.worlds.chooser import Chooser
from tests.worlds.harms import ALWAYS_SURVIVES, TOO_LATE
from tests.worlds.stage import ENDED, OTHER_RIGHT, OTHER_USE, SERVICE, World


def twisted(world: World, chooser: Chooser, percent: int = 50) -> World:
    """The world, or in so many of a hundred cases a twist of it."""
    if not chooser.chance(percent):
        return world
    return replace(world, record=chooser.pick(TWISTS)(world.record, chooser))


def _with(record: Record, *facts: Fact) -> Record:
    """The record with these in place of the facts of their names."""
    new = {fact.id: fact for fact in facts}
    return replace(record, facts=tuple(new.get(fact.id, fact) for fact in record.facts))


def _conditional(record: Record, chooser: Chooser) -> Record:
    """A licence hangs on a condition: unmet, or nobody knows."""
    fulfilled = None if chooser.chance(50) else False
    licences = [grant for grant in record.grants if grant.grantee == SERVICE]
    if not licences:
        return record
    return _with(record, replace(chooser.pick(licences), conditions=(Condition("paid", fulfilled=fulfilled),)))


def _without_onward(record: Record, chooser: Chooser) -> Record:
    """Somebody on the way may not let others, or only one of them."""
    grants = _on_the_way(record)
    if not grants:
        return record
    kind, links = chooser.pick(((GrantKind.NON_EXCLUSIVE, 0), (GrantKind.MANDATE, 1)))
    bare = replace(chooser.pick(grants), kind=kind, sublicense=links, reserved=frozenset())
    return _with(record, bare)


def _too_late(record: Record, chooser: Chooser) -> Record:
    """A grant ended, and what was granted under it was signed too late to live on."""
    grants = _on_the_way(record)
    if not grants:
        return record
    given = chooser.pick(grants)
    over = Term(given.term.start, When.parse(chooser.pick(ENDED)))
    ended = replace(given, term=over, survives_until=ALWAYS_SURVIVES, retention_end=None)
    later = [replace(one, executed=TOO_LATE) for one in record.grants_by[given.grantee] if one.id != given.id]
    return _with(record, ended, *later)


def _unidentified(record: Record, chooser: Chooser) -> Record:
    """The item lacks a kind of asset that the law asks for."""
    needed = ("work", ("perform",))
    laws = [law for law in record.requirements if needed not in law.rights]
    item = record.items["song"]
    lacking = Item(item.id, tuple((kind, assets if kind == "recording" else ()) for kind, assets in item.assets))
    asking = [replace(law, rights=(*law.rights, needed)) if chooser.chance(80) else law for law in laws]
    return replace(_with(record, *asking), items={"song": lacking})


def _same_day(record: Record, chooser: Chooser) -> Record:
    """An exclusive and another grant of its grantor were signed on one day, their order recorded or not."""
    pairs = [
        (one, other)
        for one in record.grants
        if one.takes
        for other in record.grants_by[one.grantor]
        if other.grantee != one.grantee and other.signed is not None
    ]
    if not pairs:
        return record
    exclusive, other = chooser.pick(pairs)
    orders = chooser.pick(((1, 2), (2, 1), (None, None), (1, None)))
    return _with(
        record,
        replace(exclusive, executed=other.signed, order=orders[0], at_signature=False),
        replace(other, executed=other.signed, order=orders[1]),
    )


def _unsaid(record: Record, chooser: Chooser) -> Record:
    """Nobody says any more that there was such a grant."""
    if not record.grants:
        return record
    gone = chooser.pick(record.grants).id
    return replace(record, statements=tuple(word for word in record.statements if gone not in word.facts))


def _only_a_member(record: Record, chooser: Chooser) -> Record:
    """Where a grant was, there is only a membership."""
    if not record.grants:
        return record
    gone = chooser.pick(record.grants)
    fact = Membership(id=gone.id, member=gone.grantor, group=gone.grantee)
    return _with(record, fact)


def _narrower(record: Record, chooser: Chooser) -> Record:
    """A grant is of another right, or for another use."""
    if not record.grants:
        return record
    grant = chooser.pick(record.grants)
    scope = replace(grant.scope, rights=frozenset((OTHER_RIGHT,)))
    if chooser.chance(35):
        scope = replace(grant.scope, uses=frozenset((OTHER_USE,)))
    return _with(record, replace(grant, scope=scope))


def _on_the_way(record: Record) -> tuple[Grant, ...]:
    """The grants to somebody who grants on."""
    return tuple(grant for grant in record.grants if grant.grantee in record.grants_by and grant.grantee != SERVICE)


TWISTS: Final[tuple[Callable[[Record, Chooser], Record], ...]] = (
    *(_conditional, _conditional, _without_onward, _without_onward, _too_late, _too_late),
    *(_unidentified, _same_day, _same_day, _unsaid, _unsaid, _only_a_member, _narrower),
)
