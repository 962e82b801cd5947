# SPDX-License-Identifier: Apache-2.0
"""A repertoire from the command line: written, parted, audited on a day and through days, in both languages."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from licit.cli.running import run

SHOP = str(Path(__file__).parents[2] / "examples" / "licensed-shop")
ASKED = ("--day", "2005-06-01", "--known-by", "2009-12-31")


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def repertoire(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    folder = str(tmp_path / "repertoire")
    out(capsys, "repertoire", SHOP, "--into", folder, "--day", "2005-06-01")
    return folder


def out(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    given = run(arguments)
    said = capsys.readouterr()
    assert given == code, said.err
    return said.out if code == 0 else said.err


def test_a_case_s_audit_from_files_prints_the_totals_of_the_case(
    capsys: pytest.CaptureFixture[str], repertoire: str
) -> None:
    catalogue = str(next(Path(repertoire, "catalogues").iterdir()))
    audit = ("audit", SHOP, "shop.example", *ASKED, "--repertoire", repertoire, "--catalogue", catalogue)
    files = json.loads(out(capsys, *audit, "--json"))
    case = json.loads(out(capsys, "audit", SHOP, "shop.example", *ASKED, "--json"))

    assert files["total"] == case["total"]
    assert files["groups"] == case["groups"]
    assert files["question"] == case["question"]
    assert files["total"]["cleared"] > 0


def test_classes_are_counted_and_an_empty_result_is_no_error(
    capsys: pytest.CaptureFixture[str], repertoire: str
) -> None:
    found = json.loads(out(capsys, "classes", SHOP, "--repertoire", repertoire, "--json"))

    assert found["items"] == sum(1 for _ in set(pq.read_table(f"{repertoire}/items.parquet")["item"].to_pylist()))
    assert 1 <= found["classes"] <= found["items"]
    assert Path(found["folder"]).is_dir()
    assert "classes" in out(capsys, "classes", SHOP, "--repertoire", repertoire)


@pytest.mark.parametrize("by", ["major", "label", "owner", "territory", "use", "reason"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_grouping_is_shown_in_both_languages(
    capsys: pytest.CaptureFixture[str], repertoire: str, by: str, lang: str
) -> None:
    audit = (
        "audit",
        SHOP,
        "shop.example",
        *ASKED,
        "--repertoire",
        repertoire,
        "--territory",
        "FR",
        "--territory",
        "GB",
    )
    shown = out(capsys, *audit, "--by", by, "--lang", lang)

    assert {"en": "not cleared", "fr": "non couvert"}[lang] in shown
    assert {"en": "What this does not say", "fr": "Ce que ceci ne dit pas"}[lang] in shown
    if by == "territory":
        assert {"en": "United Kingdom", "fr": "Royaume-Uni"}[lang] in shown


def test_a_timeline_of_coverage_is_shown_and_written(
    capsys: pytest.CaptureFixture[str], repertoire: str, tmp_path: Path
) -> None:
    days = ("--from", "2005-01-01", "--to", "2009-12-31", "--known-by", "2009-12-31", "--territory", "FR")
    audit = ("audit", SHOP, "shop.example", "--repertoire", repertoire, *days)
    file = tmp_path / "coverage.csv"
    slices = json.loads(out(capsys, *audit, "--json", "--csv", str(file)))

    assert slices[0]["first"] == "2005-01-01"
    assert slices[-1]["last"] == "2009-12-31"
    assert slices[0]["answers"]["cleared"] > 0
    assert slices[-1]["answers"]["cleared"] == 0  # the label's licence ended with 2008
    assert [row["first"] for row in csv.DictReader(file.read_text("utf-8").splitlines())] == [
        one["first"] for one in slices
    ]
    assert "31 December 2008" in out(capsys, *audit)


def test_files_hold_a_row_a_class_or_a_pair(
    capsys: pytest.CaptureFixture[str], repertoire: str, tmp_path: Path
) -> None:
    audit = ("audit", SHOP, "shop.example", *ASKED, "--repertoire", repertoire, "--territory", "FR")
    classes, pairs = tmp_path / "classes.parquet", tmp_path / "pairs.csv"
    out(capsys, *audit, "--parquet", str(classes))
    out(capsys, *audit, "--csv", str(pairs), "--per", "pair")

    assert pq.read_table(classes).column_names[:2] == ["class_id", "items"]
    assert {row["territory"] for row in csv.DictReader(pairs.read_text("utf-8").splitlines())} == {"FR"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("audit", SHOP, "shop.example", "--by", "territory"), "--repertoire"),
        (("audit", SHOP, "shop.example", "--repertoire", "no-such-folder"), "there is no such file"),
        (("audit", SHOP, "shop.example", "--repertoire", ".", "--to", "2005-01-01"), "--from"),
        (("classes", SHOP, "--repertoire", ".", "--threads", "0"), "no thread"),
        (("repertoire", SHOP, "--into", SHOP), "not empty"),
    ],
)
def test_what_can_t_be_done_is_said(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str) -> None:
    assert said in out(capsys, *arguments, code=2)
    assert not Path("no-such-folder").exists()
