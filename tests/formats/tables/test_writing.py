# SPDX-License-Identifier: Apache-2.0
"""Tables out: they come back as they went, no cell is a formula, and nothing is left of what failed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet as pq

from licit.formats.tables.write import FORMULA, KINDS, Cell, Column, guarded, unguarded, write_table
from licit.model.problem import InvalidValueError
from tests.formats.tables.reading import rows

COLUMNS: Sequence[Column] = ["name", ("count", int), ("part", float), ("yes", bool), ("day", date)]
ROWS: Sequence[Sequence[Cell]] = [
    ['Å, "b"\nc', 7, 0.5, True, date(2004, 5, 1)],
    [None, None, None, None, None],
    ["=1+1", -7, -0.5, False, None],
]


def test_csv(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"

    assert write_table(COLUMNS, ROWS, path, "csv") == 3
    with path.open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file))
    assert found == [
        ["name", "count", "part", "yes", "day"],
        ['Å, "b"\nc', "7", "0.5", "true", "2004-05-01"],
        ["", "", "", "", ""],
        ["'=1+1", "-7", "-0.5", "false", ""],
    ]


def test_xlsx_holds_texts_as_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"

    assert write_table(COLUMNS, ROWS, path, "xlsx") == 3
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    kinds = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows(max_col=3)]
    assert kinds[1] == [('Å, "b"\nc', "s"), (7, "n"), (0.5, "n")]
    assert kinds[3] == [("=1+1", "s"), (-7, "n"), (-0.5, "n")]


def test_parquet_keeps_types(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"

    assert write_table(COLUMNS, ROWS, path, "parquet") == 3
    table = pq.read_table(path)
    assert [list(row.values()) for row in table.to_pylist()] == list(map(list, ROWS))
    assert table.schema.field("day").type == pa.date32()


texts = st.text(st.characters(codec="utf-8"), max_size=12)
signs = st.sampled_from([*FORMULA, "'"])


@given(st.lists(signs, max_size=3).map("".join), texts)
def test_guarding_is_undone_and_leaves_nothing_to_compute(start: str, text: str) -> None:
    safe = guarded(start + text)

    assert unguarded(safe) == start + text
    assert not safe.startswith(FORMULA)


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=6), st.sampled_from(KINDS))
def test_what_is_written_is_read_back(body: list[tuple[str, str]], kind: str) -> None:
    stream = io.BytesIO()

    count = write_table(["title", "artist"], body, stream, kind)

    assert count == len(body)
    if kind == "csv":
        found = list(csv.reader(io.StringIO(stream.getvalue().decode(), newline="")))[1:]
        back = [tuple(map(unguarded, row)) for row in found]
    elif kind == "parquet":
        back = [tuple(row.values()) for row in pq.read_table(io.BytesIO(stream.getvalue())).to_pylist()]
    else:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "a.xlsx"
            path.write_bytes(stream.getvalue())
            back = [(row[0], row[1]) for row in rows(path)[1:]]
        body = [row for row in body if any(row)]  # a sheet has no empty rows
    assert back == body


def broken() -> Iterator[list[str]]:
    yield ["one"]
    raise ArithmeticError


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_written_where_the_rows_fail(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_text("before")
    stream = io.BytesIO()

    with pytest.raises(ArithmeticError):
        write_table(["title"], broken(), path, kind)
    with pytest.raises(ArithmeticError):
        write_table(["title"], broken(), stream, kind)

    assert path.read_text() == "before"
    assert stream.getvalue() == b""
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("columns", "body", "kind"),
    [
        (["a"], [["x"]], "ods"),
        (["a", "a"], [["x", "y"]], "csv"),
        ([], [], "csv"),
        (["a"], [["x", "y"]], "csv"),
        ([("a", int)], [["x"]], "csv"),
        (["a"], [["x" * 40_000]], "xlsx"),
        ([("a", int)], [[2**70]], "parquet"),
        ([("a", list)], [[None]], "parquet"),
        ([f"c{n}" for n in range(20_000)], [], "xlsx"),
    ],
)
def test_what_fits_no_table_is_refused(tmp_path: Path, columns: list[str], body: list[list[str]], kind: str) -> None:
    with pytest.raises(InvalidValueError):
        write_table(columns, body, tmp_path / "a", kind)

    assert list(tmp_path.iterdir()) == []


def test_a_written_table_is_a_catalogue_again(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_table(["isrc", "title"], [["GBAAA0300001", "First Song"], ["GBAAA0300002", None]], path, "xlsx")

    assert rows(path) == [["isrc", "title"], ["GBAAA0300001", "First Song"], ["GBAAA0300002", ""]]
