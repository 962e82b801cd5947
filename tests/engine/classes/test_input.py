# SPDX-License-Identifier: Apache-2.0
"""What can't be read is refused, with its file, its row and how to mend it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from licit.engine.classes import build
from licit.model.problem import BadInputError
from tests.engine.classes.repertoires import CONTROL, ITEM, Repertoire, Row, random_repertoire

GOOD: Row = ("a", "label:a", "all", 10000, "World", "2004", None, None)
WHOLE = Repertoire((GOOD,) * 9, (("x", "recording", "a"),) * 3)


@pytest.mark.parametrize(
    ("column", "value", "complaint"),
    [
        ("share", -1, "the share -1 lies outside 0 to 10000"),
        ("share", 10001, "the share 10001 lies outside 0 to 10000"),
        ("share", None, "the share None lies outside 0 to 10000"),
        ("territories", "FR,,DE", "territories: 'FR,,DE' names no territory"),
        ("territories", None, "territories: the row has none"),
        ("start", "2004-13", "start: '2004-13' is no day of the calendar"),
        ("end", "soon", "end: 'soon' is no day"),
        ("rights", "all,", "rights: 'all,' names no rights"),
        ("rights", "all, making-available", "rights: 'all, making-available' names no rights"),
        ("party", None, "party: the row has none"),
        ("party", "", "party: the row has none"),
        ("said", "", "said: the row has none"),
        ("asset", None, "the row has no asset"),
    ],
)
def test_a_control_row_that_cant_be_read_is_named(tmp_path: Path, column: str, value: Any, complaint: str) -> None:  # noqa: ANN401
    bad = tuple(value if name == column else old for name, old in zip(CONTROL, GOOD, strict=True))
    folder = replace(WHOLE, controls=((GOOD,) * 8 + (bad,) + (GOOD,) * 3)).write(tmp_path / "repertoire")

    with pytest.raises(BadInputError) as refused:
        build(folder, tmp_path / "classes")

    (problem,) = refused.value.problems
    assert str(problem.place) == f"{folder / 'controls.parquet'}:9"
    assert problem.what == complaint
    assert problem.mend


@pytest.mark.parametrize(
    ("row", "complaint"),
    [((None, "recording", "a"), "the row has no item"), (("x", None, "a"), "kind: the row has none")],
)
def test_an_item_row_that_cant_be_read_is_named(tmp_path: Path, row: Row, complaint: str) -> None:
    folder = replace(WHOLE, items=(*WHOLE.items, row)).write(tmp_path / "repertoire")

    with pytest.raises(BadInputError, match=complaint) as refused:
        build(folder, tmp_path / "classes")

    assert str(refused.value.problems[0].place) == f"{folder / 'items.parquet'}:4"


@pytest.mark.usefixtures("cut_small")
def test_a_row_is_counted_from_the_start_of_its_file(tmp_path: Path) -> None:
    repertoire = random_repertoire(1)
    bad = (*repertoire.controls[0][:3], 99999, *repertoire.controls[0][4:])
    folder = replace(repertoire, controls=(*repertoire.controls, bad)).write(tmp_path / "repertoire")

    with pytest.raises(BadInputError, match=r"controls.parquet:121: the share 99999 lies outside"):
        build(folder, tmp_path / "classes", memory=1)


@pytest.mark.parametrize("kind", ["controls", "items"])
def test_a_missing_column_is_named(tmp_path: Path, kind: str) -> None:
    folder = WHOLE.write(tmp_path / "repertoire")
    for column in {"controls": CONTROL[:-1], "items": ITEM}[kind]:
        path = WHOLE.write(folder) / f"{kind}.parquet"
        pq.write_table(pq.read_table(path).drop_columns([column]), path)

        with pytest.raises(BadInputError, match=f"{kind}.parquet: the column {column} is missing"):
            build(folder, tmp_path / "classes")


@pytest.mark.parametrize(
    ("column", "values", "complaint"),
    [
        ("share", pa.array(["100 %"] * 9), "the column share is string and not whole number"),
        ("share", pa.array([1.5] * 9), "the column share is double and not whole number"),
        ("party", pa.array([1] * 9), "the column party is int64 and not text"),
        ("asset", pa.array([1.5] * 9), "the column asset is double and not text or 64-bit whole number"),
        ("asset", pa.array([1] * 9), "the column asset is string, in controls.parquet int64"),
        ("start", pa.array([20040101] * 9, pa.date32()), "the column start is date32"),
    ],
)
def test_a_column_of_a_wrong_type_is_named(tmp_path: Path, column: str, values: pa.Array, complaint: str) -> None:
    path = WHOLE.write(tmp_path / "repertoire") / "controls.parquet"
    table = pq.read_table(path)
    pq.write_table(table.set_column(table.column_names.index(column), column, values), path)

    with pytest.raises(BadInputError, match=complaint):
        build(path.parent, tmp_path / "classes")


def test_marks_name_assets_as_the_repertoire_does(tmp_path: Path) -> None:
    folder = random_repertoire(1, integers=True).write(tmp_path / "repertoire")

    with pytest.raises(BadInputError, match="lists name assets otherwise than the repertoire, where they are int64"):
        build(folder, tmp_path / "classes", marks={"a": 1})


@pytest.mark.parametrize("name", ["controls.parquet", "items.parquet", "repertoire.json"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    folder = WHOLE.write(tmp_path / "repertoire")
    (folder / name).unlink()

    with pytest.raises(BadInputError, match=f"{name}: there is no such file"):
        build(folder, tmp_path / "classes")


@pytest.mark.parametrize("name", ["controls.parquet", "items.parquet"])
@pytest.mark.parametrize("content", [b"", b"PAR1", b"asset,party\n", b"PAR1" + bytes(50) + b"PAR1"])
def test_what_is_no_parquet_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    folder = WHOLE.write(tmp_path / "repertoire")
    (folder / name).write_bytes(content)

    with pytest.raises(BadInputError, match=f"{name}: it is no Parquet file"):
        build(folder, tmp_path / "classes")


def test_a_page_that_is_damaged_is_refused(tmp_path: Path) -> None:
    folder = WHOLE.write(tmp_path / "repertoire")
    path = folder / "controls.parquet"
    content = bytearray(path.read_bytes())
    content[4:60] = bytes(56)
    path.write_bytes(content)

    with pytest.raises(BadInputError, match="can't be read"):
        build(folder, tmp_path / "classes")


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = WHOLE.write(tmp_path / "repertoire") / "controls.parquet"
    table = pq.read_table(path)
    hostile = pa.array([b"label:\xff"] * 9).view(pa.string())
    pq.write_table(table.set_column(1, "party", hostile), path)

    with pytest.raises(BadInputError, match="party: some text after this row is not UTF-8"):
        build(path.parent, tmp_path / "classes")


def test_more_kinds_than_a_trade_has_are_refused(tmp_path: Path) -> None:
    items = tuple(("x", f"kind {number}", "a") for number in range(1025))
    folder = replace(WHOLE, items=items).write(tmp_path / "repertoire")

    with pytest.raises(BadInputError, match="1025 kinds of assets, more than 1024"):
        build(folder, tmp_path / "classes")


def test_a_place_that_cant_be_written_is_named(tmp_path: Path) -> None:
    folder = WHOLE.write(tmp_path / "repertoire")
    (tmp_path / "classes").write_bytes(b"a file")

    with pytest.raises(BadInputError, match="classes: it can't be read or written"):
        build(folder, tmp_path / "classes")
