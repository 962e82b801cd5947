# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licit.model.problem import InvalidValueError
from licit.vocabulary.names import Lang
from licit.vocabulary.territories import lookup, territories

KNOWN = territories()


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("FR", "FR"),
        ("fr", "FR"),
        ("FRA", "FR"),
        ("250", "FR"),
        ("0250", "TIS:250"),
        ("0643", "RU"),
        ("TIS:643", "RU"),
        ("2136", "World"),
        ("2118", "CIS"),
        ("2WL", "World"),
        ("GG", "GG"),
        ("831", "GG"),
        ("UK", "GB"),
        ("AN", "ANHH"),
        ("SU", "SUHH"),
        ("BUMM", "BUMM"),
        ("ZR", "CD"),
        ("russie", "RU"),
        ("Russian Federation", "RU"),
        ("Royaume-Uni", "GB"),
        ("cote d'ivoire", "CI"),
        ("SALOMON, ILES", "SB"),
        ("Soviet Union", "SUHH"),
        ("Union soviétique", "SUHH"),
        ("European Union", "EU"),
        ("Union européenne", "EU"),
        ("EEC", "EU"),
        ("monde", "World"),
    ],
)
def test_what_people_write_is_understood(code: str, found: str) -> None:
    assert KNOWN.resolve(code) == found


@pytest.mark.parametrize(
    ("code", "day", "found"),
    [
        ("CS", date(1992, 12, 31), "CSHH"),
        ("CS", date(2003, 2, 4), "CSXX"),
        ("CS", date(2006, 9, 25), "CSXX"),
        ("YU", date(1991, 12, 31), "YUCS"),
        ("YU", date(1992, 1, 1), "CSXX"),
        ("YUG", date(1999, 1, 1), "CSXX"),
        ("Yugoslavia", date(1985, 1, 1), "YUCS"),
        ("Yougoslavie", date(1999, 1, 1), "CSXX"),
        ("DE", date(1985, 1, 1), "DE"),
        ("ET", date(1985, 1, 1), "ET"),
    ],
)
def test_a_code_given_twice_is_read_by_its_day(code: str, day: date, found: str) -> None:
    assert KNOWN.resolve(code, day) == found


@pytest.mark.parametrize(
    ("letters", "day", "found"),
    [
        ("DE", date(1990, 10, 2), "DE"),
        ("DE", date(1990, 10, 3), "DE"),
        ("ET", date(1993, 5, 23), "TIS:230"),
        ("ET", date(1993, 5, 24), "ET"),
        ("SD", date(2011, 7, 8), "TIS:736"),
        ("SD", date(2011, 7, 9), "SD"),
        ("YE", date(1990, 5, 21), "YE"),
        ("YU", date(2003, 2, 3), "CSXX"),
        ("CS", date(2006, 6, 2), "CSXX"),
        ("FR", date(2004, 1, 1), "TIS:250"),
        ("0276", None, "DE"),
        ("2120", None, "TIS:2120"),
    ],
)
def test_tis_letters_and_numbers_are_read_as_tis_means_them(letters: str, day: date | None, found: str) -> None:
    assert KNOWN.resolve_tis(letters, day) == found


@pytest.mark.parametrize(
    ("code", "day", "both"),
    [
        ("CS", None, ("CSHH", "CSXX")),
        ("CS", date(1998, 1, 1), ("CSHH", "CSXX")),
        ("YU", None, ("YUCS", "CSXX")),
        ("Yugoslavia", None, ("YUCS", "CSXX")),
    ],
)
def test_a_code_given_twice_without_a_day_that_decides_is_refused_with_both(
    code: str, day: date | None, both: tuple[str, str]
) -> None:
    with pytest.raises(InvalidValueError) as refused:
        KNOWN.resolve(code, day)

    assert all(meaning in str(refused.value) for meaning in both)


@pytest.mark.parametrize("letters", ["CS", "ET", "SD", "YU"])
def test_tis_letters_given_twice_need_a_day(letters: str) -> None:
    with pytest.raises(InvalidValueError, match="given more than once"):
        KNOWN.resolve_tis(letters)


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("Germny", "Germany"), ("Rusie", "Russie"), ("Comonwealth", "Commonwealth"), ("Worldwid", "Worldwide")],
)
def test_a_misspelt_name_is_refused_with_the_nearest(wrong: str, near: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        KNOWN.resolve(wrong)

    assert near in refused.value.mend


@pytest.mark.parametrize(
    "wrong", ["", " ", "XX", "ZZZZ", "9999", "٢١٣٦", "TIS:", "TIS:99999", "9" * 5000, "de la", "\x00"]
)
def test_nonsense_is_refused_and_not_guessed(wrong: str) -> None:
    with pytest.raises(InvalidValueError):
        KNOWN.resolve(wrong)
    with pytest.raises(InvalidValueError):
        KNOWN.resolve_tis(wrong)


@given(st.text(max_size=12), st.none() | st.dates())
def test_any_text_is_understood_or_refused(text: str, day: date | None) -> None:
    try:
        found = KNOWN.resolve(text, day)
    except InvalidValueError as error:
        assert error.mend  # noqa: PT017 -- either way is right
    else:
        assert KNOWN.atlas.knows(found)
        assert KNOWN.resolve(found, day) == found


def test_an_id_stays_what_it_is_on_every_day() -> None:
    for one in (*KNOWN.atlas.leaves, *KNOWN.atlas.groups):
        assert KNOWN.resolve(one) == one
        assert KNOWN.resolve(one, date(2005, 1, 1)) == one


def test_no_two_leaves_or_groups_share_a_name() -> None:
    owners: dict[str, set[str]] = {}
    for one, row in KNOWN.tables.rows.items():
        for lang in ("en", "fr"):
            owners.setdefault(lookup.key(row[f"name_{lang}"]), set()).add(one)

    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_every_leaf_and_group_has_a_name_in_both_languages() -> None:
    for one in (*KNOWN.atlas.leaves, *KNOWN.atlas.groups):
        assert KNOWN.name(one, "en")
        assert KNOWN.name(one, "fr")


@pytest.mark.parametrize(
    ("one", "lang", "name"),
    [
        ("DE", "fr", "Allemagne"),
        ("SUHH", "en", "Soviet Union"),
        ("CSXX", "fr", "Serbie-et-Monténégro"),
        ("CIS", "fr", "Communauté des États indépendants"),
        ("TIS:826", "en", "United Kingdom (TIS 0826)"),
        ("BUMM", "en", "Myanmar"),
    ],
)
def test_names(one: str, lang: Lang, name: str) -> None:
    assert KNOWN.name(one, lang) == name


def test_the_249_codes_of_iso_have_each_their_number() -> None:
    present = [leaf for leaf in KNOWN.atlas.leaves if len(leaf) == 2]
    numbers = [KNOWN.iso_numeric(leaf) for leaf in present]

    assert len(present) == 250
    assert [leaf for leaf, number in zip(present, numbers, strict=True) if not number] == ["XK"]
    assert len({number for number in numbers if number}) == 249
    assert KNOWN.iso_numeric("AF") == "004"
    with pytest.raises(InvalidValueError):
        KNOWN.iso_numeric("EU")


def test_a_question_asks_about_a_leaf_that_exists() -> None:
    assert KNOWN.leaf("0840", date(2005, 1, 1)) == "US"
    assert KNOWN.leaf("BUMM", date(1985, 1, 1)) == "MM"
    assert KNOWN.leaf("SU", date(1991, 12, 31)) == "SUHH"


@pytest.mark.parametrize(
    ("code", "day", "words"),
    [
        ("SUHH", date(1992, 1, 1), "RU"),
        ("DDDE", date(1995, 1, 1), "ask about DE"),
        ("ME", date(2006, 6, 2), "2006-06-03"),
        ("BYAA", date(1985, 1, 1), "1992-01-01"),
        ("EU", date(2005, 1, 1), "group"),
        ("2120", date(2005, 1, 1), "group"),
    ],
)
def test_a_question_about_a_group_or_another_day_is_refused_with_the_mend(code: str, day: date, words: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        KNOWN.leaf(code, day)

    assert words.casefold() in str(refused.value).casefold()


def test_a_successor_says_whether_it_lies_wholly_in_the_former() -> None:
    extents = {(row.former, row.successor): row.whole for row in KNOWN.tables.successors}

    assert extents["SUHH", "RU"]
    assert not extents["DDDE", "DE"]
    assert not extents["YDYE", "YE"]
    assert {row.successor for row in KNOWN.successors("CSHH")} == {"CZ", "SK"}
    assert KNOWN.successors("FR") == ()
