# SPDX-License-Identifier: Apache-2.0
"""DDEX sales reports: the service's word on what it has used. Money and allocations are left out."""

from __future__ import annotations

from pathlib import Path

from licit.formats.checks import ORDER, REFERENCE
from tests.formats.tables.reading import GOOD, decoded, item, told
from tests.formats.taken import take

REPORT = GOOD / "sales-report-dsr.tsv"


def test_what_a_report_says() -> None:
    taken = take(REPORT)

    assert not taken.problems
    lines = REPORT.read_text(encoding="utf-8").splitlines()
    assert sum(taken.records.values()) == len(lines) == 12
    assert taken.records["AS01.03"] == sum(line.startswith("AS01.03\t") for line in lines) == 2
    service = taken.party("Shop One")
    assert len(taken.record.offers[service]) == 3
    first = item(taken, "First Song (Live)")
    assert first.id == "GBAAA0300001"
    assert first.of_kind("work") == ("T0345246801",)  # AS02 names it
    assert taken.parties[first.group].name == "Label One"
    second = item(taken, "Second | Song")
    assert second.of_kind("work") == ("T0345246801",)  # MW01 refers to it
    assert dict(second.details) == {"duration": "PT4M2S", "album": "Second Album"}
    third = item(taken, "Third Song")
    assert third.assets == ()
    assert third.id == f"{service}:res-3"


def test_what_is_left_out_and_why() -> None:
    assert take(REPORT).left_out == {
        ("comment or heading", "it is for people"): 1,
        ("SY", "sums of usage and money"): 1,
        ("SU", "usage and money"): 2,
        ("RE", "releases are read for the label and title of their recordings"): 2,
    }


def test_the_evidence_is_the_senders_report_of_that_day() -> None:
    evidence = take(REPORT).bundle.evidence["sales-report-dsr.tsv"]

    assert evidence.publisher == "shop-one"
    assert str(evidence.date) == "2015-03-04"
    assert evidence.title == "DDEX sales report 1234567890 (BasicAudioProfile) 2015-02-01 to 2015-02-28"


def test_the_service_may_be_named_by_the_user() -> None:
    taken = take(REPORT, options={"service": "Shop Two"})

    assert list(taken.record.offers) == [taken.party("Shop Two")]


def test_a_type_that_only_the_files_heading_explains_is_read_by_it(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    head = REPORT.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(
        f"{head}\n#VI09\tBlockId\tResourceISRC\tResourceReference\tDspResourceId\tResourceTitle\tWords\n"
        "VI09\t1\tGBAAA0300009\tA1\tv-9\tNinth Song\tx\nXY99\t1\tx\nFOOT\t4\n",
        encoding="utf-8",
    )

    taken = take(path)

    assert not taken.problems
    assert item(taken, "Ninth Song").id == "GBAAA0300009"
    assert ("XY", "its cells are not published, and the file has no heading that names them") in taken.left_out


def test_the_label_of_a_release_is_found_as_services_head_it(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    head = REPORT.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(
        f"{head}\n#RE01.02\tBlockId\tReleaseReference\tICPN\tTitle\tReleaseType\tLabel\n"
        "RE01.02\t1\tR1\t0724384960650\tFirst Album\tAlbum\tLabel One\n"
        "AS02.03\t1\tA1\tres-1\tGBAAA0300001\tFirst Song\nFOOT\t5\n",
        encoding="utf-8",
    )

    taken = take(path)

    assert taken.parties[item(taken, "First Song").group].name == "Label One"


def test_records_out_of_place(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    head = REPORT.read_text(encoding="utf-8").splitlines()[0]
    nobody = head.replace("PADPIDA2013042401U", "").replace("Shop One", "")
    record = "AS01\t1\tA1\tres\tGBAAA0300001\tSong"
    path.write_text(f"{nobody}\n{record}\n{head}\nAS01\t1\tA2\nFOOT\t6\n{record}\n", encoding="utf-8")

    found = told(list(take(path).problems))

    assert found == [(1, REFERENCE, True), (3, ORDER, True), (4, REFERENCE, True), (6, ORDER, True)]


def test_each_record_is_shown_cell_by_cell() -> None:
    records = decoded(REPORT)

    assert [record.type for record in records][:3] == ["HEAD", "SY02.04", "RE01.03"]
    names = {value.name: (value.at, value.raw, value.meaning) for value in records[3].fields}
    assert names["ResourceISRC"] == ("cell 5", "GBAAA0300001", "isrc")
    assert names["MusicalWorkISWC"] == ("cell 12", "T0345246801", "iswc")
    assert records[3].place == "sales-report-dsr.tsv:5"
