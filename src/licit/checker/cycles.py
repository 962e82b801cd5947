# SPDX-License-Identifier: Apache-2.0
"""Which parties lie on a common cycle of grants."""

from __future__ import annotations

from collections.abc import Iterable


def components(edges: Iterable[tuple[str, str]]) -> tuple[frozenset[str], ...]:
    """The strongly connected components: parties that each reach the other. A party alone is one too.

    Two walks, without recursion: one for the order in which parties are left, one against the arrows in that order's
    reverse (Kosaraju and Sharir).
    """
    onward: dict[str, list[str]] = {}
    back: dict[str, list[str]] = {}
    for start, end in edges:
        onward.setdefault(start, []).append(end)
        onward.setdefault(end, [])
        back.setdefault(end, []).append(start)
        back.setdefault(start, [])
    seen: set[str] = set()
    left: list[str] = []
    for party in onward:
        left += _leave(party, onward, seen)
    seen.clear()
    return tuple(frozenset(_leave(party, back, seen)) for party in reversed(left) if party not in seen)


def _leave(party: str, onward: dict[str, list[str]], seen: set[str]) -> list[str]:
    """The parties met for the first time from here, in the order in which they are left."""
    if party in seen:
        return []
    seen.add(party)
    left = []
    path = [(party, iter(onward[party]))]
    while path:
        at, following = path[-1]
        step = next((one for one in following if one not in seen), None)
        if step is None:
            left.append(at)
            path.pop()
        else:
            seen.add(step)
            path.append((step, iter(onward[step])))
    return left
