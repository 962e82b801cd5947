# SPDX-License-Identifier: Apache-2.0
"""Rows for spreadsheets and data tools."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from licit.model.overview import AuditRow, Reason, Tally
from licit.model.verdict import Answer
from licit.report.tables import csv_text, json_lines, table, write_csv, write_json_lines, write_parquet


@dataclass(frozen=True, slots=True)
class Pair:
    title: str
    territory: str
    answer: Answer
    reason: Reason


ROWS = (
    Pair("Song", "FR", Answer.NOT_CLEARED, Reason("term", "label", "society", ("mandate", "ended"), date(2004, 1, 31))),
    Pair('Komma, "Zitat"\nZeile', "RU", Answer.CONTESTED, Reason("disputed", facts=("law-45",))),
)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", "=cmd|' /C calc'!A0")


def test_values_inside_a_row_have_columns_of_their_own() -> None:
    first, second = table(ROWS)

    assert first == {
        "title": "Song",
        "territory": "FR",
        "answer": "not-cleared",
        "reason.code": "term",
        "reason.at": "label",
        "reason.to": "society",
        "reason.facts": "mandate; ended",
        "reason.day": "2004-01-31",
        "reason.subject": "",
        "reason.open_points": "",
    }
    assert list(second) == list(first)


def test_csv_is_read_back_as_it_was_written() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_text(ROWS), newline="")))

    assert [row["title"] for row in rows] == ["Song", 'Komma, "Zitat"\nZeile']
    assert rows[0]["reason.facts"] == "mandate; ended"


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(text: str) -> None:
    row = Pair(text, "FR", Answer.CLEARED, Reason("chain"))

    (read,) = csv.DictReader(io.StringIO(csv_text([row]), newline=""))

    assert read["title"] == f"'{text}"


@pytest.mark.parametrize("text", FORMULAS)
def test_raw_leaves_a_cell_as_it_is(text: str) -> None:
    row = Pair(text, "FR", Answer.CLEARED, Reason("chain"))

    (read,) = csv.DictReader(io.StringIO(csv_text([row], raw=True), newline=""))

    assert read["title"] == text


def test_numbers_stay_numbers() -> None:
    (row,) = table([AuditRow("A", Tally(cleared=1, not_cleared=2), "85 %")])

    assert (row["tally.cleared"], row["tally.not_cleared"], row["weight"]) == (1, 2, "85 %")


def test_no_rows_are_an_empty_file() -> None:
    assert csv_text([]) == json_lines([]) == ""


def test_json_lines_are_one_object_a_line() -> None:
    lines = json_lines(ROWS).splitlines()

    assert [json.loads(line)["territory"] for line in lines] == ["FR", "RU"]


def test_files_hold_what_the_texts_do(tmp_path: Path) -> None:
    write_csv(ROWS, tmp_path / "a.csv")
    write_json_lines(ROWS, tmp_path / "a.jsonl")

    assert (tmp_path / "a.csv").read_bytes().decode() == csv_text(ROWS)
    assert (tmp_path / "a.jsonl").read_bytes().decode() == json_lines(ROWS)


def test_parquet_holds_the_same_rows(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    write_parquet(ROWS, tmp_path / "a.parquet")

    assert pq.read_table(tmp_path / "a.parquet").to_pylist() == table(ROWS)


def test_what_has_no_cell_is_refused() -> None:
    with pytest.raises(TypeError, match="no cell for dict"):
        table([{"a": 1}])
