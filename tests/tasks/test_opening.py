# SPDX-License-Identifier: Apache-2.0
"""A question in people's words becomes one in the record's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from licit.model.asset import Item
from licit.model.problem import InvalidValueError
from licit.model.verdict import Answer
from licit.tasks import naming
from tests.tasks.shop import OPEN, RECORD, TODAY


@pytest.mark.parametrize(
    "typed", ["shop", "shop.example", "SHOP.example", "https://www.shop.example/buy?x=1", "shop-fr.example", "the shop"]
)
def test_a_service_goes_by_its_id_domain_address_or_name(typed: str) -> None:
    assert naming.service(RECORD, typed) == "shop"


def test_a_misspelt_service_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(InvalidValueError, match=r"no service 'shop\.exampel'\. The nearest is shop\.example\."):
        naming.service(RECORD, "shop.exampel")


@pytest.mark.parametrize("typed", ["i1", "First", "anna - first"])
def test_an_item_goes_by_its_id_or_title(typed: str) -> None:
    assert naming.item(RECORD, typed) == "i1"


def test_an_item_that_is_not_on_record_stays_as_typed() -> None:
    assert naming.item(RECORD, "Firstt") == "Firstt"
    assert naming.nearest_item(RECORD, "Firstt") == "i1"


def test_two_items_of_one_title_are_told_apart_by_id() -> None:
    record = replace(RECORD, items={**RECORD.items, "i9": Item("i9", (), "First", "Carl")})

    with pytest.raises(InvalidValueError, match=r"2 items\. Use an id: i1, i9"):
        naming.item(record, "First")


def test_a_group_of_one_leaf_is_that_leaf_and_one_of_several_is_refused() -> None:
    assert naming.territory(RECORD, "france", date(2004, 1, 1)) == "FR"
    with pytest.raises(
        InvalidValueError, match=r"holds 4 territories on 2004-01-01. Ask for one of them: AU, DE, FR, RU"
    ):
        naming.territory(RECORD, "World", date(2004, 1, 1))


def test_a_territory_goes_by_its_name_or_an_older_code_as_well() -> None:
    assert naming.territory(RECORD, "Germany", date(2004, 1, 1)) == "DE"
    assert naming.territory(RECORD, "FRA", date(2004, 1, 1)) == "FR"
    with pytest.raises(InvalidValueError, match="US is not in the atlas of the case"):
        naming.territory(RECORD, "USA", date(2004, 1, 1))


def test_a_month_is_no_day_to_ask_about() -> None:
    with pytest.raises(InvalidValueError, match="no whole day"):
        OPEN.question("shop", day="2004-01")


def test_what_is_left_out_is_today_the_usual_use_and_the_first_position() -> None:
    question = OPEN.question("shop")

    assert (question.day, question.known_by) == (TODAY, TODAY)
    assert (question.use, question.position, question.item, question.territory) == (
        "PermanentDownload",
        "everyone",
        "",
        "",
    )


@pytest.mark.parametrize(
    ("item", "territory", "day", "position", "answer"),
    [
        ("First", "FR", "2004-03-31", "owners", Answer.CLEARED),  # A > society > shop, on the mandate's last day
        ("First", "FR", "2004-04-01", "owners", Answer.NOT_CLEARED),
        ("First", "AU", "2004-03-31", "owners", Answer.NOT_CLEARED),  # the mandate leaves out AU
        ("Third", "RU", "2004-03-31", "shop", Answer.CLEARED),  # by the law alone
        ("Third", "RU", "2004-03-31", "everyone", Answer.CONTESTED),
        ("Fourth", "RU", "2004-03-31", "everyone", Answer.UNKNOWN),  # an item not on record
    ],
)
def test_the_shop_is_answered_as_worked_out(item: str, territory: str, day: str, position: str, answer: Answer) -> None:
    verdict = OPEN.ask(
        "shop.example", item=item, use="permanentdownload", territory=territory, day=day, position=position
    )

    assert verdict.answer is answer


def test_what_was_published_later_does_not_count() -> None:
    verdict = OPEN.ask("shop", item="i3", territory="RU", day="2004-01-01", known_by="2002-02-15", position="everyone")

    assert verdict.answer is Answer.CLEARED  # the denial of the law came in March 2002


def test_an_unknown_position_is_answered_with_the_nearest() -> None:
    with pytest.raises(InvalidValueError, match=r"no position 'owner'\. The nearest is owners"):
        OPEN.question("shop", position="owner")
