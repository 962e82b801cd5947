# SPDX-License-Identifier: Apache-2.0
"""Facts that only give: they bar nobody and carry no sublicense to a party that opts out. Narrower, and wider."""

from __future__ import annotations

from dataclasses import replace

from licit.model.day import LAST, Term, When
from licit.model.fact import UNLIMITED, Condition, Fact, Grant, GrantKind, Membership, Operation, Statute
from licit.model.record import Record
from licit.model.scope import ALL, NOTHING, Repertoire, Scope
from licit.model.territory import Expression
from tests.worlds.stage import ENDED, FUTURE, OTHER_RIGHT, OTHER_USE, WORLD

Giver = Grant | Statute | Operation | Membership
SOON_OVER = When.parse(ENDED[-1])
NOT_YET = When.parse(FUTURE[0])
LONG_AGO = When.parse("1999")


def only_give(record: Record) -> list[Giver]:
    """The facts of a record that only give."""
    return [fact for fact in record.facts if isinstance(fact, Giver) and _only_gives(record, fact)]


def _only_gives(record: Record, fact: Fact) -> bool:
    if isinstance(fact, Grant):
        return fact.kind is GrantKind.NON_EXCLUSIVE or (
            fact.kind is GrantKind.MANDATE and not _leads_to_an_opt_out(record, fact.grantee)
        )
    return not isinstance(fact, Membership) or _names_only_inclusions(record, fact)


def _leads_to_an_opt_out(record: Record, party: str) -> bool:
    """Whether the party, or one whom it might make a holder, opts out of anything (rule 6)."""
    reached, waiting = {party}, [party]
    while waiting:
        for grant in record.grants_by.get(waiting.pop(), ()):
            if grant.kind is not GrantKind.NON_EXCLUSIVE and grant.grantee not in reached:
                reached.add(grant.grantee)
                waiting.append(grant.grantee)
    return bool(reached & {out.party for out in record.opt_outs})


def _names_only_inclusions(record: Record, membership: Membership) -> bool:
    groups, waiting = {membership.group}, [membership.group]
    while waiting:
        member = waiting.pop()
        for other in record.memberships:
            if other.member == member and other.group not in groups:
                groups.add(other.group)
                waiting.append(other.group)
    taking = {group for said in record.pattern_denials if said.pattern for group in said.pattern.members_of or ()}
    for grant in record.grants:
        taking |= grant.scope.exceptions.members_of | grant.scope.exceptions.some_members_of
        if not _only_gives(record, grant):
            named = grant.scope.repertoire or NOTHING
            taking |= named.members_of | named.some_members_of
    return not groups & taking


def narrower(fact: Giver) -> list[Giver]:
    """The same fact giving less, in each of its dimensions."""
    short = Term(fact.term.start, SOON_OVER)
    if isinstance(fact, Statute):
        return [
            replace(fact, term=short),
            replace(fact, assets=frozenset(("r2",))),
            replace(fact, links=fact.links - 1 if fact.links < UNLIMITED else 1) if fact.links else fact,
            *(replace(fact, rights=frozenset((OTHER_RIGHT,))) for _ in (1,) if fact.rights is not None),
            *(replace(fact, uses=frozenset((OTHER_USE,))) for _ in (1,) if fact.uses is ALL),
            *(replace(fact, territories=_less(fact.territories)) for _ in (1,) if fact.territories is not None),
        ]
    if not isinstance(fact, Grant):
        return [replace(fact, term=short), replace(fact, term=Term(NOT_YET, fact.term.end))]
    scope = fact.scope
    narrow_scopes = [replace(scope, exceptions=_more(scope.exceptions))]
    if scope.rights is not None:
        narrow_scopes.append(replace(scope, rights=frozenset((OTHER_RIGHT,)) if scope.rights is ALL else frozenset()))
    if scope.uses is not None:
        narrow_scopes.append(replace(scope, uses=frozenset((OTHER_USE,)) if scope.uses is ALL else frozenset()))
    if scope.territories is not None:
        narrow_scopes.append(replace(scope, territories=_less(scope.territories)))
    return [
        *(replace(fact, scope=narrow) for narrow in narrow_scopes),
        replace(fact, term=short, retention_end=None),
        *(replace(fact, term=Term(NOT_YET, fact.term.end)) for _ in (1,) if fact.executed is not None),
        replace(fact, exercise=False),
        replace(fact, sublicense=0),
        replace(fact, sublicense=min(fact.sublicense, 1)),
        replace(fact, survives_until=None),
        replace(fact, conditions=(*fact.conditions, Condition("returns the tapes"))),
        replace(fact, conditions=(*fact.conditions, Condition("returns the tapes", fulfilled=False))),
    ]


def _more(exceptions: Repertoire) -> Repertoire:
    return replace(exceptions, assets=exceptions.assets | {"r1"})


def _less(territories: Expression) -> Expression:
    return Expression((*territories.steps, (False, "FR"), (False, "RU")))


def wider(fact: Giver) -> list[Giver]:
    """The same fact giving more, in each of its dimensions. What is unstated stays so: it may be anything."""
    if isinstance(fact, Statute):
        return [
            replace(fact, term=Term()),
            replace(fact, assets=None, links=UNLIMITED),
            replace(fact, rights=fact.rights and ALL),
            replace(fact, uses=fact.uses and ALL),
            replace(fact, territories=fact.territories and WORLD),
        ]
    if not isinstance(fact, Grant):
        return [replace(fact, term=Term())]
    scope = fact.scope
    wide = Scope(
        scope.repertoire and Repertoire(everything=True),
        scope.rights and ALL,
        scope.uses and ALL,
        scope.territories and WORLD,
    )
    return [
        *(replace(fact, scope=replace(scope, **{name: getattr(wide, name)})) for name in SCOPES),
        replace(fact, scope=wide),
        replace(fact, term=Term(fact.term.start), retention_end=None),
        *(replace(fact, term=Term(LONG_AGO, fact.term.end)) for _ in (1,) if fact.executed is not None),
        replace(fact, exercise=True),
        replace(fact, sublicense=UNLIMITED),
        replace(fact, survives_until=When.on(LAST)),
        replace(fact, conditions=()),
    ]


SCOPES = ("repertoire", "rights", "uses", "territories", "exceptions")
