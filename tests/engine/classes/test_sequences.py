# SPDX-License-Identifier: Apache-2.0
"""Multisets merged in any number of shards are merged the same, and known ones keep their numbers."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest

from licit.engine.classes import sequences
from licit.engine.classes.grouping import group, offsets_of
from licit.engine.classes.sequences import Multisets


def multisets(lists: list[tuple[int, ...]]) -> Multisets:
    """Distinct among themselves, with their members as names."""
    members = np.array([one for some in lists for one in some], dtype=np.uint32)
    offsets = offsets_of(np.array([len(some) for some in lists], dtype=np.int64))
    return sequences.distinct(members, offsets, pa.array([str(some) for some in lists]))[1]


def content(these: Multisets) -> list[tuple[int, ...]]:
    cuts = these.offsets.tolist()
    return [tuple(these.members[a:b].tolist()) for a, b in pairwise(cuts)]


@pytest.mark.parametrize("memory", [1, 10_000, 10**9])
def test_the_number_of_shards_changes_nothing(memory: int) -> None:
    rng = random.Random(3)  # noqa: S311
    drawn = [[tuple(sorted(rng.choices(range(6), k=rng.choice([0, 1, 2, 3])))) for _ in range(60)] for _ in range(5)]
    known, *parts = (multisets(lists) for lists in drawn)

    maps, merged = sequences.merge(parts, known, memory, threads=2)

    found = content(merged)
    assert found[: len(known)] == content(known)
    assert sorted(found) == sorted({one for lists in drawn for one in lists})
    assert merged.names.to_pylist() == [str(one) for one in found]
    for part, new in zip(parts, maps, strict=True):
        assert [found[number] for number in new.tolist()] == content(part)
    rest = merged.hashes[len(known) :]
    assert (rest[1:] >= rest[:-1]).all()


def test_one_member_that_differs_parts_what_a_sum_does_not() -> None:
    """(1, 4) and (2, 3) have one sum, one length and, here, one hash."""
    members = np.array([1, 4, 2, 3, 1, 4, 2], dtype=np.uint32)
    offsets = np.array([0, 2, 4, 6, 7], dtype=np.int64)

    groups = group(members, offsets, known=np.full(4, 9, dtype=np.uint64))

    first, second, third, fourth = groups.of.tolist()
    assert first == third
    assert len({first, second, fourth}) == len(groups.first) == 3
