# SPDX-License-Identifier: Apache-2.0
"""One row decoded: the cell as it stands, what it is read as, what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from tests.formats.tables.reading import BAD, GOOD, decoded


def test_a_row_is_shown_as_the_mapping_reads_it() -> None:
    first, _ = decoded(GOOD / "repertoire-of-an-owner.csv")

    assert first.place == "repertoire-of-an-owner.csv:2"
    shown = {value.name: (value.at, value.raw, value.meaning, value.problem) for value in first.fields}
    assert shown == {
        "ISRC": ("column A", "GBAAA0300001", "isrc: GBAAA0300001", ""),
        "Title": ("column B", "First Song", "title", ""),
        "Artist": ("column C", "The Band", "artist", ""),
        "Territory": ("column D", "GB, IE", "territory: GB, IE", ""),
        "Share": ("column E", "100%", "share: 100.00 %", ""),
        "Rights start": ("column F", "2003-01-01", "start: 2003-01-01", ""),
        "Rights end": ("column G", "", "end", ""),
    }


def test_what_is_wrong_stands_with_its_cell(tmp_path: Path) -> None:
    second = decoded(BAD / "isrc-of-no-agency.csv")[1]
    path = tmp_path / "a.csv"
    path.write_text("title,release date,territory\n" + "A,2003,FR\n" * 5 + "B,31/12/99,Nowhere at all\n")

    last = decoded(path)[-1]

    assert [bool(value.problem) for value in second.fields] == [False, False, True]
    title, released, territory = last.fields
    assert title.problem == ""
    assert released.problem == "its year has two digits"
    assert "is no known territory" in territory.problem


def test_rows_that_cannot_be_read_are_shown_with_their_problem() -> None:
    records = decoded(BAD / "ragged.csv")

    assert [len(record.problems) for record in records] == [0, 1, 1, 0]


def test_a_file_that_cannot_be_read_is_one_record_with_the_problem() -> None:
    (record,) = decoded(GOOD / "shop-english.csv", {"columns": {"nowhere": "title"}})

    assert record.type == "file"
    assert "nowhere" in record.problems[0].what
