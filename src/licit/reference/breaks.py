# SPDX-License-Identifier: Apache-2.0
"""Why, or why not: the chain that arrives, or the one that comes nearest and where it breaks. Source: SEMANTICS §5."""

from __future__ import annotations

from licit.model.day import Reading, begins, ends
from licit.model.fact import Fact, Grant, GrantKind, Operation, Statute, StatuteKind
from licit.model.proof import Break, Chain, Dimension, Link, Root, RootKind, ShareProof, Standing, Value
from licit.reference.authority import Act, Way, barring, extend, signed_in_time_for, survives
from licit.reference.nearest import Step, StepKind, nearest
from licit.reference.point import OwnedShare, Point
from licit.reference.reach import reach
from licit.reference.scope import first_day, last_day, misses, statute_misses
from licit.reference.standing import holds, standing
from licit.reference.statutes import opted_out, owner_root, statute_root


def share_proof(point: Point, share: OwnedShare, reading: Reading) -> ShareProof:
    """The value of one owner's share in a reading, with its chain, or the nearest chain and its break."""
    reached = reach(point, share, reading)
    if reached is None:
        chain, broken_at = _nearest(point, share, reading)
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
            failure = _statute_break(point, share, fact, reading)
            if failure is not None:
                return _chain(point, share, way, None, reading), failure
            statute, way = fact, statute_root(fact)
        elif way is None:
            break
        elif step.kind is StepKind.GRANT and isinstance(fact, Grant):
            longer = extend(point, share, way, fact, reading)
            if longer is None:
                failure = _grant_break(point, share, way, fact, reading)
                return _chain(point, share, way, statute, reading), failure
            if step.arrives and longer.ended:  # survival gives the grantee itself nothing (rule 4)
                failure = _term_break(point, share, fact, reading)
                return _chain(point, share, way, statute, reading), failure
            way = longer
        else:
            return _chain(point, share, way, statute, reading), _other_break(point, step, way, reading)
        if step.arrives:
            return _chain(point, share, way, statute, reading), _use_break(point, share, way, reading)
    if way is None:
        return None, Break(Dimension.LAW, "", point.question.service)
    return _chain(point, share, way, statute, reading), _use_break(point, share, way, reading)


def _chain(point: Point, share: OwnedShare, way: Way | None, statute: Statute | None, reading: Reading) -> Chain | None:
    return Chain(_root(share, statute), _links(point, share, way, reading)) if way else None


def _not_counting(point: Point, fact: Fact, owner: str, reading: Reading) -> Dimension | None:
    if holds(point, fact, owner, reading):
        return None
    return {
        Standing.DISPUTED: Dimension.DISPUTED,
        Standing.REJECTED: Dimension.REJECTED,
        Standing.UNSAID: Dimension.UNSAID,
        Standing.ACCEPTED: None,
    }[standing(point, fact.id, owner)]


def _findings(point: Point, fact: Fact) -> tuple[str, ...]:
    return tuple(finding.id for finding in point.record.findings_on.get(fact.id, ()))


def _statute_break(point: Point, share: OwnedShare, statute: Statute, reading: Reading) -> Break | None:
    to = statute.society or point.question.service
    stands = _not_counting(point, statute, share.owner, reading)
    if stands is not None:
        return Break(stands, share.owner, to, statute.id, _findings(point, statute))
    missed = statute_misses(point, statute, share, reading)
    if missed is not None:
        return Break(
            missed,
            share.owner,
            to,
            statute.id,
            held_from=begins(statute.term.start, reading) if missed is Dimension.NOT_BEGUN else None,
            held_until=ends(statute.term.end, reading) if missed is Dimension.TERM else None,
            territories=str(statute.territories) if missed is Dimension.TERRITORY else "",
        )
    out = opted_out(point, share, statute, reading)
    if out:
        return Break(Dimension.OPTED_OUT, share.owner, to, statute.id, tuple(opt_out.id for opt_out in out))
    return None


def _grant_break(point: Point, share: OwnedShare, way: Way, grant: Grant, reading: Reading) -> Break:  # noqa: PLR0911
    """In which dimension a grant does not carry the chain on; the first of them, in the order of the rules."""
    at, to = grant.grantor, grant.grantee
    stands = _not_counting(point, grant, share.owner, reading)
    if stands is not None:
        return Break(stands, at, to, grant.id, _findings(point, grant))
    missed = misses(point, grant, share, reading)
    if missed is not None:
        text = str(grant.scope.territories or "") if missed is Dimension.TERRITORY else ""
        return Break(missed, at, to, grant.id, territories=text)
    first, last = first_day(grant, reading), last_day(point, grant, share.owner, reading)
    if first > point.day:
        return Break(Dimension.NOT_BEGUN, at, to, grant.id, held_from=first)
    if last < point.day and not (first <= last and survives(grant, point.day, reading)):
        return _term_break(point, share, grant, reading)
    if way.powers.sublicense < 1:
        giver = way.grants[-1] if way.grants else None
        none_given = giver is not None and giver.kind is not GrantKind.ASSIGNMENT and giver.sublicense < 1
        return Break(Dimension.NO_SUBLICENSE if none_given else Dimension.LINKS, at, to, grant.id)
    if not signed_in_time_for(way, grant, reading):
        ended = tuple(one.id for one in way.grants if last_day(point, one, share.owner, reading) < point.day)
        return Break(Dimension.FELL, at, to, grant.id, ended, held_until=way.deadline)
    bars = barring(point, share, Act(way, to, grant), reading)
    return Break(Dimension.BARRED, at, to, grant.id, tuple(one.id for one in bars))


def _term_break(point: Point, share: OwnedShare, grant: Grant, reading: Reading) -> Break:
    last = last_day(point, grant, share.owner, reading)
    ending = _ending(point, share, grant, reading)
    return Break(Dimension.TERM, grant.grantor, grant.grantee, grant.id, ending, held_until=last)


def _ending(point: Point, share: OwnedShare, grant: Grant, reading: Reading) -> tuple[str, ...]:
    """The terminations that end a grant before its own end."""
    last = last_day(point, grant, share.owner, reading)
    return tuple(
        one.id
        for one in point.record.terminations_of.get(grant.id, ())
        if holds(point, one, share.owner, reading.opposite) and ends(one.last_day, reading) == last
    )


def _other_break(point: Point, step: Step, way: Way, reading: Reading) -> Break:
    if step.kind is StepKind.MEMBERSHIP and step.fact is not None:
        return Break(Dimension.MEMBERSHIP, way.holder, step.to, by=(step.fact.id,))
    if isinstance(step.fact, Operation):
        operation = step.fact
        stands = _not_counting(point, operation, "", reading)
        if stands is not None:
            return Break(stands, way.holder, step.to, operation.id, _findings(point, operation))
        first, last = begins(operation.term.start, reading), ends(operation.term.end, reading)
        if first > point.day:
            return Break(Dimension.NOT_BEGUN, way.holder, step.to, operation.id, held_from=first)
        return Break(Dimension.TERM, way.holder, step.to, operation.id, held_until=last)
    return Break(Dimension.NO_GRANT, way.holder, step.to)


def _use_break(point: Point, share: OwnedShare, way: Way, reading: Reading) -> Break:
    """Why one whom the chain reaches may not make the use itself."""
    at, to = way.holder, point.question.service
    if not way.powers.exercise:
        return Break(Dimension.NO_EXERCISE, at, to)
    bars = barring(point, share, Act(way, to), reading)
    return Break(Dimension.BARRED, at, to, "", tuple(one.id for one in bars))
