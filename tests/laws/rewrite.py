# SPDX-License-Identifier: Apache-2.0
"""The same world told otherwise: with other names, on other days, in another order."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import Enum
from typing import TypeVar

from licit.model.day import FIRST, LAST
from licit.model.position import VOCABULARY
from tests.worlds.stage import LEAVES, World

ValueT = TypeVar("ValueT")


def rewritten(value: object, change: Callable[[object], object]) -> object:
    """The value with ``change`` applied to every text and day in it, however deep."""
    if isinstance(value, str | date):
        return change(value)
    if isinstance(value, Enum):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [field.name for field in dataclasses.fields(value) if field.init]
        return type(value)(**{name: rewritten(getattr(value, name), change) for name in fields})
    if isinstance(value, Mapping):
        return {rewritten(key, change): rewritten(inner, change) for key, inner in value.items()}
    if isinstance(value, tuple | frozenset):
        return type(value)(rewritten(inner, change) for inner in value)
    return value


def _world(value: object) -> World:
    assert isinstance(value, World)
    return value


def shifted(world: World, days: int) -> World:
    """All days moved alike: of facts, statements, groups, laws and the question. An open end stays open."""

    def later(value: object) -> object:
        if isinstance(value, date) and value not in (FIRST, LAST):
            return value + timedelta(days=days)
        return value

    return _world(rewritten(world, later))


def renamed(world: World) -> World:
    """All parties, facts, assets, items, leaves, sources and positions under new names, in the reverse alphabet."""
    record = world.record
    names = {*record.parties, *record.by_id, *record.assets, *record.items, *record.catalogues, *record.positions}
    names |= {*LEAVES, *record.atlas.groups}
    names |= {source for position in record.positions.values() for rank in position.ranks for source in rank}
    names |= {statement.source for statement in record.statements}
    names -= {VOCABULARY}  # no name but a role: every position believes it
    new = {name: f"n{len(names) - number:03}" for number, name in enumerate(sorted(names))}

    def rename(value: object) -> object:
        return new.get(value, value) if isinstance(value, str) else value

    return _world(rewritten(world, rename))
