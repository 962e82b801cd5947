# SPDX-License-Identifier: Apache-2.0
"""What a catalogue says: items, what a service offers, what an owner owns, which works recordings embody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from licit.case.identity import Registry
from licit.formats.detect import room
from licit.formats.entries import Origin
from licit.formats.files import File
from licit.model.day import Term, When
from licit.model.fact import Control
from licit.model.problem import Problem
from licit.model.share import Share
from licit.model.statement import Statement
from licit.model.territory import Expression
from tests.formats.tables.reading import GOOD, item, opened
from tests.formats.taken import Taken, empty, take


def statements(taken: Taken) -> list[Statement]:
    """Without those of the vocabulary, which every case has."""
    return [one for one in taken.record.statements if one.source != "vocabulary"]


def controls(taken: Taken) -> list[Control]:
    return [fact for fact in taken.record.facts if isinstance(fact, Control)]


def test_a_listing_gives_items_by_isrc_or_by_the_shops_own_number_and_nothing_else() -> None:
    taken = take(GOOD / "shop-english.csv")

    assert taken.records == {"row": 3}
    assert not taken.problems
    assert not taken.facts
    assert not taken.record.offers
    first = item(taken, "First Song")
    assert first.id == "GBAAA0300001"
    assert first.artist == "The Band"
    assert first.released == When.on(date(2003, 5, 1))
    assert taken.parties[first.group].name == "Label One"
    assert dict(first.details) == {
        "album": "First Album",
        "duration": "3:21",
        "ean": "0724384960650",
        "explicit": "no",
    }
    assert item(taken, "Second Song").assets == (("recording", ("GBAAA0300002",)),)  # written with hyphens
    third = item(taken, "Third Song, live")
    assert third.assets == ()  # not identified
    assert third.id == "shop-english:0003"


def test_a_service_that_is_named_offers_the_rows() -> None:
    taken = take(GOOD / "shop-english.csv", options={"service": "Shop One"})

    service = taken.party("Shop One")
    assert len(taken.record.offers[service]) == 3
    assert item(taken, "Third Song, live").id == f"{service}:0003"


def test_a_column_of_services_says_who_offers() -> None:
    taken = take(GOOD / "offers-of-services.csv")

    assert {taken.parties[one].name: list(items) for one, items in taken.record.offers.items()} == {
        "Shop One": ["GBAAA0300001"],
        "Shop Two": ["GBAAA0300001"],
    }


def test_a_row_with_isrc_and_iswc_says_that_the_recording_embodies_the_work() -> None:
    taken = take(GOOD / "offers-of-services.csv")

    assert item(taken, "First Song").of_kind("work") == ("T0345246801",)


def test_an_owners_list_says_what_it_owns_where_and_when() -> None:
    taken = take(GOOD / "repertoire-of-an-owner.csv", options={"owner": "Label One"})

    assert not taken.problems
    first, second = controls(taken)
    assert first.party == second.party == taken.party("Label One")
    assert (first.asset, first.share) == ("GBAAA0300001", Share(10_000))
    assert first.territories == Expression.parse("GB, IE")
    assert first.term == Term(When.on(date(2003, 1, 1)))
    assert "recording:making-available" in first.rights  # type: ignore[operator]
    assert not any(str(right).startswith("work:") for right in first.rights)  # type: ignore[union-attr]
    assert (second.share, second.territories) == (Share(5_000), Expression.parse("World except US"))
    assert second.term == Term(When.on(date(2003, 1, 1)), When.on(date(2010, 12, 31)))
    (one, other) = statements(taken)
    assert one.source == other.source == first.party
    assert [one.locator, other.locator] == ["line 2", "line 3"]


def test_without_an_owner_the_same_list_says_nothing_of_owners_and_keeps_the_columns_as_details() -> None:
    taken = take(GOOD / "repertoire-of-an-owner.csv")

    assert not taken.facts
    assert dict(item(taken, "First Song").details)["territory"] == "GB, IE"


def test_what_a_case_says_of_a_table_has_no_folder_of_the_users() -> None:
    path = GOOD / "repertoire-of-an-owner.csv"
    file = File(path, str(path), opened(path).detected, {"owner": "Label One"})

    said = list(room("tables").read([file], Registry(empty())))

    assert {one.title for one in said if isinstance(one, Origin)} == {"repertoire-of-an-owner.csv"}
    assert not [one for one in said if not isinstance(one, Problem) and str(path.parent) in repr(one)]


def test_an_owner_without_shares_owns_all_and_the_option_names_the_territories() -> None:
    taken = take(GOOD / "shop-english.csv", options={"owner": "Label One", "territories": "FR, DE", "made": "2004-02"})

    assert [control.share for control in controls(taken)] == [Share(10_000)] * 3
    assert {str(control.territories) for control in controls(taken)} == {"FR, DE"}
    assert [str(statement.made) for statement in statements(taken)] == ["2004-02"] * 3
    third = controls(taken)[2].asset
    assert taken.assets[third].identifiers == ()  # known by the owner's own number alone
    assert third.endswith(":0003")


def test_a_catalogue_lists_its_recordings() -> None:
    taken = take(GOOD / "shop-english.csv", options={"catalogue": "list-one"})

    assert taken.record.catalogues["list-one"] >= {"GBAAA0300001", "GBAAA0300002"}
    assert len(taken.record.catalogues["list-one"]) == 3


def test_shares_of_works_need_a_speaker_and_rights() -> None:
    silent = take(GOOD / "works-with-shares.csv")
    vague = take(GOOD / "works-with-shares.csv", options={"source": "Society One"})
    taken = take(GOOD / "works-with-shares.csv", options={"source": "Society One", "rights": "work:making-available"})

    assert not silent.facts
    assert not silent.refused
    assert ["whose word" in doubt.what for doubt in silent.doubts] == [True]
    assert ["which rights" in problem.what for problem in vague.refused] == [True]
    assert not taken.problems
    assert [(taken.parties[one.party].name, one.share, one.rights) for one in controls(taken)] == [
        ("Publisher One", Share(5_000), frozenset({"work:making-available"})),
        ("Publisher Two", Share(5_000), frozenset({"work:making-available"})),
    ]
    assert {statement.source for statement in statements(taken)} == {taken.party("Society One")}


def test_works_of_which_nothing_is_said_are_told(tmp_path: Path) -> None:
    path = tmp_path / "works.csv"
    path.write_text("Work ID,Work title,Composers\nX1,Work One,A Writer\n", encoding="utf-8")

    alone, listed = take(path), take(path, options={"catalogue": "list-one"})

    assert ["nothing hangs on it" in doubt.what for doubt in alone.doubts] == [True]
    assert len(alone.assets) == 1
    assert not listed.problems


def test_owners_of_recordings_need_a_speaker(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("ISRC,Title,Owner,Territory\nGBAAA0300001,First Song,Label One,FR\n", encoding="utf-8")

    silent, said = take(path), take(path, options={"source": "Society One"})

    assert not controls(silent)
    assert ["whose word" in doubt.what for doubt in silent.doubts] == [True]
    assert len(controls(said)) == 1
    assert not said.problems


def test_a_decimal_comma_is_one() -> None:
    taken = take(GOOD / "catalogo-spanish-bom.csv", options={"owner": "Discos Uno"})

    assert [str(one.share) for one in controls(taken)] == ["50.00 %", "33.33 %"]


def test_a_file_without_a_header_is_read_by_the_shapes_of_its_values() -> None:
    taken = take(GOOD / "no-header.csv", options={"columns": {"B": "title", "C": "artist"}})

    assert taken.records == {"row": 3}
    assert item(taken, "First Song").id == "GBAAA0300001"
    assert item(taken, "Third Song").artist == "The Band"


def test_lines_above_the_header_are_left_out_and_told() -> None:
    taken = take(GOOD / "lines-above-the-header.csv")

    assert taken.records == {"row": 1, "line above the header": 2}
    assert taken.left_out == {("line above the header", "it is no row of the table"): 2}
    assert item(taken, "First Song").id == "GBAAA0300001"


def test_cells_that_look_like_formulas_are_text() -> None:
    taken = take(GOOD / "cells-like-formulas.csv")

    titles = {one.title for one in taken.record.items.values()}
    assert titles == {"=1+1", '=HYPERLINK("http://example.com","x")', "-2"}


def test_quotations_hold_line_ends_and_marks() -> None:
    taken = take(GOOD / "quoted-line-ends.csv")

    assert item(taken, "First\r\nSong").artist == 'The "Band"'
    assert item(taken, "Second").artist == "A, B"


@pytest.mark.parametrize(
    ("name", "title", "artist", "label"),
    [
        ("katalog-german-windows-1252.csv", "Grüße aus Köln", "Die Straße", "Tonträger Süd"),
        ("katalog-russian-windows-1251.csv", "Первая песня", "Оркестр первый", "Студия Звук"),
        ("katalog-russian-koi8-r.csv", "Первая песня", "Оркестр первый", "Студия Звук"),
        ("catalogue-french-utf-16.tsv", "Un été", "Les Étoiles", "Disques du Sud"),
        ("catalogo-spanish-bom.csv", "Una", "Orquesta Uno", "Discos Uno"),
    ],
)
def test_headers_and_encodings_of_many_countries(name: str, title: str, artist: str, label: str) -> None:
    taken = take(GOOD / name)

    found = item(taken, title)
    assert found.artist == artist
    assert taken.parties[found.group].name == label
    assert not taken.refused


def test_an_encoding_that_only_letters_tell_is_a_doubt_and_the_option_ends_it() -> None:
    taken = take(GOOD / "katalog-russian-koi8-r.csv")
    named = take(GOOD / "katalog-russian-koi8-r.csv", options={"encoding": "koi8-r"})

    assert ["KOI8-R" in problem.what for problem in taken.doubts] == [True]
    assert not named.problems
    assert named.record.items == taken.record.items


def test_dates_of_a_column_are_read_in_the_order_that_one_of_them_tells() -> None:
    taken = take(GOOD / "catalogue-french-utf-16.tsv")

    assert item(taken, "Un été").released == When.on(date(2003, 5, 1))  # 25/12/2003 stands below


def test_importing_twice_changes_nothing() -> None:
    options = {"owner": "Label One", "service": "Shop One"}
    path = GOOD / "repertoire-of-an-owner.csv"
    once = take(path, options=options)
    twice = take(path, path, options=options)

    assert twice.record.items == once.record.items
    assert twice.record.facts == once.record.facts
    assert twice.record.offers == once.record.offers


def test_items_of_rows_in_another_order_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, other = tmp_path / "a" / "list.csv", tmp_path / "b" / "list.csv"
    one.write_text("title,artist\nFirst Song,The Band\nSecond Song,The Band\n")
    other.write_text("title,artist\nSecond Song,The Band\nFirst Song,The Band\n")

    assert set(take(one).record.items) == set(take(other).record.items)
