# SPDX-License-Identifier: Apache-2.0
"""What one party claims of one asset, so that no right of it counts twice.

Claims name uses, or words for rights, that have rights in common: two of them would add up a party's share of these.
So what a party has said already of a right, at a place and on a day, is taken out of what it says later. Where the two
should add up, that is less than it meant, never more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from licit.formats.ids import fact_id
from licit.model.day import Term
from licit.model.fact import Control
from licit.model.problem import InvalidValueError
from licit.model.scope import ALL, Named
from licit.model.share import Share
from licit.model.territory import Expression, only
from licit.vocabulary import territories, trade

MOST: Final = 500  # claims of one party on one asset that differ: each is held against all before it


@dataclass(frozen=True, slots=True)
class Claimed:
    """A part of an asset that a party claims: how much, in which rights, where, when, and where that is said."""

    party: str
    share: Share
    rights: Named
    territories: Expression
    term: Term
    note: str
    locator: str

    def control(self, standard: str, asset: str, number: int = 0) -> Control:
        """The fact. ``number`` tells claims of one message that are alike and add up."""
        parts = (self.party, asset, self.rights, self.share, self.territories, self.term)
        return Control(
            id=fact_id(f"{standard}-control", *parts, *((number,) if number else ())),
            party=self.party,
            asset=asset,
            rights=self.rights,
            share=self.share,
            territories=self.territories,
            term=self.term,
            note=self.note,
        )


def left_of(one: Claimed, before: Iterable[Claimed], kind: str, day: date) -> list[Claimed]:
    """The claim without what was claimed before; ``kind`` is that of the asset, groups are those of the day."""
    pieces = [one]
    for other in before:
        pieces = [part for piece in pieces for part in _without(piece, other, kind, day)]
    return pieces


def apart(claimed: Iterable[Claimed], kind: str, day: date) -> Iterator[Claimed]:
    """The claims, each without what its party claimed before it; those that differ in rights or places alone are one.

    Raises:
        InvalidValueError: a party makes more than ``MOST`` that differ.
    """
    kept: dict[str, list[Claimed]] = {}
    for one in _joined(claimed):
        mine = kept.setdefault(one.party, [])
        if len(mine) >= MOST:
            what = f"{one.party} makes more than {MOST} different claims"
            raise InvalidValueError(what, mend="name territories and uses together")
        pieces = left_of(one, mine, kind, day)
        mine += pieces
        yield from pieces


def _joined(claimed: Iterable[Claimed]) -> Iterable[Claimed]:
    by_rights: dict[Claimed, Claimed] = {}
    for one in claimed:
        key = replace(one, rights=ALL, locator="")
        known = by_rights.get(key)
        by_rights[key] = one if known is None else replace(known, rights=_both(known.rights, one.rights))
    by_places: dict[Claimed, tuple[Claimed, set[str]]] = {}
    for one in by_rights.values():
        steps = one.territories.steps
        plain = all(includes for includes, _ in steps)
        key = replace(one, territories=Expression(()) if plain else one.territories, locator="")
        by_places.setdefault(key, (one, set()))[1].update(name for _, name in steps if plain)
    for one, names in by_places.values():
        yield replace(one, territories=only(*sorted(names))) if names else one


def _both(one: Named, other: Named) -> Named:
    return one | other if isinstance(one, frozenset) and isinstance(other, frozenset) else ALL


def _without(one: Claimed, other: Claimed, kind: str, day: date) -> Iterator[Claimed]:
    """What is left of a claim where another holds: its other rights, and its other territories."""
    mine, theirs = _named(one.rights, kind), _named(other.rights, kind)
    atlas = territories().atlas
    where = one.territories.leaves(atlas, day)
    common = where & other.territories.leaves(atlas, day)
    if not mine & theirs or not common or not one.term.may_meet(other.term):
        yield one
        return
    if mine - theirs:
        yield replace(one, rights=mine - theirs)
    if left := where - common:
        named = {name for _, name in one.territories.steps}
        but = Expression((*one.territories.steps, *((False, leaf) for leaf in sorted(common))))
        yield replace(one, rights=mine & theirs, territories=only(*sorted(left)) if left <= named else but)


def _named(rights: Named, kind: str) -> frozenset[str]:
    if isinstance(rights, frozenset):
        return rights
    return frozenset(one for one in trade("music").rights if one.startswith(f"{kind}:"))
