# SPDX-License-Identifier: Apache-2.0
"""Who may do what with one owner's share in a settled world: every chain is walked, link by link (§3.1-6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from licit.model.day import LAST
from licit.model.fact import UNLIMITED, Grant, GrantKind, Power, StatuteKind
from tests.brute.settled import Settled, Spot


@dataclass(frozen=True)
class Walk:
    """A chain so far: whom it reached, with which powers, in whose name, and what it may still carry."""

    holder: str
    exercise: bool
    links: int
    grants: tuple[Grant, ...] = ()
    principals: tuple[str, ...] = ()
    alive: bool = True
    signed_by: date = LAST


@dataclass(frozen=True)
class Act:
    """What an exclusive may stand against: a grant, or a use (no ``grant``), by ``party`` for ``grantee``."""

    party: str
    grantee: str
    power: Power
    grant: Grant | None
    chain: tuple[Grant, ...]


@dataclass(frozen=True)
class Shares:
    """One owner's share of one right in one asset, in one place."""

    world: Settled
    asset: str
    right: str
    spot: Spot

    def may_use(self) -> bool:
        """Whether the service may make the use of this share, by grant or by law."""
        statutes = self._laws()
        if any(statute.kind is not StatuteKind.EXTENDED for statute in statutes):
            return True
        if self.spot.owner and self._arrives(Walk(self.spot.owner, exercise=True, links=UNLIMITED)):
            return True
        return any(
            not self._opted_out(statute.id)
            and self._arrives(Walk(statute.society, exercise=False, links=statute.links))
            for statute in statutes
        )

    def _laws(self) -> list[_Law]:
        return [
            _Law(statute.id, statute.kind, statute.society, statute.links)
            for statute in self.world.record.statutes
            if self.world.law_reaches(statute, self.asset, self.right, self.world.question.use, self.spot)
        ]

    def _opted_out(self, statute: str) -> bool:
        world = self.world
        outs = [
            out.party
            for out in world.record.opt_outs
            if out.statute == statute and world.lasts(out.id, out.term) and world.holds(out, self.spot)
        ]
        if not outs or not self.spot.owner:
            return False
        if self.spot.owner in outs:
            return True
        root = Walk(self.spot.owner, exercise=True, links=UNLIMITED)
        return any(walk.holder in outs and walk.links > 0 for walk in self._walks(root, holding=True))

    def _arrives(self, root: Walk) -> bool:
        service = self.world.question.service
        for walk in self._walks(root):
            if not (walk.alive and walk.exercise and self._acts(walk.holder)):
                continue
            acts = [Act(party, service, Power.EXERCISE, None, walk.grants) for party in (walk.holder, *walk.principals)]
            if not any(self._barred(act) for act in acts):
                return True
        return False

    def _acts(self, party: str) -> bool:
        service = self.world.question.service
        return party == service or any(
            operation.operator == party
            and operation.service == service
            and self.world.lasts(operation.id, operation.term)
            and self.world.holds(operation, self.spot)
            for operation in self.world.record.operations
        )

    def _walks(self, root: Walk, *, holding: bool = False) -> Iterator[Walk]:
        waiting = [root]
        while waiting:
            walk = waiting.pop()
            yield walk
            if walk.links <= 0:
                continue
            for grant in self.world.record.grants:
                if grant.grantor != walk.holder or grant in walk.grants:
                    continue
                if holding and grant.kind is GrantKind.NON_EXCLUSIVE:
                    continue
                longer = self._carried_on(walk, grant)
                if longer is not None and (longer.alive or not holding):
                    waiting.append(longer)

    def _carried_on(self, walk: Walk, grant: Grant) -> Walk | None:
        world, today = self.world, self.world.question.day
        if not self._counts(grant):
            return None
        last, first = world.last_day(grant, self.spot), world.begun(grant)
        if first > today or last < first:
            return None
        if walk.signed_by < LAST and world.signed(grant) > walk.signed_by:
            return None
        alive, signed_by = last >= today, walk.signed_by
        if not alive:
            if grant.survives_until is None or world.day(grant.id, "survives", grant.survives_until) < today:
                return None
            signed_by = min(signed_by, last)
        acts = [
            Act(party, grant.grantee, Power.SUBLICENSE, grant, (*walk.grants, grant))
            for party in (walk.holder, *walk.principals)
        ]
        if any(self._barred(act) for act in acts):
            return None
        if grant.kind is GrantKind.ASSIGNMENT:
            exercise, links = walk.exercise, walk.links
        else:
            exercise, links = grant.exercise, min(grant.sublicense, walk.links - (walk.links < UNLIMITED))
        principals = (walk.holder, *walk.principals) if grant.kind is GrantKind.MANDATE else ()
        return Walk(grant.grantee, exercise, links, (*walk.grants, grant), principals, alive, signed_by)

    def _counts(self, grant: Grant) -> bool:
        world = self.world
        return (
            world.reached(grant, self.asset, self.right, world.question.use, self.spot)
            and world.holds(grant, self.spot)
            and world.fulfilled(grant)
        )

    def _in_force(self, grant: Grant) -> bool:
        return self._counts(grant) and self.world.begun(grant) <= self.world.question.day <= self.world.last_day(
            grant, self.spot
        )

    def _exclusives(self, party: str) -> list[Grant]:
        return [grant for grant in self.world.record.grants if grant.grantor == party and grant.takes]

    def _barred(self, act: Act) -> bool:
        return any(self._bars(exclusive, act) for exclusive in self._exclusives(act.party))

    def _bars(self, exclusive: Grant, act: Act) -> bool:
        if exclusive in act.chain or exclusive.grantee == act.grantee or act.power in exclusive.keeps:
            return False
        if not self._in_force(exclusive):
            return False
        if act.grant is None:
            first = self.world.signed(exclusive) <= self.world.question.day
        else:
            first = self.world.before(exclusive, act.grant)
        return first and not self._allowed_by_an_earlier(exclusive, act)

    def _allowed_by_an_earlier(self, exclusive: Grant, act: Act) -> bool:
        return any(
            earlier.grantee != exclusive.grantee
            and earlier not in act.chain  # a licence back through the first is still barred by the later
            and Power.SUBLICENSE not in earlier.keeps
            and (earlier.grantee == act.grantee or act.power in earlier.keeps)
            and self._in_force(earlier)
            and self.world.before(earlier, exclusive)
            for earlier in self._exclusives(act.party)
        )


@dataclass(frozen=True)
class _Law:
    id: str
    kind: StatuteKind
    society: str
    links: int
