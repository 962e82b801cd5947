# SPDX-License-Identifier: Apache-2.0
"""Small worlds whose parties grant one another in circles: exclusives, licences back, mandates, survival, opt-outs."""

from __future__ import annotations

from random import Random

from licit.engine.bearing import Share
from licit.model.day import Term, When
from licit.model.fact import UNLIMITED, Fact, Grant, GrantKind, Operation, OptOut, Power, Statute, StatuteKind
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.statement import Statement
from tests.worlds.stage import ATLAS, PAPER, POSITIONS, SERVICE, USES, WORLD

OWNER, OPERATOR = "Owner", "Operator"
KINDS = (
    (GrantKind.EXCLUSIVE, GrantKind.NON_EXCLUSIVE),
    (GrantKind.EXCLUSIVE, GrantKind.NON_EXCLUSIVE, GrantKind.ASSIGNMENT),
    tuple(GrantKind),
)
ALL_OF_IT = Scope(Repertoire(everything=True), ALL, ALL, WORLD)
EVER = When.parse("1990-01-01")


def circles(seed: int) -> Record:
    """A handful of parties that grant nearly everybody something, and a law with an opt-out."""
    dice = Random(seed)  # noqa: S311 - worlds for tests, no secret
    parties = [*(f"P{number}" for number in range(dice.choice((3, 4, 4, 5)))), OWNER]
    kinds = dice.choice(KINDS)
    facts: list[Fact] = [_grant(dice, number, parties, kinds) for number in range(dice.randint(6, 13))]
    law = Statute(
        id="law",
        kind=StatuteKind.EXTENDED,
        rights=frozenset(("perform",)),
        uses=ALL,
        territories=WORLD,
        society=dice.choice(parties),
        links=dice.choice((UNLIMITED, 1, 2)),
    )
    out = OptOut(id="out", party=dice.choice(parties), statute="law")
    return record_of(*facts, law, out, Operation(id="runs", operator=OPERATOR, service=SERVICE))


def record_of(*facts: Fact) -> Record:
    """A record in which the paper says all of this."""
    word = Statement(PAPER, affirms=True, facts=tuple(fact.id for fact in facts), made=EVER, published=EVER)
    return Record(facts=facts, statements=(word,), positions=POSITIONS, atlas=ATLAS, uses=USES)


def shares() -> list[Share]:
    """All that may own something in such a world."""
    owners = ("P0", "P1", "P2", "P3", "P4", OWNER, "")
    return [Share(owner, 0, right) for owner in owners for right in ("copy", "perform")]


def _grant(dice: Random, number: int, parties: list[str], kinds: tuple[GrantKind, ...]) -> Grant:
    grantor = dice.choice(parties)
    grantee = dice.choice([*(one for one in parties if one != grantor), SERVICE, OPERATOR])
    last = grantee in (SERVICE, OPERATOR)
    kind = GrantKind.NON_EXCLUSIVE if last else dice.choice(kinds)
    start = dice.randint(1998, 2006)
    end = None if dice.random() < 0.6 else When.parse(f"{start + dice.randint(1, 6)}-06-30")
    day = f"{start - dice.choice((0, 0, 1, 2))}"
    return Grant(
        id=f"g{number}",
        grantor=grantor,
        grantee=grantee,
        kind=kind,
        scope=ALL_OF_IT,
        exercise=dice.random() < 0.8,
        sublicense=0 if last else dice.choice((UNLIMITED, UNLIMITED, 3, 2, 1)),
        term=Term(When.parse(f"{start}-01-01") if dice.random() < 0.8 else None, end),
        executed=None if dice.random() < 0.1 else When.parse(day if dice.random() < 0.2 else f"{day}-05-15"),
        order=number if dice.random() < 0.5 else None,
        survives_until=When.parse("2012-01-01") if end is not None and dice.random() < 0.3 else None,
        reserved=frozenset((dice.choice(tuple(Power)),))
        if kind is GrantKind.EXCLUSIVE and dice.random() < 0.2
        else frozenset(),
    )
