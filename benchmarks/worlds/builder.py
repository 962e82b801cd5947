# SPDX-License-Identifier: Apache-2.0
"""A world under way: its facts, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from benchmarks.worlds import stage
from benchmarks.worlds.cast import Cast
from benchmarks.worlds.dice import Dice
from benchmarks.worlds.features import Features
from licit.model.day import When
from licit.model.fact import Fact, Grant
from licit.model.statement import Statement

FILE_OF: Final = 50  # facts that one statement speaks of: a contract database is read file by file
FALLEN: Final = 0.01  # part of the facts of a full world that are denied from higher up, or said by nobody believed


@dataclass
class Builder:
    """Collects facts; ``grants`` of them are grants. ``days`` are the days on which something may change."""

    dice: Dice
    cast: Cast
    features: Features
    facts: list[Fact] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    grants: int = 0
    named: int = 0
    _files: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        span = (stage.LAST_DAY - stage.FIRST_DAY).days
        chosen = self.dice.rng.choice(span, size=min(self.features.days, span), replace=False)
        self.days = [stage.FIRST_DAY + timedelta(days=int(one)) for one in sorted(chosen)]

    @property
    def full(self) -> bool:
        """Whether more than the plain features are wanted."""
        return not self.features.plain

    def name(self, kind: str) -> str:
        """A new id."""
        self.named += 1
        return f"{kind}{self.named}"

    def day(self, first: float = 0.0, last: float = 1.0) -> date:
        """One of the days of change, from a part of the period to another (0-1)."""
        low = int(first * len(self.days))
        return self.days[self.dice.number(low, max(low, int(last * len(self.days)) - 1))]

    def when(self, day: date) -> When:
        """That day, now and then only its month, its year, or a span around it."""
        if not self.dice.chance(self.features.imprecise):
            return When.on(day)
        text = self.dice.pick((f"{day:%Y-%m}", f"{day:%Y}", f"[{day}..{day.year + 1}]", f"[..{day}]"))
        return When.parse(text)

    def add(self, fact: Fact) -> None:
        """Put a fact on record: mostly accepted, some disputed by a source of the same rank, a few fallen."""
        self.facts.append(fact)
        self.grants += isinstance(fact, Grant)
        fate = self.dice.rng.random()
        if fate < self.features.disputed:
            self._say(fact.id, stage.PAPER)
            self._deny(fact.id, stage.RIVAL)
        elif self.full and fate < self.features.disputed + FALLEN:
            if self.dice.chance(0.3):
                self._say(fact.id, stage.STRANGER)
            else:
                self._say(fact.id, stage.PAPER)
                self._deny(fact.id, stage.REGISTER)
        elif self.full and fate > 1 - FALLEN:  # denied, by a source of lower rank: accepted all the same
            self._say(fact.id, stage.REGISTER)
            self._deny(fact.id, stage.PAPER)
        else:
            self._say(fact.id, stage.REGISTER if self.dice.chance(0.5) else stage.PAPER)

    def add_sure(self, fact: Fact) -> None:
        """Put a fact on record that the register affirms and nobody denies."""
        self.facts.append(fact)
        self._say(fact.id, stage.REGISTER)

    def close(self) -> None:
        """Make a statement of what is left."""
        for source in tuple(self._files):
            self._flush(source)

    def _say(self, fact: str, source: str) -> None:
        told = self._files.setdefault(source, [])
        told.append(fact)
        if len(told) >= FILE_OF:
            self._flush(source)

    def _flush(self, source: str) -> None:
        facts = tuple(self._files.pop(source, ()))
        if facts:
            self.statements.append(Statement(source, affirms=True, facts=facts, made=stage.SAID, published=stage.SAID))

    def _deny(self, fact: str, source: str) -> None:
        self.statements.append(Statement(source, affirms=False, facts=(fact,), made=stage.LATER, published=stage.LATER))
