# SPDX-License-Identifier: Apache-2.0
"""Where a service has one owner's share: chains from the owner, then from statutes. Source: SEMANTICS §3.5-6."""

from __future__ import annotations

from collections.abc import Mapping

from licit.engine.bearing import Bearing, Share
from licit.engine.believed import Believed
from licit.engine.closure import closure
from licit.engine.span import Span
from licit.engine.walk import Held, State, walk
from licit.model.fact import UNLIMITED, OptOut, Statute, StatuteKind


def useful_parties(believed: Believed, service: str) -> frozenset[str]:
    """The parties from whom a chain of grants on record may lead to the service, its operators, or who opted out."""
    record = believed.record
    found = {service, *(one.party for one in record.opt_outs)}
    found |= {operation.operator for operation in record.operations if operation.service == service}
    to: dict[str, list[str]] = {}
    for grant in believed.grants:
        to.setdefault(grant.grantee, []).append(grant.grantor)
    return closure(found, lambda party: to.get(party, ()))


def actors(span: Span, reading: int) -> list[tuple[str, int]]:
    """Who may use through the service, and where: itself, and each operator."""
    found = [(span.service, span.everywhere)]
    for operation in span.record.operations:
        if operation.service == span.service:
            where = span.counts(operation.id, operation.term, "", reading)
            if where:
                found.append((operation.operator, where))
    return found


def has_share(bearing: Bearing, useful: frozenset[str], reading: int) -> int:
    """Where the service has the share, in a reading."""
    span = bearing.span
    found = 0
    for statute in span.record.statutes:
        if statute.kind is not StatuteKind.EXTENDED:  # no authority needed, or anyone's
            found |= bearing.statute(statute, reading)
    for root, where in roots(bearing, span.everywhere & ~found, useful, reading):
        found |= arrived(bearing, walk(bearing, root, where, reading, useful), reading)
        if found == span.everywhere:
            break
    return found


def owner_root(share: Share) -> State:
    """Rule 1: the owner, with both powers and no limit."""
    return State(share.owner, exercise=True, sublicense=UNLIMITED)


def statute_root(statute: Statute) -> State:
    """Rule 1: the society of an extended statute: sublicense, with the statute's own limit, never exercise."""
    return State(statute.society, exercise=False, sublicense=statute.links)


def roots(bearing: Bearing, where: int, useful: frozenset[str], reading: int) -> list[tuple[State, int]]:
    """The roots of chains over the share: its owner, and the society of each statute it was not taken out of."""
    owner = bearing.share.owner
    found = [(owner_root(bearing.share), where)] if owner in useful else []
    for statute in bearing.span.record.statutes:
        if statute.kind is StatuteKind.EXTENDED and statute.society in useful:
            reach = where & bearing.statute(statute, reading)
            if reach:
                found.append((statute_root(statute), reach & ~opted_out(bearing, statute, useful, reading)))
    return found


def opted_out(bearing: Bearing, statute: Statute, useful: frozenset[str], reading: int) -> int:
    """Where an opt-out of the owner or a holder takes the share out of a statute (rule 6)."""
    found = 0
    for _, where in opt_outs(bearing, statute, useful, reading):
        found |= where
    return found


def opt_outs(bearing: Bearing, statute: Statute, useful: frozenset[str], reading: int) -> list[tuple[OptOut, int]]:
    """The opt-outs of the owner or a holder from a statute, each with where it takes the share out."""
    span, share = bearing.span, bearing.share
    opposite = 1 - reading
    out = [
        (one, where)
        for one in span.record.opt_outs_of.get(statute.id, ())
        if (where := span.counts(one.id, one.term, share.owner, opposite))
    ]
    if not out or not share.owner:
        return []
    found = []
    holders = _holders(bearing, opposite, useful)
    for one, where in out:
        held = 0
        for state, there in holders.get(one.party, ()):
            if state.sublicense > 0:
                held |= there
        if where & held:
            found.append((one, where & held))
    return found


def _holders(bearing: Bearing, reading: int, useful: frozenset[str]) -> Held:
    """Who holds sublicense from the owner through assignments, exclusives and mandates alone, all in force."""
    if reading not in bearing.holders:
        root = owner_root(bearing.share)
        bearing.holders[reading] = walk(bearing, root, bearing.span.everywhere, reading, useful, holding=True)
    return bearing.holders[reading]


def arrived(bearing: Bearing, held: Mapping[str, list[tuple[State, int]]], reading: int) -> int:
    """Where one of those who may use through the service may exercise, and is not barred."""
    service = bearing.span.service
    found = 0
    for actor, acting in actors(bearing.span, reading):
        for state, where in held.get(actor, ()):
            if state.exercise and not state.ended:
                there = where & acting & ~found
                if there:
                    parties = (state.holder, *state.principals)
                    found |= there & ~bearing.barred(parties, service, None, state.used, reading)
    return found
