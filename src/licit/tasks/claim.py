# SPDX-License-Identifier: Apache-2.0
"""What a service says of itself, held against the record part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from licit.model.fact import Claim, Grant, GrantKind
from licit.model.progress import Progress, silent
from licit.model.proof import Break, Dimension, ReadingProof, ShareProof, Standing, Value
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.territory import only
from licit.model.verdict import Verdict
from licit.tasks.judging import ByReference
from licit.tasks.listing import said, unheard
from licit.tasks.opening import OpenCase
from licit.tasks.stand_ins import names_of, stand_ins


class Support(Enum):
    """How a part of a claim stands against the record, in a position."""

    SUPPORTED = "supported"
    DISPUTED = "disputed"
    CONTRADICTED = "contradicted"
    SILENT = "silent"


class Part(Enum):
    """What a claim says: the licensor licensed the service, under this number, and had the authority to."""

    LICENCE = "licence"
    NUMBER = "licence number"
    AUTHORITY = "authority"


SAYS_NOTHING = (Dimension.NO_GRANT, Dimension.UNSAID, Dimension.MEMBERSHIP, Dimension.LAW)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPart:
    """One part of a claim and how it stands.

    ``subject`` is a licence number, or the right spoken of; ``facts`` what shows it or what stands against it.
    ``territories`` and ``items`` (how many) are those of a part about authority.
    """

    part: Part
    support: Support
    subject: str = ""
    use: str = ""
    facts: tuple[str, ...] = ()
    broken_at: Break | None = None
    territories: tuple[str, ...] = ()
    items: int = 0


@dataclass(frozen=True, slots=True)
class HeldClaim:
    """A claim with its parts: the licence, its numbers, then the authority right by right."""

    claim: Claim
    parts: tuple[ClaimPart, ...]


def claims(opened: OpenCase, question: Question, *, progress: Progress = silent) -> tuple[HeldClaim, ...]:
    """Hold every claim that a service makes, known by then, against the record.

    ``question`` gives the service, the day, the position, and the use where a claim names none. A part that nobody
    believed speaks of is ``silent``; one that is denied, ended or out of scope is ``contradicted``.
    """
    record = opened.record
    made = [claim for claim in record.claims if claim.service == question.service and _known(claim, question)]
    return tuple(HeldClaim(claim, tuple(_parts(opened.judging, question, claim, progress))) for claim in made)


def _known(claim: Claim, question: Question) -> bool:
    return claim.made is None or claim.made.latest <= question.known_by


def _parts(judging: ByReference, question: Question, claim: Claim, progress: Progress) -> Iterator[ClaimPart]:
    record = judging.record
    yield _licence(record, question, claim)
    for number in claim.licences:
        yield _number(record, question, claim, number)
    yield from _authority(judging, question, claim, progress)


def _licence(record: Record, question: Question, claim: Claim) -> ClaimPart:
    grants = _licences(record, claim)
    stands = {grant.id: said(record, question, grant).standing for grant in grants}
    for standing, support in (
        (Standing.ACCEPTED, Support.SUPPORTED),
        (Standing.DISPUTED, Support.DISPUTED),
        (Standing.REJECTED, Support.CONTRADICTED),
    ):
        facts = tuple(grant for grant, stand in stands.items() if stand is standing)
        if facts:
            return ClaimPart(part=Part.LICENCE, support=support, facts=facts)
    denied = any(_denied(record, question, claim.licensor, to) for to in _actors(record, claim.service))
    return ClaimPart(part=Part.LICENCE, support=Support.CONTRADICTED if denied else Support.SILENT)


def _licences(record: Record, claim: Claim) -> tuple[Grant, ...]:
    actors = _actors(record, claim.service)
    return tuple(grant for grant in record.grants_by.get(claim.licensor, ()) if grant.grantee in actors)


def _actors(record: Record, service: str) -> frozenset[str]:
    return frozenset({service} | {one.operator for one in record.operations if one.service == service})


def _number(record: Record, question: Question, claim: Claim, number: str) -> ClaimPart:
    """Whether anyone believed, other than the claim itself, names the number for a grant to the service."""
    found = tuple(grant.id for grant in _licences(record, claim) if _names(record, question, grant, number))
    support = Support.SUPPORTED if found else Support.SILENT
    return ClaimPart(part=Part.NUMBER, support=support, subject=number, facts=found)


def _names(record: Record, question: Question, grant: Grant, number: str) -> bool:
    words = said(record, question, grant).affirming
    return bool(words) and any(number in text for text in (grant.note, *(f"{one.locator} {one.note}" for one in words)))


def _authority(judging: ByReference, question: Question, claim: Claim, progress: Progress) -> Iterator[ClaimPart]:
    from licit.reference.alike import item_classes

    record = judging.record
    scope = claim.scope
    where = scope.territories.leaves(record.atlas, question.day) if scope.territories else None
    leaves = [leaf for leaf in record.atlas.leaves_on(question.day) if where is None or leaf in where]
    uses = (question.use,) if scope.uses is None or scope.uses is ALL else tuple(sorted(scope.uses))
    stands_in = stand_ins(record, (claim.service, claim.licensor))
    asked = [
        (use, items, alike)
        for use in uses
        for items in item_classes(record, record.offered(claim.service, question.day), question.known_by, stands_in)
        for alike in judging.alike(replace(question, use=use, item=items[0]), leaves)
    ]
    found: dict[ClaimPart, tuple[set[str], set[str]]] = {}
    for done, (use, items, alike) in enumerate(asked):
        progress(done, len(asked))
        one = replace(question, use=use, item=items[0], territory=alike[0])
        parts = tuple(_rights(record, judging.weighed(one), claim))
        for item in items:
            names = names_of(record, item, items[0]) or {}
            for part in parts:
                territories, counted = found.setdefault(_named(part, names), (set(), set()))
                territories.update(alike)
                counted.add(item)
    progress(len(asked), len(asked))
    for part, (territories, counted) in found.items():
        yield replace(part, territories=tuple(sorted(territories)), items=len(counted))


def _named(part: ClaimPart, names: Mapping[str, str]) -> ClaimPart:
    """The part in the names of another item."""
    at = part.broken_at
    if at is None:
        return part
    by = tuple(names.get(fact, fact) for fact in at.by)
    at = replace(at, at=names.get(at.at, at.at), to=names.get(at.to, at.to), grant=names.get(at.grant, at.grant), by=by)
    return replace(part, broken_at=at)


def _rights(record: Record, verdict: Verdict, claim: Claim) -> Iterator[ClaimPart]:
    lower, upper = (_by_right(reading) for reading in (verdict.proof.lower, verdict.proof.upper))
    named = claim.scope.rights
    for right in dict.fromkeys((*lower, *upper)):
        if named is not None and named is not ALL and right not in named:
            continue
        part = ClaimPart(part=Part.AUTHORITY, support=Support.SUPPORTED, subject=right, use=verdict.question.use)
        low, high = lower.get(right, ()), upper.get(right, ())  # empty where the reading does not ask for it
        if low and all(share.value is Value.YES for share in low):
            facts = {link.grant for share in low if share.chain for link in share.chain.links}
            yield replace(part, facts=tuple(sorted(facts)))
        elif all(share.value is Value.YES for share in high):
            yield replace(part, support=Support.DISPUTED, broken_at=_first_break(low))
        else:
            support = Support.CONTRADICTED if _contradicted(record, verdict.question, claim, high) else Support.SILENT
            yield replace(part, support=support, broken_at=_first_break(high))


def _by_right(reading: ReadingProof) -> dict[str, tuple[ShareProof, ...]]:
    """The shares of each right that were looked at; where any co-owner will do, only what decides."""
    found: dict[str, tuple[ShareProof, ...]] = {}
    for place in reading.places:
        for requirement in place.requirements:
            for right in requirement.rights:
                deciding = tuple(share for share in right.shares if share.value is right.value)
                found[right.right] = (*found.get(right.right, ()), *deciding)
    return found


def _first_break(shares: Iterable[ShareProof]) -> Break | None:
    return next((share.broken_at for share in shares if share.broken_at is not None), None)


def _contradicted(record: Record, question: Question, claim: Claim, shares: Iterable[ShareProof]) -> bool:
    for share in shares:
        if share.broken_at is not None and share.broken_at.dimension not in SAYS_NOTHING:
            return True
        if share.value is not Value.YES and share.owner and _denied(record, question, share.owner, claim.licensor):
            return True
    return False


def _denied(record: Record, question: Question, grantor: str, grantee: str) -> bool:
    """Whether a believed denial takes in every grant by the one to the other, recorded or not."""
    from licit.model.day import Reading
    from licit.reference.point import Point
    from licit.reference.standing import lies_in

    where = only(question.territory) if question.territory else None
    grant = Grant(
        id="",
        grantor=grantor,
        grantee=grantee,
        kind=GrantKind.NON_EXCLUSIVE,
        scope=Scope(Repertoire(everything=True), None, frozenset((question.use,)), where),
    )
    point = Point(record, question, record.positions[question.position], question.territory)
    return any(
        word.pattern is not None
        and not unheard(record, question, word)
        and lies_in(point, grant, word.pattern, Reading.UPPER)
        for word in record.pattern_denials
    )
