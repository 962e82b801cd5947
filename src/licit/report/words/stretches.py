# SPDX-License-Identifier: Apache-2.0
"""Where and when: leaves as the shortest list of territories, and days as a term."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import date
from typing import Final

from licit.model.conflict import Stretch
from licit.model.day import FIRST, LAST, Term, When
from licit.model.problem import InvalidValueError
from licit.model.territory import Atlas, Expression
from licit.model.territory_set import TerritorySet
from licit.report.words.names import Names

FEW: Final = 2  # rights that are named; of more, the kinds of asset they are in
SOME: Final = 3  # names of a long list that are told; the rest is counted


def where(n: Names, stretch: Stretch) -> str:
    """The leaves as names of groups and territories, as of a day of the stretch: ``World except Russia``."""
    day = stretch.first if stretch.first > FIRST else stretch.last
    text = _shortest(_Key(n.record.atlas), stretch.leaves, day)
    return n.territories(Expression.parse(text)) if text else n.listed(n.territory(leaf) for leaf in stretch.leaves)


def term_of(stretch: Stretch) -> Term:
    """The days as a term, its ends left out where they are open."""
    return Term(
        When.on(stretch.first) if stretch.first > FIRST else None,
        When.on(stretch.last) if stretch.last < LAST else None,
    )


def some(n: Names, parties: Sequence[str]) -> str:
    """A few parties by name; of a long list the first ones, and three dots."""
    names = sorted(n.party(party) for party in parties)
    return ", ".join(names[:SOME]) + (" …" if len(names) > SOME else "")


class _Key:
    """An atlas as a key: the same object is the same key. It holds the atlas, so that no other takes its place."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.atlas is other.atlas

    def __hash__(self) -> int:
        return hash(id(self.atlas))


@functools.lru_cache(maxsize=1024)
def _shortest(key: _Key, leaves: tuple[str, ...], day: date) -> str:
    """The text of the set, or nothing where the atlas does not know the leaves on that day."""
    try:
        found = TerritorySet.of(leaves, key.atlas, day)
    except InvalidValueError:
        return ""
    return str(found) if found else ""
