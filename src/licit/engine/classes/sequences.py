# SPDX-License-Identifier: Apache-2.0
"""Distinct multisets of one partition, spilled, and merged with those of all others."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from licit.engine.classes.grouping import Groups, Hashes, Members, Numbers, group, hashes, offsets_of, subset
from licit.engine.classes.pieces import read_table, write_table

_SHARD_BITS: Final = 8
_IN_CACHE: Final = 1 << 18  # multisets of a shard
_BYTES_EACH: Final = 160  # at merging, for a multiset of a few members with its hash, order and name


@dataclass(frozen=True, slots=True)
class Multisets:
    """Distinct multisets: number *i* is ``members[offsets[i]:offsets[i + 1]]``; each has a name from its input."""

    members: Members
    offsets: Numbers
    hashes: Hashes
    names: pa.Array

    def __len__(self) -> int:
        return len(self.hashes)

    def chosen(self, these: Numbers) -> Multisets:
        """Some of them, in that order."""
        members, offsets = subset(self.members, self.offsets, these)
        return Multisets(members, offsets, self.hashes[these], self.names.take(pa.array(these)))

    def between(self, low: int, high: int) -> Multisets:
        """Those from one number to before another."""
        start, end = self.offsets[low], self.offsets[high]
        offsets = self.offsets[low : high + 1] - start
        return Multisets(self.members[start:end], offsets, self.hashes[low:high], self.names[low:high])


def distinct(members: Members, offsets: Numbers, names: pa.Array) -> tuple[npt.NDArray[np.int32], Multisets]:
    """The number of each sequence among the distinct ones, and these, by rising hash."""
    whole = hashes(members, offsets)
    groups = group(members, offsets, whole)
    order = np.argsort(whole[groups.first], kind="stable")
    first = groups.first[order]
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return rank[groups.of], Multisets(members, offsets, whole, names).chosen(first)


def write(path: Path, these: Multisets) -> None:
    """Spill distinct multisets."""
    members = pa.LargeListArray.from_arrays(pa.array(these.offsets), pa.array(these.members))
    write_table(path, pa.table({"members": members, "hash": these.hashes, "name": these.names}))


def read(path: Path) -> Multisets:
    """Read them back."""
    table = read_table(path).combine_chunks()
    lists, names = (table[name].chunk(0) if table[name].num_chunks else None for name in ("members", "name"))
    if lists is None:
        empty = table.schema.field("members").type.value_type.to_pandas_dtype()
        none = np.empty(0, dtype=np.uint64)
        return Multisets(np.empty(0, empty), np.zeros(1, dtype=np.int64), none, pa.array([], table["name"].type))
    return Multisets(lists.values.to_numpy(), lists.offsets.to_numpy(), table["hash"].to_numpy(), names)


def merge(
    parts: Sequence[Multisets], known: Multisets, memory: int, threads: int
) -> tuple[list[npt.NDArray[np.int32]], Multisets]:
    """All multisets, each once, and for each part the new numbers of its own.

    Known ones come first and keep their numbers. The rest follow by rising hash, which does not depend on the order of
    the rows. They are merged in shards, by the first bits of the hash: as many as let ``threads`` of them be in
    ``memory`` bytes at once, and in the cache.
    """
    backwards = np.argsort(known.hashes, kind="stable")
    everything = [known.chosen(backwards), *parts]
    total = sum(len(one) for one in everything)
    needed = max(total * _BYTES_EACH * threads // max(memory, 1), total // _IN_CACHE)
    shards = 1 << min(needed.bit_length(), _SHARD_BITS)
    bounds = np.array([at * (2**64 // shards) for at in range(1, shards)], dtype=np.uint64)
    cuts = [np.concatenate(([0], np.searchsorted(one.hashes, bounds), [len(one)])).tolist() for one in everything]

    def grouped(shard: int) -> tuple[Multisets, Groups]:
        here = [one.between(cut[shard], cut[shard + 1]) for one, cut in zip(everything, cuts, strict=True)]
        whole = joined(here)
        return whole, group(whole.members, whole.offsets, whole.hashes)

    maps = [np.empty(len(one), dtype=np.int32) for one in parts]
    merged = [known]
    count = len(known)
    with ThreadPoolExecutor(threads) as pool:
        for start in range(0, shards, threads):
            these = range(start, min(start + threads, shards))
            for shard, (whole, groups) in zip(these, pool.map(grouped, these), strict=True):
                numbers = np.full(len(groups.first), -1, dtype=np.int32)
                ids = backwards[cuts[0][shard] : cuts[0][shard + 1]].astype(np.int32)
                numbers[groups.of[: len(ids)]] = ids
                fresh = np.flatnonzero(numbers < 0)
                fresh = fresh[np.argsort(whole.hashes[groups.first[fresh]], kind="stable")]
                numbers[fresh] = np.arange(count, count + len(fresh), dtype=np.int32)
                count += len(fresh)
                merged.append(whole.chosen(groups.first[fresh]))
                end = len(ids)
                for new, cut in zip(maps, cuts[1:], strict=True):
                    size = cut[shard + 1] - cut[shard]
                    new[cut[shard] : cut[shard + 1]] = numbers[groups.of[end : end + size]]
                    end += size
    return maps, joined(merged)


def joined(parts: Sequence[Multisets]) -> Multisets:
    """One after another."""
    members = np.concatenate([one.members for one in parts])
    offsets = offsets_of(np.concatenate([np.diff(one.offsets) for one in parts]))
    names = pa.concat_arrays([one.names for one in parts])
    return Multisets(members, offsets, np.concatenate([one.hashes for one in parts]), names)


def none(members: type[Any], names: pa.DataType) -> Multisets:
    """No multisets at all."""
    nothing = np.empty(0, dtype=np.uint64)
    return Multisets(np.empty(0, dtype=members), np.zeros(1, dtype=np.int64), nothing, pa.array([], names))
