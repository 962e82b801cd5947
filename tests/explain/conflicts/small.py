# SPDX-License-Identifier: Apache-2.0
"""Small records, worked out by hand: Owl owns the recording r1 everywhere; one law asks for one right in it."""

from __future__ import annotations

from datetime import date

from licit.engine.engine import Engine
from licit.explain.conflicts import conflicts
from licit.model.asset import Item
from licit.model.conflict import Conflict, ConflictKind
from licit.model.day import Term, When
from licit.model.fact import UNLIMITED, Control, Fact, Grant, GrantKind, Requirement
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.share import WHOLE, Share
from licit.model.statement import Statement
from tests.worlds.stage import ASSETS, ATLAS, KNOWN_BY, PARTIES, POSITIONS, REGISTER, USE, USES, WORLD

WIDE = Scope(Repertoire(everything=True), ALL, ALL, WORLD)
LAW = Requirement(id="law", use=USE, territories=WORLD, rights=(("recording", ("available",)),))


def owner(party: str = "Owl", name: str = "owl", asset: str = "r1", term: str = "/") -> Control:
    return Control(
        id=name, party=party, asset=asset, rights=ALL, share=Share(WHOLE), territories=WORLD, term=days(term)
    )


def days(text: str) -> Term:
    start, _, end = text.partition("/")
    return Term(When.parse(start) if start else None, When.parse(end) if end else None)


def grant(  # noqa: PLR0913, PLR0917 - the parts of a grant
    name: str, grantor: str, grantee: str, signed: str, kind: str = "mandate", scope: Scope = WIDE
) -> Grant:
    return Grant(
        id=name,
        grantor=grantor,
        grantee=grantee,
        kind=GrantKind(kind),
        scope=scope,
        sublicense=UNLIMITED,
        executed=When.parse(signed) if signed else None,
    )


def said(source: str, made: str, *facts: str, affirms: bool = True) -> Statement:
    return Statement(source, affirms=affirms, facts=facts, made=When.parse(made), published=When.parse(made))


def record(*facts: Fact, more: tuple[Statement, ...] = ()) -> Record:
    """The facts, all said by the register, beside the law."""
    everything = (LAW, *facts)
    return Record(
        facts=everything,
        statements=(said(REGISTER, "2000", *(fact.id for fact in everything)), *more),
        items={"song": Item("song", (("recording", ("r1",)),))},
        assets=ASSETS,
        parties=PARTIES,
        positions=POSITIONS,
        atlas=ATLAS,
        uses=USES,
    )


def found(held: Record, kind: ConflictKind, known_by: date = KNOWN_BY) -> tuple[Conflict, ...]:
    return conflicts(Engine(held).believed("here", known_by), known_by).of(kind)
