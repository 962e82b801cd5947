# SPDX-License-Identifier: Apache-2.0
"""The checker accepts the remedies that are found, and none that does not clear, says too much or can't be given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from licit.checker.remedy import check_plan, check_remedies
from licit.engine.engine import Engine
from licit.explain.remedy.item import item_remedies
from licit.model.remedy import ItemRemedies, Remedy
from licit.reference import answer_alone
from licit.tasks.opening import OpenCase, open_case
from licit.tasks.remedy import Goal, remedy, remedy_catalogue
from tests.worlds.worlds import seeded

TODAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def shop() -> OpenCase:
    return open_case("examples/licensed-shop", today=TODAY)


@pytest.fixture(scope="module")
def held(shop: OpenCase) -> ItemRemedies:
    return remedy(shop, shop.question("shop", item="a-song", territory="US", day="2006-01-01"))


def wrong_paths(held: ItemRemedies, shop: OpenCase) -> list[str]:
    return [step.path for step in check_remedies(held, shop.record)]


def with_first(held: ItemRemedies, grants: object) -> ItemRemedies:
    return replace(held, remedies=(Remedy(grants), *held.remedies[1:]))  # type: ignore[arg-type]


def test_remedies_of_small_worlds_are_accepted() -> None:
    refused = {}
    for seed in range(80):
        world = seeded(seed)
        found = item_remedies(Engine(world.record), answer_alone, world.question)
        if wrong := check_remedies(found, world.record):
            refused[seed] = wrong

    assert refused == {}


def test_those_of_the_shop_are_accepted(held: ItemRemedies, shop: OpenCase) -> None:
    assert len(held.remedies) == 4
    assert wrong_paths(held, shop) == []


def test_a_set_that_lacks_a_grant_is_refused(held: ItemRemedies, shop: OpenCase) -> None:
    lacking = with_first(held, held.remedies[0].grants[1:])

    assert "remedies[0]" in wrong_paths(lacking, shop)


def test_a_grant_that_is_not_needed_is_refused(held: ItemRemedies, shop: OpenCase) -> None:
    every = {grant.grantor: grant for one in held.remedies for grant in one.grants}
    publisher, society = every["publisher"], every["authors-society"]

    too_much = with_first(held, (*held.remedies[0].grants, publisher))

    assert society in held.remedies[0].grants
    assert {"remedies[0].grants[0]", "remedies[0].grants[3]"} <= set(wrong_paths(too_much, shop))


def test_a_grant_by_somebody_with_nothing_to_give_is_refused(held: ItemRemedies, shop: OpenCase) -> None:
    stranger = replace(held.remedies[0].grants[0], grantor="register")

    lent = with_first(held, (*held.remedies[0].grants, stranger))

    assert any("register has nothing of this to give" in step.what for step in check_remedies(lent, shop.record))


def test_a_word_that_the_position_believes_less_is_refused(held: ItemRemedies, shop: OpenCase) -> None:
    first, *others = held.remedies[0].grants
    hearsay = replace(first, sources=("somebody",))

    assert "remedies[0].grants[0].sources" in wrong_paths(with_first(held, (hearsay, *others)), shop)


def test_an_answer_that_is_another_one_is_refused(held: ItemRemedies, shop: OpenCase) -> None:
    elsewhere = replace(held, question=replace(held.question, territory="FR"))

    assert "answer" in wrong_paths(elsewhere, shop)


def test_the_numbers_of_a_plan_are_counted_again(shop: OpenCase) -> None:
    question = shop.question("shop", day="2006-01-01")
    plan = remedy_catalogue(shop, question, Goal(percent=95), territories=("FR", "US"))

    first, *others = plan.agreements
    boasting = replace(plan, agreements=(replace(first, cleared=first.cleared + 1), *others))
    needless = replace(plan, agreements=(*plan.agreements, replace(first, party="authors-society")))
    assert check_plan(plan, shop.record) == ()
    assert [step.path for step in check_plan(boasting, shop.record)] == ["agreements[0].cleared"]
    assert check_plan(replace(plan, cleared=0), shop.record)[0].path == "cleared"
    assert check_plan(needless, shop.record)
