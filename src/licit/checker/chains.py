# SPDX-License-Identifier: Apache-2.0
"""What a chain holds, what stands in the way of one more link, and of its holder's own use. SEMANTICS §3.1-3.4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from licit.checker.bars import Act, Bars, conditions_met
from licit.checker.force import Force, signed_by
from licit.checker.part import Part
from licit.checker.scope import Reach
from licit.checker.standing import COUNTS, Standings
from licit.model.day import Reading
from licit.model.fact import UNLIMITED, Grant, GrantKind, Operation
from licit.model.proof import Dimension, Powers, Standing


@dataclass(frozen=True)
class Held:
    """What a chain leaves its last party.

    ``run``: the principals of the mandates it ends in. ``through``: grants on the chain (a caller may forget
    those that neither bars nor repetition can ask for). ``deadline``: the earliest last day among links that ended
    and whose sublicences survive. ``ended``: whether the last link is such a one. ``own_limit``: whether the power to
    sublicense was spent link by link rather than never given.
    """

    party: str
    exercise: bool
    sublicense: int
    run: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()
    deadline: date | None = None
    ended: bool = False
    own_limit: bool = True

    @property
    def powers(self) -> Powers:
        """The powers as a proof writes them."""
        return Powers(self.exercise, self.sublicense)


@dataclass(frozen=True)
class Obstacle:
    """Why a grant does not extend a chain, and the facts and days that belong to it."""

    by: frozenset[str] = frozenset()
    held_from: date | None = None
    held_until: date | None = None
    territories: str = ""


@dataclass(frozen=True)
class Chains:
    """How chains grow, for one record, question and position."""

    standings: Standings

    @cached_property
    def bars(self) -> Bars:
        """The bars of the record."""
        return Bars(self.standings)

    @cached_property
    def force(self) -> Force:
        """The days of the record's grants."""
        return Force(self.standings)

    @cached_property
    def reach(self) -> Reach:
        """The scopes of the record."""
        return Reach(self.standings)

    def actors(self, part: Part, reading: Reading) -> dict[str, Operation | None]:
        """Who may make the use as the service: itself, and its operators on that day. SEMANTICS §2, Operation."""
        question = self.standings.question
        found: dict[str, Operation | None] = {}
        for operation in self.standings.record.operations:
            if operation.service == question.service and self.operates(operation, part, reading):
                found[operation.operator] = operation
        found[question.service] = None
        return found

    def operates(self, operation: Operation, part: Part, reading: Reading) -> bool:
        """Whether the operation holds as a giver on the day asked about."""
        in_term = operation.term.covers(self.standings.question.day, reading)
        return in_term and self.standings.gives(operation, part, reading)

    def apart(self, grant: Grant, part: Part, reading: Reading) -> dict[Dimension, Obstacle]:
        """What keeps the grant from giving, whatever chain it would extend."""
        found: dict[Dimension, Obstacle] = {}
        day = self.standings.question.day
        standing = self.standings.of(grant, part)
        if standing not in COUNTS or (standing is Standing.DISPUTED and reading is Reading.LOWER):
            found[Dimension[standing.name]] = Obstacle(by=self.findings(grant.id))
        if not conditions_met(grant, reading):
            found[Dimension.CONDITION] = Obstacle()
        for dimension in self.reach.of_grant(grant, part, reading):
            named = str(grant.scope.territories or "") if dimension is Dimension.TERRITORY else ""
            found[dimension] = Obstacle(territories=named)
        first, last = self.force.first_day(grant, reading), self.force.last_day(grant, part, reading)
        if day < first:
            found[Dimension.NOT_BEGUN] = Obstacle(held_from=first)
        if last < day and not self.force.survives(grant, part, reading):
            found[Dimension.TERM] = self.ended(grant, part, reading)
        return found

    def obstacles(self, held: Held, grant: Grant, part: Part, reading: Reading) -> dict[Dimension, Obstacle]:
        """What keeps the grant from extending a chain that holds this: all of it, none where it extends."""
        return self.apart(grant, part, reading) | dict(self.between(held, grant, part, reading))

    def between(self, held: Held, grant: Grant, part: Part, reading: Reading) -> Iterator[tuple[Dimension, Obstacle]]:
        """What lies between this chain and the grant: no power, signed too late, barred."""
        if held.sublicense < 1:
            yield (Dimension.LINKS if held.own_limit else Dimension.NO_SUBLICENSE), Obstacle()
        lower = reading is Reading.LOWER
        if held.deadline is not None and not signed_by(grant.signed, held.deadline, surely=lower):
            yield Dimension.FELL, Obstacle(held_until=held.deadline)
        act = Act(held.run | {grant.grantor}, grant.grantee, held.through, grant)
        if barring := self.bars.on(act, part, reading):
            yield Dimension.BARRED, Obstacle(by=barring)

    def extended(self, held: Held, grant: Grant, part: Part, reading: Reading) -> Held:
        """What the chain holds with the grant as its next link, which nothing keeps it from."""
        last = self.force.last_day(grant, part, reading)
        ended = last < self.standings.question.day
        deadline = held.deadline
        if ended:
            deadline = last if deadline is None else min(deadline, last)
        assigned = grant.kind is GrantKind.ASSIGNMENT
        left = held.sublicense if held.sublicense >= UNLIMITED else held.sublicense - 1
        return Held(
            party=grant.grantee,
            exercise=held.exercise if assigned else grant.exercise,
            sublicense=held.sublicense if assigned else min(grant.sublicense, left),
            run=held.run | {grant.grantor} if grant.kind is GrantKind.MANDATE else frozenset(),
            through=held.through | {grant.id},
            deadline=deadline,
            ended=ended,
            own_limit=held.own_limit if assigned else grant.sublicense > 0,
        )

    def use_barred(self, held: Held, part: Part, reading: Reading) -> frozenset[str]:
        """The exclusives that bar the holder's own use, its principals' among them."""
        act = Act(held.run | {held.party}, self.standings.question.service, held.through)
        return self.bars.on(act, part, reading)

    def may_use(self, held: Held, part: Part, reading: Reading) -> bool:
        """Whether the holder may make the use itself by this chain. Survival gives its grantee nothing (§3.4)."""
        return held.exercise and not held.ended and not self.use_barred(held, part, reading)

    def findings(self, fact: str) -> frozenset[str]:
        """The findings on a fact: what may be named as the cause of its standing."""
        return frozenset(finding.id for finding in self.standings.record.findings_on.get(fact, ()))

    def ended(self, grant: Grant, part: Part, reading: Reading) -> Obstacle:
        """The last day of a grant, and the terminations that made it so."""
        last = self.force.last_day(grant, part, reading)
        stops = self.force.terminations(grant, part, reading)
        return Obstacle(by=frozenset(stop.id for stop in stops), held_until=last)
