# SPDX-License-Identifier: Apache-2.0
"""Many deals as few grants: real messages repeat one deal for each track and each country.

Deals that differ only in their territories are one for each recording; recordings with the same territories then are
one catalogue. Memory holds at most ``MOST`` different pairs; beyond that what there is becomes grants, and it begins
anew: the same authority in more grants.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from licit.formats.ddex.codes import of_all
from licit.formats.ddex.rows import PartyRow
from licit.formats.ern.rows import DealRow, Terms
from licit.model.day import Term
from licit.model.territory import Expression

MOST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Same:
    """What deals have in common that become one grant, but for recordings and territories."""

    subject: str
    uses: frozenset[str] | None
    term: Term
    exclusive: bool
    channels: tuple[PartyRow, ...]
    conditions: tuple[str, ...]


@dataclass(slots=True)
class _Group:
    locator: str
    rounded: str
    deals: int = 0
    codes: dict[tuple[str, ...], int] = field(default_factory=dict)  # assets -> included codes as bits
    others: dict[Expression | None, dict[str, None]] = field(default_factory=dict)  # with exclusions, or unstated


@dataclass(frozen=True, slots=True)
class Collapsed:
    """One grant to be: the recordings, where, what else, and where in the file it stands first."""

    same: Same
    territories: Expression | None
    assets: tuple[str, ...]
    locator: str
    rounded: str
    deals: int


@dataclass(slots=True)
class Collapsing:
    """Takes deals one by one, gives grants to be."""

    _groups: dict[Same, _Group] = field(default_factory=dict)
    _bits: dict[str, int] = field(default_factory=dict)
    _by_terms: dict[tuple[str, int], tuple[_Group, int]] = field(default_factory=dict)
    _kept: list[Terms] = field(default_factory=list)  # so that no other gets their id
    _held: int = 0

    def add(self, subject: str, terms: Terms, assets: tuple[str, ...], row: DealRow) -> None:
        """One deal more, of these terms, that reaches these recordings."""
        group, mask = self._by_terms.get((subject, id(terms))) or self._group(subject, terms, row)
        group.deals += 1
        if not mask:
            group.others.setdefault(terms.territories, {}).update(dict.fromkeys(assets))
            self._held += 1
            return
        if assets not in group.codes:
            self._held += 1
        group.codes[assets] = group.codes.get(assets, 0) | mask

    def _group(self, subject: str, terms: Terms, row: DealRow) -> tuple[_Group, int]:
        same = Same(subject, terms.uses, terms.period.term, terms.exclusive, terms.channels, terms.conditions)
        group = self._groups.get(same)
        if group is None:
            group = self._groups[same] = _Group(f"line {row.line}, {row.path}", terms.period.rounded)
            self._held += 1
        found = self._by_terms[subject, id(terms)] = group, self._mask(terms.territories)
        self._kept.append(terms)
        self._held += 1
        return found

    def _mask(self, where: Expression | None) -> int:
        """The included codes as bits; 0 for none, or where there are exclusions."""
        if where is None or not all(includes for includes, _ in where.steps):
            return 0
        mask = 0
        for _, code in where.steps:
            mask |= 1 << self._bits.setdefault(code, len(self._bits))
        return mask

    @property
    def full(self) -> bool:
        """Whether it holds as much as it may."""
        return self._held >= MOST

    def take(self) -> Iterator[Collapsed]:
        """All that it holds, which it then holds no more."""
        names = list(self._bits)
        for same, group in self._groups.items():
            by_asset: dict[str, int] = {}
            for assets, mask in group.codes.items():
                for asset in assets:
                    by_asset[asset] = by_asset.get(asset, 0) | mask
            by_mask: dict[int, list[str]] = {}
            for asset, mask in by_asset.items():
                by_mask.setdefault(mask, []).append(asset)
            for mask, found in by_mask.items():
                where = of_all([name for bit, name in enumerate(names) if mask >> bit & 1])
                yield Collapsed(same, where, tuple(sorted(found)), group.locator, group.rounded, group.deals)
            for other, listed in group.others.items():
                yield Collapsed(same, other, tuple(sorted(listed)), group.locator, group.rounded, group.deals)
        self._groups.clear()
        self._by_terms.clear()
        self._kept.clear()
        self._held = 0
