# SPDX-License-Identifier: Apache-2.0
"""Small changes to a world: a fact more, a word more, a fact otherwise. And what a world says when asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from licit.model.day import When
from licit.model.fact import Fact
from licit.model.position import Position
from licit.model.proof import Value
from licit.model.statement import Statement
from licit.reference import judge
from tests.worlds.stage import REGISTER, World

LATEST = When.parse("2009-06-01")
NEWCOMER = "newcomer"
JUDGE = "judge of last resort"


def readings(world: World) -> tuple[Value, Value]:
    """The values of both readings, lower first."""
    proof = judge(world.record, world.question, explain=False).proof
    return proof.lower.value, proof.upper.value


def adding(world: World, *facts: Fact, source: str = REGISTER, when: When = LATEST) -> World:
    """The world with facts that a source affirms, by default one of the highest rank."""
    record = replace(world.record, facts=(*world.record.facts, *facts))
    word = Statement(source, affirms=True, facts=tuple(fact.id for fact in facts), made=when, published=when)
    return saying(replace(world, record=record), word)


def saying(world: World, *statements: Statement) -> World:
    """The world with statements more."""
    return replace(world, record=replace(world.record, statements=(*world.record.statements, *statements)))


def denying(world: World, fact: str, source: str = REGISTER) -> World:
    """The world in which a source, by default one of the highest rank, denies the fact in the end."""
    return saying(world, Statement(source, affirms=False, facts=(fact,), made=LATEST, published=LATEST))


def affirming(world: World, fact: str) -> World:
    """The world in which a source of the highest rank affirms the fact in the end."""
    return saying(world, Statement(REGISTER, affirms=True, facts=(fact,), made=LATEST, published=LATEST))


def instead(world: World, fact: Fact) -> World:
    """The world in which the fact of this id is otherwise."""
    facts = tuple(fact if old.id == fact.id else old for old in world.record.facts)
    return replace(world, record=replace(world.record, facts=facts))


def split(world: World, fact: str, parts: Iterable[Fact]) -> World:
    """The world in which these facts stand in for one, and all that is said of it is said of each."""
    parts = tuple(parts)
    ids = tuple(part.id for part in parts)
    facts = [fact_ for old in world.record.facts for fact_ in (parts if old.id == fact else (old,))]
    statements = [
        replace(said, facts=tuple(name for old in said.facts for name in (ids if old == fact else (old,))))
        for said in world.record.statements
    ]
    return replace(world, record=replace(world.record, facts=tuple(facts), statements=tuple(statements)))


def ranking(world: World, source: str, *, first: bool) -> World:
    """The world in which every position believes one source more, in a rank above all or in the lowest."""

    def also(position: Position) -> Position:
        *higher, lowest = position.ranks
        ranks = ((source,), *position.ranks) if first else (*higher, (*lowest, source))
        return replace(position, ranks=ranks)

    positions = {name: also(position) for name, position in world.record.positions.items()}
    return replace(world, record=replace(world.record, positions=positions))
