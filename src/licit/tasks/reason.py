# SPDX-License-Identifier: Apache-2.0
"""What an answer turns on, small enough to be counted and compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from licit.model.overview import Reason
from licit.model.proof import (
    Break,
    Dimension,
    PlaceProof,
    ReadingProof,
    RequirementProof,
    RightProof,
    RootKind,
    ShareProof,
    Value,
)
from licit.model.record import Record
from licit.model.verdict import Answer, Verdict

_PartT = TypeVar("_PartT", PlaceProof, RequirementProof)


def reason_of(record: Record, verdict: Verdict) -> Reason:
    """The first thing the answer turns on: the one that a timeline and a sentence name."""
    return reasons_of(record, verdict)[0]


def reasons_of(record: Record, verdict: Verdict) -> tuple[Reason, ...]:
    """Each thing the answer turns on, once, in the order of the proof.

    A clearance turns on what clears each part; any other answer on each part of least value, in the reading that
    decides: the upper for a refusal or an unknown (even taken for the service it fails), the lower for a dispute.
    """
    proof = verdict.proof
    reading = proof.lower if verdict.answer in (Answer.CLEARED, Answer.CONTESTED) else proof.upper
    return tuple(dict.fromkeys(_in_reading(record, reading, verdict)))


def break_code(dimension: Dimension) -> str:
    """The fixed word of a dimension, such as ``no-grant``, ``term`` or ``barred``."""
    return dimension.name.lower().replace("_", "-")


def _in_reading(record: Record, reading: ReadingProof, verdict: Verdict) -> Iterator[Reason]:
    for place in _least(reading.places):
        if place.requirements:
            for requirement in _least(place.requirements):
                yield from _in_requirement(requirement)
        elif not place.territory:
            yield Reason("no-server", at=verdict.question.service)
        elif verdict.question.item not in record.items:
            yield Reason("item-not-on-record", subject=verdict.question.item)
        else:
            yield Reason("no-requirement", subject=place.territory)


def _in_requirement(requirement: RequirementProof) -> Iterator[Reason]:
    if requirement.value is Value.YES and not requirement.rights:
        yield Reason("nothing-required", facts=(requirement.requirement,))
    refusing = [right for right in requirement.rights if right.value is requirement.value]
    for right in refusing:
        yield from _in_right(right)
    if requirement.value is Value.UNKNOWN:
        for kind in requirement.missing:
            yield Reason("asset-unidentified", facts=(requirement.requirement,), subject=kind)


def _in_right(right: RightProof) -> Iterator[Reason]:
    for share in right.shares:
        if share.value is not right.value:
            continue
        if share.value is Value.YES:
            yield _cleared_by(share)
        elif not share.owner:
            yield Reason("owner-unnamed", subject=right.asset)
        elif share.broken_at is not None:
            yield _broken(share.broken_at)


def _cleared_by(share: ShareProof) -> Reason:
    chain = share.chain
    if chain is None or chain.root.kind is RootKind.OWNER:
        links = chain.links if chain else ()
        return Reason("chain", at=share.owner, to=share.actor, facts=tuple(link.grant for link in links))
    return Reason("statute", at=chain.root.party, to=share.actor, facts=chain.root.facts)


def _broken(at: Break) -> Reason:
    facts = tuple(fact for fact in (at.grant, *at.by) if fact)
    day = at.held_from if at.dimension is Dimension.NOT_BEGUN else at.held_until
    return Reason(break_code(at.dimension), at.at, at.to, facts, day)


def _least(parts: tuple[_PartT, ...]) -> tuple[_PartT, ...]:
    least = min(part.value for part in parts)
    return tuple(part for part in parts if part.value is least)
