# SPDX-License-Identifier: Apache-2.0
"""Columns say what rows say, value by value, whatever the bytes; in blocks of any size; in flat memory."""

from __future__ import annotations

import io
import tracemalloc
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.formats.cwr_files import write
from licit.formats.cwr import columns
from licit.formats.cwr.blocks import blocks
from licit.formats.cwr.columns import Told, batches, read
from licit.formats.cwr.layouts import layouts
from licit.formats.cwr.rows import Row, rows
from licit.model.problem import InvalidValueError, Problem, Severity
from tests.formats.cwr import three
from tests.formats.cwr.test_rows import HEADER_3, SPOKEN, SPT_3, WORK_3, broken, mutations

NUMBERED = ("transaction", "sequence")


def by_columns(data: bytes, encoding: str = "", size: int = 1 << 20) -> tuple[dict[int, tuple[str, Any]], Told]:
    told = Told()
    found: dict[int, tuple[str, Any]] = {}
    with patch.object(columns, "blocks", lambda stream: blocks(stream, size)):
        for kind, batch in batches(io.BytesIO(data), "file.v21", encoding=encoding, told=told):
            lines = batch.to_pylist()
            assert [one["line"] for one in lines] == sorted(one["line"] for one in lines)
            found.update((one.pop("line"), (kind, one)) for one in lines)
    return found, told


def by_rows(data: bytes, encoding: str = "") -> tuple[dict[int, tuple[str, Any]], int, list[Problem]]:
    found, empty, problems = {}, 0, []
    for one in rows(io.BytesIO(data), "file.v21", encoding):
        if isinstance(one, Problem):
            problems.append(one)
            continue
        values: dict[str, object] = {}
        for name in layouts(one.version[0])[one.type]:
            if name != "type":
                try:
                    values[name] = value_of(one, name)
                except InvalidValueError:
                    values[name] = None
                    empty += 1
        found[one.place.line] = (one.type, values)
    return found, empty, problems


def value_of(row: Row, name: str) -> object:
    form = row.layout[name].format if name in row.layout else "A"
    if name in NUMBERED:
        return int(row[name])
    if form == "D":
        return row.day(name)
    if form.endswith("999v99"):
        return row.share(name)
    return row.flag(name) if form in ("F", "B") else row[name]


def agree(data: bytes, encoding: str = "", size: int = 1 << 20) -> None:
    ours, told = by_columns(data, encoding, size)
    theirs, empty, problems = by_rows(data, encoding)

    assert ours == theirs
    assert told.empty == empty
    assert told.lines == len(ours) + told.refused
    assert told.records == Counter(kind for kind, _ in ours.values())
    errors = [one for one in problems if one.severity is Severity.ERROR]
    assert sorted(one.place.line for one in told.problems if one.check != "import-value") == sorted(
        one.place.line for one in problems
    )
    assert told.refused == len(errors)


@settings(max_examples=250, deadline=None)
@given(
    st.lists(st.one_of(*mutations()), max_size=12),
    st.sampled_from(["", "utf-8", "latin-1", "big5"]),
    st.integers(1, 700),
)
def test_columns_say_what_rows_say(changes: list[tuple[str, int, int]], encoding: str, size: int) -> None:
    agree(broken(changes), encoding, size)


@settings(max_examples=150, deadline=None)
@given(st.text("0129 YNUX", min_size=1, max_size=8), st.sampled_from(["AGR", "IPA", "NWR", "SPT", "SWR", "ACK", "REC"]))
def test_any_days_shares_and_flags_are_read_alike(text: str, kind: str) -> None:
    agree(f"{kind}0000000100000002{(text * 50)[:250]}\n{kind}0000000100000003\n".encode())


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r\r\n", b"\n\n"])
@pytest.mark.parametrize("size", [1, 7, 100, 5_000, 100_000])
def test_line_ends_and_long_lines_at_the_edge_of_blocks(ending: bytes, size: int) -> None:
    lines = [*SPOKEN.splitlines(), b"A" * 9_000, b"TER0000000000000001I2136", b" " * 4_095, b"\xe9" * 4_200]

    agree(ending.join(lines), size=size)
    agree(ending.join(lines) + ending, size=size)


def test_versions_and_encodings_follow_the_headers_of_the_file() -> None:
    swr = "SWR0000000000000001W1".ljust(103) + "NCA00000000199I-000000229-7"
    spt = "SPT0000000000000002001P00000001050000500005000I2136"
    two = SPOKEN.splitlines()[0].ljust(86)[:86] + b"ISO-8859-1"
    data = b"\n".join(
        [HEADER_3, swr.encode(), spt.encode(), b"NAT0000000000000003", two, b"NWR0000000000000000\xc9T\xc9"]
    )

    agree(data)
    agree(b"\xef\xbb\xbf" + data)
    found, _ = by_columns(data)
    assert found[2][1]["writer-ipi-name"] == "00000000199"
    assert found[3][1]["pr-collected"] == 5000
    assert found[6][1]["work-title"] == "ÉTÉ"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *("GRHACK00001", "GRHWRK00001", "GRHACK\xc9", "GRH\xc9", "GRT", "HDRPBONE", "NAT0000000000000001"),
                *("ACK0000000000000000", "LIC0000000100000000", "EXC0000000000000002", "REC0000000100000001"),
                *(
                    three.ack("AS"),
                    three.ack("AS", temporary=None, transaction=1),
                    three.message(),
                    three.header(gap=""),
                ),
                *three.registration(first=1, width=11)[1:],
                *("DRW0000000000000000".ljust(106) + "RQ", "DRW0000000000000000".ljust(107) + "RQ"),
                *(WORK_3.format(0), WORK_3.format(1), SPT_3.format(1), SPT_3.replace("P", "P00").format(1)),
            ]
        ),
        max_size=14,
    ),
    st.sampled_from(["", "utf-8", "ascii"]),
    st.integers(1, 400),
)
def test_what_hangs_on_records_of_3_x_that_are_not_read_is_refused_alike(
    lines: list[str], encoding: str, size: int
) -> None:
    agree("\n".join([HEADER_3.decode(), *lines]).encode("latin-1"), encoding, size)


def test_batches_have_types_and_only_the_records_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(SPOKEN)
    told = Told()

    ((kind, batch),) = read(path, {"AGR"}, told=told)

    assert kind == "AGR"
    assert batch.schema.field("start-date").type == pa.date32()
    assert batch.schema.field("shares-change").type == pa.bool_()
    assert batch.schema.field("agreement").type == pa.string()
    assert batch.column("line").to_pylist() == [3]
    assert batch.column("retention-end").to_pylist() == [date(2030, 12, 31)]
    assert told.records["IPA"] == 2


def test_values_that_cannot_be_are_null_and_told_with_their_place() -> None:
    data = b"AGR0000000000000000".ljust(49) + b"20230229\nIPA0000000000000001".ljust(141) + b"10001\n"

    found, told = by_columns(data)

    assert found[1][1]["start-date"] is None
    assert [(str(one.place), one.check) for one in told.problems] == [
        ("file.v21:1:50", "import-value"),
        ("file.v21:2:133", "import-value"),
    ]
    assert told.empty == 2


def test_all_complaints_are_counted_and_the_first_are_kept() -> None:
    _, told = by_columns(b"junk\n" * (columns.MOST + 500))

    assert (len(told.problems), told.checks["import-record"], told.refused) == (columns.MOST, 1_500, 1_500)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    peaks = []
    for size in (12_000_000, 36_000_000):
        path = tmp_path / str(size)
        with path.open("wb") as to:
            write(to, size)
        pa.default_memory_pool().release_unused()
        tracemalloc.start()
        try:
            arrow = max(pa.total_allocated_bytes() for _ in read(path))
            peaks.append(tracemalloc.get_traced_memory()[1] + arrow)
        finally:
            tracemalloc.stop()

    assert peaks[1] < peaks[0] * 1.2
