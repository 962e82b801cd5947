# SPDX-License-Identifier: Apache-2.0
"""The floor's loops, compiled by numba for all processors when first called. Importing this imports numba."""

# mypy: disable-error-code="untyped-decorator,unused-ignore"

from __future__ import annotations

from typing import Any, Final

import numba
import numpy as np

Array = Any  # numba compiles by the types it is called with
THREADS: Final = numba.get_num_threads()
MASKS: Final = 4
WORDS: Final = 4


@numba.njit(parallel=True)
def count(ids: Array, classes: int) -> Array:
    """How often each class comes."""
    partial = np.zeros((THREADS, classes), dtype=np.int64)
    size = (len(ids) + THREADS - 1) // THREADS
    for thread in numba.prange(THREADS):
        own = partial[thread]
        for at in range(thread * size, min(len(ids), (thread + 1) * size)):
            own[ids[at]] += 1
    return partial.sum(axis=0)


@numba.njit(parallel=True)
def by_value(counts: Array, masks: Array) -> Array:
    """Counts by mask, byte and the value of that byte; ``masks`` as bytes."""
    partial = np.zeros((THREADS, masks.shape[1], masks.shape[2], 256), dtype=np.int64)
    size = (len(counts) + THREADS - 1) // THREADS
    for thread in numba.prange(THREADS):
        own = partial[thread]
        for at in range(thread * size, min(len(counts), (thread + 1) * size)):
            if counts[at]:
                for mask in range(masks.shape[1]):
                    for byte in range(masks.shape[2]):
                        own[mask, byte, masks[at, mask, byte]] += counts[at]
    return partial.sum(axis=0)


@numba.njit(parallel=True)
def count_pairs(ids: Array, groups: Array, classes: int) -> tuple[Array, Array, Array]:
    """How often each class comes with its usual group, the first that a thread meets; and how many rows have another.

    All by thread: (threads, classes), (threads, classes), (threads,).
    """
    usual = np.full((THREADS, classes), -1, dtype=np.int32)
    counts = np.zeros((THREADS, classes), dtype=np.int32)
    others = np.zeros(THREADS, dtype=np.int64)
    size = (len(ids) + THREADS - 1) // THREADS
    for thread in numba.prange(THREADS):
        own_usual, own_counts, other = usual[thread], counts[thread], 0
        for at in range(thread * size, min(len(ids), (thread + 1) * size)):
            one, group = ids[at], groups[at]
            if own_usual[one] == group:
                own_counts[one] += 1
            elif own_usual[one] == -1:
                own_usual[one] = group
                own_counts[one] = 1
            else:
                other += 1
        others[thread] = other
    return usual, counts, others


@numba.njit(parallel=True)
def pairs(ids: Array, groups: Array, usual: Array, others: Array) -> Array:
    """The rows whose group is not their class's usual one, as class × 2³¹ + group."""
    found = np.empty(others.sum(), dtype=np.int64)
    size = (len(ids) + THREADS - 1) // THREADS
    for thread in numba.prange(THREADS):
        put = others[:thread].sum()
        own_usual = usual[thread]
        for at in range(thread * size, min(len(ids), (thread + 1) * size)):
            if own_usual[ids[at]] != groups[at]:
                found[put] = np.int64(ids[at]) << 31 | np.int64(groups[at])
                put += 1
    return found


@numba.njit(parallel=True)
def by_group(edges: Array, classes: Array, counts: Array, masks: Array) -> Array:
    """Counts by group, mask and leaf, of class and count pairs sorted by group."""
    found = np.zeros((len(edges) - 1, MASKS, WORDS * 64), dtype=np.int64)
    for group in numba.prange(len(edges) - 1):
        own = found[group]
        for at in range(edges[group], edges[group + 1]):
            for mask in range(MASKS):
                for word in range(WORDS):
                    bits = masks[classes[at], mask, word]
                    for bit in range(64):
                        own[mask, word * 64 + bit] += counts[at] * np.int64((bits >> np.uint64(bit)) & np.uint64(1))
    return found
