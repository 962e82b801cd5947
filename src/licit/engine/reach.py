# SPDX-License-Identifier: Apache-2.0
"""Where a service has one owner's share: chains from the owner, then from statutes. Source: SEMANTICS §3.5-6."""

from __future__ import annotations

from licit.engine.bearing import Bearing, Share
from licit.engine.believed import Believed
from licit.engine.grants import READINGS
from licit.engine.scene import Scene
from licit.engine.walk import Held, Start, walk
from licit.model.fact import UNLIMITED, OptOut, Statute, StatuteKind


def useful_parties(believed: Believed, service: str) -> frozenset[str]:
    """The parties from whom a chain of grants on record may lead to the service, its operators, or who opted out."""
    record = believed.record
    found = {service, *(one.party for one in record.opt_outs)}
    found |= {operation.operator for operation in record.operations if operation.service == service}
    to: dict[str, list[str]] = {}
    for grant in believed.grants:
        to.setdefault(grant.grantee, []).append(grant.grantor)
    waiting = list(found)
    while waiting:
        for grantor in to.get(waiting.pop(), ()):
            if grantor not in found:
                found.add(grantor)
                waiting.append(grantor)
    return frozenset(found)


def actors(scene: Scene, reading: int) -> tuple[str, ...]:
    """Who may use through the service: itself, and each operator."""
    operating = (
        operation.operator
        for operation in scene.record.operations
        if operation.service == scene.service and scene.counts(operation.id, operation.term, "", reading)
    )
    return (scene.service, *operating)


def has_share(scene: Scene, share: Share, useful: frozenset[str], reading: int) -> int:
    """The leaves of the scene where the service has the share, in a reading."""
    bearing = Bearing(scene, share)
    found = 0
    for statute in scene.record.statutes:
        if statute.kind is not StatuteKind.EXTENDED:  # no authority needed, or anyone's
            found |= bearing.statute(statute, reading)
    left = scene.cell & ~found
    for start in starts(bearing, left, useful, reading):
        found |= arrived(bearing, walk(bearing, start, reading, useful), reading)
        if found == scene.cell:
            break
    return found


def starts(bearing: Bearing, leaves: int, useful: frozenset[str], reading: int) -> list[Start]:
    """The roots of chains over the share: its owner, and the society of each statute it was not taken out of."""
    owner = bearing.share.owner
    found = [Start(owner, exercise=True, sublicense=UNLIMITED, leaves=leaves)] if owner else []
    for statute in bearing.scene.record.statutes:
        if statute.kind is StatuteKind.EXTENDED and statute.society in useful:
            reach = leaves & bearing.statute(statute, reading)
            if reach:
                reach &= ~opted_out(bearing, statute, useful, reading)
                found.append(Start(statute.society, exercise=False, sublicense=statute.links, leaves=reach))
    return found


def opted_out(
    bearing: Bearing, statute: Statute, useful: frozenset[str], reading: int, *, only: OptOut | None = None
) -> int:
    """The leaves where an opt-out (or ``only`` this) of the owner or a holder takes the share out of a statute."""
    scene, share = bearing.scene, bearing.share
    opposite = 1 - reading
    out = [
        one.party
        for one in scene.record.opt_outs
        if one.statute == statute.id
        and (only is None or one is only)
        and one.term.covers(scene.day, READINGS[opposite])
        and scene.holds(one.id, share.owner, opposite)
    ]
    if not out or not share.owner:
        return 0
    start = Start(share.owner, exercise=True, sublicense=UNLIMITED, leaves=scene.cell)
    holders = walk(bearing, start, opposite, useful, holding=True)
    found = 0
    for party in out:
        for state, leaves in holders.get(party, ()):
            if state.sublicense > 0:
                found |= leaves
    return found


def arrived(bearing: Bearing, held: Held, reading: int) -> int:
    """The leaves where one of those who may use through the service may exercise, and is not barred."""
    service = bearing.scene.service
    found = 0
    for actor in actors(bearing.scene, reading):
        for state, leaves in held.get(actor, ()):
            if state.exercise and not state.ended:
                where = leaves & ~found
                if where:
                    parties = (state.holder, *state.principals)
                    found |= where & ~bearing.barred(parties, service, None, state.used, reading)
    return found
