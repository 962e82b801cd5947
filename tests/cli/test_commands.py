# SPDX-License-Identifier: Apache-2.0
"""Each command reads its arguments, shows the result, and ends with its exit code."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from licit.cli.running import run

ROOT = Path(__file__).parents[2]
SHOP = str(ROOT / "examples" / "licensed-shop")
ASKED = ("--day", "2005-06-01", "--known-by", "2009-12-31")


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")


def out(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(arguments) == code, capsys.readouterr().err
    return capsys.readouterr().out


def parsed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:  # noqa: ANN401 - JSON
    return json.loads(out(capsys, *arguments, "--json", code=code))


@pytest.mark.parametrize(
    ("item", "territory", "day", "code", "answer"),
    [
        ("a-song", "FR", "2005-06-01", 0, "cleared"),
        ("a-song", "GB", "2005-06-01", 10, "not-cleared"),  # licensed for France and Germany
        ("a-song", "FR", "2009-01-01", 10, "not-cleared"),  # the label's licence ended with 2008
        ("another-song", "FR", "2005-06-01", 12, "unknown"),  # not on record
    ],
)
def test_check_exits_with_the_answer(  # noqa: PLR0913, PLR0917 - one column each
    capsys: pytest.CaptureFixture[str], item: str, territory: str, day: str, code: int, answer: str
) -> None:
    found = parsed(capsys, "check", SHOP, "shop.example", item, "--territory", territory, "--day", day, code=code)

    assert found["answer"] == answer
    assert (found["question"]["item"], found["question"]["territory"], found["question"]["day"]) == (
        item,
        territory,
        day,
    )
    assert {"reason", "sentence", "matched", "nearly-matched", "open-points", "receipt"} <= set(found)


def test_check_without_an_item_speaks_of_all_offers(capsys: pytest.CaptureFixture[str]) -> None:
    found = parsed(capsys, "check", SHOP, "shop", "--territory", "FR", *ASKED, code=10)

    assert found["cleared-for"] == "some"  # the song is licensed, the live recording held back
    assert found["answers"]["cleared"] == found["answers"]["not-cleared"] == 1


def test_check_shows_the_answer_the_proof_and_what_it_does_not_say(capsys: pytest.CaptureFixture[str]) -> None:
    text = out(capsys, "check", SHOP, "shop", "a-song", "--territory", "FR", *ASKED, "--sources")

    for part in ("Cleared", "Why", "Licence of the label", "What this does not say"):
        assert part in text
    assert "illegal" not in text


def test_french_reports_have_english_help(capsys: pytest.CaptureFixture[str]) -> None:
    text = out(capsys, "check", SHOP, "shop", "a-song", "--territory", "FR", *ASKED, "--lang", "fr")

    assert "Ce que cela ne dit pas" in text or "ne dit pas" in text
    assert "Answer one question" in out(capsys, "check", "--help")


def test_a_proof_is_written_whole_and_over_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "proof.json"
    asked = ("check", SHOP, "shop", "a-song", "--territory", "FR", *ASKED, "--proof", str(file))

    out(capsys, *asked)
    written = json.loads(file.read_text(encoding="utf-8"))

    assert written["format"] == "licit-proof/2"
    assert written["verdict"]["answer"] == "cleared"
    assert run(asked) == 2
    assert "is there already" in capsys.readouterr().err
    assert run((*asked, "--force")) == 0
    assert [one.name for one in tmp_path.iterdir()] == ["proof.json"]  # nothing half-written stays


def test_timeline_has_a_slice_for_each_change(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("timeline", SHOP, "shop", "a-song", "--territory", "FR", "--from", "2004-06-01", "--to", "2009-12-31")

    found = parsed(capsys, *asked, "--known-by", "2009-12-31")

    assert [(one["first"], one["last"], one["answer"]) for one in found["slices"]] == [
        ("2004-06-01", "2004-12-31", "not-cleared"),
        ("2005-01-01", "2008-12-31", "cleared"),
        ("2009-01-01", "2009-12-31", "not-cleared"),
    ]
    assert "31 December 2008" in out(capsys, *asked, "--known-by", "2009-12-31")


def test_territories_lists_where_each_answer_holds(capsys: pytest.CaptureFixture[str]) -> None:
    found = parsed(capsys, "territories", SHOP, "shop", "a-song", *ASKED)

    assert found["territories"]["cleared"] == ["DE", "FR"]
    assert "GB" in found["territories"]["not-cleared"]
    assert "What they turn on" in out(capsys, "territories", SHOP, "shop", "a-song", *ASKED)


def test_audit_counts_and_writes_tables(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    tables = tmp_path / "pairs.csv", tmp_path / "pairs.parquet"
    asked = ("audit", SHOP, "shop", "--territory", "FR", "--territory", "GB", *ASKED)

    found = parsed(capsys, *asked, "--csv", str(tables[0]), "--parquet", str(tables[1]))

    assert (found["total"]["cleared"], found["total"]["not-cleared"], found["total"]["total"]) == (1, 3, 4)
    rows = list(csv.DictReader(io.StringIO(tables[0].read_text(encoding="utf-8"))))
    assert {(row["item"], row["territory"], row["answer"]) for row in rows} == {
        ("a-song", "FR", "cleared"),
        ("a-song", "GB", "not-cleared"),
        ("a-song-live", "FR", "not-cleared"),
        ("a-song-live", "GB", "not-cleared"),
    }
    assert pq.read_table(tables[1]).num_rows == 4


def test_audit_looks_before_it_works(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    there = tmp_path / "there.csv"
    there.write_text("mine", encoding="utf-8")

    assert run(("audit", SHOP, "shop", "--csv", str(there))) == 2
    assert "is there already. Name another file, or add --force." in capsys.readouterr().err
    assert there.read_text(encoding="utf-8") == "mine"


def test_claim_tells_what_is_supported_and_what_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    (held,) = parsed(capsys, "claim", SHOP, "shop", *ASKED)["claims"]

    parts = {(one["part"], one["standing"]) for one in held["parts"]}
    assert {("licence", "supported"), ("authority", "supported"), ("authority", "contradicted")} == parts
    assert "supported" in out(capsys, "claim", SHOP, "shop", *ASKED)


def test_facts_and_statements_say_who_says_what(capsys: pytest.CaptureFixture[str]) -> None:
    grants = parsed(capsys, "facts", SHOP, "--kind", "grant", "--about", "label")["facts"]
    words = parsed(capsys, "statements", SHOP, "--by", "authors-society")["statements"]

    assert [(one["id"], one["standing"]) for one in grants] == [("label-to-shop", "accepted")]
    assert [(one["counts"], one["statement"]["facts"]) for one in words] == [(True, ["society-to-shop"])]
    assert "label-to-shop" in out(capsys, "facts", SHOP, "--kind", "grant")
    assert "society-to-shop" in out(capsys, "statements", SHOP, "--by", "authors-society")


def test_test_is_clean_or_says_what_differs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = (ROOT / "examples" / "licensed-shop" / "case.yaml").read_text(encoding="utf-8")
    changed = tmp_path / "case.yaml"
    changed.write_text(text.replace("expect: cleared", "expect: contested", 1), encoding="utf-8")

    assert "7 questions, 0 differ" in out(capsys, "test", SHOP)
    assert "expected contested, given cleared" in out(capsys, "test", str(tmp_path), code=1)


def test_init_makes_a_case_that_lint_and_test_pass(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = str(tmp_path / "mine")

    out(capsys, "init", folder)

    assert "0 errors" in (text := out(capsys, "lint", folder)) or "nothing found" in text
    assert "0 differ" in out(capsys, "test", folder)
    assert run(("init", folder)) == 2  # it is not empty any more


def test_lint_lists_every_problem_with_its_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("licit: 1\ntitle: x\nvocabulary: music\nparteis: {}\n", encoding="utf-8")

    text = out(capsys, "lint", str(tmp_path), code=1)
    sarif = json.loads(out(capsys, "lint", str(tmp_path), "--sarif", code=1))

    assert "case.yaml:4:1" in text
    assert sarif["version"] == "2.1.0"
    assert sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 4


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_and_writes_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shell: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    script = out(capsys, "completion", shell)

    assert "timeline" in script
    assert list(tmp_path.iterdir()) == []


def test_a_case_can_come_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "sys.stdin", io.StringIO('{"licit": "1", "vocabulary": "music", "positions": {"p": {"ranks": [["a"]]}}}')
    )

    assert "nothing" in out(capsys, "facts", "-", "--kind", "grant")
