# SPDX-License-Identifier: Apache-2.0
"""Whether a break is one: the grant that is named is there, starts where the chain ends, and fails in just that. §5."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from licit.checker.authority import Authority
from licit.checker.chains import Held, Obstacle
from licit.checker.part import Part
from licit.checker.roots import Laws
from licit.checker.standing import Standings
from licit.checker.steps import WrongSteps, said
from licit.model.day import Reading
from licit.model.fact import Grant, Membership, Operation, Statute, StatuteKind
from licit.model.proof import Break, Chain, Dimension

WHY_NOT = "SEMANTICS §5, Why not"
MUST_NAME = (Dimension.BARRED, Dimension.OPTED_OUT, Dimension.MEMBERSHIP)  # a break in these names what stops


@dataclass(frozen=True)
class Breaks:
    """Checks the break of one share in one reading."""

    authority: Authority
    part: Part
    reading: Reading
    wrong: WrongSteps

    @property
    def standings(self) -> Standings:
        """How the facts stand."""
        return self.authority.chains.standings

    @property
    def laws(self) -> Laws:
        """The statutes of the record."""
        return self.authority.laws

    def check(self, broken: Break, chain: Chain | None, held: Held | None, path: str) -> None:
        """Hold the break against the record. ``held``: what the chain before it leaves its holder."""
        fact = self.standings.record.by_id.get(broken.grant)
        if isinstance(fact, Statute):
            self._at_statute(broken, fact, chain, path)
        elif not broken.grant and broken.dimension is Dimension.LAW:
            self.wrong.unless(
                not self.part.owner and chain is None, path, "only an unnamed owner waits for a law", WHY_NOT
            )
            self._ends(broken, "", self.standings.question.service, path)
            self._fails(broken, {Dimension.LAW: Obstacle()}, path)
        elif held is None:
            self.wrong.add(path, "there is no chain that the break could end", WHY_NOT)
        elif isinstance(fact, Grant):
            self._at_grant(broken, fact, chain, held, path)
        elif isinstance(fact, Operation):
            self._ends(broken, held.party, self.standings.question.service, path)
            runs = fact.operator == held.party and fact.service == self.standings.question.service
            self.wrong.unless(runs, path, f"{fact.id} is not how {held.party} operates the service", "SEMANTICS §2")
            self._fails(broken, self.laws.standing_obstacle(fact, self.part, self.reading), path)
        elif broken.grant:
            self.wrong.add(f"{path}.grant", f"{broken.grant!r} is no grant or law on record", WHY_NOT)
        else:
            self._at_holder(broken, chain, held, path)

    def _at_grant(self, broken: Break, grant: Grant, chain: Chain | None, held: Held, path: str) -> None:
        self._ends(broken, held.party, grant.grantee, path)
        self.wrong.same(f"{path}.at", grant.grantor, held.party, WHY_NOT)
        used = chain is not None and any(link.grant == grant.id for link in chain.links)
        self.wrong.unless(not used, f"{path}.grant", f"{grant.id} is on the chain already", "SEMANTICS §3")
        chains = self.authority.chains
        found = chains.obstacles(held, grant, self.part, self.reading)
        last = chains.force.last_day(grant, self.part, self.reading)
        if last < self.standings.question.day and grant.grantee in chains.actors(self.part, self.reading):
            found[Dimension.TERM] = chains.ended(grant, self.part, self.reading)  # survival is for sublicences (§3.4)
        if Dimension.FELL in found and chain is not None:
            ended = frozenset(link.grant for link in chain.links if link.ended_on == held.deadline)
            found[Dimension.FELL] = Obstacle(by=ended, held_until=held.deadline)
        self._fails(broken, found, path)

    def _at_statute(self, broken: Break, statute: Statute, chain: Chain | None, path: str) -> None:
        to = statute.society if statute.kind is StatuteKind.EXTENDED else self.standings.question.service
        self._ends(broken, self.part.owner, to, path)
        bare = chain is None or not chain.links
        self.wrong.unless(bare, path, "a law that fails is held against the owner itself", WHY_NOT)
        found = self.laws.obstacles(statute, self.part, self.reading)
        if not found and statute.kind is StatuteKind.EXTENDED:
            holders = self.authority.holders(self.part, self.reading)
            outs = self.laws.opt_outs(statute, self.part, self.reading, holders)
            if outs:
                found[Dimension.OPTED_OUT] = Obstacle(by=frozenset(out.id for out in outs))
        self._fails(broken, found, path)

    def _at_holder(self, broken: Break, chain: Chain | None, held: Held, path: str) -> None:
        chains = self.authority.chains
        self.wrong.same(f"{path}.at", broken.at, held.party, WHY_NOT)
        found: dict[Dimension, Obstacle] = {}
        if held.party in chains.actors(self.part, self.reading):
            self.wrong.same(f"{path}.to", broken.to, self.standings.question.service, WHY_NOT)
            if not held.exercise:
                found[Dimension.NO_EXERCISE] = Obstacle()
            elif barring := chains.use_barred(held, self.part, self.reading):
                found[Dimension.BARRED] = Obstacle(by=barring)
        elif self._leads_on(broken.to):
            used = {link.grant for link in chain.links} if chain else set()
            grants = self.standings.record.grants_by.get(held.party, ())
            if not any(grant.grantee == broken.to and grant.id not in used for grant in grants):
                found[Dimension.NO_GRANT] = Obstacle()
                found[Dimension.MEMBERSHIP] = Obstacle(by=self._ties(held.party, broken.to, broken.by))
        else:
            self.wrong.add(f"{path}.to", f"nothing leads from {broken.to!r} to the service", WHY_NOT)
            return
        self._fails(broken, found, path)

    def _ends(self, broken: Break, at: str, to: str, path: str) -> None:
        self.wrong.same(f"{path}.at", broken.at, at, WHY_NOT)
        self.wrong.same(f"{path}.to", broken.to, to, WHY_NOT)

    def _fails(self, broken: Break, found: dict[Dimension, Obstacle], path: str) -> None:
        """Whether the break's dimension is among those found, with what it says of facts, days and territories."""
        obstacle = found.get(broken.dimension)
        if obstacle is None:
            what = ", ".join(sorted(said(dimension) for dimension in found)) or "nothing"
            self.wrong.add(
                f"{path}.dimension", f"{said(broken.dimension)} is written; what stops it is {what}", WHY_NOT
            )
            return
        for word, detail in self._details(broken, obstacle):
            self.wrong.add(f"{path}.{word}", detail, WHY_NOT)

    def _details(self, broken: Break, obstacle: Obstacle) -> Iterator[tuple[str, str]]:
        stray = sorted(set(broken.by) - obstacle.by)
        if stray:
            yield "by", f"{', '.join(map(repr, stray))} is not what stops it"
        if broken.dimension in MUST_NAME and not broken.by:
            yield "by", "what stops it is not named"
        for word, written, follows in (
            ("held_from", broken.held_from, obstacle.held_from),
            ("held_until", broken.held_until, obstacle.held_until),
        ):
            optional = broken.dimension is Dimension.FELL and written is None
            if written != follows and not optional:
                yield word, f"{written} is written where {follows} follows"
        if broken.territories != obstacle.territories:
            yield "territories", f"{broken.territories!r} is written where {obstacle.territories!r} follows"

    def _leads_on(self, start: str) -> bool:
        """Whether the party is the service or an actor of it, or grants that hold lead from it there.

        With the facts of a proof alone those grants may not be at hand: then any party will do.
        """
        if not self.standings.whole:
            return True
        goals = {self.standings.question.service} | {
            one.operator for one in self.standings.record.operations if one.service == self.standings.question.service
        }
        seen = {start}
        waiting = [start]
        while waiting:
            party = waiting.pop()
            if party in goals:
                return True
            for grant in self.standings.record.grants_by.get(party, ()):
                if grant.grantee not in seen:
                    seen.add(grant.grantee)
                    waiting.append(grant.grantee)
        return False

    def _ties(self, one: str, other: str, named: tuple[str, ...]) -> frozenset[str]:
        """The memberships named, if they hold and make a path between two parties; else none."""
        day = self.standings.question.day
        leaf = Part(self.part.leaf)
        ties: list[Membership] = [
            tie
            for tie in self.standings.record.memberships
            if tie.id in named and tie.term.covers(day, self.reading) and self.standings.gives(tie, leaf, self.reading)
        ]
        paths: dict[str, tuple[str, ...]] = {one: ()}
        waiting = [one]
        for party in waiting:
            for tie in ties:
                for start, end in ((tie.member, tie.group), (tie.group, tie.member)):
                    if start == party and end not in paths:
                        paths[end] = (*paths[party], tie.id)
                        waiting.append(end)
        return frozenset(paths.get(other, ()))
