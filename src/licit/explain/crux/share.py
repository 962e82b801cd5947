# SPDX-License-Identifier: Apache-2.0
"""Under which settlements the service has one owner's share: Shannon's expansion, with the readings as bounds.

Where the lower reading says yes, every settlement does; where the upper says no, none does (SEMANTICS §4). Between
them one open point is settled both ways, and each half is judged again, on what can still matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from licit.explain.crux.apart import Apart
from licit.explain.crux.chains import Chains
from licit.explain.crux.conditions import Conditions
from licit.explain.crux.days import Days
from licit.explain.crux.diagram import Bounds, Diagram, Taken
from licit.explain.crux.matter import Counting, counts, matter
from licit.explain.crux.order import Rows
from licit.explain.crux.points import LOWER, SILENT, UPPER, Known, Points, Standings
from licit.explain.crux.possible import possible
from licit.explain.crux.settle import Asked, settled
from licit.model.crux import Limit, Settlement
from licit.model.day import Reading
from licit.model.fact import SHARELESS, Fact, Finding, Grant, Membership, Statute, StatuteKind, Termination
from licit.model.proof import OpenKind, RootKind, Standing
from licit.model.record import Record
from licit.model.territory import Expression
from licit.reference.authority import Act, barring
from licit.reference.point import OwnedShare, Point
from licit.reference.reach import Reached, actors, all_ways
from licit.reference.scope import group_days
from licit.reference.standing import in_the_end, standing
from licit.reference.statutes import reaching


@dataclass
class Budget:
    """What may still be spent, and which limits were met."""

    judgements: int
    points: int
    spent: int = 0
    met: set[Limit] = field(default_factory=set)
    asked: set[Settlement] = field(default_factory=set)

    def judge(self) -> bool:
        """Whether one more judgement may be made; it is counted."""
        if self.spent >= self.judgements:
            self.met.add(Limit.JUDGEMENTS)
            return False
        self.spent += 1
        return True

    def settle(self, settlement: Settlement) -> bool:
        """Whether the open point may be settled too: one that was before always."""
        if settlement not in self.asked and len(self.asked) >= self.points:
            self.met.add(Limit.POINTS)
            return False
        self.asked.add(settlement)
        return True


class ShareCourt:
    """One owner's share of one right in one asset at one place; ``owner`` may be empty (SEMANTICS §3.7)."""

    def __init__(  # noqa: PLR0913 - whose share, where, and how it is found
        self,
        point: Point,
        share: OwnedShare,
        diagram: Diagram,
        budget: Budget,
        *,
        by_asset: bool = True,
        counting: Counting | None = None,
        others: Sequence[Point] = (),
        known: Known | None = None,
    ) -> None:
        """``point``: on the whole record, nothing settled. ``by_asset``: as in ``CruxFinder``.

        ``counting``, ``others``: as in ``matter``. ``known``: of all courts of the question.
        """
        self.known = known or Known()
        self.others = others
        self.by_asset = by_asset
        self.counting = counting
        self.whole = point
        self.share = share
        self.diagram = diagram
        self.budget = budget

    @cached_property
    def part(self) -> Record:
        """What can matter to it."""
        return matter(self.whole, self.share, self.counting, self.others)

    @cached_property
    def _days(self) -> Days:
        return Days(self.part, self.whole.day)

    @cached_property
    def _asked(self) -> Asked:
        share = self.share
        return Asked(
            share.asset if self.by_asset else "",
            share.right,
            share.owner,
            self.whole.question.use,
            self.whole.territory,
        )

    @property
    def situation(self) -> frozenset[object]:
        """What tells the place from others: at one where all this is the same, so is what is found.

        Which facts can matter; which findings on them bind there; whether a grant that reads its groups as of its
        signature holds the place on its first and its last possible day. Where a scope states no territories what is
        found is the same but for the name of the place (``Diagram.elsewhere``).
        """
        found: set[object] = set()
        for fact in self.part.facts:
            found.add(fact.id)
            if isinstance(fact, Finding):
                found.add((fact.id, self._inside(fact.territories, self.whole.day)))
            elif isinstance(fact, Grant | Statute):
                where = fact.scope.territories if isinstance(fact, Grant) else fact.territories
                if where is not None and isinstance(fact, Grant) and fact.at_signature:
                    found.add((fact.id, *(self._inside(where, day) for day in group_days(self.whole, fact))))
        return frozenset(found)

    def _inside(self, territories: Expression, day: date) -> bool:
        return territories.contains(self.whole.territory, self.whole.record.atlas, day)

    def has(self) -> Bounds:
        """Where the service has the share."""
        return self._follow({})

    def at_once(self, apart: Apart) -> list[Bounds]:
        """The same at several places, as far as that is known where nothing is settled; ``point`` is one of them."""
        if not self.budget.judge():
            return []
        chains = Chains(Conditions(self.points({}), self.diagram, apart))
        sure = chains.held(LOWER)
        found = Bounds(sure, chains.held(UPPER, sure))
        return apart.each_of(found)

    def _follow(self, taken: Taken) -> Bounds:
        if not self.budget.judge():
            return self.diagram.undecided
        points = self.points(taken)
        conditions = Conditions(points, self.diagram)
        chains = Chains(conditions)
        sure = chains.held(LOWER)
        found = Bounds(sure, chains.held(UPPER, sure))
        if found.sure == found.possible:
            return found
        apart = self._apart(found)
        if apart is None:
            return Bounds(found.sure, found.sure)  # they differ where no settlement is
        settlement = self._next(conditions, apart, taken)
        if settlement is None or not self.budget.settle(settlement):
            return found
        self.diagram.name(settlement)
        halves = [self._follow({**taken, settlement: so}) for so in (True, False)]
        return self.diagram.split(settlement, *halves)

    def _apart(self, found: Bounds) -> Taken | None:
        """A settlement of free points under which the bounds differ; ``None``: there is none."""
        between = found.possible & ~found.sure
        can_be = possible(self.diagram, self.whole.record, self.diagram.asked_in(between))
        chosen = self.diagram.manager.pick(between & can_be)
        return None if chosen is None else {self.diagram.settlements[name]: so for name, so in chosen.items()}

    def _next(self, conditions: Conditions, apart: Taken, taken: Taken) -> Settlement | None:
        """The point to settle next: one that is not free, of the way that may arrive where it is not sure to.

        Where only free ones are left, one of these: what is read as it stands may hang on more than one.
        """
        points = self.points({**taken, **apart})
        reached = first_reached(points.point, self.share, UPPER)
        first = None
        for one in points.open_ones(reached):
            if one in taken or one in apart:
                continue
            if not conditions.is_free(one):
                return one
            first = first or one
        return next((one for one in apart if one not in taken), first)

    def points(self, taken: Taken) -> Points:
        """The share with some points settled, on what can still matter to it."""
        point = self._at(self.part, taken)
        if taken:
            point = replace(point, record=matter(point, self.share, self._counting(point, taken)), remembered={})
        rows = Rows(point.record, taken)
        if rows:
            point = replace(point, record=replace(point.record, facts=rows.ordered(point.record.facts)), remembered={})
        return Points(Standings(point, self._days, taken, self.known), self._asked, self.share, rows)

    def _counting(self, point: Point, taken: Taken) -> Counting | None:
        """Whether a grant still counts: what is settled of a fact changes that of its grant, a membership's of any."""
        touched = set()
        for name in {name for settlement in taken for name in settlement.point.facts}:
            fact = in_the_end(point.record, point.record.by_id.get(name))
            if isinstance(fact, Membership):
                return None
            touched.add(fact.grant if isinstance(fact, Termination) else name if fact is None else fact.id)
        return lambda grant: grant.id not in touched or counts(point, self.share, grant)

    def _at(self, record: Record, taken: Taken) -> Point:
        if taken:
            record = replace(record, facts=settled(record.facts, taken, self._asked, self._days))
        return settled_point(replace(self.whole, record=record, remembered={}), taken, self.share.owner)


def first_reached(point: Point, share: OwnedShare, reading: Reading) -> Reached | None:
    """The first way in which the service has the share; ``reach`` of the reference looks at all for the shortest.

    A tenth of the work where there are many ways, as there are among ten thousand grants.
    """
    for kind, root in ((StatuteKind.EXCEPTION, RootKind.EXCEPTION), (StatuteKind.COMPULSORY, RootKind.COMPULSORY)):
        for statute in reaching(point, share, kind, reading):
            return Reached(root, statute, None, point.question.service)
    acting = actors(point, reading)
    for of, statute_of, way in all_ways(point, share, reading):
        for actor, operation in acting:
            able = way.holder == actor and way.powers.exercise and not way.ended
            if able and not barring(point, share, Act(way, point.question.service), reading):
                return Reached(of, statute_of, way, actor, operation)
    return None


def settled_point(point: Point, taken: Taken, owner: str) -> Point:
    """The point with the disputed facts settled, each only where it is disputed or an interim finding that counts.

    Memberships first, then the rest; before each, what is held of it, a finding on a finding first: a denied pattern
    or a finding may make a fact sure here that is disputed elsewhere.
    """
    by_id = point.record.by_id
    named = [
        (by_id[settlement.point.facts[0]], so)
        for settlement, so in taken.items()
        if settlement.point.kind is OpenKind.FACT and settlement.point.facts[0] in by_id
    ]
    found: dict[str, bool] = {}
    for fact, so in sorted(named, key=lambda one: _rank(point.record, one[0])):
        of = "" if isinstance(in_the_end(point.record, fact), SHARELESS) else owner
        stands = standing(replace(point, settled=dict(found), remembered={}), fact.id, of)
        if stands is Standing.DISPUTED or (isinstance(fact, Finding) and stands not in SILENT and not so):
            found[fact.id] = so
    return replace(point, settled=found, remembered={})


def _rank(record: Record, fact: Fact) -> tuple[bool, int]:
    """Memberships before others; a fact after the findings on it."""
    depth, about = 0, fact
    while isinstance(about, Finding) and about.fact in record.by_id and depth <= len(record.facts):
        depth, about = depth + 1, record.by_id[about.fact]
    return not isinstance(about, Membership), -depth
