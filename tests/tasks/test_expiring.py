# SPDX-License-Identifier: Apache-2.0
"""What lapses in the days to come, and how many pairs each lapse costs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from licit.case import Case
from licit.cli.running import run
from licit.explain.lapsing import undone
from licit.model.change import LapseKind, Watch
from licit.model.day import When
from licit.model.fact import Grant
from licit.model.problem import InvalidValueError
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.reference import answer_alone
from licit.tasks.expiring import days_of, expiring
from licit.tasks.opening import OpenCase
from tests.tasks.shop import OPEN, RECORD
from tests.worlds.stage import KNOWN_BY, LEAVES, World
from tests.worlds.worlds import worlds

EXAMPLES = Path(__file__).parents[2] / "examples"
SHOP, PHARMACY, ALLOFMP3 = (str(EXAMPLES / name) for name in ("licensed-shop", "online-pharmacy", "allofmp3"))
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")


def watched(capsys: pytest.CaptureFixture[str], *arguments: str, code: int) -> Any:  # noqa: ANN401 - JSON
    assert run(["expiring", *arguments, "--json"]) == code, capsys.readouterr().err
    return json.loads(capsys.readouterr().out)


def of(record: Record, day: str, within: int = 90, position: str = "owners") -> Watch:
    opened = replace(OPEN, case=replace(OPEN.case, record=record))
    return expiring(opened, opened.question("shop", day=day, position=position), within)


def test_the_licence_of_the_label_costs_the_song_in_both_countries(capsys: pytest.CaptureFixture[str]) -> None:
    found = watched(capsys, SHOP, "--day", "2008-11-01", "--within", "90d", code=1)

    (lapse,) = found["lapses"]
    assert (lapse["fact"], lapse["latest"], lapse["costs"]) == ("label-to-shop", "2008-12-31", 2)
    assert [(one["items"], one["territories"]) for one in lapse["lost"]] == [(["a-song"], ["DE", "FR"])]
    assert found["costs"] == 2


@pytest.mark.parametrize(
    ("day", "within", "code"),
    [
        ("2008-12-31", "1d", 1),  # its last day is today
        ("2008-12-30", "1d", 0),  # it still holds tomorrow
        ("2009-01-01", "90d", 0),  # it is over
        ("2008-10-01", "13w", 0),  # the day after the last of these is 1 January
        ("2008-10-02", "13w", 1),
    ],
)
def test_a_lapse_is_of_the_window_when_the_first_day_without_it_is(
    capsys: pytest.CaptureFixture[str], day: str, within: str, code: int
) -> None:
    watched(capsys, SHOP, "--day", day, "--within", within, code=code)


def test_a_control_that_ends_costs_what_nobody_owns_any_more(capsys: pytest.CaptureFixture[str]) -> None:
    found = watched(capsys, PHARMACY, "pharmacy", "--day", "2017-06-01", "--within", "60d", code=1)

    assert [(one["fact"], one["costs"]) for one in found["lapses"]] == [("syrup-authorisation", 2)]
    assert {one["to"] for one in found["lapses"][0]["lost"]} == {"unknown"}


def test_laws_that_end_together_cost_nothing_alone_and_their_day_tells_it(capsys: pytest.CaptureFixture[str]) -> None:
    found = watched(
        capsys,
        *(ALLOFMP3, "allofmp3", "--day", "2007-12-01", "--position", "open-reception", "--territory", "RU"),
        code=0,  # what is lost was contested
    )

    assert {"art45-works-roms", "art45-works-fair", "ru-civil-code-download"} <= {
        one["fact"] for one in found["lapses"]
    }
    assert [(one["day"], one["lost"], one["loosened"]) for one in found["days"]] == [("2007-12-31", 0, 240)]


def test_an_imprecise_end_is_lost_first_where_it_may_be_over() -> None:
    grant = RECORD.by_id["g-society-shop"]
    assert isinstance(grant, Grant)
    vague = replace(grant, term=replace(grant.term, end=When.parse("2004-02")))
    record = replace(RECORD, facts=tuple(vague if one.id == grant.id else one for one in RECORD.facts))

    watch = of(record, "2004-01-10", 60)

    first = watch.lapses[0]
    assert (first.fact, first.earliest, first.latest) == ("g-society-shop", date(2004, 2, 1), date(2004, 2, 29))
    assert (first.costs, first.loosens) == (6, 6)  # i1 and i2 in DE, FR, RU: contested after 1, gone after 29 February
    assert [(eve.day.day, eve.lost, eve.loosened) for eve in watch.eves] == [(1, 6, 0), (29, 0, 6)]


def test_a_termination_that_takes_effect_costs_what_its_grant_carried() -> None:
    watch = of(RECORD, "2004-03-01")

    assert [(one.fact, one.kind, one.costs) for one in watch.lapses] == [("t-a-society", LapseKind.TAKES_EFFECT, 6)]


def test_what_nobody_believed_says_does_not_lapse() -> None:
    law = replace(RECORD.statutes[0], term=replace(RECORD.statutes[0].term, end=When.parse("2004-03-20")))
    record = replace(RECORD, facts=tuple(law if one.id == law.id else one for one in RECORD.facts))

    facts = {name: {one.fact for one in of(record, "2004-03-01", position=name).lapses} for name in ("owners", "shop")}

    assert facts == {"owners": {"t-a-society"}, "shop": {"t-a-society", law.id}}  # the federation denies the law


def test_a_membership_is_watched_only_where_it_names_a_repertoire() -> None:
    member = replace(RECORD.memberships[0], term=replace(RECORD.memberships[0].term, end=When.parse("2004-03-20")))
    grant = RECORD.by_id["g-a-society"]
    assert isinstance(grant, Grant)
    assert grant.scope.repertoire is not None
    by_group = replace(grant.scope.repertoire, everything=False, members_of=frozenset(("major-x",)))
    naming = replace(grant, scope=replace(grant.scope, repertoire=by_group))

    plain = replace(RECORD, facts=tuple(member if one.id == member.id else one for one in RECORD.facts))
    named = replace(plain, facts=tuple(naming if one.id == grant.id else one for one in plain.facts))

    assert member.id not in {one.fact for one in of(plain, "2004-03-01").lapses}
    assert {one.fact: one.costs for one in of(named, "2004-03-01").lapses} == {member.id: 6, "t-a-society": 0}


def test_what_survives_a_grant_ends_too() -> None:
    mandate = RECORD.by_id["g-a-society"]
    assert isinstance(mandate, Grant)
    lasting = replace(mandate, survives_until=When.parse("2004-05-31"))
    licence = RECORD.by_id["g-society-shop"]
    assert isinstance(licence, Grant)
    signed = replace(licence, executed=When.parse("2003-02-01"))
    changed = {mandate.id: lasting, licence.id: signed}
    record = replace(RECORD, facts=tuple(changed.get(one.id, one) for one in RECORD.facts))

    watch = of(record, "2004-03-01", 120)

    found = {(one.fact, one.kind): one.costs for one in watch.lapses}
    assert found == {("g-a-society", LapseKind.SURVIVAL): 6, ("t-a-society", LapseKind.TAKES_EFFECT): 0}


@given(worlds())
def test_what_a_lapse_costs_is_what_brute_force_says(world: World) -> None:
    record, asked = world.record, replace(world.question, known_by=KNOWN_BY)
    opened = OpenCase(case=Case(record=record), today=KNOWN_BY)
    watch = expiring(opened, replace(asked, item="", territory=""), 1000)

    def cleared(held: Record, day: date, leaf: str) -> bool:
        question = replace(asked, item="song", day=day, territory=leaf)
        return answer_alone(held, question) is Answer.CLEARED

    for lapse in watch.lapses:
        without = undone(record, lapse, watch.last)
        expected = 0
        for eve in {day for day in (lapse.earliest, lapse.latest) if watch.first <= day < watch.last}:
            lost = [leaf for leaf in LEAVES if cleared(record, eve, leaf) and not cleared(record, eve + DAY, leaf)]
            expected += sum(cleared(without, eve + DAY, leaf) for leaf in lost)
        assert lapse.costs == expected


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--within", "soon"), "'soon' is no number of days or weeks. Write 90d or 12w"),
        (("--within", "0d"), "'0d' is no number"),
        (("--within", "99999d", "--day", "9990-01-01"), "beyond the calendar"),
    ],
)
def test_bad_windows_are_one_clear_error(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    assert run(["expiring", SHOP, *arguments]) == 2
    assert says in capsys.readouterr().err


def test_weeks_are_seven_days() -> None:
    assert (days_of("90d"), days_of("12w")) == (90, 84)
    with pytest.raises(InvalidValueError):
        days_of("-1d")


def test_the_report_is_in_two_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, parts in (
        ("en", ("Of 494 pairs, 2 are no longer cleared", "31 December 2008", "The label to The shop ends")),
        ("fr", ("Sur 494 paires, 2 ne sont plus couvertes", "31 décembre 2008", "Ce qui expire")),
    ):
        assert run(["expiring", SHOP, "--day", "2008-11-01", "--lang", lang]) == 1
        text = capsys.readouterr().out
        for part in parts:
            assert part in text
