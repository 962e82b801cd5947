# SPDX-License-Identifier: Apache-2.0
"""A record decoded: each field with its place, as it stands, and what it is read as or what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from licit.formats.cwr.inspecting import ABOUT, inspect
from licit.formats.cwr.layouts import UNKNOWN, layouts, names
from licit.formats.cwr.meanings import TABLES
from licit.formats.files import Decoded, Detected, File, Value
from tests.formats.cwr import three
from tests.formats.cwr.building import line


def decoded(data: str | bytes, folder: Path) -> list[Decoded]:
    path = folder / "file"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(inspect(File(path, "file", Detected("cwr"))))


def value(text: str, name: str, folder: Path) -> Value:
    (record,) = decoded(text, folder)
    (found,) = (one for one in record.fields if one.name == name)
    return found


@pytest.mark.parametrize(
    ("record", "name", "raw", "meaning"),
    [
        ("AGR", "agreement-type", "OS", "a writer's listed works to an original publisher"),
        ("AGR", "start-date", "20040229", "2004-02-29"),
        ("AGR", "end-date", "00000000", "no day"),
        ("IPA", "pr-share", "03333", "33.33 %"),
        ("IPA", "ipi-name", "00000000199", "00000000199"),
        ("TER", "territory", "2136", "World"),
        ("TER", "in-or-out", "E", "without this territory"),
        ("SPU", "publisher-type", "SE", "sub-publisher"),
        ("SPU", "publisher-ipi-name", "00000000000", "none"),
        ("NWR", "duration", "000345", "00:03:45"),
        ("NWR", "recorded", "U", "not known"),
        ("ACK", "transaction-status", "CO", "conflicts with another claim"),
        ("XRF", "validity", "U", "the number is, the link is not"),
    ],
)
def test_what_a_field_is_read_as(record: str, name: str, raw: str, meaning: str, tmp_path: Path) -> None:
    field = layouts()[record][name]

    found = value(line(record, "2.2", **{name: raw}), name, tmp_path)

    assert (found.at, found.raw.strip()) == (f"{field.start}/{field.size}", raw)
    assert (found.meaning, found.problem) == (meaning, "")


@pytest.mark.parametrize(
    ("record", "name", "raw"),
    [
        ("AGR", "start-date", "20050229"),
        ("AGR", "agreement-type", "XX"),
        ("IPA", "pr-share", "20000"),
        ("IPA", "ipi-name", "00000000198"),
        ("TER", "territory", "9999"),
        ("NWR", "recorded", "X"),
        ("NWR", "iswc", "T1234567890"),
        ("REC", "isrc", "NO ISRC"),
    ],
)
def test_what_is_wrong_with_a_field(record: str, name: str, raw: str, tmp_path: Path) -> None:
    found = value(line(record, "2.2", **{name: raw}), name, tmp_path)

    assert found.meaning == ""
    assert found.problem


def test_what_the_standard_wants_and_is_not_there_is_told_by_version(tmp_path: Path) -> None:
    found = decoded("PWR0000000000000001", tmp_path)[0]
    told = {one.name for one in decoded("AGR0000000000000000", tmp_path)[0].fields if one.problem}

    assert [one.name for one in found.fields if one.problem] == []  # the chain is of 2.2, this is 2.1
    assert told >= {"agreement", "agreement-type", "start-date", "works"}


def test_a_line_that_is_no_record_has_its_problem_and_the_next_is_shown(tmp_path: Path) -> None:
    first, second = decoded("ALX0000000000000001\nTER0000000000000001I2136", tmp_path)

    assert (first.type, first.fields, len(first.problems)) == ("?", (), 1)
    assert (second.type, second.place) == ("TER", "line 2")


def test_an_answer_of_3_x_shows_its_fields_in_the_places_of_its_form(tmp_path: Path) -> None:
    found = {}
    for temporary in ("T-7", None):
        _, _, record, *_ = decoded(three.file(three.ack("CO", temporary=temporary)), tmp_path)
        found[temporary] = {one.name: (one.at, one.meaning) for one in record.fields}

    assert found["T-7"]["transaction-status"] == ("178/2", "conflicts with another claim")
    assert found["T-7"]["processing-date"] == ("170/8", "2024-03-01")
    assert found[None]["processing-date"] == ("150/8", "2024-03-01")
    assert "recipient-temporary-creation-number" not in found[None]


@pytest.mark.parametrize("kind", sorted(UNKNOWN))
def test_of_a_record_of_which_the_prefix_alone_is_known_that_is_said(kind: str, tmp_path: Path) -> None:
    _, _, record, *_ = decoded(three.file(three.prefix(kind, 0, 1) + "SOMETHING"), tmp_path)

    assert [one.at for one in record.fields] == ["1/3", "4/8", "12/8"]
    assert [(one.place.column, one.check) for one in record.problems] == [(20, "import-unsupported")]


def test_every_record_says_what_it_is_for_and_every_table_belongs_to_a_field() -> None:
    assert set(layouts()) | set(layouts("3")) == set(ABOUT)
    assert set(TABLES) <= names()
