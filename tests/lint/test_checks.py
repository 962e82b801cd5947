# SPDX-License-Identifier: Apache-2.0
"""What the broken cases don't show: where a check stays silent, and how it holds out against much input."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from licit.case.lint import lint, problems_in
from licit.case.lint.names import MANY, Names
from licit.case.lint.remark import place_of
from licit.case.loaded import Case
from licit.model.asset import Asset
from licit.model.day import Term, When
from licit.model.evidence import Evidence
from licit.model.fact import Control, Fact, Grant, GrantKind, Membership, Power, Termination
from licit.model.party import Party
from licit.model.problem import Place
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.share import Share
from licit.model.statement import Statement
from licit.model.territory import Atlas, Expression
from licit.model.use import UseHierarchy

PARTIES = {name: Party(name, name) for name in ("label", "heir", "shop", "rival", "group", "register")}
ATLAS = Atlas(groups={"World": tuple((leaf, Term()) for leaf in ("DE", "FR", "RU"))})
EVERYTHING = Scope(Repertoire(everything=True), ALL, ALL, Expression.parse("World"))


def control(
    name: str, party: str = "label", share: str = "100 %", territories: str = "World", term: str = "/"
) -> Control:
    start, end = (When.parse(day) if day else None for day in term.split("/"))
    return Control(
        id=name,
        party=party,
        asset="rec",
        rights=ALL,
        share=Share.parse(share),
        territories=Expression.parse(territories),
        term=Term(start, end),
    )


def grant(name: str, grantee: str, signed: str, kind: GrantKind = GrantKind.EXCLUSIVE) -> Grant:
    return Grant(id=name, grantor="label", grantee=grantee, kind=kind, scope=EVERYTHING, executed=When.parse(signed))


def case(*facts: Fact) -> Case:
    said = Statement("register", affirms=True, facts=tuple(fact.id for fact in facts), made=When.parse("2003-01-01"))
    hierarchy = UseHierarchy({"PermanentDownload": (("Download", Term()),)})
    assets = {"rec": Asset("rec", "recording")}
    return Case(
        record=Record(facts, (said,), parties=PARTIES, assets=assets, atlas=ATLAS, uses=hierarchy), path="my-case"
    )


def checks(of: Case) -> list[str]:
    return [problem.check for problem in problems_in(of)]


def test_a_sound_case_has_no_problem() -> None:
    assert checks(case(control("c1"), grant("g1", "shop", "2004-01-15"))) == []


def test_shares_of_different_territories_and_times_are_not_added_up() -> None:
    halves = (
        control("c1", territories="FR", term="/2003-12-31"),
        control("c2", "heir", territories="DE, RU"),
        control("c3", territories="FR", term="2004-01-01/"),
    )

    assert checks(case(*halves)) == []


def test_real_files_that_sum_to_a_little_less_or_more_are_whole() -> None:
    assert (
        checks(case(control("c1", share="33.33"), control("c2", "heir", "33.33"), control("c3", "shop", "33.28"))) == []
    )
    assert (
        checks(case(control("c1", share="33.33"), control("c2", "heir", "33.33"), control("c3", "shop", "33.40"))) == []
    )
    assert checks(
        case(control("c1", share="33.33"), control("c2", "heir", "33.33"), control("c3", "shop", "33.27"))
    ) == ["share-under-whole"]
    assert checks(
        case(control("c1", share="33.33"), control("c2", "heir", "33.33"), control("c3", "shop", "33.41"))
    ) == ["share-over-whole"]


def test_an_overclaim_is_reported_for_the_territory_and_the_day_on_which_it_begins() -> None:
    overlapping = case(control("c1", term="/2004-12-31"), control("c2", "heir", "50 %", "FR", "2004-07-01/"))

    (problem,) = (one for one in problems_in(overlapping) if one.check == "share-over-whole")

    assert problem.what == "the shares of every right in rec for FR on 2004-07-01 add up to 150.00 %"


def test_imprecise_days_are_contradictory_only_where_none_of_them_would_do() -> None:
    assert checks(case(control("c1", term="2004/2004-06"))) == []
    assert checks(case(control("c1", term="2004/2003"))) == ["contradictory-dates"]


def test_an_assignment_joins_two_controls_in_a_row_also_through_others() -> None:
    row = (control("c1", term="/2004-12-31"), control("c2", "heir", term="2005-01-01/"))
    to_group = grant("g1", "group", "2005-01-01", GrantKind.ASSIGNMENT)
    onward = replace(to_group, id="g2", grantor="group", grantee="heir")

    assert checks(case(*row)) == ["controls-in-a-row"]
    assert checks(case(*row, replace(to_group, grantee="heir"))) == []
    assert checks(case(*row, to_group, onward)) == []


def test_two_exclusives_that_never_overlap_are_none() -> None:
    first, second = grant("g1", "shop", "2004-01-15"), grant("g2", "rival", "2005-01-15")
    ended = Termination(id="t1", grant="g1", last_day=When.parse("2004-12-31"))
    france = replace(EVERYTHING, territories=Expression.parse("FR"))
    rest = replace(EVERYTHING, territories=Expression.parse("World except FR"))
    without = replace(EVERYTHING, exceptions=Repertoire(assets=frozenset(("rec",))))
    just_that = replace(EVERYTHING, repertoire=Repertoire(assets=frozenset(("rec",))))

    assert checks(case(control("c1"), first, second)) == ["two-exclusives"]
    assert checks(case(control("c1"), first, replace(second, grantee="shop"))) == []
    assert checks(case(control("c1"), first, second, ended)) == []
    assert checks(case(control("c1"), replace(first, scope=france), replace(second, scope=rest))) == []
    assert checks(case(control("c1"), replace(first, scope=without), replace(second, scope=just_that))) == []
    assert checks(case(control("c1"), replace(first, reserved=frozenset((Power.SUBLICENSE,))), second)) == []


def test_two_exclusives_meet_where_one_use_covers_the_other() -> None:
    wide = replace(EVERYTHING, uses=frozenset(("Download",)))
    narrow = replace(EVERYTHING, uses=frozenset(("PermanentDownload",)))
    other = replace(EVERYTHING, uses=frozenset(("Stream",)))
    first, second = grant("g1", "shop", "2004-01-15"), grant("g2", "rival", "2005-01-15")

    assert checks(case(control("c1"), replace(first, scope=wide), replace(second, scope=narrow))) == ["two-exclusives"]
    assert checks(case(control("c1"), replace(first, scope=other), replace(second, scope=narrow))) == []


@pytest.mark.parametrize(
    ("territories", "idle"),
    [
        ("World except RU", []),
        ("+World -RU +RU -RU", []),
        ("+FR -DE", ["exclusion-removes-nothing"]),
        ("+World -RU -RU", ["exclusion-removes-nothing"]),  # the second time there is none left
        ("-RU +World", ["exclusion-first"]),
    ],
)
def test_an_exclusion_removes_only_what_stands_before_it(territories: str, idle: list[str]) -> None:
    scope = replace(EVERYTHING, territories=Expression.parse(territories))

    assert checks(case(control("c1"), replace(grant("g1", "shop", "2004-01-15"), scope=scope))) == idle


def test_groups_that_followed_one_another_are_no_circle() -> None:
    first = Membership(id="m1", member="label", group="group", term=Term(end=When.on(date(2003, 12, 31))))
    then = Membership(id="m2", member="group", group="label", term=Term(start=When.on(date(2004, 1, 1))))

    assert checks(case(control("c1"), first, then)) == []
    assert checks(case(control("c1"), replace(first, term=Term()), then)) == ["membership-circle"]


def test_what_the_vocabulary_or_another_case_supplies_is_not_judged_here() -> None:
    unstated = control("c1")
    alone = replace(case(unstated), record=replace(case(unstated).record, statements=()))

    assert checks(alone) == ["unstated-fact"]
    assert checks(replace(alone, borrowed=Record((unstated,)))) == []


@pytest.mark.parametrize(
    ("at", "place"),
    [
        ("g1.end", Place("case.yaml", 7, 5)),  # the field
        ("g1.executed", Place("case.yaml", 5, 3)),  # not written: its fact
        ("a.b.c", Place("case.yaml", 9, 1)),  # ids may have full stops
        ("nothing", Place("case.yaml")),  # the case
    ],
)
def test_a_remark_stands_at_the_nearest_place_that_is_known(at: str, place: Place) -> None:
    places = {
        "case": Place("case.yaml"),
        "g1": Place("case.yaml", 5, 3),
        "g1.end": Place("case.yaml", 7, 5),
        "a.b": Place("case.yaml", 9, 1),
    }

    assert place_of(replace(case(), places=places), at) == place


def test_after_many_wrong_names_no_more_nearest_ones_are_looked_for() -> None:
    names = Names("party", [f"party-{number}" for number in range(1000)], "declare it")

    mends = [names.unknown(f"barty-{number}")[1] for number in range(MANY + 1)]

    assert mends[0].startswith("write party-0,")
    assert mends[MANY] == "declare it"


def test_a_hostile_name_is_repeated_in_short() -> None:
    what, mend = Names("party", ["label"], "declare it").unknown("x" * 1_000_000)

    assert len(what) < 200
    assert mend == "declare it"


@pytest.mark.parametrize("example", ["licensed-shop", "online-pharmacy"])
def test_a_clean_case_has_no_problem_at_all(example: str) -> None:
    assert lint(Path(__file__).parents[2] / "examples" / example) == ()


def test_checks_for_what_is_missing_wait_until_every_part_could_be_read(tmp_path: Path) -> None:
    lines = ["licit: 1", "title: Broken", "vocabulary: music", "terminations:"]
    lines += ["  t1: {grant: g1, last-day: 2005-12-31, said: [{by: shop, made: 2006-01-01}]}", "grants:"]
    unread = [*lines, "  g1: {from: label, to: shop, kind: exclusiv}"]
    (tmp_path / "case.yaml").write_text("\n".join(unread), encoding="utf-8")

    assert {problem.check for problem in lint(tmp_path)} == {"bad-value"}


def test_a_case_on_standard_input_is_checked_too() -> None:
    parties = '{"a": {"name": "A", "identifiers": {"isni": "1"}}}'
    text = '{"licit": "1", "title": "t", "vocabulary": "music", "parties": ' + parties + "}"

    (problem,) = lint("-", stdin=StringIO(text))

    assert problem.check == "identifier-check-digit"


def test_evidence_outside_the_folder_is_never_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    folder = tmp_path / "case"
    (folder / "evidence").mkdir(parents=True)
    (folder / "evidence" / "link.txt").symlink_to(tmp_path / "secret.txt")
    kept = {
        name: Evidence(id=name, file=file, sha256="0" * 64)
        for name, file in {"up": "../secret.txt", "link": "evidence/link.txt", "zero": "evidence/\0"}.items()
    }

    found = {problem.check for problem in problems_in(replace(case(), folder=str(folder), evidence=kept))}

    assert found == {"unused-evidence"}
