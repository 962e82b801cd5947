# SPDX-License-Identifier: Apache-2.0
"""Chains of authority from a root: rules 1 to 4 of SEMANTICS §3, and the acts that rule 3 tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from licit.model.day import LAST, Reading, ends
from licit.model.fact import UNLIMITED, Grant, GrantKind, Power
from licit.model.proof import Powers
from licit.reference.order import comes_first, signed_by, signed_in_time, surely_before
from licit.reference.point import OwnedShare, Point
from licit.reference.scope import covers, first_day, in_force, last_day
from licit.reference.standing import holds

BOTH = Powers(exercise=True, sublicense=UNLIMITED)


@dataclass(frozen=True, slots=True)
class Way:
    """A chain while it is being walked: its root party, its grants, what each gives, and the last day to have signed.

    ``start`` are the root's own powers, ``given`` those after each grant. ``deadline`` is the earliest last day among
    ended links whose sublicences survive; ``ended`` whether the last link is one.
    """

    root: str
    start: Powers
    grants: tuple[Grant, ...] = ()
    given: tuple[Powers, ...] = ()
    deadline: date = LAST
    ended: bool = False
    before: Way | None = field(default=None, repr=False, compare=False)

    @property
    def powers(self) -> Powers:
        """What the chain gives its holder."""
        return self.given[-1] if self.given else self.start

    @property
    def holder(self) -> str:
        """The party that the chain reaches."""
        return self.grants[-1].grantee if self.grants else self.root

    @property
    def principals(self) -> tuple[str, ...]:
        """In whose name the holder acts: the grantors of the run of mandates at the end of the chain (rule 3)."""
        run: list[str] = []
        for grant in reversed(self.grants):
            if grant.kind is not GrantKind.MANDATE:
                break
            run.append(grant.grantor)
        return tuple(run)


@dataclass(frozen=True, slots=True)
class Act:
    """What rule 3 tests: the use or the grant that a chain's holder makes, for a grantee; no ``grant`` for a use."""

    way: Way
    grantee: str
    grant: Grant | None = None

    @property
    def power(self) -> Power:
        """The power it takes: to exercise, or to let others."""
        return Power.EXERCISE if self.grant is None else Power.SUBLICENSE


def ways(point: Point, share: OwnedShare, root: Way, reading: Reading) -> Iterator[Way]:
    """Every chain from a root, the root itself first: rule 2, on rows of distinct grants."""
    waiting = [root]
    while waiting:
        way = waiting.pop(0)
        yield way
        for grant in point.record.grants_by.get(way.holder, ()):
            longer = extend(point, share, way, grant, reading)
            if longer is not None and not comes_round(longer):
                waiting.append(longer)


def comes_round(way: Way) -> bool:
    """Whether the chain only comes back to a party it had reached, with nothing that it did not have there (rule 2).

    What could have been gained on the way round: a power, an own name in place of a principal's, a link in force, or
    an exclusive that now lies on the chain and bars it no more. Where none was, all that the longer chain could do the
    shorter can. Five parties that all mandate one another: 0.05 s a question, and without this no end in a minute.
    """
    earlier = way.before
    while earlier is not None:
        if earlier.holder == way.holder and (
            earlier.powers.exercise >= way.powers.exercise
            and earlier.powers.sublicense >= way.powers.sublicense
            and (way.ended or not earlier.ended)
            and set(earlier.principals) <= set(way.principals)
            and not any(grant.takes for grant in way.grants[len(earlier.grants) :])
        ):
            return True
        earlier = earlier.before
    return False


def extend(point: Point, share: OwnedShare, way: Way, grant: Grant, reading: Reading) -> Way | None:
    """The chain with one more grant, or ``None`` where it does not carry on (rule 2)."""
    if grant in way.grants or way.powers.sublicense < 1 or not holds(point, grant, share.owner, reading):
        return None
    if not covers(point, grant, share, reading) or not signed_in_time_for(way, grant, reading):
        return None
    first, last = first_day(grant, reading), last_day(point, grant, share.owner, reading)
    if first > point.day or last < first:
        return None
    ended = last < point.day
    if ended and not survives(grant, point.day, reading):  # rule 4
        return None
    if barring(point, share, Act(way, grant.grantee, grant), reading):  # rule 3
        return None
    deadline = min(way.deadline, last) if ended else way.deadline
    given = (*way.given, powers_given(way.powers, grant))
    return Way(way.root, way.start, (*way.grants, grant), given, deadline, ended, way)


def powers_given(held: Powers, grant: Grant) -> Powers:
    """What a grant gives by a chain: an assignment just what its grantor had, any other at most one link less."""
    if grant.kind is GrantKind.ASSIGNMENT:
        return held
    further = held.sublicense if held.sublicense == UNLIMITED else held.sublicense - 1
    return Powers(grant.exercise, min(grant.sublicense, further))


def signed_in_time_for(way: Way, grant: Grant, reading: Reading) -> bool:
    """Whether it was signed by the last day of every ended link that it hangs on (rule 4)."""
    return way.deadline == LAST or signed_in_time(grant, way.deadline, reading)


def survives(grant: Grant, day: date, reading: Reading) -> bool:
    """Whether an ended grant lets sublicences signed in time live on to this day (rule 4)."""
    return grant.survives_until is not None and day <= ends(grant.survives_until, reading)


def barring(point: Point, share: OwnedShare, act: Act, reading: Reading) -> tuple[Grant, ...]:
    """The assignments and exclusives that bar an act: nobody gives twice, in his own or another's name (rule 3)."""
    return tuple(
        exclusive
        for party in (act.way.holder, *act.way.principals)
        for exclusive in point.record.grants_by.get(party, ())
        if bars(point, share, exclusive, act, reading)
    )


def bars(point: Point, share: OwnedShare, exclusive: Grant, act: Act, reading: Reading) -> bool:
    """Whether one exclusive bars an act; it takes, so it is read in the opposite reading."""
    if not exclusive.takes or exclusive.grantee == act.grantee or act.power in exclusive.keeps:
        return False
    if exclusive == act.grant or exclusive in act.way.grants:  # licence back
        return False
    if not holds(point, exclusive, share.owner, reading.opposite):
        return False
    if not covers(point, exclusive, share, reading.opposite):
        return False
    if not in_force(point, exclusive, share.owner, reading.opposite):
        return False
    first = (
        signed_by(exclusive, point.day, reading) if act.grant is None else comes_first(exclusive, act.grant, reading)
    )
    return first and not voiders(point, share, exclusive, act, reading)


def voiders(point: Point, share: OwnedShare, late: Grant, act: Act, reading: Reading) -> tuple[Grant, ...]:
    """The earlier exclusives of the same grantor that void a later one for an act that they allow.

    Voiding gives: sure in the lower reading, possible in the upper (rule 3, the first exclusive decides).
    """
    return tuple(
        first
        for first in point.record.grants_by.get(late.grantor, ())
        if first.takes
        and first.grantee != late.grantee
        and first not in act.way.grants  # a licence back through the first is still barred by the later
        and Power.SUBLICENSE not in first.keeps
        and (first.grantee == act.grantee or act.power in first.keeps)
        and holds(point, first, share.owner, reading)
        and covers(point, first, share, reading)
        and in_force(point, first, share.owner, reading)
        and (surely_before(first, late) if reading is Reading.LOWER else not surely_before(late, first))
    )
