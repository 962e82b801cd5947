# SPDX-License-Identifier: Apache-2.0
"""A compiled form for a record that differs a little: what the difference can't reach is taken over, not redone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from licit.engine.bearing import Share
from licit.engine.believed import Believed, Older
from licit.engine.compiled import Compiled
from licit.engine.grants import Lists
from licit.engine.keeping.difference import Pair, difference
from licit.engine.keeping.reached import Reached
from licit.engine.network import Network
from licit.model.record import Record

Renumber = Callable[[Share], Share]


def revised(compiled: Compiled, record: Record) -> Compiled:
    """The compiled form of another record, under the same position and day of knowledge, for the same service and use.

    It answers as one compiled from nothing. A share that the difference may reach is compiled again when it is asked
    for; all others, and what was worked out for many owners at once, are those of ``compiled``, which stays as it is.
    Profiles follow the new record's numbering of lists.

    Cost: looking through both records and all that was compiled, 0.5 s where there are 10⁵ grants.
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
    reached = Reached(compiled, after, pairs)
    if not reached.everything:
        _take_over(compiled, after, reached, _renumbering(before.lists, lists))
    return after


def _older(before: Believed, lists: Lists, pairs: Mapping[str, Pair]) -> Older:
    """What the new record's facts take over: a grant, unless it or a termination of it differs, or all lists do."""
    same = before.lists.numbering == lists.numbering
    grants = {one.id: one for one in before.grants} if same else {}
    for name, pair in pairs.items():
        for fact in pair:
            grants.pop(getattr(fact, "grant", name), None)
        grants.pop(name, None)
    standings = {name: one for name, one in before.standings.items() if name not in pairs}
    return Older(before.places, lists, grants, {one.id: one.number for one in before.grants}, standings)


def _renumbering(before: Lists, after: Lists) -> Renumber:
    """A share by the new numbers of lists. A list that is gone told apart what only a grant that is gone did."""
    if before.numbering == after.numbering:
        return lambda share: share
    numbers = {number: after.numbering.get(assets) for assets, number in before.numbering.items()}
    known: dict[int, int] = {}

    def renumbered(share: Share) -> Share:
        if share.profile not in known:
            known[share.profile] = sum(
                1 << new for old, new in numbers.items() if new is not None and share.profile >> old & 1
            )
        return Share(share.owner, known[share.profile], share.right)

    return renumbered


def _take_over(before: Compiled, after: Compiled, reached: Reached, renumbered: Renumber) -> None:
    for share, slices in before.shares.items():
        new = renumbered(share)
        if not reached.share(share, new, slices.parties):
            after.shares[new] = slices
    _take_over_network(before.network, after.network, reached, renumbered)


def _take_over_network(before: Network, after: Network, reached: Reached, renumbered: Renumber) -> None:
    for (role, state, reading, holding), found in before.ways.items():
        new = renumbered(role)
        if not (holding and reached.opting) and not reached.way(role, new, found.parties):
            after.ways[new, state, reading, holding] = found
    for (role, party), parties in before.reach.items():
        new = renumbered(role)
        if not reached.way(role, new, parties):
            after.reach[new, party] = parties
    after.roles.take_over(before.roles, reached.edges)
