# SPDX-License-Identifier: Apache-2.0
"""The smallest sets of parties that meet every need: minimum hitting sets, all of them up to a bound.

The smallest size is found by deepening: with room for ``n`` parties, branch on the smallest need that is not met. Exact
for the needs of one item (a few dozen at most); a catalogue's are an integer program (``covering``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

_TOO_MANY: Final = 1 << 30
Sets = frozenset[frozenset[str]]


class Smallest(NamedTuple):
    """Sets of the smallest size, in order; ``bounded`` where there are more than were asked for."""

    sets: tuple[frozenset[str], ...]
    bounded: bool


def smallest(needs: Iterable[frozenset[str]], most: int) -> Smallest:
    """The smallest sets that share a party with each need, at most so many; none where a need can't be met."""
    left = minimal(needs)
    if frozenset() in left:
        return Smallest((), bounded=False)
    for size in range(len(left) + 1):
        found: dict[frozenset[str], None] = {}
        for one in _within(left, size, frozenset(), frozenset()):
            found[one] = None
            if len(found) > most:
                break
        if found:
            sets = tuple(sorted(list(found)[:most], key=sorted))
            return Smallest(sets, bounded=len(found) > most)
    raise AssertionError("one party a need meets them all")


def minimal(needs: Iterable[frozenset[str]]) -> Sets:
    """The needs without those that are met wherever another one is."""
    found: list[frozenset[str]] = []
    distinct: set[frozenset[str]] = set(needs)
    for need in sorted(distinct, key=_size):
        if not any(other <= need for other in found):
            found.append(need)
    return frozenset(found)


def _within(needs: Sets, room: int, chosen: frozenset[str], left_out: frozenset[str]) -> Iterator[frozenset[str]]:
    """The sets of exactly so many more parties that meet the needs, none of them among those left out."""
    open_needs: list[frozenset[str]] = [need - left_out for need in needs if not need & chosen]
    if not open_needs:
        if not room:
            yield chosen
        return
    if _apart(open_needs) > room:
        return
    out = left_out
    hardest: frozenset[str] = min(open_needs, key=_smallness)
    for party in sorted(hardest):
        yield from _within(needs, room - 1, chosen | {party}, out)
        out |= {party}


def _apart(needs: list[frozenset[str]]) -> int:
    """How many needs have no party in common: so many parties it takes at least; more than any room if one has none."""
    met: frozenset[str] = frozenset()
    count = 0
    for need in sorted(needs, key=_size):
        if not need:
            return _TOO_MANY
        if not need & met:
            met |= need
            count += 1
    return count


def _size(need: frozenset[str]) -> int:
    return len(need)


def _smallness(need: frozenset[str]) -> tuple[int, list[str]]:
    return len(need), sorted(need)
