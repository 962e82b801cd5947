# SPDX-License-Identifier: Apache-2.0
"""Who belongs where, on the day before, of and after. Days typed from the treaties and CISAC's tables."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from licit.model.territory import Expression
from licit.vocabulary.territories import territories

ATLAS = territories().atlas
DAY = timedelta(days=1)
NO_TIS_LEAF = """
AW AI AX AS AQ TF BQ BL BM BV CC CK CW CX KY FK FO GG GI GP GL GF GU HM IM IO JE MF MP MS MQ YT NF NU PN PS RE GS
SH SJ PM SX TC TK UM VG VI WF
"""


@pytest.mark.parametrize(
    ("steps", "leaves"),
    [("+2136 -2114 +124", 149), ("+2136 +124 -2114", 148), ("-2114 +2136 +124", 201), ("+2120 -826 -372", 42)],
)
def test_the_worked_examples_of_the_cwr_manual_have_their_leaves(steps: str, leaves: int) -> None:
    found = Expression.parse(steps).leaves(territories().tis, date(2024, 6, 1))

    assert len(found) == leaves


@pytest.mark.parametrize(
    ("group", "leaf", "first"),
    [
        ("EU", "SI", date(2004, 5, 1)),
        ("EU", "PL", date(2004, 5, 1)),
        ("EU", "AT", date(1995, 1, 1)),
        ("EU", "DE", date(1958, 1, 1)),
        ("EU", "GB", date(1973, 1, 1)),
        ("EU", "HR", date(2013, 7, 1)),
        ("EU", "YT", date(2014, 1, 1)),
        ("EEA", "LI", date(1995, 5, 1)),
        ("EEA", "LT", date(2004, 5, 1)),
        ("EEA", "HR", date(2014, 4, 12)),
        ("CIS", "RU", date(1992, 1, 1)),
        ("CIS", "GE", date(1994, 1, 1)),
        ("CIS", "MD", date(1994, 4, 15)),
        ("Commonwealth", "ZA", date(1994, 6, 1)),
        ("World", "ME", date(2006, 6, 3)),
        ("World", "SS", date(2011, 7, 9)),
        ("TIS:2123", "SI", date(2004, 4, 1)),
        ("SUHH", "RU", date(1992, 1, 1)),
        ("SUHH", "LT", date(1992, 1, 1)),
        ("CSHH", "SK", date(1993, 1, 1)),
        ("CSXX", "RS", date(2006, 6, 3)),
        ("YUCS", "ME", date(2006, 6, 3)),
        ("YUCS", "CSXX", date(1992, 1, 1)),
        ("DDDE", "DE", date(1990, 10, 3)),
        ("YDYE", "YE", date(1990, 5, 22)),
        ("ANHH", "CW", date(2010, 10, 10)),
        ("TPTL", "TL", date(2002, 5, 20)),
        ("TIS:230", "ER", date(1993, 5, 24)),
        ("TIS:736", "SS", date(2011, 7, 9)),
    ],
)
def test_a_leaf_enters_a_group_on_its_day(group: str, leaf: str, first: date) -> None:
    assert leaf not in ATLAS.members(group, first - DAY)
    assert leaf in ATLAS.members(group, first)
    assert leaf in ATLAS.members(group, first + DAY)


@pytest.mark.parametrize(
    ("group", "leaf", "last"),
    [
        ("EU", "GB", date(2020, 1, 31)),
        ("EU", "GI", date(2020, 1, 31)),
        ("EU", "GL", date(1985, 1, 31)),
        ("EU", "BL", date(2011, 12, 31)),
        ("EEA", "GB", date(2020, 1, 31)),
        ("CIS", "GE", date(2009, 8, 17)),
        ("CIS", "UA", date(2018, 5, 19)),
        ("Commonwealth", "ZW", date(2003, 12, 6)),
        ("SUHH", "SUHH", date(1991, 12, 31)),
        ("CSXX", "CSXX", date(2006, 6, 2)),
        ("YUCS", "CSXX", date(2006, 6, 2)),
        ("World", "SUHH", date(1991, 12, 31)),
        ("World", "DDDE", date(1990, 10, 2)),
    ],
)
def test_a_leaf_leaves_a_group_after_its_last_day(group: str, leaf: str, last: date) -> None:
    assert leaf in ATLAS.members(group, last - DAY)
    assert leaf in ATLAS.members(group, last)
    assert leaf not in ATLAS.members(group, last + DAY)


def test_croatia_is_not_in_the_eea_of_tis() -> None:
    assert "HR" not in ATLAS.members("TIS:2121", date(2024, 1, 1))


@pytest.mark.parametrize(("group", "before"), [("EU", date(1957, 12, 31)), ("EEA", date(1993, 12, 31))])
def test_a_group_that_did_not_exist_yet_is_empty_and_not_itself(group: str, before: date) -> None:
    assert ATLAS.members(group, before) == frozenset()


def test_the_soviet_union_is_followed_by_its_fifteen_states() -> None:
    found = ATLAS.members("SUHH", date(1992, 1, 1))

    assert found == {"AM", "AZ", "BY", "EE", "GE", "KG", "KZ", "LT", "LV", "MD", "RU", "TJ", "TM", "UA", "UZ"}


@pytest.mark.parametrize("leaf", NO_TIS_LEAF.split())
def test_a_code_without_tis_number_is_in_worldwide_and_reaches_world_only_through_its_state(leaf: str) -> None:
    day = date(2024, 6, 1)

    assert leaf not in territories().tis.leaves
    assert leaf in ATLAS.members("Worldwide", day)
    assert (leaf in ATLAS.members("World", day)) == (leaf not in {"AQ", "PS"})


def test_the_48_codes_and_kosovo_are_all_that_have_no_tis_number_today() -> None:
    today = set(ATLAS.leaves_on(date(2024, 6, 1)))

    assert len(today) == 250
    assert today - set(territories().tis.leaves) == {*NO_TIS_LEAF.split(), "XK"}


@pytest.mark.parametrize(
    ("state", "dependency"),
    [("TIS:826", "GG"), ("TIS:826", "JE"), ("TIS:250", "GP"), ("TIS:840", "GU"), ("TIS:208", "GL"), ("TIS:688", "XK")],
)
def test_a_tis_number_of_a_state_reaches_what_is_folded_into_it(state: str, dependency: str) -> None:
    assert dependency in ATLAS.members(state, date(2024, 6, 1))


def test_no_leaf_is_in_a_group_on_a_day_it_does_not_exist() -> None:
    for day in (date(1950, 1, 1), date(1985, 7, 1), date(1998, 7, 1), date(2004, 5, 31), date(2024, 6, 1)):
        existing = set(ATLAS.leaves_on(day))
        for group in ATLAS.groups:
            assert ATLAS.members(group, day) <= existing, (group, day)


def test_a_leaf_that_is_a_group_too_is_just_itself_while_it_exists() -> None:
    both = set(ATLAS.leaves) & set(ATLAS.groups)

    assert {"SUHH", "CSXX", "DDDE"} <= both
    for leaf in both:
        ends = (ATLAS.leaves[leaf].start, ATLAS.leaves[leaf].end)
        assert all(ATLAS.members(leaf, end.earliest) == {leaf} for end in ends if end), leaf


def test_every_table_row_names_a_known_leaf_or_group() -> None:
    for group, members in ATLAS.groups.items():
        assert members, group
        assert {leaf for leaf, _ in members} <= set(ATLAS.leaves), group
