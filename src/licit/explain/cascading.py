# SPDX-License-Identifier: Apache-2.0
"""What hangs on a fact: the record in which it ends sooner, the days to look at, the grants on chains through it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum

from licit.explain.differing import Side
from licit.explain.supposing import with_fact, with_last_day
from licit.model.day import LAST, Reading, When, next_day
from licit.model.fact import Fact, Grant, Termination
from licit.model.position import PlaceOfAct
from licit.model.problem import InvalidValueError
from licit.model.record import Record
from licit.model.scope import ALL
from licit.reference.point import OwnedShare, Point
from licit.reference.reach import all_ways
from licit.reference.wholes import controls_at, requirements_at


class Hold(Enum):
    """What holds a grant that hung on the fact: nothing, survival (SEMANTICS §3.4), or another chain."""

    NOTHING = "nothing"
    SURVIVAL = "survival"
    ANOTHER = "another"


def ended_by(record: Record, fact: str, on: date) -> Record:
    """The record in which the fact has its last day on this one, or sooner if it has.

    Raises:
        InvalidValueError: no such fact, or a termination, which is an end itself.
    """
    held = record.by_id.get(fact)
    if held is None:
        raise InvalidValueError(f"the record has no fact {fact[:80]!r}", mend="licit facts lists them")
    if isinstance(held, Termination):
        raise InvalidValueError(
            f"{fact} is a termination, an end itself", mend=f"ask what hangs on the grant: {held.grant}"
        )
    end = _end(held)
    if end is not None and end.latest <= on:
        return record
    last = When.on(on) if end is None else When(min(end.earliest, on), min(end.latest, on))
    return with_fact(record, with_last_day(held, last))


def _end(fact: Fact) -> When | None:
    if isinstance(fact, Grant):
        return fact.stated_end
    return fact.last_day if isinstance(fact, Termination) else fact.term.end


def days_after(record: Record, fact: str, on: date) -> tuple[date, ...]:
    """The day after it ends, and those after what survives it may and must be over."""
    days = {next_day(on)}
    held = record.by_id[fact]
    if isinstance(held, Grant) and held.survives_until is not None:
        until = held.survives_until
        days |= {next_day(day) for day in (until.earliest, until.latest) if on < day < LAST}
    return tuple(sorted(days))


class Carrying:
    """Which grants extend chains on one side, as far as some reading of the open points has it (the upper one)."""

    def __init__(self, side: Side) -> None:
        self.record, self.question = side.record, side.question
        self.position = self.record.positions[self.question.position]
        self._points: dict[str, Point] = {}
        self._leading: dict[str, frozenset[str]] = {}

    def places(self, leaf: str) -> tuple[str, ...]:
        """Where the act of people there is placed: with them, at the servers, or both."""
        at_user = () if self.position.place is PlaceOfAct.EMISSION else (leaf,)
        if self.position.place is PlaceOfAct.RECEPTION:
            return at_user
        servers = (one.territory for one in self.record.servers if one.service == self.question.service)
        return tuple(dict.fromkeys((*at_user, *servers)))

    def shares(self, item: str, place: str) -> Iterator[OwnedShare]:
        """Each owner's share of each right that some law may ask for there, and that of the unnamed owner."""
        point, held = self.point(place), self.record.items.get(item)
        laws = requirements_at(point) if held else ()
        for kind, right in dict.fromkeys(
            (kind, right) for law in laws for kind, rights in law.rights for right in rights
        ):
            for asset in held.of_kind(kind) if held else ():
                owning = (one for one in controls_at(point, asset) if one.rights is ALL or right in one.rights)
                owners = dict.fromkeys(one.party for one in owning if one.term.may_cover(point.day))
                yield from (OwnedShare(asset, right, owner, 0) for owner in (*owners, ""))

    def carried(self, share: OwnedShare, place: str, fact: str) -> Mapping[str, set[bool]]:
        """Each grant that extends a chain over the share, and whether such chains go through the fact: some, none."""
        owned_by = {one.id for one in self.record.controls_of.get(share.asset, ()) if one.party == share.owner}
        found: dict[str, set[bool]] = {}
        for _, statute, way in all_ways(self.point(place), share, Reading.UPPER):
            if way.grants and way.grants[-1].id != fact:
                root = {statute.id} if statute else owned_by
                through = fact in root or any(one.id == fact for one in way.grants)
                found.setdefault(way.grants[-1].id, set()).add(through)
        return found

    def may_reach(self, share: OwnedShare, fact: str) -> bool:
        """Whether grants lead from the share's owner, or from the society of a law, to a grant: the only ways to it."""
        grant = self.record.by_id.get(fact)
        if not isinstance(grant, Grant):
            return True
        if fact not in self._leading:
            self._leading[fact] = _leading_to(self.record, grant)
        roots = {share.owner, *(one.society for one in self.record.statutes)}
        return not roots.isdisjoint(self._leading[fact])

    def point(self, place: str) -> Point:
        """The question with the act placed there; how facts stand is remembered."""
        if place not in self._points:
            self._points[place] = Point(self.record, self.question, self.position, place)
        return self._points[place]


def holds(before: Carrying, after: Carrying, fact: str, item: str, leaf: str) -> Mapping[str, Hold]:
    """What holds each grant that hung on the fact, for an item in a territory; of its shares the one worst off."""
    found: dict[str, Hold] = {}
    for place in before.places(leaf):
        still = frozenset(after.shares(item, place))
        for share in before.shares(item, place):
            if not before.may_reach(share, fact):
                continue
            was = before.carried(share, place, fact)
            now = after.carried(share, place, fact) if share in still else {}
            for grant, through in was.items():
                if True in through or grant not in now:
                    hold = _hold(now.get(grant, set()))
                    found[grant] = min(found.get(grant, hold), hold, key=tuple(Hold).index)
    return found


def _leading_to(record: Record, grant: Grant) -> frozenset[str]:
    """The parties from whom grants lead to this one; nobody where it leads no further, and bars nothing either."""
    if not grant.takes and not record.grants_by.get(grant.grantee):
        return frozenset()
    givers: dict[str, set[str]] = {}
    for one in record.grants:
        givers.setdefault(one.grantee, set()).add(one.grantor)
    found, waiting = {grant.grantor}, [grant.grantor]
    while waiting:
        more = givers.get(waiting.pop(), set()) - found
        found |= more
        waiting += more
    return frozenset(found)


def _hold(through: set[bool]) -> Hold:
    if not through:
        return Hold.NOTHING
    return Hold.ANOTHER if False in through else Hold.SURVIVAL
