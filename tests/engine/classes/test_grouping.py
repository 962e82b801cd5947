# SPDX-License-Identifier: Apache-2.0
"""Items have one class if and only if their assets are in the same situations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from licit.engine.classes import build, grouping
from tests.engine.classes.conftest import MEMORY
from tests.engine.classes.repertoires import (
    Repertoire,
    class_contents,
    plain_classes,
    random_repertoire,
    read_back,
)

LABEL = ("label:a", "all", 10000, "World", None, None, None)
HALF = ("label:a", "all", 5000, "World", None, None, None)


@pytest.mark.usefixtures("cut_small")
@pytest.mark.parametrize("integers", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_the_table_says_what_plain_grouping_says(tmp_path: Path, seed: int, *, integers: bool) -> None:
    repertoire = random_repertoire(seed, integers=integers)
    folder = repertoire.write(tmp_path / "repertoire")

    table = build(folder, tmp_path / "classes", marks=repertoire.marks, memory=MEMORY)

    assert list(read_back(table).items()) == list(plain_classes(repertoire).items())


@pytest.mark.usefixtures("cut_small")
@pytest.mark.parametrize("seed", [21, 22, 23])
def test_where_all_hashes_are_one_members_still_decide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    def constant(values: npt.NDArray[np.uint64], _seed: int) -> npt.NDArray[np.uint64]:
        return np.full(len(values), 7, dtype=np.uint64)

    monkeypatch.setattr(grouping, "scramble", constant)
    repertoire = random_repertoire(seed)
    folder = repertoire.write(tmp_path / "repertoire")

    table = build(folder, tmp_path / "classes", marks=repertoire.marks, memory=MEMORY)

    assert read_back(table) == plain_classes(repertoire)


@pytest.mark.usefixtures("cut_small")
def test_the_order_of_rows_changes_no_class_and_no_number(tmp_path: Path) -> None:
    repertoire = random_repertoire(31)
    folders = [repertoire.shuffled(seed).write(tmp_path / f"repertoire {seed}") for seed in (1, 2)]

    one, other = (build(folder, folder / "classes", marks=repertoire.marks, memory=MEMORY) for folder in folders)

    assert read_back(one) == read_back(other) == plain_classes(repertoire)
    assert one.lines.equals(other.lines)
    assert class_contents(one) == class_contents(other)
    assert one.part_situations.tolist() == other.part_situations.tolist()
    assert one.situation_lines.tolist() == other.situation_lines.tolist()


@pytest.mark.usefixtures("cut_small")
@pytest.mark.parametrize("integers", [False, True])
def test_row_groups_larger_than_memory_are_read_in_parts(tmp_path: Path, *, integers: bool) -> None:
    repertoire = random_repertoire(33, integers=integers)
    folder = repertoire.write(tmp_path / "repertoire", group=1000)

    table = build(folder, tmp_path / "classes", marks=repertoire.marks, memory=MEMORY)

    assert read_back(table) == plain_classes(repertoire)


@pytest.mark.usefixtures("cut_small")
def test_threads_change_nothing_at_all(tmp_path: Path) -> None:
    repertoire = random_repertoire(32)
    folder = repertoire.write(tmp_path / "repertoire")

    one, other = (build(folder, tmp_path / f"{threads}", memory=MEMORY, threads=threads) for threads in (1, 3))

    assert one.checksums == other.checksums


def test_classes_are_numbered_by_falling_count(tmp_path: Path) -> None:
    controls = (("a", *LABEL), ("b", *HALF))
    items = (("rare", "recording", "b"), *((f"common {at}", "recording", "a") for at in range(3)))
    folder = Repertoire(controls, items).write(tmp_path / "repertoire")

    table = build(folder, tmp_path / "classes")

    assert table.counts.tolist() == [3, 1]
    assert table.class_ids.tolist() == [1, 0, 0, 0]
    assert table.class_items.tolist() == [1, 0]
    assert [table.representative(0), table.representative(1)] == ["common 0", "rare"]


def test_a_line_said_twice_is_not_a_line_said_once(tmp_path: Path) -> None:
    controls = (("once", *HALF), ("twice", *HALF), ("twice", *HALF))
    items = (("x", "recording", "once"), ("y", "recording", "twice"))
    folder = Repertoire(controls, items).write(tmp_path / "repertoire")

    table = build(folder, tmp_path / "classes")

    assert len(table.counts) == 2
    assert len(table.lines) == 1
    assert sorted(np.diff(table.situation_offsets).tolist()) == [1, 2]


def test_two_spellings_of_a_line_are_one_line(tmp_path: Path) -> None:
    controls = (
        ("a", "label:a", "reproduction,making-available", 10000, "FR,DE", "2004-01-01", None, None),
        ("b", "label:a", " making-available, reproduction", 10000, "+FR +DE", "[2004-01-01..2004-01-01]", None, None),
    )
    folder = Repertoire(controls, (("x", "recording", "a"), ("y", "recording", "b"))).write(tmp_path / "repertoire")

    table = build(folder, tmp_path / "classes")

    assert table.class_ids.tolist() == [0, 0]
    assert table.lines.to_pylist() == [
        {
            "party": "label:a",
            "rights": "making-available,reproduction",
            "share": 10000,
            "territories": "FR, DE",
            "start": "2004-01-01",
            "end": None,
            "said": None,
        }
    ]


def test_a_kind_not_identified_is_no_asset_without_rows(tmp_path: Path) -> None:
    items = (("x", "work", None), ("y", "work", "nobody's"), ("z", "work", "nobody's either"))
    folder = Repertoire((), items).write(tmp_path / "repertoire")

    table = build(folder, tmp_path / "classes")

    assert table.class_ids.tolist() == [1, 0, 0]
    assert table.part_situations.tolist() == [0, -1]
    assert table.situation_offsets.tolist() == [0, 0]
    assert table.representative_asset(0) in {"nobody's", "nobody's either"}


def test_a_mark_parts_assets_that_are_else_alike(tmp_path: Path) -> None:
    controls = (("a", *LABEL), ("b", *LABEL), ("c", *LABEL))
    items = tuple((name.upper(), "recording", name) for name in "abc")
    folder = Repertoire(controls, items).write(tmp_path / "repertoire")

    table = build(folder, tmp_path / "classes", marks={"b": 5, "elsewhere": 9})

    assert table.class_ids.tolist() == [0, 1, 0]
    assert table.profiles[table.part_situations].tolist() == [0, 5]


def test_columns_may_be_plain_large_or_without_any_value(tmp_path: Path) -> None:
    folder = tmp_path / "repertoire"
    folder.mkdir()
    (folder / "repertoire.json").write_bytes(b"{}")
    names = pa.array(["a", "b"], pa.large_string())
    rest = {"party": ["p", "p"], "rights": ["all", "all"], "share": pa.array([1, 1], pa.int64())}
    rest |= {"territories": ["World", "World"], "start": pa.nulls(2, pa.string()), "end": pa.nulls(2)}
    pq.write_table(pa.table({"asset": names, **rest}), folder / "controls.parquet")
    kinds = pa.array(["recording", "recording"]).dictionary_encode()
    pq.write_table(pa.table({"asset": names, "kind": kinds, "item": names}), folder / "items.parquet")

    table = build(folder, tmp_path / "classes")

    assert table.class_ids.tolist() == [0, 0]
    assert table.lines.to_pylist()[0]["end"] is None


def test_hostile_names_are_only_names(tmp_path: Path) -> None:
    names = ["'; drop table items; --", "../../etc/passwd", "\0", "", "é" * 5000, "a" * 64, "a" * 64 + "b", "a\n"]
    controls = tuple((name, *LABEL) for name in names[::2])
    items = tuple((name, "recording", name) for name in names)
    repertoire = Repertoire(controls, items)
    folder = repertoire.write(tmp_path / "it's a 'repertoire'; --")

    table = build(folder, tmp_path / 'it\'s the "classes"')

    assert read_back(table) == plain_classes(repertoire)


def test_an_empty_repertoire_has_no_classes(tmp_path: Path) -> None:
    folder = Repertoire().write(tmp_path / "repertoire")

    table = build(folder, tmp_path / "classes")

    assert len(table.counts) == len(table.class_ids) == len(table.lines) == 0


def test_one_asset_in_two_kinds_keeps_both(tmp_path: Path) -> None:
    items = (("x", "recording", "a"), ("y", "work", "a"), ("z", "recording", "a"))
    repertoire = replace(Repertoire((("a", *LABEL),), items))
    folder = repertoire.write(tmp_path / "repertoire")

    table = build(folder, tmp_path / "classes")

    assert table.class_ids.tolist() == [0, 1, 0]
    assert table.kinds == ("recording", "work")
