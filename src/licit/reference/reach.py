# SPDX-License-Identifier: Apache-2.0
"""How authority over one share reaches the service, if it does: from owners first, then from statutes (rule 6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from licit.model.day import Reading
from licit.model.fact import Statute, StatuteKind
from licit.model.proof import RootKind
from licit.reference.authority import Act, Way, barring, ways
from licit.reference.point import OwnedShare, Point
from licit.reference.standing import holds
from licit.reference.statutes import opted_out, owner_root, reaching, statute_root


@dataclass(frozen=True, slots=True)
class Reached:
    """A chain that arrives, with what stands at its root, who exercises, and the operation he does it through."""

    kind: RootKind
    statute: Statute | None
    way: Way | None
    actor: str = ""
    operation: str = ""


def reach(point: Point, share: OwnedShare, reading: Reading) -> Reached | None:
    """The shortest way in which the service has this share, or ``None``."""
    for kind, root in ((StatuteKind.EXCEPTION, RootKind.EXCEPTION), (StatuteKind.COMPULSORY, RootKind.COMPULSORY)):
        for statute in reaching(point, share, kind, reading):  # rules 5 and 7: no authority needed, or anyone's
            return Reached(root, statute, None, point.question.service)
    arrived = [
        Reached(kind, statute, way, actor, operation)
        for kind, statute, way in all_ways(point, share, reading)
        for actor, operation in actors(point, reading)
        if way.holder == actor and way.powers.exercise and not way.ended
        if not barring(point, share, Act(way, point.question.service), reading)
    ]
    return min(arrived, key=lambda one: len(one.way.grants) if one.way else 0, default=None)


def all_ways(point: Point, share: OwnedShare, reading: Reading) -> Iterator[tuple[RootKind, Statute | None, Way]]:
    """All chains over the share: from its owner, then from the society of each statute it was not taken out of."""
    if share.owner:
        for way in ways(point, share, owner_root(share), reading):
            yield RootKind.OWNER, None, way
    for statute in reaching(point, share, StatuteKind.EXTENDED, reading):
        if not opted_out(point, share, statute, reading):
            for way in ways(point, share, statute_root(statute), reading):
                yield RootKind.EXTENDED, statute, way


def actors(point: Point, reading: Reading) -> tuple[tuple[str, str], ...]:
    """Who may use through the service: itself, and each operator (with the operation fact). Source: §2, Operation."""
    service = point.question.service
    return (
        (service, ""),
        *(
            (operation.operator, operation.id)
            for operation in point.record.operations
            if operation.service == service
            and operation.term.covers(point.day, reading)
            and holds(point, operation, "", reading)
        ),
    )
