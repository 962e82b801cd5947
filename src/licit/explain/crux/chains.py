# SPDX-License-Identifier: Apache-2.0
"""When the service has a share, as a condition on the free points: chains walked once, not once a settlement.

Chains that end in the same state go on as one, under either's condition; the walk goes from circle to circle of parties
that give to one another, and no state is left before all that lead to it are known. Source: SEMANTICS §3, §6.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from heapq import heappop, heappush
from typing import NamedTuple

from licit.engine.components import Components
from licit.explain.crux.conditions import Conditions
from licit.explain.crux.diagram import Node
from licit.explain.crux.points import UPPER
from licit.model.day import LAST, Reading
from licit.model.fact import Grant, GrantKind, Power, Statute, StatuteKind
from licit.model.proof import Powers
from licit.reference.authority import BOTH, powers_given, survives
from licit.reference.order import signed_in_time


class Passed(NamedTuple):
    """A party that a chain was at before, in the same circle: what it had there, after so many grants of the circle."""

    holder: str
    powers: Powers
    principals: frozenset[str]
    ended: bool
    grants: int


class State(NamedTuple):
    """Where a chain has come to.

    ``principals``: those in whose name its holder acts, of whom exclusives are on record; ``deadline``, ``ended``: as
    those of ``Way``. ``round``: the grants of the circle it is in; ``passed``: where it was there before; ``taking``:
    the exclusives on the chain by whoever may still act.
    """

    holder: str
    powers: Powers
    principals: frozenset[str] = frozenset()
    deadline: date = LAST
    ended: bool = False
    round: tuple[str, ...] = ()
    passed: tuple[Passed, ...] = ()
    taking: frozenset[str] = frozenset()


class Link(NamedTuple):
    """A grant as a link: when it is so and has the share in its scope; and when its last day is which."""

    grant: Grant
    base: Node
    lives: list[tuple[Node, date]]


class Taker(NamedTuple):
    """What takes, whether its grantor keeps exercise, whether sublicense, and when it does."""

    grant: Grant
    exercise: bool
    sublicense: bool
    when: Node


class Chains:
    """One share with what is settled so far."""

    def __init__(self, conditions: Conditions) -> None:
        self.conditions = conditions
        self.record = conditions.record
        self.service = conditions.point.question.service
        self.share = conditions.share
        self.day = conditions.day
        self.true, self.false = conditions.true, conditions.false
        self._linking: dict[tuple[str, bool, bool], list[Link]] = {}
        self._alike: dict[tuple[str, bool], Link | None] = {}  # links that are the same in both readings
        self._bars: dict[tuple[str, frozenset[str], frozenset[str], str, bool], Node] = {}
        self._takers_bearing: dict[tuple[str, bool], list[Taker]] = {}
        self._voids: dict[tuple[str, bool], list[Taker]] = {}

    def held(self, reading: Reading, known: Node | None = None) -> Node:
        """When the service has the share; what is not free is read in a reading. ``known``: when it surely does."""
        found = self.false if known is None else known
        for statute in self.record.statutes:
            if statute.kind is not StatuteKind.EXTENDED:
                found |= self.conditions.reaches(statute, reading)
        for root, when in self._roots(reading):
            if found == self.true:
                break
            found = self._arrived(root, when, reading, found)
        return found

    def _roots(self, reading: Reading) -> Iterator[tuple[State, Node]]:
        if self.share.owner:
            yield State(self.share.owner, BOTH), self.true
        for statute in self.record.statutes:
            if statute.kind is StatuteKind.EXTENDED:
                when = self.conditions.reaches(statute, reading)
                if when != self.false:
                    powers = Powers(exercise=False, sublicense=statute.links)
                    yield State(statute.society, powers), when & ~self._opted_out(statute, reading)

    def _opted_out(self, statute: Statute, reading: Reading) -> Node:
        """That an opt-out of the owner or a holder takes the share out of a statute (rule 6)."""
        found = self.false
        if not self.share.owner:
            return found
        for out in self.record.opt_outs:
            if out.statute == statute.id:
                so = self.conditions.counts(out, reading.opposite)
                if so != self.false:
                    found |= so & self._holding(reading.opposite).get(out.party, self.false)
        return found

    def _holding(self, reading: Reading) -> dict[str, Node]:
        """When each party holds sublicense from the owner by assignments, exclusives and mandates, all in force."""
        if reading not in self._holders:
            found: dict[str, Node] = {}
            root = State(self.share.owner, BOTH)
            for state, when in Walk(self, reading, self.false, holding=True).states(root, self.true):
                if state.powers.sublicense > 0:
                    found[state.holder] = found.get(state.holder, self.false) | when
            self._holders[reading] = found
        return self._holders[reading]

    @cached_property
    def _holders(self) -> dict[Reading, dict[str, Node]]:
        return {}

    def _arrived(self, root: State, when: Node, reading: Reading, found: Node) -> Node:
        """What was found, or when one of those who may use through the service may by a chain, and is not barred."""
        acting: dict[str, Node] = {self.service: self.true}
        for operation in self.record.operations:
            if operation.service == self.service:
                so = self.conditions.counts(operation, reading)
                acting[operation.operator] = acting.get(operation.operator, self.false) | so
        walk = Walk(self, reading, found)
        for state, reached in walk.states(root, when):
            if state.holder in acting and state.powers.exercise and not state.ended:
                there = reached & acting[state.holder]
                if there & ~walk.found != self.false:
                    walk.found |= there & ~self.barred(state, self.service, None, reading)
        return walk.found

    def extended(self, state: State, new: Node, reading: Reading, *, holding: bool) -> Iterator[tuple[State, Node]]:
        """The chain with one more grant, and when that carries on (rules 2 to 4); not where nothing new comes of it."""
        for grant, base, lives in self._links(state.holder, reading, holding=holding):
            if grant.id in state.round or base & new == self.false:
                continue
            if state.deadline != LAST and not signed_in_time(grant, state.deadline, reading):
                continue
            free = base & ~self.barred(state, grant.grantee, grant, reading)
            if free == self.false:
                continue
            for so, last in lives:
                longer = self._longer(state, grant, last)
                if longer is not None:
                    yield longer, free & so

    def _links(self, holder: str, reading: Reading, *, holding: bool) -> list[Link]:
        """The grants of a party that lead on to a goal, each with when it counts, and its last days."""
        key = (holder, reading is UPPER, holding)
        if key not in self._linking:
            mine = self.record.grants_by.get(holder, ())
            some = (one for one in mine if not (holding and one.kind is GrantKind.NON_EXCLUSIVE))
            found = (self._link(one, reading, holding=holding) for one in some if one.grantee in self._useful)
            self._linking[key] = [one for one in found if one is not None]
        return self._linking[key]

    def _link(self, grant: Grant, reading: Reading, *, holding: bool) -> Link | None:
        key = (grant.id, holding)
        if key not in self._alike:
            found = self._linked(grant, reading, holding=holding)
            if not self.conditions.alike(grant):
                return found
            self._alike[key] = found
        return self._alike[key]

    def _linked(self, grant: Grant, reading: Reading, *, holding: bool) -> Link | None:
        conditions = self.conditions
        base = conditions.covers(grant, reading)
        if base == self.false:
            return None
        base &= conditions.holds(grant, reading)
        if base == self.false:
            return None
        in_force = conditions.in_force(grant, reading)
        lives = [(in_force, LAST)] if in_force != self.false else []
        if grant.survives_until is not None and not holding and survives(grant, self.day, reading):
            lives += [(so, last) for so, last in conditions.lives(grant, reading) if last < self.day]
        return Link(grant, base, lives) if lives else None

    @cached_property
    def _useful(self) -> set[str]:
        """Whoever is on a way to those who may use through the service, or to those who opted out."""
        givers: dict[str, list[str]] = {}
        for grant in self.record.grants:
            givers.setdefault(grant.grantee, []).append(grant.grantor)
        waiting = [self.service, *(one.party for one in self.record.opt_outs)]
        waiting += [one.operator for one in self.record.operations if one.service == self.service]
        found: set[str] = set()
        while waiting:
            party = waiting.pop()
            if party not in found:
                found.add(party)
                waiting += givers.get(party, ())
        return found

    def _longer(self, state: State, grant: Grant, last: date) -> State | None:
        """The state after a grant; ``None``: the chain only comes round (see ``comes_round``)."""
        powers = powers_given(state.powers, grant)
        principals: frozenset[str] = frozenset()
        if grant.kind is GrantKind.MANDATE:
            principals = state.principals | ({grant.grantor} & self._takers.keys())
        ended = last != LAST
        deadline = min(state.deadline, last)
        taking = state.taking | {grant.id} if grant.takes else state.taking
        if self._circle(grant.grantee) != self._circle(grant.grantor):
            taking = frozenset(one for one in taking if self._grantor(one) in principals)
            return State(grant.grantee, powers, principals, deadline, ended, (), (), taking)
        here = Passed(state.holder, state.powers, state.principals, state.ended, len(state.round))
        passed, around = (*state.passed, here), (*state.round, grant.id)
        for one in passed:
            if (
                one.holder == grant.grantee
                and one.powers.exercise >= powers.exercise
                and one.powers.sublicense >= powers.sublicense
                and (ended or not one.ended)
                and one.principals <= principals
                and not any(self._takes(name) for name in around[one.grants :])
            ):
                return None
        return State(grant.grantee, powers, principals, deadline, ended, around, passed, taking)

    def _takes(self, name: str) -> bool:
        grant = self.record.by_id[name]
        return isinstance(grant, Grant) and grant.takes

    def _grantor(self, name: str) -> str:
        grant = self.record.by_id[name]
        return grant.grantor if isinstance(grant, Grant) else ""

    # Rule 3

    def barred(self, state: State, grantee: str, grant: Grant | None, reading: Reading) -> Node:
        """That an act is barred: of the holder, in the name of all its principals too."""
        key = (state.holder, state.principals, state.taking, grant.id if grant else "", reading is UPPER)
        found = self._bars.get(key)  # states that differ by powers and last days alone are barred from the same
        if found is None:
            found = self._bars[key] = self._barred(state, grantee, grant, reading)
        return found

    def _barred(self, state: State, grantee: str, grant: Grant | None, reading: Reading) -> Node:
        found = self.false
        for party in (state.holder, *sorted(state.principals - {state.holder})):
            for taker, exercise, sublicense, bears in self._bearing(party, reading.opposite):
                if (
                    taker.grantee == grantee
                    or (exercise if grant is None else sublicense)
                    or (grant is not None and taker.id == grant.id)
                    or taker.id in state.taking
                ):
                    continue
                if grant is None:
                    first = self.conditions.signed_by(taker, reading)
                else:
                    first = self._ordered(taker, grant, sure=reading is UPPER)
                bars = first & bears
                if bars != self.false:
                    found |= bars & ~self._voided(taker, state, grantee, reading, using=grant is None)
        return found

    def _voided(self, late: Grant, state: State, grantee: str, reading: Reading, *, using: bool) -> Node:
        """That an earlier exclusive of the same grantor voids a later one for an act that it allows."""
        found = self.false
        for first, exercise, sublicense, voids in self._voiding(late, reading):
            kept = exercise if using else sublicense
            if first.id not in state.taking and (first.grantee == grantee or kept):
                found |= voids
        return found

    def _voiding(self, late: Grant, reading: Reading) -> list[Taker]:
        """The exclusives of the same grantor that may void a later one, and when."""
        key = (late.id, reading is UPPER)
        if key not in self._voids:
            found = (
                one._replace(when=one.when & self._ordered(one.grant, late, sure=reading is not UPPER))
                for one in self._bearing(late.grantor, reading)
                if one.grant.grantee != late.grantee and not one.sublicense
            )
            self._voids[key] = [one for one in found if one.when != self.false]
        return self._voids[key]

    def _bearing(self, party: str, reading: Reading) -> list[Taker]:
        """The exclusives and assignments of a party that may be in force, what they leave it, and when they are."""
        key = (party, reading is UPPER)
        if key not in self._takers_bearing:
            found = (
                Taker(one, Power.EXERCISE in one.keeps, Power.SUBLICENSE in one.keeps, bears)
                for one in self._takers.get(party, ())
                if (bears := self.conditions.bears(one, reading)) != self.false
            )
            self._takers_bearing[key] = list(found)
        return self._takers_bearing[key]

    def _ordered(self, first: Grant, second: Grant, *, sure: bool) -> Node:
        """That one act came first; where that is open and not free: only if ``sure`` is not asked for."""
        found = self.conditions.first(first, second)
        return self.conditions.sure(not sure) if found is None else found

    @cached_property
    def _takers(self) -> dict[str, list[Grant]]:
        found: dict[str, list[Grant]] = {}
        for grant in self.record.grants:
            if grant.takes:
                found.setdefault(grant.grantor, []).append(grant)
        return found

    def _circle(self, party: str) -> int:
        """The number of a party's circle; whatever it leads to has a higher one."""
        return -self._components.of(party)

    @cached_property
    def _components(self) -> Components[str]:
        grants_by = self.record.grants_by
        return Components(lambda party: [one.grantee for one in grants_by.get(party, ())])


class Walk:
    """The states that chains from a root come to, those of the fewest open points first.

    ``found``: when what is looked for is there already; a chain that says no more than that is not gone on with.
    """

    def __init__(self, chains: Chains, reading: Reading, found: Node, *, holding: bool = False) -> None:
        """``holding``: only chains that make their last party a holder (rule 6)."""
        self.chains = chains
        self.reading = reading
        self.found = found
        self.holding = holding
        self.known: dict[State, Node] = {}

    def states(self, root: State, when: Node) -> Iterator[tuple[State, Node]]:
        """Each state with when a chain comes to it; one may come up again, for more."""
        false = self.chains.false
        waiting = [(0, 0, root, when)]
        self.known[root] = when
        count = 0
        while waiting:
            cost, _, state, reached = heappop(waiting)
            if reached & ~self.found == false:
                continue
            yield state, reached
            new = reached & ~self.found
            if state.powers.sublicense < 1 or new == false:
                continue
            for longer, carried in self.chains.extended(state, new, self.reading, holding=self.holding):
                there = reached & carried
                more = new & carried
                if more == false:
                    continue
                known = self.known.get(longer)
                if known is not None and more & ~known == false:
                    continue
                self.known[longer] = there if known is None else known | there
                count += 1
                heappush(waiting, (cost + carried.dag_size, count, longer, there))
