# SPDX-License-Identifier: Apache-2.0
"""Workbooks: each sheet told, identifiers as they were shown, what Excel ate told, bombs refused before they unpack."""

from __future__ import annotations

import struct
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from licit.formats.checks import DOUBT, HOSTILE, LIMIT, RECORD, VALUE
from licit.formats.tables import workbook as opening
from licit.model.problem import Problem
from tests.formats.tables.reading import entries, item, opened, rows, told
from tests.formats.taken import take

HEADER = ["track id", "title", "artist", "isrc", "upc", "release date"]


def book(path: Path, **sheets: list[list[Any]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)  # type: ignore[arg-type]
    for name, cells in sheets.items():
        sheet = made.create_sheet(name)
        for row in cells:
            sheet.append(row)
    made.save(path)
    return path


def test_cells_are_read_as_text_and_days_as_days(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        One=[HEADER, ["0001", "First Song", "The Band", "GBAAA0300001", "0724384960650", datetime(2003, 5, 1)]],  # noqa: DTZ001
    )

    taken = take(path)

    assert not taken.problems
    first = item(taken, "First Song")
    assert str(first.released) == "2003-05-01"
    assert dict(first.details)["ean"] == "0724384960650"


def test_numbers_that_were_identifiers_are_told(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        One=[
            HEADER,
            [1, "First Song", "The Band", "GBAAA0300001", 724384960650, date(2003, 5, 1)],
            [2, "Second Song", "The Band", "GBAAA0300002", 12345678905, date(2003, 5, 1)],  # UPC 012345678905
            [3, "Third Song", "The Band", "GBAAA0300003", 12345678901234567, date(2003, 5, 1)],
            [4, datetime(1999, 1, 1), "The Band", "GBAAA0300004", "4006408126003", date(2003, 5, 1)],  # noqa: DTZ001
            [5, "Fifth", "The Band", "GBAAA0300005", "4006408126003", "#N/A"],
            [6, "Sixth", "The Band", "GBAAA0300006", "4006408126003", None],
            [7, "Seventh", "The Band", "GBAAA0300007", "4006408126003", None],
        ],
    )

    taken = take(path)

    found = told(list(taken.problems))
    assert found == [
        (2, VALUE, False),  # the track ids are numbers
        (3, VALUE, False),  # leading zero
        (4, VALUE, False),  # rounded
        (5, VALUE, False),  # a title turned into a day
        (6, VALUE, False),  # an error value
        (6, VALUE, False),  # which is no date either
    ]
    assert "'012345678905'" in taken.problems[1].what
    assert len(taken.record.items) == 7


def test_zeros_that_the_format_shows_are_read(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["title", "upc"])
    sheet.append(["First Song", 12345678905])
    sheet["B2"].number_format = "000000000000"
    made.save(tmp_path / "a.xlsx")

    assert rows(tmp_path / "a.xlsx")[1] == ["First Song", "012345678905"]


def test_sheets_are_told_and_hidden_ones_left_out_unless_named(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        Shown=[["title", "artist"], ["First Song", "The Band"]],
        More=[["Titel", "Interpret"], ["Zweites Lied", "Die Band"], ["Drittes Lied"]],
        Secret=[["title"], ["Hidden Song"]],
    )
    made = openpyxl.load_workbook(path)
    made["Secret"].sheet_state = "hidden"
    made.save(path)

    taken, named = take(path), take(path, options={"sheet": "Secret"})
    file = opened(path)
    entries(file)

    assert {one.title for one in taken.record.items.values()} == {"First Song", "Zweites Lied", "Drittes Lied"}
    assert taken.records == {"row": 3, "hidden sheet": 1}
    assert {one.title for one in named.record.items.values()} == {"Hidden Song"}
    details = dict(file.detected.details)
    assert details["sheet Secret"] == "hidden, left out"
    assert details["More: column 'Titel'"].startswith("title (the name is German")


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", One=[["title"], ["First Song"]])

    (problem,) = take(path, options={"sheet": "Two"}).refused

    assert "One" in problem.mend


def test_problems_name_their_sheet_where_there_are_several(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        One=[["title"], ["First Song"]],
        Two=[["title", "isrc"], ["Second", "GBAAA0300001"], ["Third", "GBAAA0300002"], ["Fourth", "nonsense"]],
    )

    (problem,) = take(path).problems

    assert str(problem.place) == "a.xlsx[Two]:4"


def test_formulas_are_read_by_their_saved_values_and_those_without_are_told(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", One=[["title", "artist"], ['="Song"&" one"', "The Band"], ["Two", "The Band"]])

    taken = take(path)

    assert told(list(taken.problems)) == [(0, DOUBT, False)]
    assert "1 formulas" in taken.problems[0].what


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def refused(path: Path) -> Problem:
    (problem,) = (one for one in entries(opened(path, version="xlsx")) if isinstance(one, Problem))
    return problem


def test_bombs_are_refused_by_the_zips_own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = zipped(tmp_path / "packed.xlsx", {"xl/worksheets/sheet1.xml": b"\0" * (32 << 20)})
    strings = zipped(tmp_path / "part.xlsx", {"xl/styles.xml": bytes(range(256)) * 40})
    many = zipped(tmp_path / "many.xlsx", {f"xl/{n}": b"" for n in range(50)})
    monkeypatch.setattr(opening, "ZIP_OTHER", 1000)
    monkeypatch.setattr(opening, "ZIP_ENTRIES", 49)

    assert (refused(packed).check, "200 times" in refused(packed).what) == (HOSTILE, True)
    assert refused(strings).check == LIMIT
    assert refused(many).check == HOSTILE
    monkeypatch.setattr(opening, "ZIP_TOTAL", 1000)
    assert refused(packed).check == HOSTILE


def test_a_directory_that_lies_gives_no_more_than_it_says(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", One=[["title"], *([f"Song {n}"] for n in range(3000))])
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at != -1:  # every part is said to be ten bytes
        content[at + 24 : at + 28] = struct.pack("<I", 10)
        at = content.find(b"PK\x01\x02", at + 4)
    path.write_bytes(content)

    assert refused(path).check == RECORD


def test_document_types_are_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'

    for codec in ("utf-8", "utf-16"):
        path = zipped(tmp_path / f"{codec}.xlsx", {"xl/workbook.xml": bomb.decode().encode(codec)})
        assert refused(path).check == HOSTILE


def test_a_broken_workbook_is_one_clear_problem(tmp_path: Path) -> None:
    whole = book(tmp_path / "a.xlsx", One=[HEADER, ["1", "Song", "Band", "GBAAA0300001", "", ""]]).read_bytes()
    for cut in range(0, len(whole), 97):
        (tmp_path / "cut.xlsx").write_bytes(whole[:cut])

        assert isinstance(refused(tmp_path / "cut.xlsx"), Problem)


def test_a_sheet_whose_xml_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", One=[["title"], *([f"Song {n}"] for n in range(10))])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = next(name for name in parts if "worksheets/" in name)
    parts[sheet] = parts[sheet][: parts[sheet].find(b'<row r="6"') + 10]
    zipped(path, parts)

    taken = take(path)

    assert len(taken.record.items) == 4
    assert [problem.check for problem in taken.refused] == [RECORD]
