# SPDX-License-Identifier: Apache-2.0
"""What all generated worlds share: parties, leaves, uses, days, sources, positions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from licit.model.asset import Asset
from licit.model.day import ALWAYS, Term, When
from licit.model.party import Party
from licit.model.position import PlaceOfAct, Position
from licit.model.question import Question
from licit.model.record import Record
from licit.model.statement import Basis
from licit.model.territory import Atlas, Expression, only
from licit.model.use import UseHierarchy

SERVICE: Final = "Shop"
OPERATOR: Final = "Runner"
OWNERS: Final = ("Owl", "Oak", "Orb")
MIDDLES: Final = ("Agency", "Bureau", "Club")
OUTSIDERS: Final = ("Xenia", "Yard")
GROUP: Final = "Federation"
SUBGROUP: Final = "Major"
PARTIES: Final = {
    name: Party(name, name) for name in (SERVICE, OPERATOR, *OWNERS, *MIDDLES, *OUTSIDERS, GROUP, SUBGROUP)
}

LEAVES: Final = ("FR", "RU", "GB", "PL")
ATLAS: Final = Atlas(
    leaves=dict.fromkeys(LEAVES, ALWAYS),
    groups={
        "World": tuple((leaf, ALWAYS) for leaf in LEAVES),
        "Union": (
            ("FR", ALWAYS),
            ("GB", Term(None, When.parse("2003-12-31"))),
            ("PL", Term(When.parse("2004-05-01"))),
        ),
    },
    edition="worlds",
)
WORLD: Final = only("World")
USE: Final = "OnDemandStream"
NARROW_USE: Final = "OnDemandStream/Subscription"
WIDE_USE: Final = "Stream"
OTHER_USE: Final = "PermanentDownload"
USES: Final = UseHierarchy(wider={USE: ((WIDE_USE, ALWAYS),), OTHER_USE: (("Download", ALWAYS),)})

RECORDING_RIGHTS: Final = ("available", "copy")
WORK_RIGHTS: Final = ("perform",)
OTHER_RIGHT: Final = "fix"
CATALOGUE: Final = "Blue"
ASSETS: Final = {"r1": Asset("r1", "recording"), "r2": Asset("r2", "recording"), "w1": Asset("w1", "work")}

ASKED: Final = tuple(map(date.fromisoformat, ("2004-06-15", "2003-12-31", "2004-05-01", "2005-03-01")))
PAST: Final = ("2001-01-01", "2001-06-30", "2002-01-01", "2002-01-02", "2002-07-01", "2003-01-01", "2003-06-30")
FUTURE: Final = ("2005-12-31", "2006-01-01", "2007-06-30", "2008-12-31")
ENDED: Final = ("2003-02-01", "2003-07-31", "2003-12-30")
VAGUE: Final = ("2002", "2002-01", "2003", "[2001-06..2002-07]", "[..2003-06]", "[2003..2005]", "2004", "2004-06")
KNOWN_BY: Final = date(2010, 1, 1)

REGISTER: Final = "register"
PAPER: Final = "paper"
RIVAL: Final = "rival"
STRANGER: Final = "stranger"
RANKS: Final = ((REGISTER,), (PAPER, RIVAL))
POSITIONS: Final = {
    "here": Position("here", RANKS),
    "there": Position("there", RANKS, place=PlaceOfAct.EMISSION),
    "open": Position("open", RANKS, place=PlaceOfAct.OPEN),
    "seen": Position("seen", RANKS, bases=frozenset((Basis.SEEN,))),
}


@dataclass(frozen=True)
class World:
    """A record and a question about it."""

    record: Record
    question: Question


def but(leaf: str) -> Expression:
    """The World except one leaf."""
    return Expression(((True, "World"), (False, leaf)))
