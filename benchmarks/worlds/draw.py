# SPDX-License-Identifier: Apache-2.0
"""Which situation each recording and work has: drawn block by block, any block by itself, the same by seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmarks.worlds.features import Ids
from benchmarks.worlds.situations import Situations
from benchmarks.worlds.stage import WORK

BLOCK: Final = 1 << 20  # recordings drawn at once
RECORDINGS_A_WORK: Final = 1.5
SECOND_WORK: Final = 0.02  # part of the recordings that embody two works
NO_WORK: Final = 0.02  # whose work was not identified
FIRST_WORK_ID: Final = 1 << 40  # works are numbered from here in int64 ids, recordings from 0

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Block:
    """Recordings from ``first``, works from ``first_work``; by position in the block.

    ``work`` and ``second`` are positions of works in the block, -1 where there is none.
    """

    first: int
    first_work: int
    recording: Ints
    label_group: Ints
    works: Ints
    work: Ints
    second: Ints


@dataclass(frozen=True)
class Collapse:
    """How a repertoire collapses: distinct situations of whole items (classes at most), and how large they are."""

    items: int
    rows: int
    classes: int
    largest: int

    @property
    def items_a_class(self) -> float:
        """The mean."""
        return self.items / max(self.classes, 1)


def block(drawn_from: Situations, recordings: int, number: int, seed: int, covers: float) -> Block:
    """Draw the block of this number of a repertoire of so many recordings."""
    rng = np.random.default_rng((seed, number))
    first = number * BLOCK
    size = min(BLOCK, recordings - first)
    works = max(1, int(size / RECORDINGS_A_WORK))
    wheel, teams = drawn_from.act_wheel, drawn_from.teams * drawn_from.splits
    act_of_work = wheel[rng.integers(0, len(wheel), works)].astype(np.int64)
    work_situation = act_of_work * teams + rng.integers(0, teams, works)
    work = rng.integers(0, works, size)
    act = act_of_work[work]
    covered = rng.random(size) < covers
    act[covered] = wheel[rng.integers(0, len(wheel), int(covered.sum()))]
    second = np.where(rng.random(size) < SECOND_WORK, rng.integers(0, works, size), -1)
    work[rng.random(size) < NO_WORK] = -1
    second[(work < 0) | (second == work)] = -1
    return Block(
        first=first,
        first_work=number * (int(BLOCK / RECORDINGS_A_WORK) + 1),
        recording=drawn_from.recording_of[act].astype(np.int64),
        label_group=drawn_from.label_group_of[act].astype(np.int64),
        works=drawn_from.work_of[work_situation].astype(np.int64),
        work=work,
        second=second,
    )


def blocks(recordings: int) -> int:
    """How many blocks so many recordings make."""
    return -(-recordings // BLOCK)


def situation_keys(one: Block) -> Ints:
    """A number for the situation of each whole item of a block; one without a work, or with two, has its own."""
    of_work = np.where(one.work >= 0, one.works[one.work], -1) + 1
    of_second = np.where(one.second >= 0, one.works[one.second], -1) + 1
    return np.asarray((one.recording << 42) ^ (of_work << 21) ^ of_second, dtype=np.int64)


def asset_id(kind: str, number: int, ids: Ids) -> str:
    """The id of a recording or work, as text."""
    if ids == "text":
        return f"{'w' if kind == WORK else 'r'}{number}"
    return str(number + FIRST_WORK_ID if kind == WORK else number)


def item_id(number: int, ids: Ids) -> str:
    """The id of an item, as text."""
    return f"i{number}" if ids == "text" else str(number)
