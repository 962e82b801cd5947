# SPDX-License-Identifier: Apache-2.0
"""What AllOfMP3's catalogue hangs on, everyone heard and the place left open: the questions of the record, ranked.

Outside Russia where the act takes place decides every pair. In Russia, from 2004 to 2007, art. 45(3) for works decides
with what is said of recordings: that art. 45(3) reaches them, or, to August 2006, that the internet is cable (art. 39),
or that the law protects no recordings online. From 2005 FAIR's licence is another way, if it was made for Russia.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from licit.model.crux import CatalogueCruxes, Crux
from licit.model.proof import OpenKind
from licit.model.verdict import Answer
from licit.tasks.crux import catalogue_cruxes, crux
from licit.tasks.opening import OpenCase, open_case

FOLDER = Path(__file__).parents[2] / "examples" / "allofmp3"
ITEMS_2005, LEAVES_2005 = 226, 243
WORKS, RECORDINGS, CABLE = "art45-works-roms", "art45-recordings-roms", "art39-cable"
NO_LAW = "ru-5351-1-download-recordings"
SINCE_2006 = "art45-recordings-roms-since-2006"
LAW_OF_2004 = "ru-72-fz-download"
FAIR_REACHES_RUSSIA = ("fair-2005", "territories")
SERVER, USER = ("place of the act", False), ("place of the act", True)
Said = tuple[str, bool]


@cache
def opened() -> OpenCase:
    return open_case(FOLDER, today=date(2026, 1, 1))


@cache
def hanging(day: str, *territories: str) -> CatalogueCruxes:
    question = opened().question("allofmp3", day=day, position="open")
    return catalogue_cruxes(opened(), question, territories)


def said(one: Crux) -> frozenset[Said]:
    """A crux by the fact, or the kind of open point, of each settlement."""
    return frozenset((next(iter(s.point.facts), s.point.kind.value), s.so) for s in one.settlements)


def ranked(found: CatalogueCruxes, *, clears: bool) -> dict[frozenset[Said], int]:
    return {said(one.crux): one.pairs for one in (found.clearing if clears else found.refusing)}


def test_every_pair_is_contested_and_each_way_is_open() -> None:
    found = hanging("2005-06-15")

    assert found.contested == found.pairs == ITEMS_2005 * LEAVES_2005
    assert (found.always, found.never, found.stopped) == (0, 0, ())


def test_the_place_of_the_act_decides_all_pairs_outside_russia_and_none_in_it() -> None:
    found = hanging("2005-06-15")

    assert ranked(found, clears=False)[frozenset({USER})] == ITEMS_2005 * (LEAVES_2005 - 1)
    at_the_server = {pairs for one, pairs in ranked(found, clears=True).items() if SERVER in one}
    assert at_the_server == {ITEMS_2005 * (LEAVES_2005 - 1)}
    assert not any(point.point.kind is OpenKind.PLACE for point in hanging("2005-06-15", "RU").points)


def test_in_russia_article_45_3_for_works_clears_with_one_of_three_answers_on_recordings() -> None:
    found = hanging("2005-06-15", "RU")

    smallest = {said(one.crux) for one in found.clearing if len(one.crux.settlements) == 2}
    assert smallest == {
        frozenset({(WORKS, True), (RECORDINGS, True)}),
        frozenset({(WORKS, True), (CABLE, True)}),
        frozenset({(WORKS, True), (NO_LAW, False)}),
    }
    assert all(one.pairs == found.pairs == ITEMS_2005 for one in found.clearing)


def test_from_2005_fair_is_the_only_other_way_for_works_if_its_licence_is_for_russia() -> None:
    found = hanging("2005-06-15", "RU")

    others = [one.crux for one in found.clearing if (WORKS, True) not in said(one.crux)]
    assert others
    for one in others:
        assert {("art45-works-fair", True), ("fair-2005", True)} <= said(one)
        assert any((s.point.facts[0], s.point.detail) == FAIR_REACHES_RUSSIA for s in one.settlements)


def test_in_2004_article_45_3_for_works_alone_refuses_each_russian_pair() -> None:
    """RAO had ended in January, FAIR had not begun: no other authority over works is on record."""
    found = hanging("2004-06-15", "RU")

    assert ranked(found, clears=False)[frozenset({(WORKS, False)})] == found.pairs


def test_cable_is_an_alternative_until_august_2006_and_none_since() -> None:
    last, first = hanging("2006-08-31", "RU"), hanging("2006-09-01", "RU")

    assert frozenset({(WORKS, True), (CABLE, True)}) in ranked(last, clears=True)
    assert all(CABLE not in point.point.facts for point in first.points)
    smallest = {said(one.crux) for one in first.clearing if len(one.crux.settlements) == 2}
    assert smallest == {
        frozenset({(WORKS, True), (SINCE_2006, True)}),
        frozenset({(WORKS, True), (LAW_OF_2004, False)}),
    }


def test_with_2008_nothing_open_is_left() -> None:
    found = hanging("2008-01-01", "RU", "FR")

    assert (found.pairs > 0, found.contested, found.clearing) == (True, 0, ())


def test_a_work_alone_hangs_on_article_45_3_and_abroad_on_the_place_besides() -> None:
    for territory, abroad in (("RU", frozenset[Said]()), ("FR", frozenset({SERVER}))):
        question = opened().question(
            "allofmp3", item="works-alone", territory=territory, day="2006-10-15", position="open"
        )

        found = crux(opened(), question)

        assert found.answer is Answer.CONTESTED
        assert said(found.clearing[0]) == {(WORKS, True)} | abroad


def test_of_the_243_owners_everything_hangs_on_what_their_mandate_says() -> None:
    """Their recording, by the rightsholders' own case: right by right, for Russia, for downloads."""
    question = opened().question(
        "allofmp3", item="a-recording-of-the-243", territory="RU", day="2005-07-31", position="rightsholders"
    )

    found = crux(opened(), question)

    assert len(found.clearing) == 1
    assert {s.point.facts for s in found.clearing[0].settlements} == {("direct-243-roms",)}
    assert sorted(s.point.detail for one in found.refusing for s in one.settlements) == sorted(
        s.point.detail for s in found.clearing[0].settlements
    )
