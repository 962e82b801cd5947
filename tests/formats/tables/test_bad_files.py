# SPDX-License-Identifier: Apache-2.0
"""Each sick file, with what is told of it: line, check, whether something was refused. And the rest is read."""

from __future__ import annotations

from typing import Any, Final

import pytest

from licit.formats.checks import DOUBT, ENCODING, ORDER, RECORD, REFERENCE, VALUE
from tests.formats.tables.reading import BAD, told
from tests.formats.taken import take

Told = list[tuple[int, str, bool]]

EXPECTED: Final[dict[str, tuple[dict[str, Any], Told, int]]] = {  # options, what is told, items read
    "ragged.csv": ({}, [(3, RECORD, True), (4, RECORD, True)], 2),
    "quotation-with-text-after-it.csv": ({}, [(2, RECORD, True), (3, DOUBT, False)], 3),
    "quotation-never-closed.csv": ({}, [(3, DOUBT, False)], 4),
    "header-with-one-name-twice.csv": ({}, [(1, DOUBT, False)], 1),
    "zeros-eaten-by-a-spreadsheet.csv": ({}, [(3, DOUBT, False), (4, DOUBT, False), (5, VALUE, False)], 9),
    "days-in-an-open-order.csv": ({}, [(1, DOUBT, False)], 2),
    "days-in-two-orders.csv": ({}, [(1, DOUBT, False)], 2),
    "utf-8-with-a-stray-byte.csv": ({}, [(5, ENCODING, True)], 2),
    "isrc-of-no-agency.csv": ({}, [(3, VALUE, False), (4, VALUE, False)], 5),
    "nothing-names-a-recording.csv": ({}, [(1, DOUBT, False), (1, REFERENCE, True)], 0),
    "owner-without-territory.csv": ({"owner": "Label One"}, [(1, REFERENCE, True)], 1),
    "shares-of-what-whole.csv": ({"owner": "Label One", "territories": "World"}, [(1, REFERENCE, True)], 2),
    "lines-that-are-no-json.jsonl": ({}, [(2, RECORD, True), (3, RECORD, True), (4, VALUE, True)], 2),
    "zero-byte.csv": ({}, [(3, RECORD, True)], 2),
    "sales-report-cut-off.tsv": ({}, [(11, ORDER, True)], 3),
    "sales-report-with-a-wrong-count.tsv": ({}, [(10, RECORD, True), (12, DOUBT, False)], 2),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_wrong_is_told_at_its_line_and_the_rest_is_read(name: str) -> None:
    options, problems, items = EXPECTED[name]

    taken = take(BAD / name, options=options)

    assert told(list(taken.problems)) == problems
    assert len(taken.record.items) == items
    assert all(problem.place.file == name for problem in taken.problems)


def test_every_sick_file_is_told_of() -> None:
    assert {path.name for path in BAD.iterdir()} == set(EXPECTED)


def test_days_that_could_be_two_are_a_span() -> None:
    taken = take(BAD / "days-in-an-open-order.csv")
    named = take(BAD / "days-in-an-open-order.csv", options={"dates": "day-first"})

    released = {one.title: str(one.released) for one in taken.record.items.values()}
    assert released == {"First Song": "[2005-03-04..2005-04-03]", "Second Song": "2005-05-05"}
    assert {str(one.released) for one in named.record.items.values()} == {"2005-04-03", "2005-05-05"}
    assert not named.problems


def test_shares_of_one_are_read_once_the_user_says_so() -> None:
    options = {"owner": "Label One", "territories": "World", "shares": "fraction"}

    taken = take(BAD / "shares-of-what-whole.csv", options=options)

    assert sorted(str(fact.share) for fact in taken.record.facts if hasattr(fact, "share")) == ["100.00 %", "50.00 %"]


def test_an_owners_row_without_a_right_share_or_territory_is_refused_alone(tmp_path: Any) -> None:  # noqa: ANN401
    path = tmp_path / "list.csv"
    path.write_text(
        "ISRC,Title,Territory,Share %\n"
        "GBAAA0300001,One,World,50\n"
        "GBAAA0300002,Two,,50\n"
        "GBAAA0300003,Three,Nowhere at all,50\n"
        "GBAAA0300004,Four,FR,\n"
        "GBAAA0300005,Five,FR,33.333\n"
        "GBAAA0300006,Six,FR,100\n"
        "GBAAA0300007,Seven,FR,100\n"
    )

    taken = take(path, options={"owner": "Label One"})

    assert told(list(taken.problems)) == [(3, VALUE, True), (4, VALUE, True), (5, VALUE, True), (6, VALUE, True)]
    assert taken.facts == {"Control": 3}
    assert len(taken.record.items) == 7
