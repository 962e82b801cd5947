# SPDX-License-Identifier: Apache-2.0
"""A small shop, worked out by hand: what each test of a task is asked about.

Label A mandated the society from 2003 to 2004-03-31, but not for AU; label B never did. The society licensed the shop
from 2002 on, everywhere. In RU a law may let the society license for everyone: the shop says so, the federation denies
it.
The shop's server stands in RU. Label A belongs to Major X. Items i1 and i2 are A's, i3 is B's.
"""

from __future__ import annotations

from datetime import date

from licit.case import Case
from licit.model.asset import Asset, Item
from licit.model.day import Term, When
from licit.model.evidence import Evidence
from licit.model.fact import (
    UNLIMITED,
    Claim,
    Control,
    Fact,
    Figure,
    Grant,
    GrantKind,
    Membership,
    Note,
    Operation,
    Requirement,
    Server,
    Statute,
    StatuteKind,
    Termination,
)
from licit.model.party import Party
from licit.model.position import PlaceOfAct, Position
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.share import WHOLE, Share
from licit.model.statement import Basis, Statement
from licit.model.territory import Atlas, only
from licit.tasks.opening import OpenCase

TODAY = date(2010, 1, 1)
WORLD = only("World")
MAKING = "recording:making-available"


def from_day(start: str, end: str = "") -> Term:
    return Term(When.parse(start) if start else None, When.parse(end) if end else None)


def owned(recording: str, party: str) -> Control:
    return Control(id=f"k-{recording}", party=party, asset=recording, rights=ALL, share=Share(WHOLE), territories=WORLD)


FACTS: tuple[Fact, ...] = (
    owned("r1", "label-a"),
    owned("r2", "label-a"),
    owned("r3", "label-b"),
    Grant(
        id="g-society-shop",
        grantor="society",
        grantee="shop",
        kind=GrantKind.NON_EXCLUSIVE,
        scope=Scope(Repertoire(everything=True), ALL, ALL, WORLD),
        term=from_day("2002-01-01"),
    ),
    Grant(
        id="g-a-society",
        grantor="label-a",
        grantee="society",
        kind=GrantKind.MANDATE,
        scope=Scope(Repertoire(everything=True), ALL, ALL, only("FR", "DE", "RU")),
        exercise=False,
        sublicense=UNLIMITED,
        term=from_day("2003-01-01"),
    ),
    Termination(id="t-a-society", grant="g-a-society", last_day=When.parse("2004-03-31")),
    Statute(
        id="s-art45",
        kind=StatuteKind.EXTENDED,
        society="society",
        rights=ALL,
        uses=ALL,
        territories=only("RU"),
        article="art. 45(3)",
    ),
    Membership(id="m-a-x", member="label-a", group="major-x"),
    Requirement(
        id="q-default", use="PermanentDownload", territories=WORLD, rights=(("recording", (MAKING,)),), default=True
    ),
    Server(id="v-shop", service="shop", territory="RU"),
    Operation(id="o-shop", operator="operator", service="shop"),
)

POSITIONS = {
    "everyone": Position("everyone", (("paper", "shop", "federation"),), PlaceOfAct.OPEN),
    "owners": Position("owners", (("paper", "federation"),)),
    "shop": Position("shop", (("paper", "shop"),)),
}

RECORD = Record(
    facts=FACTS,
    statements=(
        Statement(
            "paper",
            affirms=True,
            facts=tuple(fact.id for fact in FACTS if fact.id != "s-art45"),
            made=When.parse("2002-01-01"),
            evidence="e-paper",
        ),
        Statement("shop", affirms=True, facts=("s-art45",), made=When.parse("2002-02-01"), basis=Basis.REPORTED),
        Statement("federation", affirms=False, facts=("s-art45",), made=When.parse("2002-03-01")),
    ),
    items={
        f"i{n}": Item(f"i{n}", (("recording", (f"r{n}",)),), title, artist, group=label)
        for n, title, artist, label in (
            (1, "First", "Anna", "label-a"),
            (2, "Second", "Anna", "label-a"),
            (3, "Third", "Bert", "label-b"),
        )
    },
    assets={f"r{n}": Asset(f"r{n}", "recording") for n in (1, 2, 3)},
    offers={"shop": ("i1", "i2", "i3")},
    parties={
        "shop": Party("shop", "The Shop", ("service",), domains=("shop.example", "shop-fr.example")),
        "operator": Party("operator", "Operator Ltd"),
        "society": Party("society", "The Society", ("society",)),
        "label-a": Party("label-a", "Label A", ("label",)),
        "label-b": Party("label-b", "Label B", ("label",)),
        "major-x": Party("major-x", "Major X", ("label", "major")),
    },
    positions=POSITIONS,
    atlas=Atlas(
        {leaf: Term() for leaf in ("AU", "DE", "FR", "RU")},
        {"World": tuple((leaf, Term()) for leaf in ("AU", "DE", "FR", "RU")), "France": (("FR", Term()),)},
    ),
    claims=(
        Claim(
            id="c-shop",
            service="shop",
            licensor="society",
            said_by="shop",
            made=When.parse("2004-01-10"),
            licences=("L-1",),
            scope=Scope(
                Repertoire(everything=True),
                frozenset((MAKING,)),
                frozenset(("PermanentDownload",)),
                only("FR", "AU", "RU"),
            ),
        ),
    ),
    notes=(
        Note(id="n-raid", day=When.parse("2004-02"), text="the papers report a visit by the police", source="paper"),
    ),
    figures=(Figure(id="f-majors", quantity="85", unit="% of the world market", of=("major-x",), source="paper"),),
    expected_sources=("society",),
    title="A small shop",
)

CASE = Case(record=RECORD, evidence={"e-paper": Evidence(id="e-paper", title="The paper")}, path="shop")
OPEN = OpenCase(case=CASE, today=TODAY)
