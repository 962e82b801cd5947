# SPDX-License-Identifier: Apache-2.0
"""Reads the neutral form of small worlds: bare names, each world with its own tiny vocabulary.

A file is a list of ``{name, probes, world, asks: [{question, expected, flags?}]}``. Keys that a row lacks are ``null``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from licit.model.asset import Item
from licit.model.day import LAST, Term, When
from licit.model.fact import (
    UNLIMITED,
    Control,
    Fact,
    Finding,
    Grant,
    GrantKind,
    Membership,
    Operation,
    OptOut,
    Power,
    Requirement,
    Server,
    Statute,
    StatuteKind,
    Termination,
)
from licit.model.party import Party
from licit.model.position import PlaceOfAct, Position
from licit.model.proof import Flag
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL, NOTHING, Named, Repertoire, Scope
from licit.model.share import Share
from licit.model.statement import Statement
from licit.model.territory import Atlas, Expression
from licit.model.verdict import Answer

Row = Mapping[str, Any]
KINDS = ("recording", "work", "performance")


@dataclass(frozen=True, slots=True)
class Ask:
    """A question with the answer expected, and the flags where the file gives them all."""

    question: Question
    expected: Answer
    flags: frozenset[Flag] | None


@dataclass(frozen=True, slots=True)
class World:
    """One world of the file."""

    name: str
    probes: str
    record: Record
    asks: tuple[Ask, ...]


def worlds(path: Path) -> tuple[World, ...]:
    """All worlds of a file."""
    return tuple(_world(row) for row in json.loads(path.read_text(encoding="utf-8")))


def _world(row: Row) -> World:
    return World(row["name"], row.get("probes") or "", record(row["world"]), tuple(_ask(one) for one in row["asks"]))


def _ask(row: Row) -> Ask:
    asked = dict(row["question"])
    for name in ("day", "known_by"):
        asked[name] = date.fromisoformat(asked[name]) if asked.get(name) else LAST
    flags = row.get("flags")
    return Ask(
        Question(**asked), Answer(row["expected"]), None if flags is None else frozenset(Flag(flag) for flag in flags)
    )


def record(world: Row) -> Record:
    """A Licit record from one world."""
    groups = {
        name: tuple((leaf, _term(start, end)) for leaf, start, end in members)
        for name, members in _named(world, "territory_groups").items()
    }
    leaves = {leaf: Term() for members in groups.values() for leaf, _ in members}
    return Record(
        facts=tuple(_facts(world)),
        statements=tuple(_statement(row) for row in _rows(world, "statements")),
        items={name: _item(name, row) for name, row in _named(world, "items").items()},
        catalogues={name: frozenset(assets) for name, assets in _named(world, "catalogues").items()},
        parties={name: Party(name, name) for name in world.get("parties") or ()},
        positions={name: _position(name, row) for name, row in _named(world, "positions").items()},
        atlas=Atlas(leaves, groups),
    )


def _rows(world: Row, key: str) -> Sequence[Row]:
    return world.get(key) or ()


def _named(world: Row, key: str) -> Mapping[str, Any]:
    return world.get(key) or {}


def _when(text: str | None) -> When | None:
    return When.parse(text) if text else None


def _term(start: str | None, end: str | None) -> Term:
    return Term(_when(start), _when(end))


def _row_term(row: Row) -> Term:
    return _term(row.get("start"), row.get("end"))


def _item(name: str, row: Row) -> Item:
    return Item(
        name,
        (
            ("recording", (row["recording"],) if row.get("recording") else ()),
            ("work", tuple(row.get("works") or ())),
            ("performance", (row["performance"],) if row.get("performance") else ()),
        ),
    )


def _position(name: str, row: Row) -> Position:
    ranks = tuple(tuple(rank) for rank in row.get("ranks") or ())
    return Position(name, ranks, PlaceOfAct(row.get("place") or "reception"))


def _statement(row: Row) -> Statement:
    return Statement(
        source=row["source"],
        affirms=row["says"] == "affirm",
        facts=(row["fact"],),
        made=_when(row.get("made")),
        published=_when(row.get("published")),
    )


def _expression(steps: Sequence[str] | None) -> Expression | None:
    return None if steps is None else Expression(tuple((step[0] == "+", step[1:]) for step in steps))


def _somewhere(steps: Sequence[str] | None) -> Expression:
    return _expression(steps) or Expression(())


def _names(names: Sequence[str] | str | None) -> Named | None:
    if names is None:
        return None
    if isinstance(names, str):
        names = [names]
    return ALL if "*" in names else frozenset(names)


def _repertoire(row: Row | None) -> Repertoire | None:
    if row is None:
        return None
    return Repertoire(
        everything=bool(row.get("all")),
        parties=frozenset(row.get("parties") or ()),
        members_of=frozenset(row.get("members_of") or ()),
        catalogues=frozenset(row.get("catalogues") or ()),
        assets=frozenset(row.get("assets") or ()),
    )


def _links(value: str | int | None) -> int:
    return UNLIMITED if value == "any" else int(value or 0)


def _facts(world: Row) -> list[Fact]:
    facts: list[Fact] = []
    facts += [
        Control(
            id=row["id"],
            party=row["party"],
            asset=row["asset"],
            rights=_names(row["right"]) or ALL,
            share=Share(row["share"]),
            territories=_somewhere(row["territories"]),
            term=_row_term(row),
        )
        for row in _rows(world, "controls")
    ]
    facts += [_grant(row) for row in _rows(world, "grants")]
    facts += [
        Termination(id=row["id"], grant=row["grant"], last_day=When.parse(row["last_day"]))
        for row in _rows(world, "terminations")
    ]
    facts += [_statute(row) for row in _rows(world, "statutes")]
    facts += [
        OptOut(id=row["id"], party=row["party"], statute=row["statute"], term=_row_term(row))
        for row in _rows(world, "optouts")
    ]
    facts += [
        Membership(id=row["id"], member=row["member"], group=row["group"], term=_row_term(row))
        for row in _rows(world, "memberships")
    ]
    facts += [
        Requirement(
            id=row["id"],
            use=row["use"],
            territories=_somewhere(row["territories"]),
            rights=tuple((kind, tuple(row.get(kind) or ())) for kind in KINDS),
            term=_row_term(row),
            any_co_owner=bool(row.get("any_co_owner")),
            default=bool(row.get("default")),
        )
        for row in _rows(world, "requirements")
    ]
    facts += [
        Server(id=row["id"], service=row["service"], territory=row["territory"], term=_row_term(row))
        for row in _rows(world, "servers")
    ]
    facts += [
        Operation(id=row["id"], operator=row["operator"], service=row["service"], term=_row_term(row))
        for row in _rows(world, "operations")
    ]
    facts += [
        Finding(
            id=row["id"],
            fact=row["fact"],
            holds=row["holds"],
            territories=_somewhere(row["territories"]),
            term=_row_term(row),
            between=frozenset(row.get("between") or ()),
        )
        for row in _rows(world, "findings")
    ]
    return facts


def _grant(row: Row) -> Grant:
    return Grant(
        id=row["id"],
        grantor=row["from"],
        grantee=row["to"],
        kind=GrantKind(row["kind"]),
        scope=Scope(
            _repertoire(row.get("repertoire")),
            _names(row.get("rights")),
            _names(row.get("uses")),
            _expression(row.get("territories")),
            _repertoire(row.get("except")) or NOTHING,
        ),
        exercise=bool(row.get("exercise")),
        sublicense=_links(row.get("sublicense")),
        term=_row_term(row),
        executed=_when(row.get("executed")),
        order=row.get("order"),
        retention_end=_when(row.get("retention_end")),
        reserved=frozenset(Power(power) for power in row.get("reserved") or ()),
        survives_until=_when(row.get("survives_until")),
        at_signature=row.get("groups_as_of") == "signature",
    )


def _statute(row: Row) -> Statute:
    depth = row.get("depth")
    return Statute(
        id=row["id"],
        kind=StatuteKind(row["kind"]),
        society=row.get("society") or "",
        rights=_names(row.get("right")),
        uses=_names([row["uses"]] if isinstance(row.get("uses"), str) else row.get("uses")),
        territories=_expression(row.get("territories")),
        term=_row_term(row),
        links=UNLIMITED if depth is None else _links(depth),
        assets=None if row.get("assets") is None else frozenset(row["assets"]),
    )
