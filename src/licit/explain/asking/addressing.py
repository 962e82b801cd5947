# SPDX-License-Identifier: Apache-2.0
"""Requests sorted into letters: one a counterparty, and one for all owners of whom the same is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from licit.model.fact import Control
from licit.model.question import Question
from licit.model.record import Record
from licit.model.request import Letter, Request, Role

_ORDER: Final = (Role.SERVICE, Role.LICENSOR, Role.OWNER)
EACH: Final = "*"  # stands for the owner written to


def role_of(record: Record, question: Question, party: str) -> Role:
    """As whom a party is asked. Who operates the service, as the record has it, is asked as the service."""
    operators = {one.operator for one in record.operations if one.service == question.service}
    if party == question.service or party in operators:
        return Role.SERVICE
    owners = {fact.party for fact in record.facts if isinstance(fact, Control) and fact.share.hundredths}
    return Role.OWNER if party in owners else Role.LICENSOR


def letters(record: Record, question: Question, requests: Sequence[Request]) -> tuple[Letter, ...]:
    """One letter a counterparty, in the order of their roles, the most weighty first."""
    by_party: dict[str, list[Request]] = {}
    for request in requests:
        for party in request.between:
            by_party.setdefault(party, []).append(request)
        for party in request.grantors:
            alone = replace(request, grantors=(party,), answers=0, outcome=None)
            by_party.setdefault(party, []).append(alone)
    found: dict[tuple[Role, tuple[Request, ...]], list[str]] = {}
    for party, asked in by_party.items():
        role = role_of(record, question, party)
        same = tuple(_impersonal(one, party) for one in asked) if role is Role.OWNER else tuple(asked)
        found.setdefault((role, same), []).append(party)
    written = [
        Letter(tuple(parties), role, tuple(one for one in by_party[parties[0]])) for (role, _), parties in found.items()
    ]
    return tuple(sorted(written, key=lambda one: (_ORDER.index(one.role), -_weight(one.requests))))


def chosen(found: Iterable[Letter], roles: frozenset[Role], party: str = "") -> tuple[Letter, ...]:
    """The letters to these roles, or to this party, which is then written to alone."""
    if party:
        return tuple(replace(one, to=(party,)) for one in found if party in one.to)
    return tuple(one for one in found if not roles or one.role in roles)


def _impersonal(request: Request, party: str) -> Request:
    """The request as it is for any owner in the place of this one."""
    return replace(request, grantors=tuple(EACH if one == party else one for one in request.grantors))


def _weight(requests: Sequence[Request]) -> int:
    return max((one.answers for one in requests), default=0)
