# SPDX-License-Identifier: Apache-2.0
"""A question, or all that a service offers, asked again under a supposition; the case stays as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from licit.cli.running import run
from licit.model.problem import InvalidValueError
from licit.model.verdict import Answer
from licit.tasks.comparing import moves
from licit.tasks.what_if import Supposed, supposition, what_if
from tests.tasks.shop import OPEN

EXAMPLES = Path(__file__).parents[2] / "examples"
SHOP, PHARMACY, ALLOFMP3 = (str(EXAMPLES / name) for name in ("licensed-shop", "online-pharmacy", "allofmp3"))
IN_2005 = ("--day", "2005-06-01", "--known-by", "2009-12-31")
IN_2019 = ("--day", "2019-01-01", "--known-by", "2020-12-31", "--position", "both-sides")
IN_2006 = ("--day", "2006-10-15", "--known-by", "2010-01-01")
ART_45 = tuple(
    f"art45-{what}"
    for what in (
        "works-roms",
        "recordings-roms",
        "recordings-roms-since-2006",
        "works-fair",
        "recordings-fair",
        "recordings-fair-since-2006",
    )
)
MORE = """
grants:
  label-for-britain:
    {from: label, to: shop, kind: non-exclusive, repertoire: all, rights: all, uses: all, territories: GB,
     executed: 2004}
  works-for-britain:
    {from: authors-society, to: shop, kind: non-exclusive, repertoire: all, rights: all, uses: all, territories: GB,
     executed: 2004}
  performances-for-britain:
    {from: performers-society, to: shop, kind: non-exclusive, repertoire: all, rights: all, uses: all, territories: GB,
     executed: 2004}
"""


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:  # noqa: ANN401 - JSON
    assert run(["what-if", *arguments, "--json"]) == 0, capsys.readouterr().err
    return json.loads(capsys.readouterr().out)


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int) -> str:
    assert run(["what-if", *arguments]) == code
    captured = capsys.readouterr()
    return captured.out if code == 0 else captured.err


def groups(found: Any) -> dict[tuple[str, str], int]:  # noqa: ANN401 - JSON
    pairs: dict[tuple[str, str], int] = {}
    for one in found["groups"]:
        pairs[one["from"], one["to"]] = pairs.get((one["from"], one["to"]), 0) + one["pairs"]
    return pairs


def test_a_denied_licence_takes_what_hangs_on_it(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, SHOP, "shop", "--settle", "label-to-shop=no", *IN_2005)

    assert groups(found) == {("cleared", "not-cleared"): 2}  # the song, in France and Germany
    assert found["groups"][0]["turns-on"]["facts"] == ["label-to-shop"]
    assert found["groups"][0]["territories"] == ["DE", "FR"]
    assert [(one["fact"], one["standing"]["after"]) for one in found["facts"]] == [("label-to-shop", ["rejected"])]


def test_a_licence_that_ends_the_day_before_takes_as_much(capsys: pytest.CaptureFixture[str]) -> None:
    ended = asked(capsys, SHOP, "shop", "--end", "society-to-shop=2005-05-31", *IN_2005)
    still = asked(capsys, SHOP, "shop", "--end", "society-to-shop=2005-06-01", *IN_2005)  # its last day is in force

    assert groups(ended) == {("cleared", "not-cleared"): 2}
    assert groups(still) == {}


def test_one_question_has_its_answer_before_and_after_with_both_proofs(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, SHOP, "shop", "a-song", "--territory", "FR", "--begin", "label-to-shop=2006-01-01", *IN_2005)

    assert (found["verdict-before"]["answer"], found["verdict-after"]["answer"]) == ("cleared", "not-cleared")
    assert found["verdict-after"]["proof"]["upper"]["value"] == "no"
    assert found["verdict-after"]["reason"]["code"] == "not-begun"


def test_facts_of_a_file_are_added_and_may_name_what_the_case_holds(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    more = tmp_path / "more.yaml"
    more.write_text(MORE, encoding="utf-8")

    found = asked(capsys, SHOP, "shop", "--add", str(more), *IN_2005)

    assert groups(found) == {("not-cleared", "cleared"): 2}  # the song and the live recording, in Great Britain
    assert {one["change"] for one in found["facts"]} == {"added"}


def test_a_file_with_an_unknown_name_is_refused_with_its_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(MORE.replace("{from: label,", "{from: labell,"), encoding="utf-8")

    text = told(capsys, SHOP, "shop", "--add", str(wrong), *IN_2005, code=2)

    assert f"{wrong}:4:12: no party is called 'labell'. Write label" in text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            "grants: {label-to-shop: {from: label, to: shop, kind: mandate}}",
            "the id 'label-to-shop' stands here and at",
        ),
        ("positions: {mine: {ranks: [[label]]}}", "positions can't be supposed"),
        ("vocabulary: music", "vocabulary is a key of case.yaml alone"),
        ("grants: [", "more.yaml:2:1: no YAML"),
        ("- a list", "more.yaml:1:1: here stands a list, not a table of keys"),
    ],
)
def test_a_file_that_can_not_be_added_is_one_clear_error(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str, says: str
) -> None:
    (tmp_path / "more.yaml").write_text(content, encoding="utf-8")

    assert says in told(capsys, SHOP, "shop", "--add", str(tmp_path / "more.yaml"), *IN_2005, code=2)


def test_the_denial_of_the_holder_settles_the_pharmacy_either_way(capsys: pytest.CaptureFixture[str]) -> None:
    either = [
        groups(asked(capsys, PHARMACY, "pharmacy", *IN_2019, *steps))
        for steps in (
            ("--settle", "holder-to-importer=yes"),
            ("--settle", "holder-to-importer=no"),
            ("--distrust", "holder"),
            ("--affirm", "holder-to-importer=holder"),
        )
    ]

    # the tablets in Germany, France and Austria; for the syrup no owner is on record any more
    assert either[0] == either[2] == either[3] == {("contested", "cleared"): 3}
    assert either[1] == {("contested", "not-cleared"): 3}


def test_trust_in_the_holder_above_the_pharmacy_decides_for_the_holder(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, PHARMACY, "pharmacy", *IN_2019, "--trust", "pharmacy=2")

    assert {(one["from"], one["to"]) for one in found["groups"]} == {("contested", "not-cleared")}
    assert found["pairs-changed"] == 3


def test_article_45_decides_all_russian_pairs_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    allowed, refused = (
        asked(
            capsys,
            ALLOFMP3,
            "allofmp3",
            "--position",
            "open-reception",
            *IN_2006,
            *(part for fact in ART_45 for part in ("--settle", f"{fact}={word}")),
        )
        for word in ("yes", "no")
    )

    assert groups(allowed) == {("contested", "cleared"): 235}  # every item, in Russia
    assert allowed["groups"][0]["territories"] == ["RU"]
    assert refused["answers"]["after"]["not-cleared"] == refused["answers"]["after"]["total"] == 235 * 244
    assert refused["pairs-changed"] == 235


def test_the_place_decides_all_pairs_outside_russia(capsys: pytest.CaptureFixture[str]) -> None:
    at_user = asked(capsys, ALLOFMP3, "allofmp3", "--position", "open", *IN_2006, "--place", "reception")
    at_server = asked(capsys, ALLOFMP3, "allofmp3", "--position", "open", *IN_2006, "--place", "emission")

    assert at_user["pairs-changed"] == 235 * 243  # all but Russia: no grant and no statute reaches there
    assert {(one["from"], one["to"]) for one in at_user["groups"]} == {("contested", "not-cleared")}
    assert at_server["pairs-changed"] == 0  # everything turns into the Russian row, which is contested


def test_the_case_is_never_touched(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_bytes((EXAMPLES / "licensed-shop" / "case.yaml").read_bytes())
    before = case.read_bytes(), case.stat().st_mtime_ns, sorted(tmp_path.iterdir())

    asked(capsys, str(case), "shop", "--settle", "label-to-shop=no", "--place", "open", *IN_2005)

    assert (case.read_bytes(), case.stat().st_mtime_ns, sorted(tmp_path.iterdir())) == before


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ((), "nothing is supposed"),
        (("--end", "label-to-shop"), "--end 'label-to-shop' has no DAY"),
        (("--end", "label-to-shop=yesterday"), "'yesterday' is no day"),
        (("--end", "labels-to-shop=2005"), "no fact 'labels-to-shop'. The nearest is label-to-shop"),
        (("--settle", "label-to-shop=maybe"), "'maybe' settles nothing. Write yes or no"),
        (("--trust", "label=0"), "'0' is no rank"),
        (("--trust", "label=9"), "no place for rank 9. Give a rank from 1, the best, to 2"),
        (("--distrust", "labels"), "no source 'labels'. The nearest is label"),
        (("--add", "nowhere.yaml"), "nowhere.yaml: the file can't be read"),
    ],
)
def test_bad_suppositions_are_one_clear_error(
    capsys: pytest.CaptureFixture[str], steps: tuple[str, ...], says: str
) -> None:
    assert says in told(capsys, SHOP, "shop", *steps, *IN_2005, code=2)


def test_the_report_tells_what_is_supposed_and_what_changes_in_two_languages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    steps = ("--settle", "label-to-shop=no", "--deny", "society-to-shop", "--trust", "label=2", "--place", "reception")
    english = told(capsys, SHOP, "shop", *steps, *IN_2005, code=0)
    french = told(capsys, SHOP, "shop", *steps, *IN_2005, "--lang", "fr", code=0)

    for part in ("is settled: it is not so", "denies", "is believed in rank 2", "where the user is", "2 of 486 pairs"):
        assert part in english
    for part in ("il n’en est pas ainsi", "nie", "est cru au rang 2", "là où est l’utilisateur", "2 paires"):
        assert part in french
    assert "illegal" not in english


def test_the_word_of_someone_not_believed_changes_nothing_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = (
        PHARMACY,
        "pharmacy",
        *IN_2019[:4],
        "--position",
        "documents",
        "--affirm",
        "holder-to-importer=pharmacy",
    )

    assert run(["what-if", *arguments, "--json"]) == 0

    captured = capsys.readouterr()
    assert "pharmacy is not believed in the position documents" in captured.err
    assert json.loads(captured.out)["pairs-changed"] == 0


def test_the_reference_alone_finds_the_same_changes(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = (PHARMACY, "pharmacy", *IN_2019, "--settle", "holder-to-importer=no")

    assert groups(asked(capsys, *arguments, "--engine", "reference")) == groups(asked(capsys, *arguments))


def test_changes_of_alike_owners_are_one_group_that_counts_them() -> None:
    question = OPEN.question("shop", day="2004-01-01", position="owners")

    found = what_if(OPEN, question, supposition(OPEN, Supposed(end=("g-society-shop=2003-12-31",))))

    (move,) = moves(OPEN.record, found.comparison.changes)
    assert (move.before, move.after, move.pairs, move.items) == (Answer.CLEARED, Answer.NOT_CLEARED, 6, 2)
    assert set(move.territories) == {"DE", "FR", "RU"}
    assert move.reason.facts == ("g-society-shop",)


def test_a_service_of_which_no_offers_are_on_record_is_told() -> None:
    with pytest.raises(InvalidValueError, match="does not say what operator offers"):
        what_if(OPEN, OPEN.question("operator"), supposition(OPEN, Supposed(deny=("m-a-x",))))
