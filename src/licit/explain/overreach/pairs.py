# SPDX-License-Identifier: Apache-2.0
"""How many items, and pairs of item and territory, lie in parts of lots: items with the same lots are counted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from licit.explain.overreach.lots import Lot
from licit.model.record import Record

ByLot = Mapping[int, int]  # by the number of a lot: leaves


class Pairs:
    """The items of a record by the lots that their assets are in."""

    def __init__(self, record: Record, lots: Sequence[Lot]) -> None:
        of_asset: dict[str, list[int]] = {}
        for number, lot in enumerate(lots):
            for asset in lot.assets:
                of_asset.setdefault(asset, []).append(number)
        self._items = Counter(
            frozenset(number for _, assets in item.assets for asset in assets for number in of_asset.get(asset, ()))
            for item in record.items.values()
        )

    def count(self, leaves: ByLot) -> tuple[int, int]:
        """The items with any of their lots there, and in how many leaves all together."""
        items = pairs = 0
        for lots, times in self._items.items():
            found = _any(lots, leaves)
            items += times if found else 0
            pairs += times * found.bit_count()
        return items, pairs

    def first_of(self, kinds: Sequence[ByLot]) -> list[int]:
        """For each kind in order the pairs that lie in it, and in none before it."""
        found = [0] * len(kinds)
        for lots, times in self._items.items():
            taken = 0
            for number, leaves in enumerate(kinds):
                here = _any(lots, leaves) & ~taken
                found[number] += times * here.bit_count()
                taken |= here
        return found


def _any(lots: frozenset[int], leaves: ByLot) -> int:
    found = 0
    for number in lots:
        found |= leaves.get(number, 0)
    return found
