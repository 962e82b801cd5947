# SPDX-License-Identifier: Apache-2.0
"""What an answer turns on: the parts of its proof that decide, and each as a reason small enough to be counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from licit.model.overview import Reason
from licit.model.proof import (
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


@dataclass(frozen=True, slots=True)
class Turn:
    """One part of a proof that decides its answer, with the parts it lies in; those below it are ``None``."""

    reason: Reason
    place: PlaceProof
    requirement: RequirementProof | None = None
    right: RightProof | None = None
    share: ShareProof | None = None


def deciding(verdict: Verdict) -> ReadingProof:
    """The reading that decides: the upper for a refusal or an unknown, since even taken for the service it fails."""
    proof = verdict.proof
    return proof.lower if verdict.answer in (Answer.CLEARED, Answer.CONTESTED) else proof.upper


def turns_of(record: Record, verdict: Verdict) -> tuple[Turn, ...]:
    """Each part the answer turns on, in the order of the proof; never empty.

    A clearance turns on what clears each part; any other answer on each part of least value in the deciding reading.
    """
    return tuple(_in_reading(record, deciding(verdict), verdict))


def reasons_of(record: Record, verdict: Verdict) -> tuple[Reason, ...]:
    """The reasons of all turns, each once, in the order of the proof; a contested answer's open points come first."""
    return tuple(dict.fromkeys((*_hanging(verdict), *(turn.reason for turn in turns_of(record, verdict)))))


def reason_of(record: Record, verdict: Verdict) -> Reason:
    """The first reason: the one that a timeline and a map name."""
    return reasons_of(record, verdict)[0]


def _hanging(verdict: Verdict) -> tuple[Reason, ...]:
    """The open points that a contested answer hangs on, where they were looked for."""
    points = verdict.proof.open_points if verdict.answer is Answer.CONTESTED else ()
    return (Reason("open", open_points=points),) if points else ()


def _in_reading(record: Record, reading: ReadingProof, verdict: Verdict) -> Iterator[Turn]:
    for place in _least(reading.places):
        if place.requirements:
            for requirement in _least(place.requirements):
                yield from _in_requirement(place, requirement)
        elif not place.territory:
            yield Turn(Reason("no-server", at=verdict.question.service), place)
        elif verdict.question.item not in record.items:
            yield Turn(Reason("item-not-on-record", subject=verdict.question.item), place)
        else:
            yield Turn(Reason("no-requirement", subject=place.territory), place)


def _in_requirement(place: PlaceProof, requirement: RequirementProof) -> Iterator[Turn]:
    if requirement.value is Value.YES and not requirement.rights:
        yield Turn(Reason("nothing-required", facts=(requirement.requirement,)), place, requirement)
    for right in requirement.rights:
        if right.value is requirement.value:
            yield from _in_right(place, requirement, right)
    if requirement.value is Value.UNKNOWN:
        for kind in requirement.missing:
            reason = Reason("asset-unidentified", facts=(requirement.requirement,), subject=kind)
            yield Turn(reason, place, requirement)


def _in_right(place: PlaceProof, requirement: RequirementProof, right: RightProof) -> Iterator[Turn]:
    for share in right.shares:
        if share.value is not right.value:
            continue
        if share.value is Value.YES:
            yield Turn(_cleared_by(share), place, requirement, right, share)
        elif not share.owner:
            yield Turn(Reason("owner-unnamed", subject=right.asset), place, requirement, right, share)
        elif share.broken_at is not None:
            yield Turn(Reason.of_break(share.broken_at), place, requirement, right, share)


def _cleared_by(share: ShareProof) -> Reason:
    chain = share.chain
    if chain is None or chain.root.kind is RootKind.OWNER:
        links = chain.links if chain else ()
        return Reason("chain", at=share.owner, to=share.actor, facts=tuple(link.grant for link in links))
    return Reason("statute", at=chain.root.party, to=share.actor, facts=chain.root.facts)


def _least(parts: tuple[_PartT, ...]) -> tuple[_PartT, ...]:
    least = min(part.value for part in parts)
    return tuple(part for part in parts if part.value is least)
