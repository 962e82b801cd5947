# SPDX-License-Identifier: Apache-2.0
"""What the classes of a repertoire hang on in each leaf: looked into once, kept beside it, weighed by any catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import licit.explain.crux
import licit.reference
from licit.engine.class_keeping import engine_edition
from licit.engine.store import Entry
from licit.engine.words import Words, as_words
from licit.model.crux import Crux, Cruxes, Limit, Settlement
from licit.model.proof import OpenKind, OpenPoint
from licit.model.question import Question
from licit.model.verdict import Answer

Ints = npt.NDArray[np.int64]
Written = tuple[Mapping[str, npt.NDArray[Any]], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Hanging:
    """What contested pairs hang on: the cruxes of both sides, at a place (empty: wherever) and the limits met."""

    place: str
    clearing: tuple[Crux, ...]
    refusing: tuple[Crux, ...]
    stopped: tuple[Limit, ...] = ()

    def told(self, question: Question) -> Cruxes:
        """The same as that of one question."""
        return Cruxes(
            question=question,
            answer=Answer.CONTESTED,
            clearing=self.clearing,
            refusing=self.refusing,
            points=(),
            stopped=self.stopped,
        )


@dataclass(frozen=True, slots=True)
class ClassCruxes:
    """What each class hangs on, each different set of pieces once.

    ``of_class``: int32, the set of each class. Set *s* has the pieces ``offsets[s]`` to before ``offsets[s + 1]``:
    ``hanging``, int32, its place in ``conditions``; ``masks``, uint64 ``[pieces, words]``, leaves (bit *i* is leaf *i*
    of ``leaves``). Where none of its pieces is, a class is not contested.
    """

    of_class: npt.NDArray[np.int32]
    offsets: Ints
    hanging: npt.NDArray[np.int32]
    masks: Words
    conditions: tuple[Hanging, ...]
    leaves: tuple[str, ...]

    def weighed(self, items: Ints, asked: Words) -> Iterator[tuple[Hanging, Mapping[str, int]]]:
        """Each condition with how many of the items, int64 ``[classes]``, hang on it in each of the leaves asked of."""
        of_set = np.zeros(len(self.offsets) - 1, dtype=np.int64)
        np.add.at(of_set, self.of_class, items)
        of_piece = np.repeat(of_set, np.diff(self.offsets))
        order = np.argsort(self.hanging, kind="stable")
        bounds = np.searchsorted(self.hanging[order], np.arange(len(self.conditions) + 1))
        masks = np.ascontiguousarray(self.masks & asked)
        for number, condition in enumerate(self.conditions):
            mine = order[bounds[number] : bounds[number + 1]]
            mine = mine[of_piece[mine] > 0]
            bits = np.unpackbits(masks[mine].view(np.uint8), axis=1, bitorder="little")
            sums = of_piece[mine] @ bits[:, : len(self.leaves)].astype(np.int64)
            there = np.flatnonzero(sums).tolist()
            if there:
                yield condition, {self.leaves[at]: int(sums[at]) for at in there}

    def written(self) -> Written:
        """Arrays and notes, as the store keeps them."""
        settlements: dict[Settlement, int] = {}
        conditions = []
        for one in self.conditions:
            sides = [
                [[settlements.setdefault(s, len(settlements)) for s in crux.settlements] for crux in side]
                for side in (one.clearing, one.refusing)
            ]
            conditions.append([one.place, *sides, [limit.value for limit in one.stopped]])
        arrays = {name: getattr(self, name) for name in ("of_class", "offsets", "hanging", "masks")}
        notes = {
            "leaves": list(self.leaves),
            "settlements": [_plain(one) for one in settlements],
            "conditions": conditions,
        }
        return arrays, notes

    @classmethod
    def read(cls, entry: Entry) -> ClassCruxes:
        """What was kept."""
        notes: Any = entry.notes
        settlements = [_settlement(one) for one in notes["settlements"]]

        def side(cruxes: Sequence[Sequence[int]], *, clears: bool) -> tuple[Crux, ...]:
            return tuple(Crux(clears, tuple(settlements[at] for at in crux)) for crux in cruxes)

        conditions = tuple(
            Hanging(place, side(clearing, clears=True), side(refusing, clears=False), tuple(map(Limit, stopped)))
            for place, clearing, refusing, stopped in notes["conditions"]
        )
        return cls(**entry.arrays, conditions=conditions, leaves=tuple(notes["leaves"]))


@dataclass
class Gathering:
    """Classes looked into, one after the other; each different condition and set of pieces is held once."""

    leaves: tuple[str, ...]
    classes: int
    conditions: list[Hanging] = field(default_factory=list)
    _numbers: dict[object, int] = field(default_factory=dict)
    _sets: dict[tuple[tuple[int, int], ...], int] = field(default_factory=lambda: {(): 0})

    def __post_init__(self) -> None:
        self.of_class = np.zeros(self.classes, dtype=np.int32)  # set 0 has no pieces

    def knows(self, key: object) -> int | None:
        """The number of a condition that was met before."""
        return self._numbers.get(key)

    def learn(self, key: object, hanging: Hanging) -> int:
        """The number of a new one."""
        self._numbers[key] = len(self.conditions)
        self.conditions.append(hanging)
        return self._numbers[key]

    def add(self, number: int, pieces: Iterable[tuple[int, int]]) -> None:
        """What a class hangs on: conditions with their leaves."""
        whole: dict[int, int] = {}
        for condition, mask in pieces:
            whole[condition] = whole.get(condition, 0) | mask
        self.of_class[number] = self._sets.setdefault(tuple(sorted(whole.items())), len(self._sets))

    def found(self) -> ClassCruxes:
        """All of them."""
        pieces = [piece for one in self._sets for piece in one]
        return ClassCruxes(
            of_class=self.of_class,
            offsets=np.cumsum([0, *(len(one) for one in self._sets)], dtype=np.int64),
            hanging=np.asarray([condition for condition, _ in pieces], dtype=np.int32),
            masks=as_words([mask for _, mask in pieces], len(self.leaves)),
            conditions=tuple(self.conditions),
            leaves=self.leaves,
        )


def _plain(one: Settlement) -> list[Any]:
    point, day = one.point, one.day.isoformat() if one.day else None
    return [point.kind.name, list(point.facts), point.detail, one.so, list(one.of), day]


def _settlement(written: Sequence[Any]) -> Settlement:
    kind, facts, detail, so, of, day = written
    point = OpenPoint(OpenKind[kind], tuple(facts), detail)
    return Settlement(point, so, tuple(of), date.fromisoformat(day) if day else None)


@cache
def crux_edition() -> str:
    """A hash of the code that the cruxes hang on: what another edition of Licit kept is not believed."""
    state = blake2b(engine_edition().encode(), digest_size=16)
    for room in (licit.reference, licit.explain.crux):
        for folder in map(Path, room.__path__):
            for file in (*sorted(folder.rglob("*.py")), Path(__file__)):
                state.update(f"{file.name}\n".encode() + file.read_bytes())
    return state.hexdigest()
