# SPDX-License-Identifier: Apache-2.0
"""In which dimension one fact fails to carry authority on. Source: SEMANTICS §5, Why not."""

from __future__ import annotations

from licit.model.day import Reading, begins, ends
from licit.model.fact import Fact, Grant, GrantKind, Operation, Statute
from licit.model.proof import Break, Dimension, Standing
from licit.reference.authority import Act, Way, barring, signed_in_time_for, survives
from licit.reference.point import OwnedShare, Point
from licit.reference.scope import first_day, last_day, misses, statute_misses
from licit.reference.standing import holds, standing
from licit.reference.statutes import opted_out


def not_counting(point: Point, fact: Fact, owner: str, reading: Reading) -> Dimension | None:
    """Why a fact does not count: disputed, denied, or said by nobody believed."""
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


def statute_break(point: Point, share: OwnedShare, statute: Statute, reading: Reading) -> Break | None:
    """In which dimension a statute does not reach the share, or who opted out."""
    to = statute.society or point.question.service
    stands = not_counting(point, statute, share.owner, reading)
    if stands is not None:
        return Break(stands, share.owner, to, statute.id, _findings(point, statute))
    for missed in statute_misses(point, statute, share, reading)[:1]:  # the first, in the order of the page
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


def scope_break(point: Point, share: OwnedShare, grant: Grant, reading: Reading) -> Break | None:
    """In which dimension a grant itself fails for the share: standing, scope or term; whoever its grantor may be."""
    at, to = grant.grantor, grant.grantee
    stands = not_counting(point, grant, share.owner, reading)
    if stands is not None:
        return Break(stands, at, to, grant.id, _findings(point, grant))
    for missed in misses(point, grant, share, reading)[:1]:  # the first, in the order of the page
        text = str(grant.scope.territories or "") if missed is Dimension.TERRITORY else ""
        return Break(missed, at, to, grant.id, territories=text)
    first, last = first_day(grant, reading), last_day(point, grant, share.owner, reading)
    if first > point.day:
        return Break(Dimension.NOT_BEGUN, at, to, grant.id, held_from=first)
    if last < point.day and not (first <= last and survives(grant, point.day, reading)):
        return term_break(point, share, grant, reading)
    return None


def grant_break(point: Point, share: OwnedShare, way: Way, grant: Grant, reading: Reading) -> Break:
    """In which dimension a grant does not carry the chain on; the first of them, in the order of the rules."""
    failure = scope_break(point, share, grant, reading)
    if failure is not None:
        return failure
    at, to = grant.grantor, grant.grantee
    if way.powers.sublicense < 1:
        giver = way.grants[-1] if way.grants else None
        none_given = giver is not None and giver.kind is not GrantKind.ASSIGNMENT and giver.sublicense < 1
        return Break(Dimension.NO_SUBLICENSE if none_given else Dimension.LINKS, at, to, grant.id)
    if not signed_in_time_for(way, grant, reading):
        ended = tuple(one.id for one in way.grants if last_day(point, one, share.owner, reading) == way.deadline)
        return Break(Dimension.FELL, at, to, grant.id, ended, held_until=way.deadline)
    bars = barring(point, share, Act(way, to, grant), reading)
    return Break(Dimension.BARRED, at, to, grant.id, tuple(one.id for one in bars))


def term_break(point: Point, share: OwnedShare, grant: Grant, reading: Reading) -> Break:
    """A grant that has ended, with the terminations that made it so."""
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


def operation_break(point: Point, operation: Operation, reading: Reading) -> Break:
    """Why what is granted to an operator does not reach the service."""
    at, to = operation.operator, operation.service
    stands = not_counting(point, operation, "", reading)
    if stands is not None:
        return Break(stands, at, to, operation.id, _findings(point, operation))
    first, last = begins(operation.term.start, reading), ends(operation.term.end, reading)
    if first > point.day:
        return Break(Dimension.NOT_BEGUN, at, to, operation.id, held_from=first)
    return Break(Dimension.TERM, at, to, operation.id, held_until=last)


def use_break(point: Point, share: OwnedShare, way: Way, reading: Reading) -> Break:
    """Why one whom the chain reaches may not make the use itself."""
    at, to = way.holder, point.question.service
    if not way.powers.exercise:
        return Break(Dimension.NO_EXERCISE, at, to)
    bars = barring(point, share, Act(way, to), reading)
    return Break(Dimension.BARRED, at, to, "", tuple(one.id for one in bars))
