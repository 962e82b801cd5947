# SPDX-License-Identifier: Apache-2.0
"""Why, or why not: the chain that arrives, or the one that comes nearest and where it breaks. Source: SEMANTICS §5."""

from __future__ import annotations

from licit.model.day import Reading
from licit.model.fact import Grant, Operation, Statute, StatuteKind
from licit.model.proof import Break, Chain, Dimension, Link, Root, RootKind, ShareProof, Value
from licit.reference.authority import Way, extend
from licit.reference.failing import grant_break, operation_break, statute_break, term_break, use_break
from licit.reference.nearest import Step, StepKind, nearest
from licit.reference.point import OwnedShare, Point
from licit.reference.reach import reach
from licit.reference.scope import last_day
from licit.reference.standing import standing
from licit.reference.statutes import owner_root, statute_root


def share_proof(point: Point, share: OwnedShare, reading: Reading, *, why_not: bool = True) -> ShareProof:
    """The value of one owner's share in a reading, with its chain, or (``why_not``) the nearest chain and its break."""
    reached = reach(point, share, reading)
    if reached is None:
        chain, broken_at = _nearest(point, share, reading) if why_not else (None, None)
        value = Value.NO if share.owner else Value.UNKNOWN  # an unnamed owner: yes through a statute, else unknown
        return ShareProof(share.owner, share.hundredths, value, share.controls, chain, broken_at=broken_at)
    if reached.statute is None or reached.way is not None:
        root = _root(share, reached.statute)
    else:
        kind = RootKind.EXCEPTION if reached.statute.kind is StatuteKind.EXCEPTION else RootKind.COMPULSORY
        root = Root(kind, "", (reached.statute.id,))
    chain = Chain(root, _links(point, share, reached.way, reading))
    return ShareProof(share.owner, share.hundredths, Value.YES, share.controls, chain, reached.actor, reached.operation)


def _root(share: OwnedShare, statute: Statute | None) -> Root:
    if statute is None:
        return Root(RootKind.OWNER, share.owner, share.controls)
    return Root(RootKind.EXTENDED, statute.society, (statute.id,))


def _links(point: Point, share: OwnedShare, way: Way | None, reading: Reading) -> tuple[Link, ...]:
    links = []
    for grant, powers in zip(way.grants, way.given, strict=True) if way else ():
        last = last_day(point, grant, share.owner, reading)
        stands = standing(point, grant.id, share.owner)
        ended_on = last if last < point.day else None
        links.append(Link(grant.id, grant.grantor, grant.grantee, stands, powers, ended_on))
    return tuple(links)


def _nearest(  # noqa: PLR0911  one return a kind of step
    point: Point, share: OwnedShare, reading: Reading
) -> tuple[Chain | None, Break]:
    """Walk the way with the fewest failures until it fails."""
    statute: Statute | None = None
    way = owner_root(share) if share.owner else None
    for step in nearest(point, share, reading):
        fact = step.fact
        if step.kind is StepKind.STATUTE and isinstance(fact, Statute):
            failure = statute_break(point, share, fact, reading)
            if failure is not None:
                return _chain(point, share, way, None, reading), failure
            statute, way = fact, statute_root(fact)
        elif way is None:
            break
        elif step.kind is StepKind.GRANT and isinstance(fact, Grant):
            longer = extend(point, share, way, fact, reading)
            if longer is None:
                failure = grant_break(point, share, way, fact, reading)
                return _chain(point, share, way, statute, reading), failure
            if step.arrives and longer.ended:  # survival gives the grantee itself nothing (rule 4)
                failure = term_break(point, share, fact, reading)
                return _chain(point, share, way, statute, reading), failure
            way = longer
        else:
            return _chain(point, share, way, statute, reading), _other_break(point, step, way, reading)
        if step.arrives:
            return _chain(point, share, way, statute, reading), use_break(point, share, way, reading)
    if way is None:
        return None, Break(Dimension.LAW, "", point.question.service)
    return _chain(point, share, way, statute, reading), use_break(point, share, way, reading)


def _chain(point: Point, share: OwnedShare, way: Way | None, statute: Statute | None, reading: Reading) -> Chain | None:
    return Chain(_root(share, statute), _links(point, share, way, reading)) if way else None


def _other_break(point: Point, step: Step, way: Way, reading: Reading) -> Break:
    if step.kind is StepKind.MEMBERSHIP and step.fact is not None:
        return Break(Dimension.MEMBERSHIP, way.holder, step.to, by=(step.fact.id,))
    if isinstance(step.fact, Operation):
        return operation_break(point, step.fact, reading)
    return Break(Dimension.NO_GRANT, way.holder, step.to)
