# SPDX-License-Identifier: Apache-2.0
"""Who could give a share to the service by a grant that is not on record, and where it has it already.

What a party can give depends on the state in which a chain comes to it and on the share's role, not on the owner; so
from each state on it is found once for all owners that are alike, as the engine's network does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from licit.engine.bearing import Bearing, Share
from licit.engine.believed import Believed
from licit.engine.closure import closure
from licit.engine.grants import LOWER, CompiledGrant, signed_in_time
from licit.engine.reach import actors, arrived, opted_out, owner_root, statute_root, useful_parties
from licit.engine.roles import Roles
from licit.engine.span import Span
from licit.engine.walk import State
from licit.explain.remedy.ways import Field, Ground
from licit.model.day import LAST, When
from licit.model.fact import UNLIMITED, Grant, GrantKind, StatuteKind


class Offer(NamedTuple):
    """A grant that somebody could give: by whom and to whom, and how many further links it leaves (0: own use)."""

    grantor: str
    grantee: str
    sublicense: int = 0


Offers = Mapping[Offer, int]  # each with the leaves where it would bring the share to the service
HELD = Offer("", "")  # under this offer: where the service has the share already


class Givers:
    """Who could give what in some leaves (``where``), for one service, use and day; found once for each share."""

    def __init__(self, span: Span, signed: date, where: int) -> None:
        self.span = span
        self.believed: Believed = span.believed
        self.signed = signed
        self.where = where
        act = Grant(id="", grantor="", grantee="", kind=GrantKind.NON_EXCLUSIVE, executed=When.on(signed))
        self.new = CompiledGrant(act, -1, self.believed.lists, ())
        record = self.believed.record
        granting: dict[str, list[str]] = {}
        for grant in self.believed.grants:
            granting.setdefault(grant.grantee, []).append(grant.grantor)
        self._opting = closure((one.party for one in record.opt_outs), lambda party: granting.get(party, ()))
        self._roles = Roles(self.believed, _Everyone())
        self.actors = actors(span, LOWER)
        self._useful = useful_parties(self.believed, span.service)
        self._acting = frozenset(actor for actor, _ in self.actors)
        self._ground = Ground(self.believed, span.service, span.use, self._acting)
        self._fields: dict[Share, Field] = {}
        self._beyond: dict[tuple[Share, State], Offers] = {}
        self._arriving: dict[tuple[Share, State], int] = {}
        self._of: dict[Share, Offers] = {}

    def of(self, share: Share) -> Offers:
        """What could be given of a share, and under ``HELD`` where the service has it, in the lower reading."""
        found = self._of.get(share)
        if found is None:
            found = self._of[share] = self._find(share)
        return found

    def _find(self, share: Share) -> Offers:
        bearing = Bearing(self.span, share)
        found: dict[Offer, int] = {}
        for statute in self.span.record.statutes:
            if statute.kind is not StatuteKind.EXTENDED:
                _add(found, ((HELD, bearing.statute(statute, LOWER)),), self.where)
        roots = tuple(self._roots(bearing))
        for root, where in roots:
            _add(found, self._from(share, root).items(), where)
        left = self.where & ~reduce(or_, found.values(), 0)
        for root, where in roots:
            if where & left:
                _add(found, self._widened(share, root, where & left).items(), left)
        held = found.get(HELD, 0)
        return {offer: there for offer, where in found.items() if (there := where if offer == HELD else where & ~held)}

    def _roots(self, bearing: Bearing) -> Iterator[tuple[State, int]]:
        """Rule 1: the owner, and the society of each statute that the share was not taken out of."""
        if bearing.share.owner:
            yield owner_root(bearing.share), self.where
        for statute in self.span.record.statutes:
            if statute.kind is StatuteKind.EXTENDED and (reach := bearing.statute(statute, LOWER) & self.where):
                where = reach & ~opted_out(bearing, statute, self._opting, LOWER)
                if where:
                    yield statute_root(statute), where

    def _field(self, share: Share, state: State) -> Field:
        """The share that stands for all that are alike from a state on."""
        role = self._roles.role(share, (state.holder, *state.principals))
        if role not in self._fields:
            self._fields[role] = Field(Bearing(self.span, role), self.where, self._ground)
        return self._fields[role]

    def _from(self, share: Share, state: State) -> Offers:
        """What could be given by whoever a chain leads to from a state on."""
        field = self._field(share, state)
        key = (field.bearing.share, state)
        found = self._beyond.get(key)
        if found is None:
            found = self._beyond[key] = self._around(field, state)
        return found

    def _around(self, field: Field, state: State) -> Offers:
        """What can be given by the holder, by all in its circle where it is in one, and by those beyond."""
        found: dict[Offer, int] = {}
        leaving: dict[State, int] = {}
        for states in field.held_from(state, self.where, leaving=leaving).values():
            for one, where in states:
                self._offered(found, field, one, where)
        for longer, where in leaving.items():
            _add(found, self._from(field.bearing.share, longer).items(), where)
        return found

    def _offered(self, found: dict[Offer, int], field: Field, state: State, where: int) -> None:
        """What the holder of a state could give itself, and where its state brings the use."""
        bearing, holder, parties = field.bearing, state.holder, (state.holder, *state.principals)
        if holder in self._acting:
            _add(found, ((HELD, arrived(bearing, {holder: [(state, where)]}, LOWER)),), where)
        if state.sublicense < 1 or (state.deadline != LAST and not signed_in_time(self.new, state.deadline, LOWER)):
            return
        service, used = self.span.service, state.used | {self.new.number}
        direct = 0
        for grantee, acting in self.actors:
            there = where & acting & ~direct
            if grantee != holder and there:
                there &= ~bearing.barred(parties, grantee, self.new, state.used, LOWER)
                there &= ~bearing.barred((grantee,), service, None, used, LOWER)
                _add(found, ((Offer(holder, grantee), there),), there)
                direct |= there

    def _widened(self, share: Share, root: State, where: int) -> Offers:
        """What wider grants to those who have an exclusive would bring, where nobody can give to the service itself."""
        found: dict[Offer, int] = {}
        field = self._field(share, root)
        for states in field.held_from(root, where).values():
            for state, there in states:
                for party in (state.holder, *state.principals):
                    for taker in self.believed.takers_by.get(party, ()):
                        barred = there & field.bearing.bars(taker, self.span.service, self.new, state.used, LOWER)
                        if barred and taker.grantee not in self._acting:
                            self._extended(found, field, state, taker.grantee, barred)
        return found

    def _extended(self, found: dict[Offer, int], field: Field, state: State, grantee: str, where: int) -> None:
        """What a wider grant to one who has an exclusive would bring, by the grants on record that it gave."""
        further = state.sublicense if state.sublicense == UNLIMITED else state.sublicense - 1
        late = state.deadline != LAST and not signed_in_time(self.new, state.deadline, LOWER)
        if late or further < 1 or grantee == state.holder or grantee not in self._useful:
            return
        barred = field.bearing.barred((state.holder, *state.principals), grantee, self.new, state.used, LOWER)
        if where & ~barred:
            root = State(grantee, exercise=True, sublicense=further, deadline=state.deadline, used=state.used)
            offer = Offer(state.holder, grantee, further)
            _add(found, ((offer, self._arrives(field.bearing.share, root)),), where & ~barred)

    def _arrives(self, share: Share, state: State) -> int:
        """Where chains from a state bring the use: for all that are alike from there on, as ``_from`` does."""
        field = self._field(share, state)
        key = (field.bearing.share, state)
        found = self._arriving.get(key)
        if found is None:
            leaving: dict[State, int] = {}
            held = field.held_from(state, self.where, self._useful, leaving)
            found = arrived(field.bearing, held, LOWER)
            for longer, where in leaving.items():
                found |= where & self._arrives(field.bearing.share, longer)
            self._arriving[key] = found
        return found


class _Everyone(frozenset[str]):
    """All parties: whoever holds a share may matter."""

    __slots__ = ()

    def __contains__(self, _party: object) -> bool:
        return True


def _add(found: dict[Offer, int], offers: Iterable[tuple[Offer, int]], where: int) -> None:
    for offer, there in offers:
        if there & where:
            found[offer] = found.get(offer, 0) | there & where
