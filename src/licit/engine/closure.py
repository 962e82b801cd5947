# SPDX-License-Identifier: Apache-2.0
"""All that one comes to, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def closure(start: Iterable[str], onwards: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """Where one begins, and all that lies onwards from there."""
    found = set(start)
    waiting = list(found)
    while waiting:
        for one in onwards(waiting.pop()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return frozenset(found)
