# SPDX-License-Identifier: Apache-2.0
"""What all large worlds share: leaves and groups of the vocabulary, uses, rights, sources, positions and days."""

from __future__ import annotations

import functools
from datetime import date
from typing import Final

from licit.model.day import ALWAYS, When
from licit.model.position import PlaceOfAct, Position
from licit.model.territory import Atlas, Expression
from licit.model.use import UseHierarchy
from licit.vocabulary.territories import territories
from licit.vocabulary.trade import trade

FIRST_DAY: Final = date(1998, 1, 1)
LAST_DAY: Final = date(2019, 12, 31)
ASKED: Final = (date(2006, 3, 1), date(2010, 6, 15), date(2013, 12, 31), date(2016, 9, 30))
KNOWN_BY: Final = date(2021, 1, 1)

STREAM: Final = "OnDemandStream"
DOWNLOAD: Final = "PermanentDownload"
USES: Final = (STREAM, DOWNLOAD)
RIGHTS: Final = ("making-available", "reproduction")
RECORDING: Final = "recording"
WORK: Final = "work"
WORLD: Final = Expression.parse("Worldwide")

REGISTER: Final = "register"  # the best rank
PAPER: Final = "paper"  # what repertoire files are
RIVAL: Final = "rival"  # of paper's rank
STRANGER: Final = "stranger"  # believed by nobody
SAID: Final = When.on(date(1997, 6, 1))
LATER: Final = When.on(date(2020, 1, 1))

_RANKS: Final = ((REGISTER,), (PAPER, RIVAL))
POSITION: Final = "all-heard"
POSITIONS: Final = {
    POSITION: Position(POSITION, _RANKS),
    "at-the-server": Position("at-the-server", _RANKS, place=PlaceOfAct.EMISSION),
    "place-open": Position("place-open", _RANKS, place=PlaceOfAct.OPEN),
    "register-alone": Position("register-alone", ((REGISTER,),)),
}

# The leaves that stay longest when a world has few of them; then the rest, as the atlas has them.
_FIRST_LEAVES: Final = (
    "US GB DE FR JP SE DK NO FI CA IT ES NL BE AT CH AU BR MX RU PL IE IN KR ZA HU CZ PT GR NZ AR CL CN TR IS EE LV LT"
)
_PATTERNS: Final = (
    "Europe; NorthAmerica; GSA; NordicCountries; Asia; SouthAmerica; JP; Benelux; Oceania; Africa; FR; GB, IE; CIS; "
    "EU; Europe except FR; Asia except JP; CA; Scandinavia; Commonwealth; AU, NZ; ES, PT; IT; BR; MiddleEast; US; "
    "+Europe -EU +GB; EEA; CentralAmerica; PL, CZ, HU; KR; MX; ZA; IN; RU; SouthEastAsia; BalticStates; NAFTA; Balkans"
)


@functools.cache
def atlas(leaves: int) -> Atlas:
    """The atlas of the vocabulary, or its first so many leaves."""
    whole = territories().atlas
    if not leaves:
        return whole
    kept = list(dict.fromkeys((*(leaf for leaf in _FIRST_LEAVES.split() if leaf in whole.leaves), *whole.leaves)))[
        :leaves
    ]
    inside = frozenset(kept)
    groups = {
        name: members
        for name, all_members in whole.groups.items()
        if (members := tuple(one for one in all_members if one[0] in inside))
    }
    ordered = {leaf: term for leaf, term in whole.leaves.items() if leaf in inside}
    return Atlas(ordered, groups, f"{whole.edition}, {leaves} leaves")


def uses() -> UseHierarchy:
    """The hierarchy of uses of the music trade."""
    return trade("music").uses


@functools.cache
def patterns(leaves: int, most: int) -> tuple[Expression, ...]:
    """The territory sets in which others own or license, most usual first; single leaves when those are used up."""
    known = atlas(leaves)
    texts = (*_PATTERNS.split("; "), *(leaf for leaf, term in known.leaves.items() if term == ALWAYS))
    found = dict.fromkeys(Expression.parse(text) for text in texts)
    return tuple(one for one in found if all(known.knows(name) for _, name in one.steps))[:most]


def but(one: Expression) -> Expression:
    """All the world except the leaves of an expression."""
    names = tuple((not includes, name) for includes, name in one.steps)
    return Expression((*WORLD.steps, *names))
