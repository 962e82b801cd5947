# SPDX-License-Identifier: Apache-2.0
"""Whatever way a table is written as text, its cells come back."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from licit.formats.detect import room
from licit.formats.tables.dialect import dialect_of
from licit.formats.tables.encodings import encoding_of
from licit.formats.tables.limits import BROKEN_QUOTES, CELL, LINE
from licit.model.problem import Problem
from tests.formats.tables.reading import entries, opened, rows, told

RUSSIAN = "Песня,Оркестр\nПервая,Вторая\nДождь,Идёт дождь\n"  # noqa: RUF001
NAMES = ("title", "artist", "album")
cell = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=12
).filter(lambda text: "\ufeff" not in text and "\ufffd" not in text)
bodies = st.lists(st.tuples(cell, cell, cell), min_size=1, max_size=8)


@settings(max_examples=150)
@given(
    bodies,
    st.sampled_from(",;\t|"),
    st.sampled_from(["\r\n", "\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"]),
)
def test_cells_come_back(body: list[tuple[str, str, str]], separator: str, end: str, quoting: int, codec: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=end, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(NAMES)
    writer.writerows(body)
    assume(codec != "utf-16-le" or text.getvalue().isascii())  # without a mark only its zero bytes tell
    options = {} if codec != "utf-16-le" else {"encoding": "utf-16-le"}

    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(text.getvalue().encode(codec))
        found = rows(path, options)

    assert found == [list(NAMES), *map(list, body)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "^", "\x1f", "\x01"])
def test_each_separator_is_found_though_others_stand_in_the_text(separator: str) -> None:
    others = ", ; |".replace(separator, "")
    lines = [f"title{separator}artist\n", *(f"Song {others * (n % 3)} {n}{separator}A {others}\n" for n in range(9))]

    found = dialect_of(lines)

    assert found is not None
    assert found.separator == separator


def test_a_separator_that_is_named_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("title,x;artist\nOne,a;A\nTwo,b;B\n")

    assert rows(path)[0] == ["title,x", "artist"]
    assert rows(path, {"separator": "comma"})[0] == ["title", "x;artist"]


def test_carriage_returns_alone_end_lines(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(b"title,artist\rOne,A\rTwo,B\r")

    assert rows(path) == [["title", "artist"], ["One", "A"], ["Two", "B"]]


def test_marks_that_are_letters_stay(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text('title\tartist\n"One" more\tA\n"Two" more\tB\n12" Mix\tC\n')

    assert rows(path)[1:] == [['"One" more', "A"], ['"Two" more', "B"], ['12" Mix', "C"]]


def test_two_marks_that_are_letters_do_not_swallow_the_lines_between(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    body = ["title,artist", *(f'"Song {n}",A' for n in range(20)), '"Lost,B', "Kept,C", '"Again" and,D', "Last,E"]
    path.write_text("\n".join(body) + "\n")

    file = opened(path)
    problems = [one for one in entries(file) if isinstance(one, Problem)]

    assert file.records["row"] == 24
    assert told(problems) == [(22, "import-doubt", False), (24, "import-doubt", False)]


def test_a_quotation_over_too_many_lines_costs_its_own_line_alone(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text('title,artist\n"One",A\n"Never, closed,B\n' + "Kept,C\n" * 1500)

    file = opened(path)
    problems = [one for one in entries(file) if isinstance(one, Problem)]

    assert told(problems) == [(3, "import-record", True)]
    assert file.records["row"] == 1502


def test_after_many_broken_quotations_nothing_more_is_read(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("title,artist\n" + '"One",A\n' * 3000 + '"x" y,"z"\n' * 2 * BROKEN_QUOTES + '"w","v"\n' * 5000)

    problems = [one for one in entries(opened(path, {"separator": ","}, "csv")) if isinstance(one, Problem)]

    assert len(problems) <= BROKEN_QUOTES + 2
    assert any(problem.check == "import-limit" for problem in problems)


def test_lines_and_cells_beyond_the_limits_are_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    long, longer = "x" * (CELL + 1), "y" * (LINE + 1)
    path.write_text(f"title,artist\nOne,A\n{long},B\n{longer},C\nLast,D\n")

    file = opened(path)
    problems = [one for one in entries(file) if isinstance(one, Problem)]

    assert told(problems) == [(3, "import-limit", True), (4, "import-limit", True)]
    assert file.records["row"] == 4


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", "Grüße,Straße\nÉtoile,été\nSeñor,mañana\n"),
        ("cp1251", RUSSIAN),
        ("koi8_r", RUSSIAN),
        ("utf-8", "Песня,Été\n"),
    ],
)
def test_encodings_are_found_by_their_letters(codec: str, text: str) -> None:
    found = encoding_of(io.BytesIO(b"title,artist\n" * 200_000 + (text * 5).encode(codec)))  # beyond the first chunk

    assert found.codec == codec
    assert found.guessed == (codec != "utf-8")


def test_a_room_that_is_asked_for_what_it_is_not_says_so(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"")

    for version in ("csv", "tsv", "xlsx", "parquet", "jsonl", "dsr"):
        found = entries(opened(path, version=version))
        assert any(isinstance(one, Problem) for one in found), version
        list(room("tables").inspect(opened(path, version=version)))
