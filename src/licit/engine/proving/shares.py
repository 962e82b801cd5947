# SPDX-License-Identifier: Apache-2.0
"""One owner's share in a proof: the way that arrives, or how near one came and where it breaks. SEMANTICS §5."""

from __future__ import annotations

from typing import NamedTuple

from licit.engine.bearing import Bearing, Share
from licit.engine.grants import CompiledGrant
from licit.engine.nearest import Broken, broken_way
from licit.engine.proving.index import Index
from licit.engine.proving.seat import Carrying, LeafBearing, Live, Seat
from licit.engine.proving.ways import Arrived, Way, shortest
from licit.engine.span import Span, Stands
from licit.engine.spot import Spot
from licit.engine.walk import State
from licit.model.day import Reading
from licit.model.fact import StatuteKind
from licit.model.proof import Chain, Link, Powers, Root, RootKind, ShareProof, Standing, Value

FREE = {StatuteKind.EXCEPTION: RootKind.EXCEPTION, StatuteKind.COMPULSORY: RootKind.COMPULSORY}


class Owned(NamedTuple):
    """One owner's share of one right in one asset; ``owner`` is empty for the unnamed owner of a missing share."""

    asset: str
    right: str
    owner: str
    hundredths: int
    controls: tuple[str, ...] = ()


class Shares:
    """The shares of one day, each judged once a leaf and reading; without ``why_not`` no break is looked for."""

    def __init__(self, span: Span, useful: frozenset[str], index: Index, *, why_not: bool = True) -> None:
        self.span = span
        self.useful = useful
        self.index = index
        self.why_not = why_not
        self._lives: dict[str, Live] = {}
        self._seats: dict[tuple[Share, str, Reading], Seat] = {}
        self._licensors: dict[tuple[Share, str, Reading], list[tuple[str, frozenset[str]]]] = {}
        self._ways: dict[tuple[Share, str, Reading], Arrived | None] = {}
        self._broken: dict[tuple[Share, str, Reading], Broken] = {}

    def share(self, owned: Owned) -> Share:
        """The share as authority sees it."""
        return Share(owned.owner, self.span.believed.lists.profile(owned.asset), owned.right)

    def seat(self, share: Share, leaf: str, reading: Reading) -> Seat:
        """A share at a leaf in a reading."""
        key = (share, leaf, reading)
        if key not in self._seats:
            if leaf not in self._lives:
                self._lives[leaf] = Live(self.span, leaf)
            live, index = self._lives[leaf], self.index
            passing = index.passing(share, self.span.days[0], self.span.use, live.bit)
            span = self.span
            bearing = Bearing(span, share) if passing is None else LeafBearing(span, share, passing)
            lower, upper = Seat.both(Carrying(bearing, live, passing, index.licensing(passing)), self.useful)
            roles = index.roles(self.span.service, self.useful)
            alike = roles.anywhere(share) if self.why_not else share
            for seat, read in ((lower, Reading.LOWER), (upper, Reading.UPPER)):
                seat.licensors = self._licensors.setdefault((alike, leaf, read), [])
                self._seats[share, leaf, read] = seat
        return self._seats[key]

    def has(self, share: Share, leaf: str, reading: Reading) -> bool:
        """Whether the service has a share."""
        return self._arrived(share, leaf, reading) is not None

    def _arrived(self, share: Share, leaf: str, reading: Reading) -> Arrived | None:
        """The shortest way that arrives; what the upper reading does not give the lower doesn't either."""
        key = (share, leaf, reading)
        if key not in self._ways:
            hopeless = reading is Reading.LOWER and self._arrived(share, leaf, Reading.UPPER) is None
            self._ways[key] = None if hopeless else shortest(self.seat(*key))
        return self._ways[key]

    def proof(self, owned: Owned, leaf: str, reading: Reading) -> ShareProof:
        """The value of a share with its chain, or with the nearest chain and its break."""
        key = (self.share(owned), leaf, reading)
        arrived = self._arrived(*key)
        if arrived is not None:
            return arrived_proof(self.seat(*key), owned, arrived)
        value = Value.NO if owned.owner else Value.UNKNOWN  # an unnamed owner: yes through a statute, else unknown
        if not self.why_not:
            return ShareProof(owned.owner, owned.hundredths, value, owned.controls)
        if key not in self._broken:
            self._broken[key] = broken_way(self.seat(*key))
        found = self._broken[key]
        chain = (
            chain_of(self.seat(*key), owned, Way(found.statute, found.grants, found.states)) if found.states else None
        )
        return ShareProof(owned.owner, owned.hundredths, value, owned.controls, chain, broken_at=found.at)


class Anew(Shares):
    """Some shares judged anew in a span where something is otherwise; all others are as they were ``before``."""

    def __init__(self, span: Span, before: Shares, anew: frozenset[tuple[Share, str]]) -> None:
        super().__init__(span, before.useful, before.index, why_not=False)
        self._before = before
        self._anew = anew

    def proof(self, owned: Owned, leaf: str, reading: Reading) -> ShareProof:
        """The value of a share; why it fails is not looked for."""
        anew = (self.share(owned), leaf) in self._anew
        return super().proof(owned, leaf, reading) if anew else self._before.proof(owned, leaf, reading)


def arrived_proof(spot: Spot, owned: Owned, arrived: Arrived) -> ShareProof:
    """A share that the service has, by a way."""
    chain = chain_of(spot, owned, arrived.way)
    return ShareProof(owned.owner, owned.hundredths, Value.YES, owned.controls, chain, arrived.actor, arrived.operation)


def chain_of(spot: Spot, owned: Owned, way: Way) -> Chain:
    """A way as a proof tells it."""
    links = (_link(spot, grant, state) for grant, state in zip(way.grants, way.states[1:], strict=True))
    return Chain(_root(owned, way), tuple(links))


def _root(owned: Owned, way: Way) -> Root:
    statute = way.statute
    if statute is None:
        return Root(RootKind.OWNER, owned.owner, owned.controls)
    if statute.kind in FREE:
        return Root(FREE[statute.kind], "", (statute.id,))
    return Root(RootKind.EXTENDED, statute.society, (statute.id,))


def _link(spot: Spot, grant: CompiledGrant, state: State) -> Link:
    standing = standing_at(spot.span.stands(grant.id, spot.share.owner), spot.bit)
    last = spot.last_day(grant) if state.ended else None
    powers = Powers(state.exercise, state.sublicense)
    return Link(grant.id, grant.grantor, grant.grantee, standing, powers, last)


def standing_at(stands: Stands, bit: int) -> Standing:
    """How a fact stands at one leaf."""
    if stands.accepted & bit:
        return Standing.ACCEPTED
    if stands.disputed & bit:
        return Standing.DISPUTED
    return Standing.REJECTED if stands.rejected & bit else Standing.UNSAID
