# SPDX-License-Identifier: Apache-2.0
"""From what an answer turns on to what to ask for: each break and open point has the document that settles it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from licit.model.fact import (
    Fact,
    Finding,
    Grant,
    Membership,
    Operation,
    OptOut,
    Requirement,
    Server,
    Statute,
    Termination,
)
from licit.model.overview import Reason
from licit.model.proof import OpenKind, OpenPoint
from licit.model.question import Question
from licit.model.record import Record
from licit.model.request import Request, Wanted

BY_CODE: Final[Mapping[str, Wanted]] = {
    "no-grant": Wanted.LICENCE,
    "membership": Wanted.MANDATE,
    "territory": Wanted.SCOPE,
    "use": Wanted.SCOPE,
    "right": Wanted.SCOPE,
    "repertoire": Wanted.SCOPE,
    "term": Wanted.TERM,
    "not-begun": Wanted.TERM,
    "fell": Wanted.TERM,
    "no-sublicense": Wanted.POWER,
    "links": Wanted.POWER,
    "no-exercise": Wanted.POWER,
    "barred": Wanted.RESERVE,
    "opted-out": Wanted.OPT_OUT,
    "condition": Wanted.CONDITION,
    "disputed": Wanted.COPY,
    "rejected": Wanted.COPY,
    "unsaid": Wanted.COPY,
    "law": Wanted.LAW,
    "no-requirement": Wanted.LAW,
    "no-server": Wanted.SERVER,
    "owner-unnamed": Wanted.OWNER,
    "asset-unidentified": Wanted.IDENTITY,
    "item-not-on-record": Wanted.IDENTITY,
}
BY_POINT: Final[Mapping[OpenKind, Wanted]] = {
    OpenKind.FACT: Wanted.COPY,
    OpenKind.ORDER: Wanted.SIGNATURE,
    OpenKind.DAY: Wanted.DAY,
    OpenKind.SCOPE: Wanted.SCOPE,
    OpenKind.SOME: Wanted.MEMBERS,
    OpenKind.CONDITION: Wanted.CONDITION,
    OpenKind.PLACE: Wanted.SERVER,
}


def of_reason(record: Record, question: Question, reason: Reason) -> Iterator[Request]:
    """What to ask for where an answer turns on this; nothing where it is cleared, or hangs on open points alone."""
    wanted = BY_CODE.get(reason.code)
    if wanted is None:
        return
    first = record.by_id.get(reason.facts[0]) if reason.facts else None
    if isinstance(first, Statute) and wanted is not Wanted.OPT_OUT:
        wanted = Wanted.LAW
    parties = [reason.to, *_knowing(record, question, reason.facts), question.service]
    missing = wanted in (Wanted.LICENCE, Wanted.MANDATE)
    yield Request(
        wanted=wanted,
        between=_once([*parties, "" if missing else reason.at]),
        facts=reason.facts,
        reason=replace(reason, at="") if missing else reason,
        grantors=(reason.at,) if missing else (),
    )


def of_point(record: Record, question: Question, point: OpenPoint) -> Request:
    """What to ask for where an answer hangs on this."""
    wanted = BY_POINT[point.kind]
    held = [record.by_id.get(fact) for fact in point.facts]
    if wanted in (Wanted.COPY, Wanted.SCOPE) and any(isinstance(one, Statute | Requirement) for one in held):
        wanted = Wanted.LAW
    parties = _knowing(record, question, point.facts)
    return Request(wanted=wanted, between=_once([*parties, question.service]), facts=point.facts, point=point)


def _knowing(record: Record, question: Question, facts: tuple[str, ...]) -> list[str]:
    """The parties to the facts."""
    found: list[str] = []
    for name in facts:
        fact = record.by_id.get(name)
        found += _parties(record, question, fact) if fact is not None else []
    return found


def _parties(record: Record, question: Question, fact: Fact) -> list[str]:  # noqa: PLR0911 - one a kind of fact
    match fact:
        case Grant():
            return [fact.grantee, fact.grantor]
        case Termination() | Finding():
            about = record.by_id.get(fact.grant if isinstance(fact, Termination) else fact.fact)
            return _parties(record, question, about) if isinstance(about, Grant) else [question.service]
        case Statute():
            return [fact.society] if fact.society else [question.service]
        case OptOut():
            return [fact.party]
        case Membership():
            return [fact.member]
        case Server() | Requirement():
            return [question.service]
        case Operation():
            return [fact.operator, fact.service]
        case _:
            return [fact.party]


def _once(parties: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party for party in parties if party))
