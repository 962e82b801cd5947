# SPDX-License-Identifier: Apache-2.0
"""What the parts of a case name: each name with the key of the field it stands in, as the file calls the field."""

from __future__ import annotations

from collections.abc import Iterator

from licit.case.lint.own import own_claims, own_facts, own_statements
from licit.case.loaded import Case
from licit.model.fact import (
    Claim,
    Control,
    Fact,
    Finding,
    Grant,
    Membership,
    Operation,
    OptOut,
    Requirement,
    Server,
    Statute,
)
from licit.model.scope import ALL, Named, Repertoire, Scope
from licit.model.territory import Expression

Mention = tuple[str, str]


def parties(case: Case) -> Iterator[Mention]:
    """Every party that the case names, but for sources."""
    record = case.record
    for fact in own_facts(case):
        yield from ((f"{fact.id}.{field}", name) for field, name in _parties_of(fact))
    for claim in own_claims(case):
        yield f"{claim.id}.service", claim.service
        yield f"{claim.id}.licensor", claim.licensor
        yield f"{claim.id}.said-by", claim.said_by
        yield from ((f"{claim.id}.{field}", name) for field, name in _in_scope(claim.scope))
    for figure in record.figures:
        yield from ((f"{figure.id}.of", name) for name in figure.of)
    for item in record.items.values():
        if item.group:
            yield f"item:{item.id}.group", item.group
    yield from ((f"offers:{service}", service) for service in record.offers)
    for number, asked in enumerate(case.questions):
        yield f"question:{number}.service", asked.question.service
    for at, statement in own_statements(case):
        if (pattern := statement.pattern) is not None:
            named = (pattern.grantors, pattern.members_of, pattern.grantees)
            yield from ((f"{at}.pattern", name) for names in named for name in sorted(names or ()))


def _parties_of(fact: Fact) -> Iterator[Mention]:
    match fact:
        case Control():
            yield "party", fact.party
        case Grant():
            yield "from", fact.grantor
            yield "to", fact.grantee
            yield from _in_scope(fact.scope)
        case Statute() if fact.society:
            yield "society", fact.society
        case OptOut():
            yield "party", fact.party
        case Membership():
            yield "member", fact.member
            yield "group", fact.group
        case Server():
            yield "service", fact.service
        case Operation():
            yield "operator", fact.operator
            yield "service", fact.service
        case Finding():
            yield from (("between", name) for name in sorted(fact.between))


def _in_scope(scope: Scope) -> Iterator[Mention]:
    for field, repertoire in _repertoires(scope):
        named = repertoire.parties | repertoire.members_of | repertoire.some_members_of
        yield from ((field, name) for name in sorted(named))


def _repertoires(scope: Scope) -> Iterator[tuple[str, Repertoire]]:
    if scope.repertoire is not None:
        yield "repertoire", scope.repertoire
    yield "except", scope.exceptions


def scopes(case: Case) -> Iterator[tuple[str, Scope]]:
    """Every scope that the case states, with the id of its grant or claim."""
    for fact in (*own_facts(case), *own_claims(case)):
        if isinstance(fact, Grant | Claim):
            yield fact.id, fact.scope


def assets(case: Case) -> Iterator[Mention]:
    """Every asset that the case gives away, controls or reaches; those of an item are declared there."""
    for fact in own_facts(case):
        if isinstance(fact, Control):
            yield f"{fact.id}.asset", fact.asset
        if isinstance(fact, Statute):
            yield from ((f"{fact.id}.assets", name) for name in sorted(fact.assets or ()))
    for of, scope in scopes(case):
        for field, repertoire in _repertoires(scope):
            yield from ((f"{of}.{field}", name) for name in sorted(repertoire.assets))
    for catalogue, listed in case.record.catalogues.items():
        if catalogue not in case.borrowed.catalogues:
            yield from ((f"catalogue:{catalogue}", name) for name in sorted(listed))


def catalogues(case: Case) -> Iterator[Mention]:
    """Every catalogue that a scope names."""
    for of, scope in scopes(case):
        for field, repertoire in _repertoires(scope):
            yield from ((f"{of}.{field}", name) for name in sorted(repertoire.catalogues))


def groups(case: Case) -> Iterator[Mention]:
    """Every group whose members a scope names."""
    for of, scope in scopes(case):
        for field, repertoire in _repertoires(scope):
            named = repertoire.members_of | repertoire.some_members_of
            yield from ((f"{of}.{field}", name) for name in sorted(named))


def items(case: Case) -> Iterator[Mention]:
    """Every item offered or asked about."""
    for service, offered in case.record.offers.items():
        if service not in case.borrowed.offers:
            yield from ((f"offers:{service}", name) for name in offered)
    for number, asked in enumerate(case.questions):
        if asked.question.item:
            yield f"question:{number}.item", asked.question.item


def rights(case: Case) -> Iterator[tuple[str, frozenset[str]]]:
    """The rights that the case's controls, scopes and statutes name, list by list."""
    named = list[tuple[str, Named | None]]()
    for fact in own_facts(case):
        if isinstance(fact, Control | Statute):
            named.append((f"{fact.id}.rights", fact.rights))
    named += [(f"{of}.rights", scope.rights) for of, scope in scopes(case)]
    return ((at, some) for at, some in named if some is not None and some is not ALL)


def territories(case: Case) -> Iterator[tuple[str, Expression]]:
    """Every list of territories in the case."""
    for fact in own_facts(case):
        if isinstance(fact, Control | Requirement | Finding):
            yield f"{fact.id}.territories", fact.territories
        if isinstance(fact, Statute) and fact.territories is not None:
            yield f"{fact.id}.territories", fact.territories
    for of, scope in scopes(case):
        if scope.territories is not None:
            yield f"{of}.territories", scope.territories
    for at, statement in own_statements(case):
        if statement.pattern is not None and statement.pattern.territories is not None:
            yield f"{at}.pattern", statement.pattern.territories
