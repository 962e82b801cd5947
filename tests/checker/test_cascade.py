# SPDX-License-Identifier: Apache-2.0
"""The checker accepts a cascade that follows from the record, and refuses one in which anything was changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from licit.case import Case
from licit.checker.cascade import check_cascade
from licit.model.change import Cascade, Fall, Hanging
from licit.model.day import When
from licit.model.fact import Grant, Termination
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.tasks.cascade import cascade
from licit.tasks.opening import OpenCase
from tests.tasks.shop import OPEN, RECORD
from tests.worlds.stage import World
from tests.worlds.worlds import worlds


def shop(fact: str = "g-a-society", record: Record = RECORD) -> Cascade:
    opened = replace(OPEN, case=replace(OPEN.case, record=record))
    question = replace(opened.believed(day="2003-06-30", position="owners"), use="PermanentDownload")
    return cascade(opened, question, fact)


def surviving() -> Record:
    grants = {"g-a-society": When.parse("2003-09-30")}
    return replace(
        RECORD,
        facts=tuple(
            replace(one, survives_until=grants[one.id]) if isinstance(one, Grant) and one.id in grants else one
            for one in RECORD.facts
        ),
    )


@given(worlds(), st.data())
def test_every_cascade_holds_for_its_record(world: World, data: st.DataObject) -> None:
    fact = data.draw(st.sampled_from(world.record.facts))
    assume(not isinstance(fact, Termination))
    opened = OpenCase(case=Case(record=world.record), today=world.question.known_by)

    found = cascade(opened, replace(world.question, service="", item="", territory=""), fact.id)

    assert check_cascade(found, world.record) == ()


@pytest.mark.parametrize("fact", ["g-a-society", "g-society-shop", "s-art45", "k-r1", "q-default", "v-shop", "m-a-x"])
def test_the_cascade_of_each_kind_of_fact_holds(fact: str) -> None:
    assert check_cascade(shop(fact), RECORD) == ()


def test_what_survives_is_looked_at_on_both_days() -> None:
    found = shop(record=surviving())

    assert [fall.day for fall in found.falls] == [date(2003, 10, 1)]
    assert check_cascade(found, surviving()) == ()


def test_a_pair_left_out_is_named() -> None:
    found = shop()
    (fall,) = found.falls
    (change,) = fall.changes
    shorter = replace(change, territories=tuple(leaf for leaf in change.territories if leaf != "FR"))

    wrong = check_cascade(replace(found, falls=(replace(fall, changes=(shorter,)),)), RECORD)

    assert [one.what for one in wrong] == ["i1 in FR is left out", "i2 in FR is left out"]


def test_a_pair_too_many_is_named() -> None:
    found = shop()
    (fall,) = found.falls
    (change,) = fall.changes
    more = replace(change, items=("i3",), territories=("DE",))

    wrong = check_cascade(replace(found, falls=(replace(fall, changes=(change, more)),)), RECORD)

    assert [one.what for one in wrong] == ["i3 in DE gets no other answer"]


@pytest.mark.parametrize("side", ["before", "after"])
def test_another_answer_is_named(side: str) -> None:
    found = shop()
    (fall,) = found.falls
    (change,) = fall.changes
    other = replace(change, before=Answer.UNKNOWN) if side == "before" else replace(change, after=Answer.UNKNOWN)

    wrong = check_cascade(replace(found, falls=(replace(fall, changes=(other,)),)), RECORD)

    assert len(wrong) == change.pairs
    assert all("unknown" in one.what for one in wrong)


def test_a_pair_told_twice_is_named() -> None:
    found = shop()
    (fall,) = found.falls

    wrong = check_cascade(replace(found, falls=(replace(fall, changes=(*fall.changes, *fall.changes)),)), RECORD)

    assert {one.what.partition(" is ")[2] for one in wrong} == {"listed twice"}


def test_a_fall_on_another_day_is_named() -> None:
    found = shop(record=surviving())
    (fall,) = found.falls
    early = Fall(fall.service, found.days[0], fall.changes)

    wrong = check_cascade(replace(found, falls=(early,)), surviving())

    assert {one.what.partition(" in ")[2].partition(" ")[2] for one in wrong} == {"gets no other answer", "is left out"}


def test_a_fall_of_a_service_that_was_not_asked_about_is_named() -> None:
    found = shop()
    other = Fall("operator", found.days[0], ())

    wrong = check_cascade(replace(found, falls=(*found.falls, other)), RECORD)

    assert [one.what for one in wrong] == ["this service or day was not asked about"]


def test_days_that_do_not_begin_on_the_day_after_are_named() -> None:
    found = shop()

    wrong = check_cascade(replace(found, days=(found.days[0] + timedelta(days=1),)), RECORD)

    assert "the days begin with 2003-07-01 and go on in order" in [one.what for one in wrong]


@pytest.mark.parametrize("fact", ["t-a-society", "nothing"])
def test_a_fact_that_can_not_end_is_refused(fact: str) -> None:
    wrong = check_cascade(replace(shop(), fact=fact), RECORD)

    assert [one.path for one in wrong] == ["fact"]


def test_a_grant_that_is_none_is_named() -> None:
    found = replace(shop(), hanging=(Hanging(grant="k-r1", fallen=1, surviving=0, kept=0),))

    assert [one.path for one in check_cascade(found, RECORD)] == ["hanging[0]"]
