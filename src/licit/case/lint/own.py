# SPDX-License-Identifier: Apache-2.0
"""The case's own part of the record: what the vocabulary and included cases supply is looked through, not judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from licit.case.loaded import Case
from licit.model.fact import Claim, Fact, Figure, Note
from licit.model.statement import Statement

FactT = TypeVar("FactT")


def own_facts(case: Case) -> Iterator[Fact]:
    """The facts that stand in the case itself."""
    borrowed = case.borrowed.by_id
    return (fact for fact in case.record.facts if fact.id not in borrowed)


def own(case: Case, kind: type[FactT]) -> Iterator[FactT]:
    """The case's own facts of one kind."""
    return (fact for fact in own_facts(case) if isinstance(fact, kind))


def own_statements(case: Case) -> Iterator[tuple[str, Statement]]:
    """The statements made in the case itself, each with the key of its place."""
    borrowed = frozenset(case.borrowed.statements)
    for number, statement in enumerate(case.record.statements):
        if statement not in borrowed:
            yield f"statement:{number}", statement


def own_claims(case: Case) -> tuple[Claim, ...]:
    """The claims that stand in the case itself."""
    borrowed = frozenset(claim.id for claim in case.borrowed.claims)
    return tuple(claim for claim in case.record.claims if claim.id not in borrowed)


def own_notes(case: Case) -> tuple[Note | Figure, ...]:
    """The notes and figures that stand in the case itself."""
    both: tuple[Note | Figure, ...] = (*case.record.notes, *case.record.figures)
    borrowed = {note.id for note in case.borrowed.notes} | {figure.id for figure in case.borrowed.figures}
    return tuple(one for one in both if one.id not in borrowed)
