# SPDX-License-Identifier: Apache-2.0
"""Worlds of a few facts, and proofs written by hand: one right in one recording ``r``, asked about in FR on one day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from licit.model.asset import Item
from licit.model.canonical import fact_digest, record_digest
from licit.model.day import ALWAYS, Reading, Term, When
from licit.model.fact import UNLIMITED, Control, Fact, Grant, GrantKind, Requirement
from licit.model.position import PlaceOfAct, Position
from licit.model.proof import (
    Break,
    Chain,
    Dimension,
    FactUsed,
    Flag,
    Link,
    PlaceProof,
    Powers,
    Proof,
    ReadingProof,
    Receipt,
    RequirementProof,
    RightProof,
    Root,
    RootKind,
    ShareProof,
    Standing,
    Value,
)
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.share import Share
from licit.model.statement import Statement
from licit.model.territory import only
from licit.model.verdict import Verdict, answer_of

DAY: Final = date(2005, 1, 1)
SIGNED: Final = When.parse("2001-01-01")
SAID: Final = When.parse("2000-01-01")
EVERYTHING: Final = Scope(Repertoire(everything=True), ALL, ALL, only("FR"))
QUESTION: Final = Question(
    service="S", use="stream", item="i", territory="FR", day=DAY, known_by=date(2010, 1, 1), position="p"
)
LAW: Final = Requirement(id="law", use="stream", territories=only("FR"), rights=(("recording", ("avail",)),))
OWNS: Final = Control(id="c", party="O", asset="r", rights=ALL, share=Share(10_000), territories=only("FR"))
ANY: Final = Powers(exercise=True, sublicense=UNLIMITED)
USE_ONLY: Final = Powers(exercise=True, sublicense=0)
LET_ONLY: Final = Powers(exercise=False, sublicense=UNLIMITED)


def grant(  # noqa: PLR0913 - a grant has many sides
    name: str,
    kind: GrantKind = GrantKind.NON_EXCLUSIVE,
    *,
    sublicense: int = 0,
    exercise: bool = True,
    signed: str = "2001-01-01",
    term: Term = ALWAYS,
    scope: Scope = EVERYTHING,
    survives_until: str = "",
) -> Grant:
    """The grant ``O>S``: one by O to S."""
    grantor, grantee = name.split(">")
    return Grant(
        id=name,
        grantor=grantor,
        grantee=grantee,
        kind=kind,
        scope=scope,
        exercise=exercise,
        sublicense=sublicense,
        executed=When.parse(signed),
        term=term,
        survives_until=When.parse(survives_until) if survives_until else None,
    )


def mandate(name: str, signed: str = "2001-01-01", term: Term = ALWAYS, survives_until: str = "") -> Grant:
    """A mandate to let others, without limit."""
    return grant(
        name,
        GrantKind.MANDATE,
        sublicense=UNLIMITED,
        exercise=False,
        signed=signed,
        term=term,
        survives_until=survives_until,
    )


def world(*facts: Fact, denied: Iterable[str] = (), place: PlaceOfAct = PlaceOfAct.RECEPTION) -> Record:
    """A record of the law, these facts, and ``doc`` affirming them all; ``rival``, of the same rank, denies some."""
    every = (LAW, *facts)
    said = [Statement("doc", affirms=True, facts=(fact.id,), made=SAID) for fact in every]
    said += [Statement("rival", affirms=False, facts=(name,), made=SAID) for name in denied]
    return Record(
        facts=every,
        statements=tuple(said),
        items={"i": Item("i", (("recording", ("r",)),))},
        positions={"p": Position("p", (("doc", "rival"),), place)},
    )


def link(name: str, powers: Powers, standing: Standing = Standing.ACCEPTED, ended_on: date | None = None) -> Link:
    """A link by the grant ``O>S``."""
    grantor, grantee = name.split(">")
    return Link(name, grantor, grantee, standing, powers, ended_on)


def from_owner(*links: Link, owner: str = "O", controls: tuple[str, ...] = ("c",)) -> Chain:
    """A chain from the owner."""
    return Chain(Root(RootKind.OWNER, owner, controls), links)


def cleared(chain: Chain, *, actor: str = "S", operation: str = "") -> ShareProof:
    """O's whole share, cleared by the chain."""
    return ShareProof("O", 10_000, Value.YES, ("c",), chain, actor, operation)


def refused(chain: Chain, broken: Break) -> ShareProof:
    """O's whole share, refused at the break."""
    return ShareProof("O", 10_000, Value.NO, ("c",), chain, broken_at=broken)


def break_at(name: str, dimension: Dimension, by: tuple[str, ...] = (), held_until: date | None = None) -> Break:
    """A break at the grant ``O>S``."""
    grantor, grantee = name.split(">")
    return Break(dimension, grantor, grantee, name, by, held_until=held_until)


def right(*shares: ShareProof, any_co_owner: bool = False, overclaim: bool = False) -> RightProof:
    """The one right of the one recording."""
    values = [share.value for share in shares]
    value = max(values) if any_co_owner and not overclaim else min(values)
    return RightProof("r", "recording", "avail", value, any_co_owner, overclaim, shares)


def reading(
    which: Reading,
    of: RightProof,
    *,
    territory: str = "FR",
    server: str = "",
    settlement: tuple[tuple[str, bool], ...] = (),
) -> ReadingProof:
    """A reading under the one law."""
    law = RequirementProof("law", Standing.ACCEPTED, of.value, (of,))
    place = PlaceProof(territory, server, of.value, (law,))
    return ReadingProof(which, of.value, settlement, bool(server), (place,))


def verdict(  # noqa: PLR0913 - as many as a verdict has
    record: Record,
    lower: ReadingProof,
    upper: ReadingProof,
    used: Iterable[str],
    *,
    disputed: Iterable[str] = (),
    flags: Iterable[Flag] = (),
) -> Verdict:
    """A verdict that rests on the law and these facts, with its receipt."""
    names = sorted({"law", *used})
    standing = {name: Standing.DISPUTED if name in disputed else Standing.ACCEPTED for name in names}
    heard = {one.source for one in record.statements if set(one.facts) & set(names)}
    return Verdict(
        question=QUESTION,
        answer=answer_of(lower.value, upper.value),
        proof=Proof(lower, upper, tuple(FactUsed(name, standing[name]) for name in names)),
        flags=frozenset(flags),
        receipt=Receipt(
            semantics="second edition",
            editions=(),
            record=record_digest(record),
            facts=tuple(
                (name, fact_digest(record.by_id[name], record.statements_on.get(name, ())))
                for name in names
                if name in record.by_id
            ),
            sources=tuple((source, SAID.latest) for source in sorted(heard)),
            missing=(),
        ),
    )


def sure(record: Record, of: RightProof, used: Iterable[str], flags: Iterable[Flag] = ()) -> Verdict:
    """A verdict whose readings are alike."""
    return verdict(record, reading(Reading.LOWER, of), reading(Reading.UPPER, of), used, flags=flags)
