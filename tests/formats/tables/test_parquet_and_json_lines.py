# SPDX-License-Identifier: Apache-2.0
"""Typed columns and lines of JSON: identifiers stay text, structures become columns or details."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet as pq

from licit.formats.checks import LIMIT, RECORD, UNSUPPORTED, VALUE
from licit.formats.tables import parquet as reading
from licit.model.problem import Problem
from tests.formats.tables.reading import GOOD, entries, item, opened, rows
from tests.formats.taken import take


def test_a_parquet_file_gives_items(tmp_path: Path) -> None:
    table = pa.table(
        {
            "track_id": [1, 2],
            "title": ["First Song", "Second Song"],
            "isrc": ["GBAAA0300001", None],
            "release_date": [date(2003, 5, 1), None],
            "artists": [["The Band", "A Guest"], ["The Band"]],
            "album": [{"name": "First Album", "upc": "0724384960650"}, None],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")

    taken = take(tmp_path / "a.parquet")

    first = item(taken, "First Song")
    assert first.id == "GBAAA0300001"
    assert first.artist == "The Band; A Guest"
    assert str(first.released) == "2003-05-01"
    assert dict(first.details) == {"album": "First Album", "ean": "0724384960650"}
    assert taken.records == {"row": 2}


def test_numbers_under_an_identifiers_name_are_told(tmp_path: Path) -> None:
    table = pa.table({"title": ["A", "B"], "upc": [724384960650.0, 1.2345678901234567e16], "track id": [7, 8]})
    pq.write_table(table, tmp_path / "a.parquet")

    taken = take(tmp_path / "a.parquet", options={"columns": {"upc": "ean"}})

    assert {problem.check for problem in taken.doubts} == {VALUE}
    assert any("holds numbers" in problem.what for problem in taken.doubts)
    assert any("rounded" in problem.what for problem in taken.doubts)


def test_row_groups_and_columns_beyond_the_limits_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pq.write_table(pa.table({"title": ["A" * 100] * 100}), tmp_path / "a.parquet")
    pq.write_table(pa.table({"title": [b"A"]}), tmp_path / "b.parquet")
    monkeypatch.setattr(reading, "GROUP", 10)

    assert [problem.check for problem in take(tmp_path / "a.parquet").refused] == [LIMIT]
    assert [problem.check for problem in take(tmp_path / "b.parquet").refused] in ([LIMIT], [UNSUPPORTED])


def test_a_parquet_file_cut_off_is_one_clear_problem(tmp_path: Path) -> None:
    pq.write_table(pa.table({"title": ["A", "B"], "isrc": ["GBAAA0300001", None]}), tmp_path / "a.parquet")
    whole = (tmp_path / "a.parquet").read_bytes()
    for cut in range(4, len(whole), 7):
        (tmp_path / "cut.parquet").write_bytes(whole[:cut])

        (problem,) = entries(opened(tmp_path / "cut.parquet"))
        assert isinstance(problem, Problem)


def test_keys_in_objects_are_columns_and_late_keys_details() -> None:
    taken = take(GOOD / "listing.jsonl")

    assert item(taken, "First Song").id == "GBAAA0300001"
    assert item(taken, "First Song").artist == "The Band; A Guest"
    assert dict(item(taken, "Second Song").details) == {"mood": "calm"}


def test_a_key_after_the_sample_is_a_detail_of_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"title": f"Song {n}", "artist": "A"}) for n in range(2500)]
    path.write_text("\n".join([*lines, '{"title": "Last", "artist": "A", "mood": "calm"}']) + "\n")

    assert dict(item(take(path), "Last").details) == {"mood": "calm"}


def test_numbers_of_json_stay_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "A", "upc": 12345678901234567890, "x": 1.10}\n{"title": "B", "upc": 1, "x": 2}\n')

    assert rows(path)[1] == ["A", "12345678901234567890", "1.10"]


@pytest.mark.parametrize(
    ("line", "check"),
    [
        ('{"a": ' + "[" * 100_000, LIMIT),
        ('{"a": ' * 50_000 + "1" + "}" * 50_000, LIMIT),
        ('{"a": "' + "x" * 200_000 + '"}', LIMIT),
        ("{" + ",".join(f'"{n}":1' for n in range(20_000)) + "}", LIMIT),
        ('{"a": 1, "a": 2}', VALUE),
        ('{"a": NaNa}', RECORD),
        ('"text"', RECORD),
    ],
)
def test_hostile_lines_of_json_are_refused_alone(tmp_path: Path, line: str, check: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "One", "artist": "A"}\n' + line + '\n{"title": "Two", "artist": "A"}\n')

    taken = take(path)

    assert [(problem.place.line, problem.check) for problem in taken.refused] == [(2, check)]
    assert taken.records == {"row": 3}
    assert len(taken.record.items) == 2


texts = st.dictionaries(
    st.sampled_from(["title", "artist", "mood", "key"]),
    st.text(st.characters(codec="utf-8"), max_size=9),
    min_size=1,
)


@settings(max_examples=60)
@given(st.lists(texts, min_size=1, max_size=6), st.booleans())
def test_texts_of_json_come_back(lines: list[dict[str, str]], ascii_only: bool) -> None:  # noqa: FBT001
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_text("".join(json.dumps(line, ensure_ascii=ascii_only) + "\n" for line in lines), encoding="utf-8")
        header, *found = rows(path, {"encoding": "utf-8"})

    assert found == [[line.get(name, "") for name in header] for line in lines]
