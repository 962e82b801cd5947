# SPDX-License-Identifier: Apache-2.0
"""Who says what: facts with the words on them, and statements with how they count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from licit.model.fact import FACT_TYPES, Fact
from licit.model.proof import Standing
from licit.model.question import Question
from licit.model.record import Record
from licit.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSaid:
    """A fact under a position, and who affirms and denies it; ``unheard`` are words that do not count there."""

    fact: Fact
    standing: Standing
    affirming: tuple[Statement, ...]
    denying: tuple[Statement, ...]
    unheard: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementHeard:
    """A statement, and why it does not count under the position: an empty text where it does."""

    statement: Statement
    unheard: str


def facts(
    record: Record, question: Question, *, kinds: tuple[str, ...] = (), about: str = "", standing: str = ""
) -> tuple[FactSaid, ...]:
    """The facts of these kinds, about one party, asset or fact, that stand so; what is left out is all.

    ``question`` gives the day, ``known_by`` and the position.
    """
    found = []
    for fact in record.facts:
        if kinds and kind_of(fact) not in kinds:
            continue
        if about and about not in names_in(fact):
            continue
        one = said(record, question, fact)
        if not standing or one.standing.value == standing:
            found.append(one)
    return tuple(found)


def said(record: Record, question: Question, fact: Fact) -> FactSaid:
    """One fact, with who says what of it."""
    from licit.reference.point import Point
    from licit.reference.standing import heard
    from licit.reference.standing import standing as standing_of

    point = Point(record, question, record.positions[question.position], question.territory)
    words = heard(point, fact.id)
    return FactSaid(
        fact=fact,
        standing=standing_of(point, fact.id, ""),
        affirming=tuple(word for word in words if word.affirms),
        denying=tuple(word for word in words if not word.affirms),
        unheard=tuple(word for word in record.statements_on.get(fact.id, ()) if word not in words),
    )


def statements(record: Record, question: Question, *, source: str = "", about: str = "") -> tuple[StatementHeard, ...]:
    """The statements of a source, on a fact or on facts about a party; what is left out is all."""
    found = []
    for statement in record.statements:
        if source and source not in (statement.source, statement.through):
            continue
        if about and not any(
            about == name or (name in record.by_id and about in names_in(record.by_id[name]))
            for name in _named(statement)
        ):
            continue
        found.append(StatementHeard(statement=statement, unheard=unheard(record, question, statement)))
    return tuple(found)


def unheard(record: Record, question: Question, statement: Statement) -> str:
    """Why a statement does not count under the position; empty where it does."""
    position = record.positions[question.position]
    if statement.published_on > question.known_by:
        return "undated" if statement.published_on == date.max else "published later"
    if position.rank(statement.source) is None:
        return "not believed"
    if position.bases is not None and statement.basis not in position.bases:
        return f"only {statement.basis.value}"
    return ""


def kind_of(fact: Fact) -> str:
    """The kind of a fact as case files name one of it: ``grant``, ``opt-out``."""
    return "opt-out" if type(fact).__name__ == "OptOut" else type(fact).__name__.lower()


KINDS = tuple("opt-out" if kind.__name__ == "OptOut" else kind.__name__.lower() for kind in FACT_TYPES)


def names_in(fact: Fact) -> frozenset[str]:
    """The fact's id, and the parties, assets and facts that it is about."""
    fields = ("id", "party", "asset", "grantor", "grantee", "grant", "society", "statute", "member", "group", "service")
    return frozenset(str(getattr(fact, name)) for name in (*fields, "operator", "fact") if getattr(fact, name, ""))


def _named(statement: Statement) -> frozenset[str]:
    pattern = statement.pattern
    if pattern is None:
        return frozenset(statement.facts)
    sets = (pattern.grantors, pattern.members_of, pattern.grantees)
    return frozenset(statement.facts).union(*(one for one in sets if one))
