# SPDX-License-Identifier: Apache-2.0
"""What a fact does to a share, as a condition on the open points that are free: these are never settled one by one.

Free is a point that changes one thing only, whatever else is settled: that a disputed fact is so on which no finding
may bind, an unstated dimension of a scope, a condition, a day as it is held against the day asked about, the order of
two acts. All others are read in a reading, as in ``licit.reference``: so a condition is
a bound, and is the condition itself where no other point is open. Source: SEMANTICS §2, §3.3, §4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Final

from licit.explain.crux.apart import Apart
from licit.explain.crux.days import ANY, DAY, signing_field, when_of
from licit.explain.crux.diagram import Diagram, Node
from licit.explain.crux.order import came_first
from licit.explain.crux.points import LOWER, SILENT, UPPER, Points, Standings
from licit.model.crux import Settlement
from licit.model.day import Reading, When, begins, ends
from licit.model.fact import Fact, Finding, Grant, Membership, Operation, OptOut, Statute, Termination
from licit.model.proof import OpenKind, Standing
from licit.model.scope import Repertoire
from licit.reference.order import surely_before
from licit.reference.scope import in_repertoire, in_territories, names_right, names_use
from licit.reference.standing import heard

EVERYTHING: Final = Repertoire(everything=True)


class Conditions:
    """Of the facts of one share, with what is settled of the points that are not free."""

    def __init__(self, points: Points, diagram: Diagram, apart: Apart | None = None) -> None:
        """``apart``: the places that are looked into at once."""
        self.points = points
        self.apart = apart
        self.diagram = diagram
        self.point = points.point
        self.record = self.point.record
        self.share = points.share
        self.day = self.point.day
        self.true, self.false = diagram.true, diagram.false
        self._stands: dict[str, tuple[Node, Node]] = {}
        self._covers: dict[tuple[str, bool], Node] = {}
        self._force: dict[tuple[str, bool], Node] = {}
        self._days: dict[str, Mapping[str, date]] = {}

    def sure(self, truth: bool) -> Node:  # noqa: FBT001 - a truth value
        """A condition that no settlement changes."""
        return self.true if truth else self.false

    # Free points

    def is_free(self, settlement: Settlement) -> bool:
        """Whether a point is never settled by itself."""
        point = settlement.point
        fact = self.record.by_id.get(point.facts[0]) if point.facts else None
        if fact is None:
            return False
        if point.kind is OpenKind.FACT:
            return self._free(fact)
        if point.kind is OpenKind.SCOPE:
            return self._scopes_free
        if point.kind is OpenKind.DAY:
            return settlement.day is not None and self._free_days(fact).get(point.detail) == settlement.day
        return point.kind in (OpenKind.CONDITION, OpenKind.ORDER)

    def _free(self, fact: Fact, standings: Standings | None = None) -> bool:
        """Whether nothing but statements makes it disputed, and no other fact hangs on that."""
        if isinstance(fact, Membership | Finding):
            return False
        standings = standings or self.points.standings
        if any(standings.may_bind(one, self._owner(fact)) for one in self.record.findings_on.get(fact.id, ())):
            return False
        if not self.record.pattern_denials or not isinstance(fact, Grant):
            return True
        return heard(self.point, fact.id, LOWER) == heard(self.point, fact.id, UPPER)

    def _owner(self, fact: Fact) -> str:
        return "" if isinstance(fact, Operation) else self.share.owner

    @cached_property
    def _scopes_free(self) -> bool:
        """A denied pattern takes in a grant by its scope and its days: these may decide whether the grant is so."""
        return not self.record.pattern_denials

    def _free_days(self, fact: Fact) -> Mapping[str, date]:
        """The days of a fact that may lie on both sides of the day asked about: the last of those on the one side."""
        if fact.id not in self._days:
            self._days[fact.id] = self._open_days(fact) if self._scopes_free else {}
        return self._days[fact.id]

    def _open_days(self, fact: Fact) -> Mapping[str, date]:
        if isinstance(fact, Termination):
            grant = self.record.by_id.get(fact.grant)
            fields = {"last_day": self.day - DAY}
        else:
            grant = fact
            fields = dict.fromkeys(("executed", "start", "signed"), self.day)
            fields |= dict.fromkeys(("end", "retention_end"), self.day - DAY)
        if not isinstance(grant, Grant) or grant.survives_until is not None or grant.at_signature:
            return {}  # its days are held against others too, or say as of when its groups are read
        original = self.points.standings.days.record.by_id[fact.id]
        if isinstance(original, Grant) and signing_field(original) == "signed":  # begun always, and signed some day
            fields = {field: day for field, day in fields.items() if field not in ("executed", "start")}
        else:
            fields.pop("signed", None)
        found = {}
        for field, day in fields.items():
            when = ANY if field == "signed" and grant.signed is None else when_of(fact, _now(field))
            if when is not None and when.earliest <= day < when.latest:
                found[field] = day
        return found

    def _by(self, fact: Fact, field: str) -> Node | None:
        """That an open day comes by the day that it is held against; ``None``: it is read as it stands."""
        day = self._free_days(fact).get(field)
        if day is None:
            return None
        return self.diagram.at(OpenKind.DAY, (fact.id,), field, day=day)

    # Who says so

    def holds(self, fact: Fact, reading: Reading) -> Node:
        """That a fact is so, read as something that gives."""
        if fact.id not in self._stands:
            if self.apart is None or fact.id not in self.record.findings_on:
                self._stands[fact.id] = self._stood(fact, self.points.standings)
            else:
                lower = upper = self.false
                for standings, here in self._places:
                    at = self._stood(fact, standings)
                    lower, upper = lower | here & at[0], upper | here & at[1]
                self._stands[fact.id] = lower, upper
        return self._stands[fact.id][reading is UPPER]

    def _stood(self, fact: Fact, standings: Standings) -> tuple[Node, Node]:
        """That a fact is so at a place, in both readings."""
        stands = standings.stands(fact, self._owner(fact))
        if stands is not Standing.DISPUTED:
            found = self.sure(stands not in SILENT)
        elif self._free(fact, standings):
            found = self.diagram.at(OpenKind.FACT, (fact.id,))
        else:
            return self.false, self.true
        return found, found

    @cached_property
    def _places(self) -> list[tuple[Standings, Node]]:
        """Where not the same findings bind and statutes reach: one place of each, and that it is one of these."""
        standings = self.points.standings
        if self.apart is None:
            return [(standings, self.true)]
        return [(replace(standings, point=self.point.at(leaf)), here) for leaf, here in self.apart.each()]

    # Scope

    def covers(self, grant: Grant, reading: Reading) -> Node:
        """That a grant has the share in its scope."""
        key = (grant.id, reading is UPPER)
        if key not in self._covers:
            self._covers[key] = self._in_scope(grant, reading)
        return self._covers[key]

    def _in_scope(self, grant: Grant, reading: Reading) -> Node:
        scope, named = grant.scope, grant
        if scope.repertoire is None and self._scopes_free:  # then only what is excepted is asked about
            named = replace(grant, scope=replace(scope, repertoire=EVERYTHING))
        if not (
            in_repertoire(self.point, named, self.share, reading)
            and self._stated(scope.rights is None, names_right(scope.rights, self.share.right, reading))
            and self._stated(scope.uses is None, names_use(self.point, scope.uses, reading))
        ):
            return self.false
        found = self._within(grant, reading)
        for name in ("repertoire", "rights", "uses", "territories"):
            if getattr(scope, name) is None and self._scopes_free:
                found &= self._unstated(grant, name)
        for condition in grant.conditions:
            if condition.fulfilled is False:
                return self.false
            if condition.fulfilled is None:
                found &= self.diagram.at(OpenKind.CONDITION, (grant.id,), condition.text)
        return found

    def _within(self, grant: Grant, reading: Reading) -> Node:
        """That the place lies in a grant's territories, and the grant counts there; wherever, where none are stated."""
        counts = self.true if self.apart is None else self.apart.where(grant)
        if grant.scope.territories is None:
            return counts if self._scopes_free or reading is UPPER else self.false
        if self.apart is not None and not grant.at_signature:
            return counts
        found = self.false
        for standings, here in self._places:
            if in_territories(standings.point, grant, reading):
                found |= here
        return found & counts

    def _stated(self, unstated: bool, reached: bool) -> bool:  # noqa: FBT001 - truth values
        return reached or (unstated and self._scopes_free)

    def _unstated(self, fact: Fact, name: str) -> Node:
        return self.diagram.at(OpenKind.SCOPE, (fact.id,), name, self.points.asked.of(name))

    def reaches(self, statute: Statute, reading: Reading) -> Node:
        """That a statute is so and reaches the share, before any opt-out."""
        if statute.assets is not None and self.share.asset not in statute.assets:
            return self.false
        inside = self.false
        for standings, here in self._places:
            if statute.territories is None or statute.territories.contains(
                standings.point.territory, self.record.atlas, self.day
            ):
                inside |= here
        if inside == self.false or not (
            statute.term.covers(self.day, reading)
            and self._stated(statute.rights is None, names_right(statute.rights, self.share.right, reading))
            and self._stated(statute.uses is None, names_use(self.point, statute.uses, reading))
            and (statute.territories is not None or reading is UPPER or self._scopes_free)
        ):
            return self.false
        found = inside & self.holds(statute, reading)
        for name in ("rights", "uses", "territories"):
            if getattr(statute, name) is None and self._scopes_free:
                found &= self._unstated(statute, name)
        return found

    def counts(self, fact: Operation | OptOut, reading: Reading) -> Node:
        """That an operation or an opt-out is so on the day, read as something that gives."""
        return self.holds(fact, reading) if fact.term.covers(self.day, reading) else self.false

    # Days

    def lives(self, grant: Grant, reading: Reading) -> list[tuple[Node, date]]:
        """The last day of a grant that has begun, read as a giver, and when it is that; each other than the others."""
        begun, end = self._by(grant, _beginning(grant)), self._by(grant, _ending(grant))
        first = begins(grant.begun, reading)
        if begun is None:
            if first > self.day:
                return []
            begun = self.true
        last = ends(grant.stated_end, reading)
        pieces = (
            [(begun, last)] if end is None else [(begun & ~end, max(last, self.day)), (begun & end, self.day - DAY)]
        )
        for termination in self.record.terminations_of.get(grant.id, ()):
            so = self.holds(termination, reading.opposite)
            by = self._by(termination, "last_day")
            at = ends(termination.last_day, reading)
            if by is not None:
                so, at = so & by, self.day - DAY
            cut = [(when & so, min(until, at)) for when, until in pieces]
            pieces = [(when & ~so, until) for when, until in pieces] + cut
            pieces = [(when, until) for when, until in pieces if when != self.false]
        return [piece for piece in pieces if first <= piece[1] or piece[1] >= self.day]

    def in_force(self, grant: Grant, reading: Reading) -> Node:
        """That a grant has begun and is in force on the day."""
        key = (grant.id, reading is UPPER)
        kept = self.points.standings.known.forces if self._steady(grant) else self._force
        if key not in kept:
            found = self.false
            for when, last in self.lives(grant, reading):
                if last >= self.day:
                    found |= when
            kept[key] = found
        return kept[key]

    def _steady(self, grant: Grant) -> bool:
        """Whether a grant is in force at all places alike, whoever's share: nothing of it is settled, nor held."""
        record, settled = self.record, self.point.settled
        return grant is self._original(grant) and all(
            one is self.points.standings.days.record.by_id[one.id]
            and one.id not in settled
            and one.id not in record.findings_on
            for one in record.terminations_of.get(grant.id, ())
        )

    def bears(self, grant: Grant, reading: Reading) -> Node:
        """That a grant is so, has the share in its scope and is in force."""
        found = self.covers(grant, reading)
        if found != self.false:
            found &= self.holds(grant, reading)
        return found & self.in_force(grant, reading) if found != self.false else found

    def alike(self, grant: Grant) -> bool:
        """Whether both readings see the same in a grant: all of it is precise or free, and nothing is held of it."""
        if not self._scopes_free or grant.id in self.record.findings_on or not self._steady(grant):
            return False
        plain = self.points.standings.known.plain
        if grant.id not in plain:
            plain[grant.id] = self._plain(grant)
        return plain[grant.id]

    def _plain(self, grant: Grant) -> bool:
        named = (grant.scope.repertoire, grant.scope.exceptions)
        if grant.at_signature or grant.survives_until is not None:
            return False
        if any(one is not None and (one.members_of or one.some_members_of) for one in named):
            return False
        days: list[tuple[Fact, When | None, str]] = [
            (one, one.last_day, "last_day") for one in self.record.terminations_of.get(grant.id, ())
        ]
        days += ((grant, grant.begun, _beginning(grant)), (grant, grant.stated_end, _ending(grant)))
        return all(when is None or when.precise or field in self._free_days(fact) for fact, when, field in days)

    # Order

    def signed_by(self, grant: Grant, reading: Reading) -> Node:
        """That what takes was signed by the day asked about."""
        open_day = self._by(grant, signing_field(self._original(grant)))
        if open_day is not None:
            return open_day
        if grant.signed is None:
            return self.sure(reading is LOWER)
        return self.sure((grant.signed.earliest if reading is LOWER else grant.signed.latest) <= self.day)

    def first(self, one: Grant, other: Grant) -> Node | None:
        """That one act came before another; ``None``: their days decide, which are open, and are read as they stand."""
        if surely_before(one, other):
            return self.true
        if surely_before(other, one):
            return self.false
        if one.order is not None and other.order is not None and one.order != other.order:
            return None
        settlement, so = came_first(one.id, other.id)
        found = self.diagram.variable(settlement)
        return found if so else ~found

    def _original(self, grant: Grant) -> Grant:
        original = self.points.standings.days.record.by_id[grant.id]
        assert isinstance(original, Grant)  # noqa: S101 - the same fact
        return original


def _now(field: str) -> str:
    """Where a day stands that was settled: one that had no field was put into that of the execution day."""
    return "executed" if field == "signed" else field


def _beginning(grant: Grant) -> str:
    return "start" if grant.term.start is not None else "executed"


def _ending(grant: Grant) -> str:
    return "retention_end" if grant.retention_end is not None else "end"
