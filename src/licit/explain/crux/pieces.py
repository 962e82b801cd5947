# SPDX-License-Identifier: Apache-2.0
"""Under which settlements classes of items are cleared, in all leaves at once: conditions with the leaves they are of.

The conditions of a share are few: in most leaves it is sure, and where it is not the same facts matter in many. So a
right, an asset and a class are each put together from a handful of pieces, and two conditions are joined once. Where a
scope states no territories the place that it is asked about is called ``HERE``. Source: SEMANTICS §§3.7, 6.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from licit.engine.bearing import Share
from licit.engine.grants import LOWER, UPPER
from licit.engine.wholes import Asked, OpenLaw
from licit.engine.wholes import Wholes as Laws
from licit.explain.crux.diagram import Bounds
from licit.explain.crux.finder import CruxFinder
from licit.model.asset import Item
from licit.reference.point import OwnedShare

Key = tuple[int, int]  # the nodes of the bounds
Cell = tuple[int, Bounds]  # leaves, and what is so there
Pieces = dict[Key, int]  # disjoint leaves by what is so there; elsewhere it is cleared


class Pieced:
    """Classes of items of one service and use on one day, where no owner and no law is open."""

    def __init__(self, finder: CruxFinder, laws: Laws) -> None:
        """``laws``: the compiled engine's masks of the day; ``finder`` has its hearing.

        ``ahead`` may be set: what others found of a share, as ``cells`` has it, or ``None``.
        """
        self.ahead: Callable[[Share], list[Cell] | None] | None = None
        self.finder = finder
        self.laws = laws
        diagram = finder.wholes.diagram
        self.bounds: dict[Key, Bounds] = {}
        self._always, self._never = self._key(diagram.always), self._key(diagram.never)
        self._joined: dict[tuple[bool, Key, Key], Key] = {}
        self._shares: dict[Share, Pieces] = {}
        self._assets: dict[tuple[str, str], Pieces] = {}

    def of(self, item: Item, leaves: int) -> Pieces:
        """What is so of an item in some leaves; together they are all of them.

        Raises:
            OpenLaw: something is to be settled as a whole (see ``Wholes`` of the engine).
        """
        found = {self._always: leaves}
        for kind, assets in item.assets:
            for asset in assets:
                found = self._both(found, _within(self._asset(kind, asset), leaves), every=True)
        lawless = leaves
        for asked in self.laws.asked:
            lawless &= ~asked.leaves
            if any(rights and not item.of_kind(kind) for kind, rights in asked.requirement.rights):
                found = self._both(found, {self._never: asked.leaves & leaves}, every=True)
        return self._both(found, {self._never: lawless}, every=True) if lawless else found

    def _asset(self, kind: str, asset: str) -> Pieces:
        key = (kind, asset)
        if key not in self._assets:
            found: Pieces = {}
            for asked in self.laws.asked:
                for of_kind, rights in asked.requirement.rights:
                    for right in rights if of_kind == kind else ():
                        found = self._both(found, self._right(asset, right, asked), every=True)
            self._assets[key] = found
        return self._assets[key]

    def _right(self, asset: str, right: str, asked: Asked) -> Pieces:
        """One right in one asset, in the leaves of a law; of co-owners any one of whom suffices, any."""
        whole = self.laws.whole(asset, right)
        alone = asked.leaves & ~whole.over if asked.requirement.any_co_owner else 0
        found: Pieces = {}
        for share, leaves in whole.owners:
            found = self._both(found, _within(self._share(asset, share), leaves & asked.leaves & ~alone), every=True)
        if alone:
            some = {self._never: alone}
            for share, leaves in whole.owners:
                mine = _within(self._share(asset, share), leaves & alone)
                some = self._both(some, mine | self._rest(mine, leaves & alone), every=False)
            found = self._both(found, some, every=True)
        return found

    def _rest(self, pieces: Pieces, leaves: int) -> Pieces:
        """Where a share is surely held."""
        for mask in pieces.values():
            leaves &= ~mask
        return {self._always: leaves} if leaves else {}

    def contested(self, items: Iterable[Item]) -> Iterator[tuple[str, Share]]:
        """The shares on which items hang and that are contested somewhere, each with an asset.

        Of items of which something is to be settled as a whole, those before that.
        """
        found: set[Share] = set()
        seen: set[tuple[str, str]] = set()
        held, day = self.laws.compiled.held, self.laws.day
        for item in items:
            new = [(kind, asset) for kind, assets in item.assets for asset in assets if (kind, asset) not in seen]
            seen.update(new)
            with suppress(OpenLaw):
                for kind, asset in new:
                    for share in self._shares_of(kind, asset):
                        if share not in found:
                            found.add(share)
                            if held(share, UPPER, day) != held(share, LOWER, day):
                                yield asset, share

    def _shares_of(self, kind: str, asset: str) -> Iterator[Share]:
        rights = {
            right
            for asked in self.laws.asked
            for of_kind, rights in asked.requirement.rights
            if of_kind == kind
            for right in rights
        }
        for right in sorted(rights):
            for share, _ in self.laws.whole(asset, right).owners:
                yield share

    def cells(self, asset: str, share: Share) -> list[Cell]:
        """A share in the leaves where it is contested: masks, with what is so there."""
        return list(self.finder.cells_of(OwnedShare(asset, share.right, share.owner, 0)))

    def _share(self, asset: str, share: Share) -> Pieces:
        if share not in self._shares:
            cells = self.ahead(share) if self.ahead is not None else None
            self._shares[share] = self._of_cells(share, self.cells(asset, share) if cells is None else cells)
        return self._shares[share]

    def _of_cells(self, share: Share, cells: Iterable[Cell]) -> Pieces:
        hearing, places = self.laws.compiled, self.laws.believed.places
        never = places.everywhere & ~hearing.held(share, UPPER, self.laws.day)
        found: Pieces = {self._never: never} if never else {}
        for cell, bounds in cells:
            key = self._key(bounds)
            found[key] = found.get(key, 0) | cell
        found.pop(self._always, None)
        return found

    def _key(self, bounds: Bounds) -> Key:
        key = int(bounds.sure), int(bounds.possible)
        self.bounds.setdefault(key, bounds)  # held, so that the numbers stay theirs
        return key

    def _both(self, one: Pieces, other: Pieces, *, every: bool) -> Pieces:
        """Both conditions (``every``), or either: within the leaves that either speaks of."""
        found: Pieces = {}
        left = _union(one.values())
        rest = _union(other.values()) & ~left
        for key, mask in one.items():
            alone = mask
            for other_key, other_mask in other.items():
                common = mask & other_mask
                if common:
                    alone &= ~common
                    joined = self._join(key, other_key, every=every)
                    found[joined] = found.get(joined, 0) | common
            if alone:
                found[key] = found.get(key, 0) | alone
        if rest:
            for other_key, other_mask in other.items():
                if other_mask & rest:
                    found[other_key] = found.get(other_key, 0) | other_mask & rest
        return found

    def _join(self, one: Key, other: Key, *, every: bool) -> Key:
        if one == other:
            return one
        asked = (every, min(one, other), max(one, other))
        found = self._joined.get(asked)
        if found is None:
            a, b = self.bounds[one], self.bounds[other]
            found = self._joined[asked] = self._key(a & b if every else a | b)
        return found


def _union(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


def _within(pieces: Pieces, leaves: int) -> Pieces:
    return {key: mask & leaves for key, mask in pieces.items() if mask & leaves}
