# SPDX-License-Identifier: Apache-2.0
"""Decision diagrams over settlements: what is surely cleared, and what may be, where not all was looked into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from licit.model.crux import Settlement
from licit.model.proof import OpenKind, OpenPoint

try:  # the wheels of dd for Linux have CUDD: its conjunction takes 0.2 µs, that in Python 4
    from dd.cudd import BDD as _CUDD
except ImportError:
    _CUDD = None
from dd.autoref import BDD

Packed = tuple[tuple[Settlement, ...], tuple[tuple[int, int, int], ...], tuple[int, ...]]
Taken = Mapping[Settlement, bool]  # settlements that are ``so``, and whether they are taken to hold
Node = Any  # dd ships no types: a function in its manager
MEMORY, CACHE = 1 << 26, 1 << 12  # bytes and entries to begin with; both grow


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """A condition on settlements, between what surely meets it and what possibly does.

    The two are equal where every course of settlements was followed to its end. ``&``, ``|`` and ``~`` are those of
    logic, and keep the bounds sound: each is monotone but ``~``, which swaps them.
    """

    sure: Node
    possible: Node

    def __and__(self, other: Bounds) -> Bounds:
        return Bounds(self.sure & other.sure, self.possible & other.possible)

    def __or__(self, other: Bounds) -> Bounds:
        return Bounds(self.sure | other.sure, self.possible | other.possible)

    def __invert__(self) -> Bounds:
        return Bounds(~self.possible, ~self.sure)


def manager() -> Any:  # noqa: ANN401 - as ``Node``
    """A new manager; its variables stay in the order in which they are declared."""
    if _CUDD is None:
        return BDD()
    found = _CUDD(memory_estimate=MEMORY, initial_cache_size=CACHE)  # 0.4 ms; as it comes, 12
    found.configure(reordering=False)
    return found


class Diagram:
    """One manager, a variable for each open point settled one way; the same variable whoever asks for it.

    A node's number is its own only as long as the node is held.
    """

    def __init__(self) -> None:
        self.manager = manager()
        self.settlements: dict[str, Settlement] = {}  # by the variable's name, in the order in which they were asked
        self.rows: dict[object, Node] = {}  # that acts are in one row, by what is asked and known of them
        self.bits: list[str] = []
        self._names: dict[Settlement, str] = {}
        self._at: dict[object, Node] = {}
        self._placed: dict[str, list[str]] = {}  # the variables of unstated territories, by the place asked about
        self.true = self.manager.true
        self.false = self.manager.false
        self.always = Bounds(self.true, self.true)
        self.never = Bounds(self.false, self.false)
        self.undecided = Bounds(self.false, self.true)

    def name(self, settlement: Settlement) -> str:
        """The variable of a settlement that is ``so``."""
        name = self._names.get(settlement)
        if name is None:
            name = self._names[settlement] = f"v{len(self._names)}"
            self.settlements[name] = settlement
            self.manager.declare(name)
            if settlement.point.kind is OpenKind.SCOPE and settlement.point.detail == "territories":
                self._placed.setdefault(settlement.of[0], []).append(name)
        return name

    def tell_apart(self, places: int) -> None:
        """Variables for the bits of the numbers of so many places; they settle nothing (see ``apart``)."""
        self.bits = [f"p{n}" for n in range((places - 1).bit_length())]
        self.manager.declare(*self.bits)

    def variable(self, settlement: Settlement) -> Node:
        """Where the settlement holds."""
        return self.manager.var(self.name(settlement))

    def at(
        self,
        kind: OpenKind,
        facts: tuple[str, ...],
        detail: str = "",
        of: tuple[str, ...] = (),
        day: date | None = None,
    ) -> Node:
        """Where the settlement of these fields holds that is ``so``; it is made once."""
        key = (id(kind), facts, detail, of, day)
        found = self._at.get(key)
        if found is None:
            settlement = Settlement(OpenPoint(kind, facts, detail), so=True, of=of, day=day)
            found = self._at[key] = self.variable(settlement)
        return found

    def split(self, settlement: Settlement, so: Bounds, otherwise: Bounds) -> Bounds:
        """The one condition where the settlement holds, the other where it does not."""
        at = self.variable(settlement)
        ite = self.manager.ite
        return Bounds(ite(at, so.sure, otherwise.sure), ite(at, so.possible, otherwise.possible))

    def known(self, truth: bool) -> Bounds:  # noqa: FBT001 - a truth value
        """A condition that no settlement changes."""
        return self.always if truth else self.never

    def all_of(self, parts: Iterable[Bounds]) -> Bounds:
        """All of the conditions; of none, met."""
        found = self.always
        for part in parts:
            found &= part
        return found

    def any_of(self, parts: Iterable[Bounds]) -> Bounds:
        """Any of the conditions; of none, not met."""
        found = self.never
        for part in parts:
            found |= part
        return found

    def asked_in(self, node: Node) -> list[Settlement]:
        """The settlements that a condition depends on."""
        names = sorted(self.manager.support(node), key=lambda name: int(name[1:]))
        return [self.settlements[name] for name in names]

    def elsewhere(self, found: Bounds, leaf: str, other: str) -> Bounds:
        """The same condition at another place: what is settled of unstated territories there, not here."""
        named = self._placed.get(leaf)
        if not named:
            return found
        support = self.manager.support(found.sure)
        if found.sure != found.possible:
            support = support | self.manager.support(found.possible)
        renamed = {
            name: self.variable(replace(self.settlements[name], of=(other,))) for name in named if name in support
        }
        if not renamed:
            return found
        return Bounds(self.manager.let(renamed, found.sure), self.manager.let(renamed, found.possible))

    def branches(self, node: Node) -> tuple[str, Node, Node]:
        """The first variable of a node that is no constant, and what is left of it where that holds, and where not."""
        low: Node
        high: Node
        _, low, high = self.manager.succ(node)
        if node.negated:
            low, high = ~low, ~high
        return node.var, high, low

    def packed(self, nodes: Iterable[Node]) -> Packed:
        """Conditions as another process can take them up: settlements; nodes, after those they lead to; the conditions.

        A node is a settlement's place, and where it holds and where not: places of nodes, from 1 for true; negative
        ones are negated. A condition is such a place.
        """
        nodes = list(nodes)
        names = set().union(*(self.manager.support(node) for node in nodes))
        order = sorted(names, key=lambda name: self.settlements[name].order)
        place = {name: at for at, name in enumerate(order)}
        known: dict[int, int] = {int(self.true): 1}
        rows: list[tuple[int, int, int]] = []

        def at(node: Node) -> int:
            if node.negated:
                return -at(~node)
            if int(node) not in known:
                name, high, low = self.branches(node)
                rows.append((place[name], at(high), at(low)))
                known[int(node)] = len(rows) + 1
            return known[int(node)]

        found = tuple(at(node) for node in nodes)
        return tuple(self.settlements[name] for name in order), tuple(rows), found

    def unpacked(self, packed: Packed) -> list[Node]:
        """The conditions that another diagram packed."""
        settlements, rows, found = packed
        variables = [self.variable(one) for one in settlements]
        nodes = [self.true]

        def of(place: int) -> Node:
            return nodes[place - 1] if place > 0 else ~nodes[-place - 1]

        for name, high, low in rows:
            nodes.append(self.manager.ite(variables[name], of(high), of(low)))
        return [of(place) for place in found]
