# SPDX-License-Identifier: Apache-2.0
"""The fewest counterparties by trying: every set of parties, each granting the service all that the law asks for."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from licit.model.day import Term, When
from licit.model.fact import Grant, GrantKind
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.statement import Statement
from licit.model.territory import only
from licit.model.verdict import Answer
from licit.reference import answer_alone


def fewest(record: Record, question: Question) -> set[tuple[str, ...]]:
    """All smallest sets of parties whose single grants to the service, or to its operators, clear the question."""
    parties = sorted(record.parties)
    if not clears(record, question, tuple(parties)):  # more such grants never take an answer back
        return set()
    for size in range(len(parties) + 1):
        found = {some for some in combinations(parties, size) if clears(record, question, some)}
        if found:
            return found
    raise AssertionError("all of them together clear it")


def clears(record: Record, question: Question, parties: tuple[str, ...]) -> bool:
    """Whether a question is cleared once all these have granted all they have."""
    return answer_alone(with_grants(record, question, parties), question) is Answer.CLEARED


def with_grants(record: Record, question: Question, parties: tuple[str, ...]) -> Record:
    """The record with a grant of everything from each party to the service and to each of its operators."""
    servers = (one.territory for one in record.servers)
    places = only(*dict.fromkeys((question.territory, *servers)))
    actors = dict.fromkeys((question.service, *(one.operator for one in record.operations)))
    grants = tuple(
        Grant(
            id=f"new {grantor} {grantee}",
            grantor=grantor,
            grantee=grantee,
            kind=GrantKind.NON_EXCLUSIVE,
            scope=Scope(Repertoire(everything=True), ALL, frozenset((question.use,)), places),
            term=Term(When.on(question.day)),
            executed=When.on(question.day),
        )
        for grantor in parties
        for grantee in actors
        if grantor != grantee
    )
    known = When.on(question.known_by)
    said = tuple(
        Statement(source, affirms=True, facts=tuple(one.id for one in grants), made=known, published=known)
        for source in record.positions[question.position].ranks[0]
    )
    return replace(record, facts=record.facts + grants, statements=record.statements + said)
