# SPDX-License-Identifier: Apache-2.0
"""One owner's share in a proof: the way that arrives, or how near one came and where it breaks. SEMANTICS §5."""

from __future__ import annotations

from typing import NamedTuple

from licit.engine.bearing import Bearing, Share
from licit.engine.grants import READINGS, CompiledGrant
from licit.engine.nearest import Broken, broken_way
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

    def __init__(self, span: Span, useful: frozenset[str], *, why_not: bool = True) -> None:
        self.span = span
        self.useful = useful
        self.why_not = why_not
        self._bearings: dict[Share, Bearing] = {}
        self._spots: dict[tuple[Share, str, Reading], Spot] = {}
        self._ways: dict[tuple[Share, str, Reading], Arrived | Broken | None] = {}

    def share(self, owned: Owned) -> Share:
        """The share as authority sees it."""
        return Share(owned.owner, self.span.believed.lists.profile(owned.asset), owned.right)

    def bearing(self, share: Share) -> Bearing:
        """How facts bear on a share."""
        found = self._bearings.get(share)
        if found is None:
            found = self._bearings[share] = Bearing(self.span, share)
        return found

    def spot(self, share: Share, leaf: str, reading: Reading) -> Spot:
        """A share at a leaf in a reading."""
        key = (share, leaf, reading)
        found = self._spots.get(key)
        if found is None:
            bit = self.span.places.bit(leaf)
            found = self._spots[key] = Spot(self.bearing(share), bit, READINGS.index(reading), self.useful)
        return found

    def proof(self, owned: Owned, leaf: str, reading: Reading) -> ShareProof:
        """The value of a share with its chain, or with the nearest chain and its break."""
        key = (self.share(owned), leaf, reading)
        if key not in self._ways:
            spot = self.spot(*key)
            self._ways[key] = shortest(spot) or (broken_way(spot) if self.why_not else None)
        spot, found = self.spot(*key), self._ways[key]
        if isinstance(found, Arrived):
            return arrived_proof(spot, owned, found)
        value = Value.NO if owned.owner else Value.UNKNOWN  # an unnamed owner: yes through a statute, else unknown
        if found is None:
            return ShareProof(owned.owner, owned.hundredths, value, owned.controls)
        way = Way(found.statute, found.grants, found.states)
        chain = chain_of(spot, owned, way) if found.states else None
        return ShareProof(owned.owner, owned.hundredths, value, owned.controls, chain, broken_at=found.at)


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
