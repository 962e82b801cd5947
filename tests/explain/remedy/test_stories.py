# SPDX-License-Identifier: Apache-2.0
"""Who can give after an exclusive: small stories, one rule each."""

from __future__ import annotations

from datetime import date

from licit.engine.engine import Engine
from licit.explain.remedy.item import item_remedies
from licit.model.asset import Asset, Item
from licit.model.day import When
from licit.model.fact import Control, Fact, Grant, GrantKind, Requirement
from licit.model.overview import Reason
from licit.model.party import Party
from licit.model.position import Position
from licit.model.proof import Dimension
from licit.model.question import Question
from licit.model.record import Record
from licit.model.remedy import ItemRemedies
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.share import WHOLE, Share
from licit.model.statement import Statement
from licit.model.territory import only
from licit.reference import answer_alone

ALL_OF_IT = Scope(Repertoire(everything=True), ALL, ALL, only("FR"))
OWNED = Control(id="k", party="owner", asset="r", rights=ALL, share=Share(WHOLE), territories=only("FR"))
LAW = Requirement(id="law", use="Stream", territories=only("FR"), rights=(("recording", ("available",)),))


def given(name: str, grantor: str, grantee: str, kind: GrantKind, signed: str) -> Grant:
    return Grant(id=name, grantor=grantor, grantee=grantee, kind=kind, scope=ALL_OF_IT, executed=When.parse(signed))


AWAY = given("away", "owner", "house", GrantKind.EXCLUSIVE, "2005-01-01")
LICENCE = given("licence", "house", "shop", GrantKind.NON_EXCLUSIVE, "2005-06-01")
SHOPS_OWN = given("sold", "shop", "rival", GrantKind.EXCLUSIVE, "2004-01-01")


def remedies(*facts: Fact, signed: date | None = None) -> ItemRemedies:
    every = (OWNED, LAW, *facts)
    known = When.parse("2005-12-31")
    record = Record(
        facts=every,
        statements=(Statement("register", affirms=True, facts=tuple(one.id for one in every), published=known),),
        items={"song": Item("song", (("recording", ("r",)),))},
        assets={"r": Asset("r", "recording")},
        parties={name: Party(name, name) for name in ("owner", "house", "shop", "rival")},
        positions={"here": Position("here", (("register",),))},
    )
    question = Question(
        service="shop",
        use="Stream",
        item="song",
        territory="FR",
        day=date(2006, 1, 1),
        known_by=date(2006, 1, 1),
        position="here",
    )
    return item_remedies(Engine(record), answer_alone, question, signed=signed)


def parties(held: ItemRemedies) -> list[tuple[str, ...]]:
    return [remedy.counterparties for remedy in held.remedies]


def test_an_owner_that_kept_everything_can_give() -> None:
    held = remedies()

    assert parties(held) == [("owner",)]
    assert held.remedies[0].grants[0].sources == ("register",)


def test_an_owner_that_gave_an_exclusive_away_can_give_no_more_and_the_exclusive_is_named() -> None:
    held = remedies(AWAY)

    assert parties(held) == []
    assert held.stuck == (Reason("nobody-can-give", at="owner", facts=("away",), subject="r"),)


def test_signed_before_the_exclusive_it_would_have_stood() -> None:
    held = remedies(AWAY, signed=date(2004, 12, 31))

    assert parties(held) == [("owner",)]


def test_a_wider_grant_to_the_house_brings_what_the_house_gave_to_the_shop() -> None:
    """The house may use and not let others: its licence to the shop passes nothing on until the owner lets it."""
    held = remedies(AWAY, LICENCE)

    (grant,) = held.remedies[0].grants
    assert (grant.grantor, grant.grantee) == ("owner", "house")
    assert grant.sublicense > 0
    assert (grant.extends, grant.dimension) == ("away", Dimension.NO_SUBLICENSE)


def test_a_shop_that_gave_its_own_use_away_is_not_helped_by_a_grant() -> None:
    held = remedies(SHOPS_OWN)

    assert parties(held) == []
    assert [one.code for one in held.stuck] == ["nobody-can-give"]


def test_a_licence_back_is_no_bar_to_the_shop_that_owned_it() -> None:
    """The shop had an exclusive and passed it on to a rival: what the rival gives back is not barred by that (§3.3)."""
    to_shop = given("first", "owner", "shop", GrantKind.ASSIGNMENT, "2003-01-01")
    onwards = given("onwards", "shop", "rival", GrantKind.ASSIGNMENT, "2004-01-01")

    held = remedies(to_shop, onwards)

    assert parties(held) == [("rival",)]
