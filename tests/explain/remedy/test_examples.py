# SPDX-License-Identifier: Apache-2.0
"""What it would take, on the three examples: expected values from their files."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from licit.cli.running import run
from licit.explain.remedy.applying import applied
from licit.model.proof import Dimension
from licit.model.remedy import Plan
from licit.model.verdict import Answer
from licit.reference import answer_alone
from licit.tasks.opening import OpenCase, open_case
from licit.tasks.remedy import Goal, remedy, remedy_catalogue

TODAY = date(2026, 1, 1)
MP3 = "examples/allofmp3"


@pytest.fixture(scope="module")
def allofmp3() -> OpenCase:
    return open_case(MP3, today=TODAY)


@pytest.fixture(scope="module")
def plan(allofmp3: OpenCase) -> Plan:
    question = allofmp3.question("allofmp3", day="2006-06-01", position="rightsholders")
    return remedy_catalogue(allofmp3, question, Goal(percent=95), territories=("FR",))


def labels_of_the_offer(opened: OpenCase) -> Counter[str]:
    """How many recordings on offer each label owns, by the files of the repertoire."""
    owner: dict[str, str] = {}
    for name in ("controls-recordings-seen", "controls-recordings"):
        rows = csv.DictReader(Path(MP3, "repertoire", f"{name}.csv").read_text(encoding="utf-8").splitlines())
        owner.update((row["asset"], row["party"]) for row in rows)
    offered = opened.record.offered("allofmp3", date(2006, 6, 1))
    return Counter(owner[opened.record.items[item].of_kind("recording")[0]] for item in offered)


def test_no_label_clears_anything_without_those_of_the_works_and_performances(plan: Plan) -> None:
    """The example has one stand-in party for all works, and one for all performances; each label owns its own."""
    assert [one.party for one in plan.agreements[:2]] == ["authors", "performers"]
    assert [one.cleared for one in plan.agreements[:2]] == [0, 0]


def test_with_them_each_label_adds_what_it_owns_the_largest_first(plan: Plan, allofmp3: OpenCase) -> None:
    owned = labels_of_the_offer(allofmp3)

    added = [(one.party, one.cleared - before.cleared) for before, one in pairwise(plan.agreements[1:])]
    assert [count for _, count in added] == sorted((owned[label] for label, _ in added), reverse=True)
    assert all(count == owned[label] for label, count in added)
    assert added[0] == ("epic", 13)


def test_no_fewer_labels_reach_the_target(plan: Plan, allofmp3: OpenCase) -> None:
    """Labels own apart from one another, so the fewest are the largest until 95 % of 235, which is 223.25, are met."""
    reached, count = 0, 0
    for _, owned in labels_of_the_offer(allofmp3).most_common():
        if reached < 224:
            reached, count = reached + owned, count + 1

    assert (plan.total, plan.target) == (235, 224)
    assert len(plan.agreements) == count + 2
    assert plan.proved
    assert plan.cleared == 0


def test_the_agreements_clear_what_they_are_said_to(plan: Plan, allofmp3: OpenCase) -> None:
    epic = [grant for one in plan.agreements[:3] for grant in one.grants]
    question = allofmp3.question(
        "allofmp3", item="good-charlotte-the-anthem", territory="FR", day="2006-06-01", position="rightsholders"
    )

    assert answer_alone(allofmp3.record, question) is not Answer.CLEARED
    assert answer_alone(applied(allofmp3.record, question, epic), question) is Answer.CLEARED


def test_in_two_agreements_nothing_is_cleared_and_in_three_the_largest_label(allofmp3: OpenCase) -> None:
    question = allofmp3.question("allofmp3", day="2006-06-01", position="rightsholders")

    two, three = (remedy_catalogue(allofmp3, question, Goal(most=most), territories=("FR",)) for most in (2, 3))

    assert (two.reached, two.best) == (0, 0)
    assert (three.reached, three.best) == (13, 13)


def test_the_live_song_takes_the_label_alone_which_left_it_out() -> None:
    shop = open_case("examples/licensed-shop", today=TODAY)

    held = remedy(shop, shop.question("shop", item="a-song-live", territory="FR", day="2006-01-01"))

    (only,) = held.remedies
    (grant,) = only.grants
    assert (grant.grantor, grant.grantee, grant.assets) == ("label", "shop", ("song-live",))
    assert (grant.extends, grant.dimension) == ("label-to-shop", Dimension.REPERTOIRE)
    assert grant.rights == ("recording:making-available", "recording:reproduction")


def test_where_the_wholesalers_licence_has_lapsed_the_pharmacy_agrees_with_the_holder() -> None:
    """The wholesaler has nothing to let since the end of 2018, so its own grant to the pharmacy does not help."""
    pharmacy = open_case("examples/online-pharmacy", today=TODAY)
    question = pharmacy.question("pharmacy", item="tablets-20", territory="DE", day="2019-01-01", position="documents")

    held = remedy(pharmacy, question)

    assert held.answer is Answer.NOT_CLEARED
    assert [one.counterparties for one in held.remedies] == [("holder",)]


def test_where_no_law_on_record_speaks_of_the_use_no_grant_helps(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--territory", "FR", "--day", "2006-01-01", "--use", "UserDefined", "--json")

    code = run(("remedy", "examples/licensed-shop", "shop", "a-song", *asked))

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert told["remedies"] == []
    assert [one["code"] for one in told["stuck"]] == ["no-requirement"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a-song"], "one territory"),
        (["a-song", "--territory", "FR", "--target", "95%"], "all that a service offers"),
        (["--target", "much"], "percent"),
        (["--target", "120%"], "no target"),
        (["--target", "95%", "--agreements", "3"], "two goals"),
        (["--agreements", "0"], "clear nothing"),
        (["--seconds", "0"], "no time"),
    ],
)
def test_bad_options_are_told_in_one_line(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(("remedy", "examples/licensed-shop", "shop", *arguments))

    told = capsys.readouterr()
    assert (code, told.out) == (2, "")
    assert said in told.err


@pytest.mark.parametrize(("lang", "said"), [("en", "would clear it, and no fewer"), ("fr", "suffiraient, pas moins")])
def test_it_is_told_in_both_languages(lang: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--territory", "US", "--day", "2006-01-01", "--lang", lang)

    assert run(("remedy", "examples/licensed-shop", "shop", "a-song", *asked)) == 0

    assert said in capsys.readouterr().out
