# SPDX-License-Identifier: Apache-2.0
"""Equal multisets find each other: by a hash first, then in full, member by member."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

Hashes: TypeAlias = npt.NDArray[np.uint64]
Numbers: TypeAlias = npt.NDArray[np.int64]
Members: TypeAlias = npt.NDArray[np.unsignedinteger[Any]]

_STEP: Final = 0x9E3779B97F4A7C15  # splitmix64
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0x94D049BB133111EB)
_AT_ONCE: Final = 1 << 16  # members hashed at once: temporaries stay in the cache


def scramble(values: npt.NDArray[np.unsignedinteger[Any]], seed: int) -> Hashes:
    """A 64-bit hash of each number (splitmix64, a bijection for 64-bit numbers); another ``seed``, another hash."""
    mixed = values.astype(np.uint64)
    mixed += np.uint64((seed + 1) * _STEP % 2**64)
    mixed ^= mixed >> np.uint64(30)
    mixed *= _FIRST
    mixed ^= mixed >> np.uint64(27)
    mixed *= _SECOND
    mixed ^= mixed >> np.uint64(31)
    return mixed


def hashes(members: Members, offsets: Numbers, seed: int = 0) -> Hashes:
    """The hash of each sequence ``members[offsets[i]:offsets[i + 1]]``: a sum, so that order does not count."""
    sums = np.zeros(len(members) + 1, dtype=np.uint64)
    for start in range(0, len(members), _AT_ONCE):
        sums[start + 1 : start + _AT_ONCE + 1] = scramble(members[start : start + _AT_ONCE], seed)
    np.cumsum(sums, out=sums)
    return sums[offsets[1:]] - sums[offsets[:-1]]  # both wrap around at 2**64


@dataclass(frozen=True, slots=True)
class Groups:
    """Which sequences are equal: ``of[i]`` is the group of sequence *i*, ``first[g]`` a sequence of group *g*."""

    of: npt.NDArray[np.int32]
    first: Numbers


def group(members: Members, offsets: Numbers, known: Hashes | None = None) -> Groups:
    """Group equal sequences, each sorted within itself. ``known`` are their hashes with seed 0, where at hand.

    The hash only proposes: each sequence is held against the first of its group in full. Those that differ are grouped
    among themselves with another hash, so that no input, however made, puts two different sequences into one group.
    """
    lengths = np.diff(offsets)
    of = np.empty(len(lengths), dtype=np.int32)
    first: list[Numbers] = []
    left = np.arange(len(lengths), dtype=np.int64)
    seed, groups = 0, 0
    while len(left):
        if seed == 0:
            keys = hashes(members, offsets) if known is None else known
        else:
            keys = hashes(*subset(members, offsets, left), seed)
        order = np.argsort(keys)
        ordered = keys[order]
        heads = np.concatenate(([True], ordered[1:] != ordered[:-1]))
        run = np.cumsum(heads, dtype=np.int32)
        proposed = np.empty(len(left), dtype=np.int32)
        proposed[order] = run - 1
        leaders = left[order[heads]]
        differ = _differ(members, offsets, lengths, left, leaders[proposed])
        of[left] = proposed + groups
        first.append(leaders)
        left = left[differ]
        groups += len(leaders)
        seed += 1
    return Groups(of, np.concatenate(first) if first else np.empty(0, dtype=np.int64))


def subset(members: Members, offsets: Numbers, chosen: Numbers) -> tuple[Members, Numbers]:
    """The chosen sequences, in that order, as members and offsets of their own."""
    lengths = offsets[chosen + 1] - offsets[chosen]
    new = offsets_of(lengths)
    return members[np.arange(new[-1]) + np.repeat(offsets[chosen] - new[:-1], lengths)], new


def offsets_of(lengths: npt.NDArray[np.integer[Any]]) -> Numbers:
    """Where each sequence starts, and at last where the last one ends."""
    offsets = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def _differ(
    members: Members, offsets: Numbers, lengths: Numbers, these: Numbers, leaders: Numbers
) -> npt.NDArray[np.bool_]:
    """Whether each of these sequences differs from its leader, in length or in any member."""
    differ: npt.NDArray[np.bool_] = lengths[these] != lengths[leaders]
    for start in range(0, len(these), _AT_ONCE):
        some = np.flatnonzero(~differ[start : start + _AT_ONCE]) + start
        sizes = lengths[these[some]]
        ends = np.cumsum(sizes)
        positions = np.arange(ends[-1] if len(ends) else 0)
        mine = positions + np.repeat(offsets[these[some]] - (ends - sizes), sizes)
        theirs = positions + np.repeat(offsets[leaders[some]] - (ends - sizes), sizes)
        wrong = np.flatnonzero(members[mine] != members[theirs])
        if len(wrong):
            differ[some[np.searchsorted(ends, wrong, side="right")]] = True
    return differ
