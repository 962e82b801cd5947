# SPDX-License-Identifier: Apache-2.0
"""A set of leaf territories on one day, as a value with its algebra, its mask and its shortest honest text."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from licit.model.problem import InvalidValueError
from licit.model.territory import Atlas, Expression

NOWHERE: Final = "nowhere"
_LONGEST: Final = 60  # characters of an unknown name that are compared and repeated


@dataclass(frozen=True, slots=True, eq=False)
class TerritorySet:
    """Some of the leaves that exist on ``day``; bit *i* of ``mask`` is the *i*-th leaf of the atlas.

    ``|``, ``&``, ``-``, ``~`` are union, intersection, difference and what is left of the day's leaves. ``parse`` and
    ``str`` are inverse on sets, and ``str`` is canonical: one set, one text. Iteration follows the atlas. Where a group
    has the name of a leaf, it must give that leaf alone on the leaf's days.

    Raises:
        InvalidValueError: a bit is set for no leaf, or for one that does not exist on the day.

    Source: SEMANTICS §2, Territories.
    """

    atlas: Atlas
    day: date
    mask: int

    def __post_init__(self) -> None:
        outside = self.mask & ~_map(self.atlas, self.day).everything if self.mask >= 0 else self.mask
        if outside:
            raise InvalidValueError(
                f"the mask {self.mask:#x} names leaves that do not exist on {self.day}",
                mend="use the atlas and the day that the mask was made with",
            )

    @classmethod
    def of(cls, leaves: Iterable[str], atlas: Atlas, day: date) -> TerritorySet:
        """The set of these leaves. One that does not exist on the day is in no set of that day.

        Raises:
            InvalidValueError: the atlas has no such leaf.
        """
        bits = _map(atlas, day)
        return cls(atlas, day, sum({bits.leaf(leaf) for leaf in leaves}))

    @classmethod
    def from_mask(cls, mask: int, atlas: Atlas, day: date) -> TerritorySet:
        """The set with these bits."""
        return cls(atlas, day, mask)

    @classmethod
    def everywhere(cls, atlas: Atlas, day: date) -> TerritorySet:
        """All leaves of the day."""
        return cls(atlas, day, _map(atlas, day).everything)

    @classmethod
    def nowhere(cls, atlas: Atlas, day: date) -> TerritorySet:
        """No leaf."""
        return cls(atlas, day, 0)

    @classmethod
    def parse(cls, text: str, atlas: Atlas, day: date) -> TerritorySet:
        """Read ``World except RU, BY``, ``FR, DE``, ``+World -Commonwealth +CA`` or ``nowhere``, groups as of the day.

        Raises:
            InvalidValueError: it names no territory, or one that the atlas does not know.
        """
        if text.strip() == NOWHERE:
            return cls(atlas, day, 0)
        bits = _map(atlas, day)
        mask = 0
        for includes, name in Expression.parse(text).steps:
            mask = mask | bits.named(name) if includes else mask & ~bits.named(name)
        return cls(atlas, day, mask)

    def __contains__(self, leaf: object) -> bool:
        return isinstance(leaf, str) and bool(self.mask & _map(self.atlas, self.day).leaves.get(leaf, 0))

    def __iter__(self) -> Iterator[str]:
        return (leaf for leaf, bit in _map(self.atlas, self.day).leaves.items() if bit & self.mask)

    def __len__(self) -> int:
        return self.mask.bit_count()

    def __or__(self, other: TerritorySet) -> TerritorySet:
        return self._with(self.mask | self._same(other))

    def __and__(self, other: TerritorySet) -> TerritorySet:
        return self._with(self.mask & self._same(other))

    def __sub__(self, other: TerritorySet) -> TerritorySet:
        return self._with(self.mask & ~self._same(other))

    def __invert__(self) -> TerritorySet:
        return self._with(_map(self.atlas, self.day).everything & ~self.mask)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TerritorySet):
            return NotImplemented
        same = self.atlas is other.atlas or self.atlas == other.atlas
        return self.mask == other.mask and self.day == other.day and same

    def __hash__(self) -> int:
        return hash((self.mask, self.day))

    def __str__(self) -> str:
        return _map(self.atlas, self.day).text(self.mask)

    def _with(self, mask: int) -> TerritorySet:
        return TerritorySet(self.atlas, self.day, mask)

    def _same(self, other: TerritorySet) -> int:
        if self.day != other.day or (self.atlas is not other.atlas and self.atlas != other.atlas):
            raise InvalidValueError(
                f"a set of {self.day} meets one of {other.day} or of another atlas",
                mend="take both from one atlas on one day",
            )
        return other.mask


@dataclass(frozen=True, eq=False)
class _Map:
    """The bits of an atlas on one day: of each leaf that exists, and of each group."""

    everything: int
    leaves: dict[str, int]
    groups: dict[str, int]
    all_leaves: dict[str, int]

    def leaf(self, name: str) -> int:
        if name not in self.all_leaves:
            raise self._unknown(name)
        return self.all_leaves[name] & self.everything

    def named(self, name: str) -> int:
        return self.groups[name] if name in self.groups else self.leaf(name)

    def text(self, mask: int) -> str:
        """The text with the fewest names, then the fewest characters, then the first in order, of those tried.

        Tried: names alone, and for each group the group with what is missing added and what is too much excepted.
        """
        if not mask:
            return NOWHERE
        tried = [(self._cover(mask), list[str]())]
        for group, bits in self._usable.items():
            more = [name for name in self._cover(mask & ~bits, mask) if name != group]
            tried.append(([group, *more], self._cover(bits & ~mask, ~mask)))
        including, excepting = min(tried, key=lambda names: (len(names[0]) + len(names[1]), len(str(names)), names))
        return ", ".join(including) + (" except " + ", ".join(excepting) if excepting else "")

    def _cover(self, mask: int, allowed: int | None = None) -> list[str]:
        """Names that together have all bits of ``mask`` and none outside ``allowed``: groups while they save names."""
        names: list[str] = []
        allowed = mask if allowed is None else allowed
        fitting = {group: bits for group, bits in self._usable.items() if not bits & ~allowed}
        while fitting:
            best = max(fitting, key=lambda group: (fitting[group] & mask).bit_count())  # the first of equals
            if (fitting[best] & mask).bit_count() <= 1:
                break
            names.append(best)
            mask &= ~fitting.pop(best)
        return names + [leaf for leaf, bit in self.leaves.items() if bit & mask]

    @functools.cached_property
    def _usable(self) -> dict[str, int]:
        """The groups a text may name: not those of one leaf, nor what ended, nor readings of a code (``TIS:840``)."""
        usable = {}
        for name in sorted(self.groups):
            if self.groups[name].bit_count() > 1 and ":" not in name and name not in self.all_leaves:
                usable[name] = self.groups[name]
        return usable

    def _unknown(self, name: str) -> InvalidValueError:
        known = sorted((*self.all_leaves, *self.groups))
        near = difflib.get_close_matches(name[:_LONGEST], known, n=1)
        mend = f"the nearest is {near[0]}" if near else "write ids of leaves or groups, as in World except RU, BY"
        return InvalidValueError(f"{name[:_LONGEST]!r} is no territory of this atlas", mend=mend)


@dataclass(frozen=True, eq=False)
class _Key:
    """An atlas as a key: the same object is the same key. It holds the atlas, so that no other takes its place."""

    atlas: Atlas
    day: date

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.atlas is other.atlas and self.day == other.day

    def __hash__(self) -> int:
        return hash((id(self.atlas), self.day))


def _map(atlas: Atlas, day: date) -> _Map:
    return _mapped(_Key(atlas, day))


@functools.lru_cache(maxsize=256)
def _mapped(key: _Key) -> _Map:
    order = {leaf: 1 << number for number, leaf in enumerate(key.atlas.leaves)}
    leaves = {leaf: order[leaf] for leaf in key.atlas.leaves_on(key.day)}
    groups = {name: sum(leaves.get(leaf, 0) for leaf in key.atlas.members(name, key.day)) for name in key.atlas.groups}
    return _Map(sum(leaves.values()), leaves, groups, order)
