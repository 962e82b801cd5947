# SPDX-License-Identifier: Apache-2.0
"""``licit crux``: one question, a catalogue, both languages, JSON, and input that can't be asked about."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from licit.cli.exit_codes import Exit
from licit.cli.running import run
from licit.tasks.opening import open_case
from licit.tasks.repertoire import write_repertoire

ROOT = Path(__file__).parents[3]
AMP3 = str(ROOT / "examples" / "allofmp3")
SHOP = str(ROOT / "examples" / "licensed-shop")
PHARMACY = str(ROOT / "examples" / "online-pharmacy")
OCTOBER = ("--day", "2006-10-15", "--position", "open")


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("NO_COLOR", "1")


def out(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(("crux", *arguments)) == code
    captured = capsys.readouterr()
    return captured.out if code == 0 else captured.err


def parsed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads(out(capsys, *arguments, "--json"))


def test_a_contested_answer_shows_what_clears_and_what_refuses_it(capsys: pytest.CaptureFixture[str]) -> None:
    shown = out(capsys, AMP3, "allofmp3", "works-alone", "--territory", "FR", *OCTOBER)

    clears, refuses = shown.partition("Not cleared if")[::2]
    assert "Cleared if" in clears
    assert "Law 5351-1, art. 45(3) (downloads of works; ROMS) counts" in clears
    assert "the act takes place where the server is" in clears
    assert "the act takes place where the people are" in refuses


def test_the_same_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    shown = out(capsys, AMP3, "allofmp3", "works-alone", "--territory", "FR", *OCTOBER, "--lang", "fr")

    assert "Couvert si" in shown
    assert "Non couvert si" in shown
    assert "l’acte a lieu là où est le serveur" in shown


def test_json_has_each_settlement_with_its_facts_and_words(capsys: pytest.CaptureFixture[str]) -> None:
    found = parsed(capsys, AMP3, "allofmp3", "works-alone", "--territory", "RU", *OCTOBER)

    assert (found["answer"], found["always"], found["stopped"]) == ("contested", None, [])
    assert found["clearing"][0] == [
        {
            "kind": "disputed",
            "facts": ["art45-works-roms"],
            "so": True,
            "words": "Law 5351-1, art. 45(3) (downloads of works; ROMS) counts",
        }
    ]


def test_who_says_what_of_each_fact_stands_below_with_sources(capsys: pytest.CaptureFixture[str]) -> None:
    shown = out(capsys, AMP3, "allofmp3", "works-alone", "--territory", "RU", *OCTOBER, "--sources")

    assert "affirmed by Mediaservices" in shown
    assert "denied by IFPI" in shown


def test_of_an_answer_that_is_not_contested_it_says_that_nothing_open_changes_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = parsed(capsys, SHOP, "shop.example", "a-song", "--territory", "FR", "--day", "2005-06-01")
    shown = out(capsys, SHOP, "shop.example", "a-song", "--territory", "FR", "--day", "2005-06-01")

    assert (found["answer"], found["always"], found["clearing"], found["refusing"]) == ("cleared", True, [[]], [])
    assert "It is not contested" in shown


def test_check_shows_beside_a_contested_answer_what_decides_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(("check", AMP3, "allofmp3", "works-alone", "--territory", "FR", *OCTOBER)) == int(Exit.CONTESTED)
    shown = capsys.readouterr().out

    assert "Open points it hangs on" in shown
    assert "the act takes place where the people are" in shown.partition("Not cleared if")[2]


def test_a_catalogue_counts_pairs_for_each_crux(capsys: pytest.CaptureFixture[str]) -> None:
    found = parsed(capsys, AMP3, "allofmp3", "--territory", "RU", "--territory", "FR", *OCTOBER)

    items = found["pairs"] // 2
    assert found["contested"] == found["pairs"]
    assert {"pairs": items, "settlements": [_place("where the people are", so=True)]} in found["refusing"]
    assert found["open-points"][0]["pairs"] == found["pairs"]


def _place(where: str, *, so: bool) -> dict[str, object]:
    return {"kind": "place of the act", "so": so, "words": f"the act takes place {where}"}


def test_a_catalogue_is_drawn_with_both_sides_ranked(capsys: pytest.CaptureFixture[str]) -> None:
    shown = out(capsys, AMP3, "allofmp3", "--territory", "FR", "--top", "2", *OCTOBER)

    assert "item × territory pairs are contested" in shown
    assert "A pair counts for each crux that it has." in shown
    assert "and " in shown.partition("Not cleared if")[2]


def test_another_trade_is_asked_the_same_way(capsys: pytest.CaptureFixture[str]) -> None:
    from datetime import date

    from licit.tasks.opening import open_case

    opened = open_case(PHARMACY, today=date(2026, 1, 1))
    service = next(iter(opened.record.offers), "")
    found = parsed(capsys, PHARMACY, service)

    assert found["contested"] <= found["pairs"]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ((AMP3, "allofmp3", "works-alone"), "names one territory, not 0"),
        ((AMP3, "allofmp3", "works-alone", "--territory", "FR", "--territory", "DE"), "names one territory, not 2"),
        ((AMP3, "allofmp3", "--sources"), "--sources goes with an item"),
        ((AMP3, "allofmp3", "--top", "0"), "--top 0 shows nothing"),
        ((AMP3, "roms"), "does not say what roms offers"),
        ((AMP3, "allofmp3", "works-alone", "--territory", "Atlantis"), "Atlantis"),
    ],
)
def test_what_cannot_be_asked_is_one_clear_error(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], what: str
) -> None:
    said = out(capsys, *arguments, code=2)

    assert what in said
    assert "Traceback" not in said


def test_a_repertoire_in_files_is_ranked_like_its_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = open_case(Path(AMP3), today=date(2026, 1, 1))
    write_repertoire(opened.record, tmp_path, date(2006, 10, 15))
    files = ("--repertoire", str(tmp_path), "--catalogue", str(tmp_path / "catalogues" / "allofmp3"))

    of_files = parsed(capsys, AMP3, "allofmp3", "--territory", "FR", *OCTOBER, *files)
    of_case = parsed(capsys, AMP3, "allofmp3", "--territory", "FR", *OCTOBER)

    assert of_files["clearing"] == of_case["clearing"]
    assert of_files["refusing"] == of_case["refusing"]


def test_a_repertoire_and_an_item_do_not_go_together(capsys: pytest.CaptureFixture[str]) -> None:
    said = out(capsys, AMP3, "allofmp3", "works-alone", "--territory", "FR", "--repertoire", ".", code=Exit.BAD_INPUT)

    assert "leave out the item" in said.casefold()
