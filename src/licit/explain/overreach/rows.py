# SPDX-License-Identifier: Apache-2.0
"""Parts of a scope put together: what is true of several lots and uses in the same leaves on the same days is a row."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from licit.explain.overreach.field import Field
from licit.explain.overreach.lots import Lot
from licit.explain.overreach.pairs import Pairs

KeyT = TypeVar("KeyT", bound=Hashable)


class Rows(Generic[KeyT]):
    """Collects masks by what is said of them, by lot and use. All fields have the same days and leaves."""

    def __init__(self, lots: Sequence[Lot], pairs: Pairs, uses: Callable[[str], Sequence[str]]) -> None:
        """``uses`` gives all the uses that one stands for."""
        self._lots = lots
        self._uses = uses
        self._pairs = pairs
        self._masks: dict[tuple[KeyT, int, str], int] = {}

    def add(self, key: KeyT, lot: int, use: str, mask: int) -> None:
        """Something is true of a lot and a use there."""
        if mask:
            self._masks[key, lot, use] = self._masks.get((key, lot, use), 0) | mask

    def measured(self, field: Field) -> Iterator[tuple[KeyT, dict[str, Any]]]:
        """Each row's key, with the fields of a :class:`~licit.model.overreach.Measure`."""
        rows: dict[tuple[KeyT, int], list[tuple[int, str]]] = {}
        for (key, lot, use), mask in self._masks.items():
            rows.setdefault((key, mask), []).append((lot, use))
        for (key, mask), places in rows.items():
            leaves = field.leaves(mask)
            lots = sorted({lot for lot, _ in places})
            items, pairs = self._pairs.count(dict.fromkeys(lots, leaves))
            yield (
                key,
                {
                    "owners": tuple(sorted({owner for lot in lots for owner in self._lots[lot].owners})),
                    "rights": tuple(sorted({right for lot in lots for right in self._lots[lot].rights})),
                    "uses": tuple(sorted({one for _, use in places for one in self._uses(use)})),
                    "stretches": field.stretches(mask),
                    "items": items,
                    "pairs": pairs,
                },
            )

    def leaves(self, field: Field) -> dict[int, int]:
        """The leaves of each lot, on whatever day and for whatever use."""
        found: dict[int, int] = {}
        for (_, lot, _), mask in self._masks.items():
            found[lot] = found.get(lot, 0) | field.leaves(mask)
        return found
