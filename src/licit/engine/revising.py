# SPDX-License-Identifier: Apache-2.0
"""A compiled form for a record that differs a little: what the difference can't reach is taken over, not redone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

from licit.engine.bearing import Share
from licit.engine.believed import Believed, Older
from licit.engine.compiled import Compiled
from licit.engine.grants import Lists
from licit.engine.keeping.difference import Pair, difference
from licit.engine.keeping.extent import Extent
from licit.engine.network import Network
from licit.model.record import Record

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")
Renumber = Callable[[Share], Share]


def revised(compiled: Compiled, record: Record) -> Compiled:
    """The compiled form of another record, under the same position and day of knowledge, for the same service and use.

    It answers as one compiled from nothing. A share that the difference may reach is compiled again when it is asked
    for; all others, and what was worked out for many owners at once, are those of ``compiled``, which stays as it is.
    Profiles follow the new record's numbering of lists.

    Cost: looking through both records, what lies ahead of each party in either, and all that was compiled: 1.8 s of
    processor time where there are 10⁵ grants and 43,607 shares.
    """
    before = compiled.believed
    position = record.positions.get(before.position.name, before.position)
    pairs = difference(before, record)
    if pairs is None:
        return Compiled(Believed(record, position, before.known_by), compiled.service, compiled.use)
    lists = Lists(record)
    after = Compiled(
        Believed(record, position, before.known_by, _older(before, lists, pairs)), compiled.service, compiled.use
    )
    if compiled.shelf is not None:
        compiled.shelf.fill(compiled)
    extent = Extent(compiled, after, pairs)
    if not extent.everything:
        _take_over(compiled, after, extent, _renumbering(before.lists, lists))
    return after


def _older(before: Believed, lists: Lists, pairs: Mapping[str, Pair]) -> Older:
    """What the new record's facts take over: a grant, unless it or a termination of it differs, or all lists do."""
    same = before.lists.numbering == lists.numbering
    grants = {one.id: one for one in before.grants} if same else {}
    for name, pair in pairs.items():
        for fact in pair:
            grants.pop(getattr(fact, "grant", name), None)
    standings = {name: one for name, one in before.standings.items() if name not in pairs}
    digests = {name: one for name, one in before.digests.items() if name not in pairs}
    return Older(before.places, lists, grants, {one.id: one.number for one in before.grants}, standings, digests)


def _renumbering(before: Lists, after: Lists) -> Renumber | None:
    """A share by the new numbers of lists; None where they are the old.

    A list that is gone told apart what only a grant that is gone did.
    """
    if before.numbering == after.numbering:
        return None
    numbers = {number: after.numbering.get(assets) for assets, number in before.numbering.items()}
    known: dict[int, int] = {}

    def renumbered(share: Share) -> Share:
        if share.profile not in known:
            known[share.profile] = sum(
                1 << new for old, new in numbers.items() if new is not None and share.profile >> old & 1
            )
        return Share(share.owner, known[share.profile], share.right)

    return renumbered


def _take_over(before: Compiled, after: Compiled, extent: Extent, renumbered: Renumber | None) -> None:
    new = renumbered or _same
    lost = {share for share, one in before.shares.items() if extent.share(share, new(share), one.hanging)}
    after.shares = _left(before.shares, lost, renumbered)
    _take_over_network(before.network, after.network, extent, renumbered)


def _take_over_network(before: Network, after: Network, extent: Extent, renumbered: Renumber | None) -> None:
    new = renumbered or _same
    ways = {
        key
        for key, found in before.ways.items()
        if (key[3] and extent.opting) or extent.way(key[0], new(key[0]), key[1].holder, found.hanging)
    }
    after.ways = _left(before.ways, ways, renumbered and (lambda key: (new(key[0]), *key[1:])))
    after.roles.take_over(before.roles, extent.edges)


def _left(
    of: dict[KeyT, ValueT], lost: AbstractSet[KeyT], renumbered: Callable[[KeyT], KeyT] | None
) -> dict[KeyT, ValueT]:
    """What is not lost. Of 10⁶ entries the hashes are worked out anew only where their names are others."""
    if renumbered is not None:
        return {renumbered(key): value for key, value in of.items() if key not in lost}
    found = dict(of)
    for key in lost:
        del found[key]
    return found


def _same(share: Share) -> Share:
    return share
