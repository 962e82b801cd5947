# SPDX-License-Identifier: Apache-2.0
"""The mapping that is proposed: right where name and values agree, a detail where they do not, the same next time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licit.formats.tables.days import Order
from licit.formats.tables.header import folded, meant, roles, words
from licit.formats.tables.mapping import Column, Mapping
from licit.formats.tables.proposing import Head, propose
from licit.formats.tables.reading import mappings_of
from licit.model.problem import InvalidValueError
from tests.formats.tables.reading import GOOD, entries, opened
from tests.formats.tables.reading import roles as roles_told
from tests.formats.taken import take


def proposed(header: str, *rows: str) -> dict[str, str]:
    """Roles by name, for cells with bars between."""
    names = tuple(header.split("|"))
    found = propose(Head(names, [row.split("|") for row in rows]))
    return {column.name: column.role for column in found.columns}


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Track Name", "title"),
        ("trackTitle", "title"),
        ("SONG_NAME", "title"),
        ("Titre du morceau", "title"),
        ("Songtitel", "title"),
        ("Título de la canción", "title"),
        ("Titolo brano", "title"),
        ("Nome da música", "title"),
        ("Название трека", "title"),
        ("Asset Title", "title"),
        ("Store Name", "service"),  # as statements of distributors have it
        ("Digital Service Provider", "service"),
        ("DMS", "service"),
        ("Artist Name(s)", "artist"),
        ("Interprète", "artist"),
        ("Künstlername", "artist"),
        ("Исполнитель", "artist"),
        ("Maison de disques", "label"),
        ("Gravadora", "label"),
        ("Etichetta discografica", "label"),
        ("Duration (ms)", "duration"),
        ("Durée", "duration"),
        ("Длительность", "duration"),
        ("UPC/EAN", "ean"),
        ("Ayant droit", "owner"),
        ("Rechteinhaber", "owner"),
        ("Правообладатель", "owner"),
        ("Anteil (%)", "share"),
        ("Territoires", "territory"),
        ("Vertragsgebiet", "territory"),
        ("Дата релиза", "released"),
        ("℗ Line", ""),
        ("P-Line", "p_line"),
        ("Editora", "publisher"),
        ("Country", ""),
    ],
)
def test_names_of_columns_in_many_languages(name: str, role: str) -> None:
    found = meant(name)

    assert (found.role if found else "") == role


def test_no_header_word_says_two_things_alike() -> None:
    torn = {
        word: said
        for word, said in words().items()
        if len({one.role for one in said if one.weight == said[0].weight}) > 1
    }

    assert torn == {}


def test_every_role_of_the_words_can_be_mapped() -> None:
    assert {one.role for said in words().values() for one in said} < set(roles())


def test_values_that_deny_the_name_make_a_detail() -> None:
    assert proposed("Title|ISRC", "One|yes", "Two|no", "Three|yes")["ISRC"] == "detail"
    assert proposed("Track|Artist", "1|The Band", "2|The Band", "3|The Band")["Track"] == "detail"
    assert proposed("Title|Release date", "One|soon", "Two|later")["Release date"] == "detail"


def test_identifiers_are_known_without_a_name() -> None:
    found = proposed("Title|Code X", "One|GBAAA0300001", "Two|GBAAA0300002", "Three|GBAAA0300003")

    assert found == {"Title": "title", "Code X": "isrc"}


def test_of_two_names_for_one_role_the_plainer_has_it_and_of_two_alike_neither() -> None:
    assert proposed("Title|Track Name", "A|B", "C|D") == {"Title": "detail", "Track Name": "title"}
    assert proposed("Song|Track Name|Artist", "A|B|x", "C|D|x") == {
        "Song": "detail",
        "Track Name": "detail",
        "Artist": "artist",
    }


def test_an_id_that_repeats_is_no_number_of_items() -> None:
    assert proposed("id|title", "1|A", "1|B", "2|C")["id"] == "detail"
    assert proposed("id|title", "1|A", "2|B", "3|C")["id"] == "item"
    assert proposed("id|split", "1|A", "2|B", "3|C")["id"] == "detail"  # an id of what?


def test_why_is_told() -> None:
    found = propose(Head(("ISRC", "Artiste"), [["GBAAA0300001", "x"], ["none of it", "x"], ["GBAAA0300003", "x"]]))

    assert found.columns[0].why == "the name is English for isrc; 2 of 3 values have the shape of an ISRC"
    assert found.columns[1].why == "the name is French for artist"


def test_the_order_of_dates_is_the_columns() -> None:
    for values, order in (
        (["01/02/2003", "25/12/2003"], Order.DAY_FIRST),
        (["01/02/2003", "12/25/2003"], Order.MONTH_FIRST),
        (["01/02/2003", "02/03/2003"], Order.OPEN),
        (["25/12/2003", "12/25/2003"], Order.OPEN),
        (["2003-05-01", "2003"], None),
    ):
        (column,) = propose(Head(("Release date",), [[value] for value in values])).columns
        assert column.order is order


columns = st.builds(
    Column,
    name=st.text(min_size=1, max_size=20),
    role=st.sampled_from(roles()),
    confidence=st.floats(0, 1),
    why=st.text(max_size=20),
    order=st.none() | st.sampled_from(Order),
    fraction=st.none() | st.booleans(),
)


@given(st.builds(Mapping, columns=st.lists(columns, max_size=8).map(tuple), header=st.booleans()))
def test_plain_and_back_is_the_same(mapping: Mapping) -> None:
    assert Mapping.from_plain(mapping.to_plain()) == mapping


@given(
    st.recursive(
        st.none() | st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_what_is_no_mapping_is_refused(plain: object) -> None:
    with pytest.raises(InvalidValueError):
        Mapping.from_plain(plain)


def test_a_mapping_that_was_changed_by_hand_is_refused_where_its_fingerprint_denies_it() -> None:
    plain = propose(Head(("Title", "Artist"), [["A", "B"]])).to_plain()
    plain["columns"][0]["name"] = "Song"

    with pytest.raises(InvalidValueError, match="header-"):
        Mapping.from_plain(plain)


@given(st.text(max_size=300))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert folded(folded(name)) == folded(name) or "\u0345" in name


def test_a_kept_mapping_is_applied_to_the_next_file_of_the_header_and_to_no_other(tmp_path: Path) -> None:
    first = tmp_path / "january.csv"
    first.write_text("Werk,Name,ISRC\nx,One,GBAAA0300001\n")
    ((_, mapping),) = mappings_of(opened(first, {"columns": {"Werk": "detail", "Name": "artist"}}))
    second = tmp_path / "february.csv"
    second.write_text("WERK,name,isrc\ny,The Band,GBAAA0300002\n")
    other = tmp_path / "other.csv"
    other.write_text("Name,ISRC\nSong,GBAAA0300003\n")

    taken = take(second, options={"mappings": [mapping.to_plain()]})
    wrong = take(other, options={"mapping": mapping.to_plain()})

    assert [one.artist for one in taken.record.items.values()] == ["The Band"]
    assert ["another" not in problem.what and "header-" in problem.what for problem in wrong.refused] == [True]
    assert [one.title for one in take(other, options={"mappings": [mapping.to_plain()]}).record.items.values()] == [
        "Song"
    ]


def test_a_wish_moves_the_role_and_the_other_column_becomes_a_detail() -> None:
    taken = take(GOOD / "shop-english.csv", options={"columns": "album=title"})

    assert {one.title for one in taken.record.items.values()} == {"First Album", "Second Album"}


@pytest.mark.parametrize("columns", [{"nowhere": "title"}, {"title": "nothing"}, "title"])
def test_a_wish_that_cannot_be_is_one_clear_problem(columns: object) -> None:
    taken = take(GOOD / "shop-english.csv", options={"columns": columns})

    assert len(taken.refused) == 1
    assert not taken.record.items


def test_what_was_found_is_told_with_the_file() -> None:
    file = opened(GOOD / "katalog-german-windows-1252.csv")

    entries(file)

    details = dict(file.detected.details)
    assert details["encoding"] == "windows-1252 (by its letters)"
    assert details["separator"] == "semicolon"
    assert details["mapping"].startswith("header-")
    assert roles_told(file) == {
        "Titel-ID": "item",
        "Songtitel": "title",
        "Künstler": "artist",
        "Albumtitel": "album",
        "Plattenfirma": "label",
        "ISRC": "isrc",
        "Erscheinungsdatum": "released",
        "Dauer": "duration",
        "Strichcode": "ean",
    }


def test_what_is_learnt_is_read_back_and_what_only_the_next_file_tells_is_added(tmp_path: Path) -> None:
    first, second = tmp_path / "january.csv", tmp_path / "february.csv"
    first.write_text("title,artist,release date\nOne,A,01/02/2003\n")
    second.write_text("title,artist,release date\nTwo,B,03/04/2005\nThree,C,25/12/2005\n")
    file = opened(first, {"columns": "title=artist,artist=title"})
    entries(file)

    taken = take(second, options=file.learnt)

    assert not taken.problems
    assert {one.title: str(one.released) for one in taken.record.items.values()} == {
        "B": "2005-04-03",
        "C": "2005-12-25",
    }
