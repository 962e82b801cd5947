# SPDX-License-Identifier: Apache-2.0
"""What recordings embody, given to the items that have them: works and performances come in tables of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from licit.model.asset import Asset, Item


def linked(
    items: Mapping[str, Item], links: Mapping[str, Iterable[str]], assets: Mapping[str, Asset]
) -> dict[str, Item]:
    """The items, each with what its recordings embody: works and performances, after those it has by itself."""
    return {name: _with(item, links, assets) if item.assets else item for name, item in items.items()}


def _with(item: Item, links: Mapping[str, Iterable[str]], assets: Mapping[str, Asset]) -> Item:
    more = [one for _, mine in item.assets for recording in mine for one in links.get(recording, ())]
    if not more:
        return item
    kinds = {kind: dict.fromkeys(mine) for kind, mine in item.assets}
    for one in more:
        kinds.setdefault(assets[one].kind, {})[one] = None
    return replace(item, assets=tuple((kind, tuple(mine)) for kind, mine in kinds.items()))
