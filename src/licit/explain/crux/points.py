# SPDX-License-Identifier: Apache-2.0
"""Which open point to settle next: first those in which the way that may arrive is not sure to. Source: SEMANTICS §4.

Facts are looked at as they are left by what is settled so far. A fact is settled as disputed only where nothing else
makes it so: first what may be held of it (a finding that is interim, disputed, or of an imprecise term), then, of a
grant that a denied pattern may or may not take in, the memberships and days that decide whether it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from licit.explain.crux.days import Days, signing_field
from licit.explain.crux.diagram import Node, Taken
from licit.explain.crux.order import Rows, comparable
from licit.explain.crux.settle import Asked
from licit.model.crux import Settlement
from licit.model.day import Reading
from licit.model.fact import SHARELESS, Fact, Finding, Grant, Statute, Termination
from licit.model.proof import OpenKind, OpenPoint, RootKind, Standing
from licit.model.scope import Repertoire
from licit.reference.authority import Act, Way, barring
from licit.reference.order import surely_before
from licit.reference.point import OwnedShare, Point
from licit.reference.reach import Reached
from licit.reference.standing import groups_of, heard, in_the_end, standing
from licit.reference.statutes import opted_out

LOWER, UPPER = Reading.LOWER, Reading.UPPER
SILENT = (Standing.REJECTED, Standing.UNSAID)


def disputed(fact: str) -> Settlement:
    """That a disputed fact is so; that an interim finding stands."""
    return Settlement(OpenPoint(OpenKind.FACT, (fact,)), so=True)


@dataclass(frozen=True, slots=True)
class Known:
    """What is the same for whatever share and place, where nothing is held of a fact and nothing of it is settled.

    How facts stand, by their names; when grants are in force, by theirs and whether the reading is upper; of which
    grants all is precise or free.
    """

    standings: dict[str, Standing] = field(default_factory=dict)
    forces: dict[tuple[str, bool], Node] = field(default_factory=dict)
    plain: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Standings:
    """What makes facts disputed at a point."""

    point: Point
    days: Days
    taken: Taken
    known: Known = field(default_factory=Known)

    def stands(self, fact: Fact, owner: str) -> Standing:
        """How a fact stands for the share of an owner."""
        point = self.point
        by_pattern = isinstance(fact, Grant) and bool(point.record.pattern_denials)
        if by_pattern or fact.id in point.settled or fact.id in point.record.findings_on:
            return standing(point, fact.id, owner)
        found = self.known.standings.get(fact.id)
        if found is None:
            found = self.known.standings[fact.id] = standing(point, fact.id, owner)
        return found

    def of(self, fact: Fact, owner: str) -> Iterator[Settlement]:
        """What to settle of a fact that is disputed, for the share of an owner (none: of a fact of no share)."""
        yield from self._of(fact, owner, frozenset())

    def _of(self, fact: Fact, owner: str, seen: frozenset[str]) -> Iterator[Settlement]:
        if fact.id in seen or self.stands(fact, owner) is not Standing.DISPUTED:
            return
        for finding in self.point.record.findings_on.get(fact.id, ()):
            if not self.may_bind(finding, owner):
                continue
            stands = self.stands(finding, owner)
            if stands in SILENT:
                continue
            if not finding.term.covers(self.point.day, LOWER):
                yield from self.term(finding)
            if stands is Standing.DISPUTED:
                yield from self._of(finding, owner, seen | {fact.id})
            elif finding.interim:
                yield disputed(finding.id)
        if isinstance(fact, Grant) and heard(self.point, fact.id, LOWER) != heard(self.point, fact.id, UPPER):
            yield from self.above(fact.grantor)
            yield from self.day(fact, "start" if fact.term.start else signing_field(fact))
            yield from self.day(fact, "retention_end" if fact.retention_end else "end")
        yield disputed(fact.id)

    def may_bind(self, finding: Finding, owner: str) -> bool:
        """Whether what is held binds at the point, for the share of an owner."""
        record, day = self.point.record, self.point.day
        if not finding.term.may_cover(day) or not finding.territories.contains(self.point.territory, record.atlas, day):
            return False
        if not finding.between:
            return True
        shareless = isinstance(in_the_end(record, finding), SHARELESS)
        return self.point.question.service in finding.between and (shareless or owner in finding.between)

    def above(self, party: str) -> Iterator[Settlement]:
        """What is open of the memberships above a party."""
        seen: set[str] = set()
        waiting = [party]
        while waiting:
            for membership in self.point.record.memberships_of.get(waiting.pop(), ()):
                if self.stands(membership, "") in SILENT:
                    continue
                yield from self.of(membership, "")
                yield from self.day(membership, "start")
                yield from self.day(membership, "end")
                if membership.group not in seen:
                    seen.add(membership.group)
                    waiting.append(membership.group)

    def day(self, fact: Fact, field: str) -> Iterator[Settlement]:
        """What is left to settle of one day."""
        original = self.days.record.by_id[fact.id]
        if isinstance(original, Grant) and field in ("start", "executed") and signing_field(original) == "signed":
            field = "signed"
        if not self.days.candidates(original, field):
            return
        settlement = self.days.halving(original, field, self.days.left(original, field, self.taken))
        if settlement is not None:
            yield settlement

    def term(self, fact: Fact) -> Iterator[Settlement]:
        """What is open of whether a fact's term includes the day asked about."""
        day, term = self.point.day, getattr(fact, "term", None)
        if term is None:
            return
        if term.start is not None and term.start.earliest <= day < term.start.latest:
            yield from self.day(fact, "start")
        if term.end is not None and term.end.earliest < day <= term.end.latest:
            yield from self.day(fact, "end")


@dataclass(frozen=True)
class Points:
    """The open points of one share at one point, with what is settled so far."""

    standings: Standings
    asked: Asked
    share: OwnedShare
    rows: Rows

    @property
    def point(self) -> Point:
        """Where it is judged."""
        return self.standings.point

    def open_ones(self, reached: Reached | None) -> Iterator[Settlement]:
        """What is left to settle: of the way that arrives in the upper reading first, then any."""
        if reached is not None:
            yield from self._of_way(reached)
        yield from self._of_all()

    def _of_way(self, reached: Reached) -> Iterator[Settlement]:
        by_id = self.point.record.by_id
        if reached.statute is not None:
            yield from self._giver(reached.statute)
        if reached.operation:
            yield from self._giver(by_id[reached.operation], "")
        if reached.way is None:
            return
        for grant in reached.way.grants:
            yield from self._giver(grant)
        if reached.kind is RootKind.EXTENDED and reached.statute is not None:
            for out in opted_out(self.point, self.share, reached.statute, LOWER):
                yield from self._giver(out)
        yield from self._barred(Act(reached.way, self.point.question.service))
        way: Way | None = reached.way
        while way is not None and way.before is not None:
            yield from self._barred(Act(way.before, way.holder, way.grants[-1]))
            way = way.before

    def _giver(self, fact: Fact, owner: str | None = None) -> Iterator[Settlement]:
        """What of a fact is not sure: that it is so, reaches the share, and is in force on the day."""
        day = self.point.day
        yield from self.standings.of(fact, self.share.owner if owner is None else owner)
        if isinstance(fact, Statute):
            yield from self._unstated(fact, fact)
        if not isinstance(fact, Grant):
            yield from self.standings.term(fact)
            return
        yield from self._scope(fact)
        begun, end = fact.begun, fact.stated_end
        if begun is not None and begun.earliest <= day < begun.latest:
            yield from self.standings.day(fact, "start" if fact.term.start else "executed")
        if end is not None and end.earliest < day <= end.latest:
            yield from self.standings.day(fact, "retention_end" if fact.retention_end else "end")
        for termination in self.point.record.terminations_of.get(fact.id, ()):
            if termination.last_day.earliest < day:
                yield from self.standings.of(termination, self.share.owner)
                if day <= termination.last_day.latest:
                    yield from self.standings.day(termination, "last_day")

    def _scope(self, grant: Grant) -> Iterator[Settlement]:
        yield from self._unstated(grant, grant.scope)
        for named in (grant.scope.repertoire, grant.scope.exceptions):
            yield from self._members(grant, named)
        for condition in grant.conditions:
            if condition.fulfilled is None:
                yield Settlement(OpenPoint(OpenKind.CONDITION, (grant.id,), condition.text), so=True)
        if grant.at_signature:
            yield from self.standings.day(grant, signing_field(grant))

    def _unstated(self, fact: Fact, holder: object) -> Iterator[Settlement]:
        names = ("rights", "uses", "territories") if holder is fact else ("rights", "uses", "territories", "repertoire")
        for name in names:
            if getattr(holder, name) is None:
                yield Settlement(OpenPoint(OpenKind.SCOPE, (fact.id,), name), so=True, of=self.asked.of(name))

    def _members(self, grant: Grant, named: Repertoire | None) -> Iterator[Settlement]:
        if named is None or not self.share.owner or not (named.members_of or named.some_members_of):
            return
        days = {self.point.day}
        if grant.at_signature and grant.signed is not None:
            days = {grant.signed.earliest, grant.signed.latest}
        above = {group for day in days for group in groups_of(self.point, self.share.owner, day, UPPER)}
        for group in sorted(named.some_members_of & above):
            yield Settlement(OpenPoint(OpenKind.SOME, (grant.id,), group), so=True, of=(self.share.owner,))
        if named.members_of & above or named.some_members_of & above:
            yield from self.standings.above(self.share.owner)

    def _barred(self, act: Act) -> Iterator[Settlement]:
        """What of the exclusives that may bar an act is not sure, and of those that may void them."""
        for taker in barring(self.point, self.share, act, LOWER):
            yield from self._giver(taker)
            if act.grant is not None:
                yield from self._order(taker, act.grant)
            elif taker.signed is None or taker.signed.earliest <= self.point.day < taker.signed.latest:
                yield from self.standings.day(taker, signing_field(taker))
            for first in self.point.record.grants_by.get(taker.grantor, ()):
                if first.takes and first.id != taker.id:
                    yield from self._giver(first)
                    yield from self._order(first, taker)

    def _order(self, one: Grant, other: Grant) -> Iterator[Settlement]:
        if surely_before(one, other) or surely_before(other, one):
            return
        for grant in (one, other):
            yield from self.standings.day(grant, signing_field(grant))
        asked = self.rows.next_asked(one)
        if asked is not None:
            yield asked

    def _of_all(self) -> Iterator[Settlement]:
        """Whatever is open of what can matter: for what the way alone does not show (holders, surviving links)."""
        record = self.point.record
        for fact in record.facts:
            shareless = isinstance(in_the_end(record, fact), SHARELESS)
            yield from self._giver(fact, "" if shareless else None)
            if isinstance(fact, Termination):
                yield from self.standings.day(fact, "last_day")
            if isinstance(fact, Grant):
                yield from self.standings.day(fact, "survives_until")
        for taker, grant in comparable(record):
            yield from self._order(taker, grant)
        for grant in record.grants:
            for name in (signing_field(grant), "start", "end", "retention_end"):
                yield from self.standings.day(grant, name)


def fresh(settlements: Iterable[Settlement], taken: Taken) -> Settlement | None:
    """The first that is not settled yet."""
    return next((one for one in settlements if one not in taken), None)
