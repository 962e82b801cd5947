# SPDX-License-Identifier: Apache-2.0
"""The cruxes of a question: the primes of *cleared*, and of *not cleared*, over the settlements of its open points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from licit.engine.engine import Engine
from licit.engine.hearing import Hearing
from licit.explain.crux.diagram import Bounds, Node
from licit.explain.crux.needed import needed
from licit.explain.crux.possible import rules
from licit.explain.crux.primes import Primes, Term
from licit.explain.crux.share import Budget
from licit.explain.crux.whole import Wholes
from licit.model.asset import Item
from licit.model.crux import Crux, Cruxes, Limit
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.reference.judgement import position_of
from licit.reference.point import OwnedShare


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop: judgements of a share or a standing, open points that are settled, cruxes a side."""

    judgements: int = 5_000
    points: int = 60
    cruxes: int = 24


DEFAULT: Final = Limits()
FEW: Final = Limits(judgements=1_000, points=40)  # beside an answer: a second at most


def cruxes(record: Record, question: Question, limits: Limits = DEFAULT) -> Cruxes:
    """All cruxes of one question, exact unless ``stopped`` says otherwise.

    Settlements decide as SEMANTICS §4 has it: one for each fact for the whole question, whoever's share and wherever;
    of an unstated scope one for each right, use, leaf or owner's asset that is asked for; of some unnamed members one
    for each owner; of an imprecise day any day that can be told from the others (see ``days``).

    Raises:
        InvalidValueError: the record has no position of that name.
    """
    return CruxFinder(record, question, limits).of(question.item, question.territory)


class CruxFinder:
    """Finds cruxes of questions that differ by item and territory alone; what is found of a share serves the next."""

    def __init__(  # noqa: PLR0913 - what is asked, and how it is found
        self,
        record: Record,
        question: Question,
        limits: Limits = DEFAULT,
        *,
        by_asset: bool = True,
        hearing: Hearing | None = None,
        listed: Mapping[int, str] | None = None,
    ) -> None:
        """``question``: its service, use, day, ``known_by`` and position count.

        ``by_asset=False``: an unstated repertoire is settled for an owner, whatever the assets, so that what is found
        of an asset serves for all that are in the same lists of the record. ``hearing``: that of the compiled
        engine, if it is to say which shares are sure. ``listed``: see ``Wholes``.
        """
        self.record = record
        self.question = question
        self.limits = limits
        position = position_of(record, question)
        self.wholes = Wholes(
            record, question, position, self._budget(), by_asset=by_asset, hearing=hearing, listed=listed
        )
        self.bounds_met: set[Limit] = set()
        self._nodes: list[Node] = []  # held, so that their numbers stay theirs
        self._rules: dict[frozenset[str], list[Node]] = {}
        self._needed_of: dict[int, tuple[Node, Node]] = {}
        self._primes_of: dict[int, tuple[list[Term], set[Limit]]] = {}

    @cached_property
    def _hearing(self) -> Hearing:
        return self.wholes.hearing or Engine(self.record).hearing(self.question)

    def _budget(self) -> Budget:
        return Budget(self.limits.judgements, self.limits.points)

    def of(self, item: str, territory: str, answer: Answer | None = None) -> Cruxes:
        """The cruxes for an item and a territory; ``answer`` where it is known already."""
        budget = self.wholes.budget = self._budget()
        question = replace(self.question, item=item, territory=territory)
        bounds = self.wholes.cleared(item, territory)
        return self.told(question, bounds, answer or self._hearing.decide(item, territory).answer, budget)

    def bounds_of(self, item: Item, territory: str) -> tuple[Bounds, Budget]:
        """Where an item, on record or not, is cleared; and what that took."""
        budget = self.wholes.budget = self._budget()
        return self.wholes.cleared_of(item, territory), budget

    def cells_of(self, share: OwnedShare) -> Iterator[tuple[int, Bounds]]:
        """A share in the leaves where it is contested, as masks; ``bounds_met`` has the limits met."""
        budget = self.wholes.budget = self._budget()
        for _, cell, bounds in self.wholes.cells_of(share):
            self.bounds_met |= budget.met
            yield cell, bounds
            budget = self.wholes.budget = self._budget()

    def told(self, question: Question, bounds: Bounds, answer: Answer, budget: Budget) -> Cruxes:
        """The cruxes of what was found of a question."""
        clearing, clearing_met = self._primes(bounds.sure)
        refusing, refusing_met = self._primes(~bounds.possible)
        asked = self.wholes.diagram.asked_in(bounds.sure)
        if bounds.sure != bounds.possible:
            asked += self.wholes.diagram.asked_in(bounds.possible)
        return Cruxes(
            question=question,
            answer=answer,
            clearing=self._cruxes(clearing, clears=True),
            refusing=self._cruxes(refusing, clears=False),
            points=tuple(dict.fromkeys(one.point for one in asked)),
            stopped=tuple(limit for limit in Limit if limit in budget.met | clearing_met | refusing_met),
            judgements=budget.spent,
        )

    def _primes(self, node: Node) -> tuple[list[Term], set[Limit]]:
        if int(node) in self._primes_of:
            return self._primes_of[int(node)]
        found, whole = Primes(self.wholes.diagram).smallest(*self._needed(node), self.limits.cruxes)
        self._nodes.append(node)
        self._primes_of[int(node)] = found, set() if whole else {Limit.CRUXES}
        return self._primes_of[int(node)]

    def _needed(self, node: Node) -> tuple[Node, Node]:
        """What is needed of a condition, within what there can be; what is needed of its contrary is the rest."""
        if int(~node) in self._needed_of:
            rest, can_be = self._needed_of[int(~node)]
            return can_be & ~rest, can_be
        diagram = self.wholes.diagram
        names = frozenset(diagram.manager.support(node))
        if names not in self._rules:
            self._rules[names] = rules(diagram, self.record, diagram.asked_in(node))
        self._needed_of[int(node)] = needed(diagram, node, self._rules[names])
        return self._needed_of[int(node)]

    def _cruxes(self, terms: Iterable[Term], *, clears: bool) -> tuple[Crux, ...]:
        settlements = self.wholes.diagram.settlements
        found = (
            Crux(clears, tuple(sorted((replace(settlements[n], so=so) for n, so in term), key=lambda one: one.order)))
            for term in terms
        )
        return tuple(sorted(found, key=lambda crux: (len(crux.settlements), [s.order for s in crux.settlements])))
