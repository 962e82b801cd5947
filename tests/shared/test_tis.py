# SPDX-License-Identifier: Apache-2.0
"""Our tables of territories against CISAC's own export, where the samples are at hand."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from licit.model.day import ALWAYS, Term, When
from licit.vocabulary.territories import territories

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples in ../shared are not at hand")

OPEN = {date(1000, 1, 1), date(3999, 12, 31)}
NUMBER = "Numeric TIS-code of territory"


def export(name: str) -> list[dict[str, str]]:
    with (SAMPLES / "tis" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date:
    year, month, day_of_month = text.split(maxsplit=1)[0].split("/")
    return date(int(year), int(month), int(day_of_month))


def term(start: str, end: str) -> Term:
    first, last = (None if day(text) in OPEN else When.on(day(text)) for text in (start, end))
    return ALWAYS if first is last is None else Term(first, last)


def test_each_number_of_the_export_is_here_and_no_other() -> None:
    theirs = {row[NUMBER] for row in export("territory")}

    ours = set(territories().tables.numbers)

    assert ours == theirs
    assert len(ours) == 247


def test_each_country_exists_on_the_days_the_export_gives_it() -> None:
    ours = territories().tis.groups
    for row in export("territory"):
        if row["Territory type"] == "country":
            given = term(row["Validity start date of territory"], row["Validity end date of territory"])

            assert [days for _, days in ours[row[NUMBER]]] == [given], row[NUMBER]


def test_each_direct_link_of_the_export_holds_on_its_days_and_no_others() -> None:
    by_group: dict[str, list[tuple[str, date, date]]] = {}
    for row in export("territory_hierarchy"):
        first, last = row["Validity start date of territory hierarchy"], row["Validity end date of territory hierarchy"]
        link = (row["Numeric TIS-code of lower level territory"], day(first), day(last))
        by_group.setdefault(row["Numeric TIS-code of higher level territory"], []).append(link)
    atlas = territories().tis

    def theirs(number: str, on: date) -> set[str]:
        links = by_group.get(number)
        if links is None:
            return set(atlas.members(number, on))
        return {leaf for member, first, last in links if first <= on <= last for leaf in theirs(member, on)}

    for year in range(1950, 2026):
        for group in by_group:
            on = date(year, 5, 1)

            assert atlas.members(group, on) == theirs(group, on), (group, on)


def test_the_letters_of_the_export_stand_for_its_numbers_on_their_days() -> None:
    known = territories()
    plain = known.tables.numbers
    for row in export("territory_name_code"):
        for column in ("Alphanumeric TIS-code of territory", "Extended alphanumeric TIS-code of territory"):
            first, last = (
                row["Validity start date of territory name code"],
                row["Validity end date of territory name code"],
            )
            for on in {day(first), day(last)} - OPEN if row[column] else ():
                found = known.resolve_tis(row[column], on)

                assert found.removeprefix("TIS:") in {row[NUMBER], plain[row[NUMBER]]}, (row[column], on)


def test_each_english_and_french_name_of_the_export_is_understood_on_its_days() -> None:
    known = territories()
    for row in export("territory_name"):
        if row["Alphanumeric ISO-code of language"] in {"EN", "FR"}:
            on = day(row["Validity start date of territory name code"])

            found = known.resolve(row["Territory name"], on)

            number = found.removeprefix("TIS:")
            assert known.tables.numbers.get(number, found) == known.tables.numbers[row[NUMBER]], row["Territory name"]


def test_each_territory_code_of_ddex_is_understood() -> None:
    with (SAMPLES / "ddex-avs" / "avs_ern43_values.csv").open(encoding="utf-8", newline="") as file:
        values = [(row["allowed_value_set"], row["value"]) for row in csv.DictReader(file)]
    on = date(2005, 1, 1)  # CS was Serbia and Montenegro then
    known = territories()

    codes = [value for kind, value in values if "TerritoryCode" in kind and value.isalnum() and "Type" not in kind]

    assert len(codes) > 500
    for code in codes:
        assert known.resolve(code.zfill(4) if code.isdigit() else code, on)
