# SPDX-License-Identifier: Apache-2.0
"""The layouts are the published table's, and every line of the real files is a row or a problem that is known."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from licit.formats.cwr.columns import Told, read
from licit.formats.cwr.inspecting import inspect
from licit.formats.cwr.layouts import layouts
from licit.formats.cwr.rows import Row, rows
from licit.formats.cwr.sniffing import sniff
from licit.formats.files import HEAD, Detected, File
from licit.model.problem import Problem

SHARED: Final = Path(__file__).parents[3] / "shared" / "samples"
SAMPLES: Final = SHARED / "cwr"
TABLE: Final = SHARED / "cwr-tables" / "cwr_2.2_record_types.csv"
PREFIX: Final = ("4", "12")  # transaction and sequence number: their rows in the export are one column short

# What each file is, and which of its lines are no records: seen by eye (see SOURCES.md of the samples).
FILES: Final[dict[str, tuple[str, dict[str, int]]]] = {
    "CW190001MPC_000.V21": ("2.1", {"   ": 1, "ALX": 1, "NWR": 1, "SPT": 1, "SPU": 1}),
    "CW220001000_DMP.V21": ("2.1", {}),
    "CW220001DMP_000.V21": ("2.1", {}),
    "CW220002DMP_0000_V3-0-0.SUB": ("3.0", {}),
    "agr_ter_ipa_records.txt": ("", {}),
    "demo_cwr_cleaned.v22": ("2.2", {}),
    "nwrexample2.V21": ("2.1", {}),
    "revexample.V21": ("2.1", {}),
}

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")


def table() -> Iterator[tuple[str, tuple[int, int, str]]]:
    """Record, and place, size and format of one field, as the export has them."""
    with TABLE.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            form = "N" if row["Start"] in PREFIX and row["Size"] == "8" else row["Fmt"]
            yield row["RecordCode"], (int(row["Start"]), int(row["Size"]), form.strip())


def test_every_field_of_every_record_stands_where_the_published_table_has_it() -> None:
    published: dict[str, list[tuple[int, int, str]]] = {}
    for record, field in table():
        published.setdefault(record, []).append(field)

    for record, fields in published.items():
        ours = [(one.start, one.size, one.format) for one in layouts()[record].values()]
        assert [place[:2] for place in ours] == [place[:2] for place in sorted(fields)], record
        for one, theirs in zip(ours, sorted(fields), strict=True):
            assert one[2].split()[0] == theirs[2].split()[0], (record, one, theirs)
    assert set(layouts()) - set(published) == {"REV", "ISW", "EXC", "OPU", "OPT", "OWR", "OWT"}


def test_fields_of_a_record_are_one_after_the_other() -> None:
    for generation in ("2", "3"):
        for record, layout in layouts(generation).items():
            fields = list(layout.values())
            for one, after in pairwise(fields):
                assert one.start + one.size <= after.start, (generation, record, one.name)


def test_all_samples_are_here() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_a_row_or_a_line_that_is_no_record(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    version, strange = FILES[name]
    counted = Counter(line[:3].decode("latin-1") for line in data.split(b"\n") if line)

    found = list(rows(io.BytesIO(data), name))

    refused = Counter(data.split(b"\n")[one.place.line - 1][:3].decode() for one in refusals(found))
    assert refused == strange
    assert Counter(one.type for one in found if isinstance(one, Row)) + refused == counted
    assert {one.version for one in found if isinstance(one, Row)} <= {version or "2.1", "2.1"}
    detected = sniff(data[:HEAD], "a name that says nothing")
    assert (detected and detected.format, detected and detected.version) == ("cwr", version)


@pytest.mark.parametrize("name", FILES)
def test_columns_and_inspect_see_the_same_lines(name: str) -> None:
    path = SAMPLES / name
    expected = [one for one in rows(io.BytesIO(path.read_bytes()), name) if isinstance(one, Row)]
    told = Told()

    lines = sorted(line for _, batch in read(path, told=told) for line in batch.column("line").to_pylist())
    decoded = [one for one in inspect(File(path, name, Detected("cwr"))) if one.fields]

    assert lines == [one.place.line for one in expected]
    assert told.lines == len(path.read_bytes().splitlines())
    assert [one.place for one in decoded] == [f"line {line}" for line in lines]
    for row, one in zip(expected, decoded, strict=True):
        for value in one.fields:
            start, size = map(int, value.at.split("/"))
            assert value.raw == row.text[start - 1 : start - 1 + size]


def refusals(found: list[Row | Problem]) -> list[Problem]:
    return [one for one in found if isinstance(one, Problem) and one.check == "import-record"]
