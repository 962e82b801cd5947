# SPDX-License-Identifier: Apache-2.0
"""What changes in the answers of classes from day to day: worked out once, for whatever catalogue is counted then.

Thousands of timelines change alike on one day, and most changes are in few leaves. So what the timelines do is put
together where day, answers before and answers after are the same, and this where it does the same to a leaf. A
catalogue is then counted by adding up twice, and never looks at a mask. Of 8.2 million slices through twenty years
that leaves 0.4 million changes and 0.12 million cells: after the pass over 10⁸ class ids, 0.06 s instead of 7 s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from licit.engine.counting import Counts
from licit.engine.words import Words

ANSWERS: Final = 4  # cleared, contested, not cleared, unknown
_NOTHING: Final = 4  # in place of an answer, before the window begins
_STATES: Final = 5


class Slices(NamedTuple):
    """The slices of timelines: *t* has those at ``offsets[t]`` to before ``offsets[t + 1]``, at least one.

    ``starts``, int32: their first days; ``rows``, int32: the rows of the masks that are their answers.
    """

    offsets: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int32]
    rows: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Sums:
    """Which numbers of one list add up to each number of another.

    Number *i* of the other is the sum of those at ``members[offsets[i]]`` to before ``offsets[i + 1]``, at least one.
    ``members``: int32; ``offsets``: int64.
    """

    members: npt.NDArray[np.int32]
    offsets: npt.NDArray[np.int64]

    @classmethod
    def by(cls, keys: npt.NDArray[np.int64], members: npt.NDArray[np.int32]) -> tuple[Self, npt.NDArray[np.int64]]:
        """Members of the same key are added up, in the order of the keys; and the different keys."""
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        new = np.ones(len(keys), dtype=bool)
        np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
        first = np.flatnonzero(new)
        return cls(members[order], np.append(first, len(keys))), ordered[first]

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """The sums of all parts, one after another."""
        members = [np.empty(0, dtype=np.int32), *(part.members for part in parts)]
        sizes = [np.zeros(1, dtype=np.int64), *(np.diff(part.offsets) for part in parts)]
        return cls(np.concatenate(members), np.cumsum(np.concatenate(sizes)))

    def of(self, numbers: Counts) -> Counts:
        """The other list."""
        found: Counts = np.add.reduceat(numbers[self.members], self.offsets[:-1])
        return found


@dataclass(frozen=True, slots=True)
class Changes:
    """What changes on which day, of timelines whose weights are not known yet.

    ``days``: int32, the first days of the slices (proleptic ordinals). ``kinds``: int32 ``[leaves]``, leaves that no
    answer tells apart are of one kind. A *change* is of all timelines that have the same answers before a day, and the
    same from it on; ``alike`` adds up their weights. A *cell* is of all changes that take one kind of leaves from one
    answer to another on a day; ``cells`` adds up theirs, and they leave and reach the places ``leaving`` and
    ``reaching`` (int64) of an array ``[days, 5, kinds]``: the four answers, and what was before the window began.
    """

    days: npt.NDArray[np.int32]
    kinds: npt.NDArray[np.int32]
    alike: Sums
    cells: Sums
    leaving: npt.NDArray[np.int64]
    reaching: npt.NDArray[np.int64]

    def counts(self, weights: Counts) -> Counts:
        """The weights of the timelines by answer and leaf, slice by slice: int64 ``[days, 4, leaves]``."""
        of_cells = self.cells.of(self.alike.of(weights))
        kinds = int(self.kinds.max(initial=-1)) + 1
        found = np.zeros((len(self.days), _STATES, kinds), dtype=np.int64)
        flat = found.reshape(-1)
        np.add.at(flat, self.reaching, of_cells)
        np.subtract.at(flat, self.leaving, of_cells)
        np.cumsum(found, axis=0, out=found)
        return found[:, :ANSWERS, self.kinds]


def changes_of(slices: Slices, masks: Words, leaves: int, first: int) -> Changes:
    """What changes in timelines from the first day of their window on (a proleptic ordinal)."""
    offsets, starts, rows = slices
    days = np.unique(np.append(starts, np.int32(first)))
    at = np.searchsorted(days, starts)
    before = np.empty(len(rows), dtype=np.int64)
    before[1:] = rows[:-1]
    before[offsets[:-1]] = len(masks)  # one more: nothing
    pairs, pair = np.unique(before * (len(masks) + 1) + rows, return_inverse=True)
    timeline = np.repeat(np.arange(len(offsets) - 1, dtype=np.int32), np.diff(offsets))
    alike, keys = Sums.by(at * len(pairs) + pair, timeline)
    day, number = np.divmod(keys, max(len(pairs), 1))
    old, new = np.divmod(pairs[number], len(masks) + 1)

    kinds, answers = _kinds(masks, leaves)
    states, places = (len(days), _STATES, _STATES), (len(days), _STATES, len(answers))
    sums, left, reached = [], [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for kind, answer in enumerate(answers):
        changed = np.flatnonzero(answer[old] != answer[new])
        keys = np.ravel_multi_index((day[changed], answer[old[changed]], answer[new[changed]]), states)
        cells, keys = Sums.by(keys, changed.astype(np.int32))
        on, leaving, reaching = np.unravel_index(keys, states)
        sums.append(cells)
        left.append(np.ravel_multi_index((on, leaving, np.full_like(on, kind)), places))
        reached.append(np.ravel_multi_index((on, reaching, np.full_like(on, kind)), places))
    return Changes(days, kinds, alike, Sums.joined(sums), np.concatenate(left), np.concatenate(reached))


def _kinds(masks: Words, leaves: int) -> tuple[npt.NDArray[np.int32], list[npt.NDArray[np.uint8]]]:
    """The kind of each leaf, and of each kind the answer in each row of the masks, and in one row more: nothing."""
    known: dict[bytes, int] = {}
    kinds = np.empty(leaves, dtype=np.int32)
    for leaf in range(leaves):
        word, bit = divmod(leaf, 64)
        ones = (masks[:, :, word] >> np.uint64(bit)) & np.uint64(1)
        answer = np.append(ones @ np.arange(ANSWERS, dtype=np.uint64), np.uint64(_NOTHING)).astype(np.uint8)
        kinds[leaf] = known.setdefault(answer.tobytes(), len(known))
    return kinds, [np.frombuffer(answer, dtype=np.uint8) for answer in known]
