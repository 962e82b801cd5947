# SPDX-License-Identifier: Apache-2.0
"""Real listings and catalogues: rows counted independently, roles as one would give them, nothing lost."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Final

import pytest

from licit.formats.files import HEAD
from licit.formats.tables.sniffing import sniff
from tests.formats.tables.reading import entries, opened, roles, rows
from tests.formats.taken import take

SAMPLES: Final = Path(__file__).parents[3] / "shared" / "samples"
CATALOGUE: Final = SAMPLES / "catalogue"
MATCHING: Final = SAMPLES / "matching"
SPECTRUM: Final = SAMPLES / "vectors" / "csv-spectrum"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared is not beside this clone")

ROLES: Final = {
    "recordings.csv": {
        "track_id": "item",
        "title": "title",
        "artists": "artist",
        "album": "album",
        "release_date": "released",
        "duration_ms": "duration",
        "label": "label",
        "isrc": "isrc",
        "copyright": "p_line",
    },
    "listing_google_play.csv": {"title": "title", "artist": "artist", "album": "album"},
    "tracks_with_writers.csv": {
        "track_id": "item",
        "title": "title",
        "artist": "artist",
        "album": "album",
        "composer": "writer",
        "duration_ms": "duration",
    },
    "billboard_1950-2013.tsv": {
        "Year": "released",
        "Artist": "artist",
        "Album": "album",
        "Track": "title",
        "Time": "duration",
    },
}


def counted(path: Path, encoding: str = "utf-8") -> list[list[str]]:
    """All rows after the header, by the library of the language."""
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.mark.parametrize("name", ROLES)
def test_columns_have_the_roles_that_one_would_give_them(name: str) -> None:
    file = opened(CATALOGUE / name)

    entries(file)

    assert {column: role for column, role in roles(file).items() if role != "detail"} == ROLES[name]


@pytest.mark.parametrize("name", ["recordings.csv", "listing_google_play.csv", "tracks_with_writers.csv"])
def test_every_cell_is_what_the_library_of_the_language_reads(name: str) -> None:
    assert rows(CATALOGUE / name)[1:] == counted(CATALOGUE / name)


def test_a_large_listing_with_identifiers() -> None:
    body = counted(CATALOGUE / "recordings.csv")
    given = {row[10] for row in body if row[10]}

    taken = take(CATALOGUE / "recordings.csv", options={"service": "Shop"})

    assert taken.records == {"row": len(body)} == {"row": 48_943}
    assert not taken.refused
    assert [problem.place.line for problem in taken.doubts] == [20_055]  # TBDK24012022: no agency gives TB
    assert len(taken.assets) == len(given - {"TBDK24012022"}) == 3_571
    without = sum(1 for row in body if not row[10] or row[10] == "TBDK24012022")
    assert len(taken.record.items) == len(taken.assets) + without
    labels = {row[9] for row in body if row[9]}
    assert {taken.parties[item.group].name for item in taken.record.items.values() if item.group} <= labels


def test_a_listing_without_numbers_keeps_rows_apart_that_differ() -> None:
    body = counted(CATALOGUE / "listing_google_play.csv")

    taken = take(CATALOGUE / "listing_google_play.csv")

    assert taken.records == {"row": len(body)} == {"row": 33_546}
    assert len(taken.record.items) == len({tuple(cell.strip() for cell in row) for row in body})


def test_the_chart_list_is_mac_roman_and_its_quotation_marks_are_letters() -> None:
    """Its sources page says ISO-8859-1; but 0xC9 stands for … and 0x8E for é in it."""
    path = CATALOGUE / "billboard_1950-2013.tsv"
    lines = path.read_text(encoding="mac_roman").splitlines()[1:]

    taken = take(path)

    assert taken.records == {"row": len(lines)} == {"row": 28_142}
    assert not taken.refused
    titles = {item.title for item in taken.record.items.values()}
    assert titles == {line.split("\t")[11].strip() for line in lines}
    assert ["Mac Roman" in problem.what for problem in taken.doubts] == [True, False]
    assert "#REF!" in lines[taken.doubts[1].place.line - 2]  # an error value of a spreadsheet among the scores


@pytest.mark.parametrize("folder", ["musicbrainz-20k", "musicbrainz-20k-mutated"])
@pytest.mark.parametrize("source", [1, 2, 3, 4, 5])
def test_listings_of_five_sources(folder: str, source: int) -> None:
    path = MATCHING / folder / f"{source}.csv"
    body = counted(path)

    file = opened(path)
    entries(file)

    assert file.records == {"row": len(body)}
    found = {column: role for column, role in roles(file).items() if role != "detail"}
    assert {"id": "item", "title": "title", "artist": "artist", "album": "album"}.items() <= found.items()
    assert found.get("length", "duration") == "duration"


def test_a_shops_listing_with_phonogram_lines() -> None:
    path = MATCHING / "itunes-amazon" / "tableA_itunes.csv"

    taken = take(path)
    file = opened(path)
    entries(file)

    assert taken.records == {"row": len(counted(path))} == {"row": 6_907}
    assert len(taken.record.items) == 6_907
    assert roles(file)["CopyRight"] == "p_line"
    assert not taken.refused
    assert ["two digits" in problem.what for problem in taken.doubts] == [True]  # 31-Mar-15


@pytest.mark.parametrize("name", ["label_groups.csv", "split.csv"])
def test_tables_that_name_no_recording_are_refused_as_a_whole(name: str) -> None:
    path = next(SAMPLES.rglob(name))

    taken = take(path)

    assert taken.records == {"row": len(counted(path))}
    assert ["no column names a recording" in problem.what for problem in taken.refused] == [True]
    assert not taken.record.items


@pytest.mark.parametrize("path", sorted(SPECTRUM.glob("csvs/*.csv")), ids=lambda path: path.name)
def test_the_spectrum_of_csv(path: Path) -> None:
    """The copies of the files have lost their carriage returns."""
    text = (SPECTRUM / "json" / f"{path.stem}.json").read_text(encoding="utf-8")
    wanted = json.loads(text.replace(r"\r\n", r"\n"))

    header, *body = rows(path)

    assert [dict(zip(header, row, strict=True)) for row in body] == wanted


def test_cells_that_attack_spreadsheets_stay_text(tmp_path: Path) -> None:
    payloads = (SAMPLES / "vectors" / "csv-injection" / "csv-payload.txt").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["title", "artist"], *([payload, "The Band"] for payload in payloads)])

    taken = take(path)

    assert {item.title for item in taken.record.items.values()} == {payload.strip() for payload in payloads}


def test_files_of_other_rooms_are_left_to_them() -> None:
    others = [*SAMPLES.glob("cwr/*"), *SAMPLES.glob("ddex-ern/*"), *SAMPLES.glob("odrl/**/*.ttl")]
    others += [path for path in SAMPLES.glob("odrl/**/*.jsonld") if path.is_file()]

    claimed = [path.name for path in others if path.is_file() and sniff(path.read_bytes()[:HEAD], path.name)]

    assert len(others) > 40
    assert claimed == []


def test_tables_of_codes_are_tables() -> None:
    found = {path.name: sniff(path.read_bytes()[:HEAD], path.name) for path in SAMPLES.glob("*/*.csv")}

    assert [name for name, detected in found.items() if detected is None] == [
        "territory_type.csv"
    ]  # one column of words
