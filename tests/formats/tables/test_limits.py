# SPDX-License-Identifier: Apache-2.0
"""Memory is flat, and what is out of all measure costs little."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from licit.formats.detect import room
from licit.formats.known import Known
from licit.formats.tables import control
from licit.model.problem import Problem
from tests.formats.tables.reading import entries, opened
from tests.formats.taken import take


class Forgetful:
    """Names everything and remembers nothing."""

    def party(self, name: str, **_: object) -> str:
        return name

    def asset(self, kind: str, title: str = "", **parts: object) -> str:
        return f"{kind}:{title}:{parts['number']}"

    def item(self, title: str, **parts: object) -> str:
        return f"{title}:{parts['number']}"

    def earlier(self, source: str, subject: str) -> tuple[()]:
        assert source, subject
        return ()

    def under(self, source: str, subject: str, fact: str) -> bool:
        assert source, (subject, fact)
        return False

    def subjects(self, source: str, beginning: str) -> Iterator[str]:
        assert source, beginning
        return iter(())


def peak(path: Path) -> int:
    file = opened(path, {"owner": "Label One", "territories": "World", "service": "Shop One"})
    known: Known = Forgetful()
    tracemalloc.start()
    count = sum(1 for _ in room("tables").read([file], known))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > file.records["row"]
    return most


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    sizes = []
    for rows in (4_000, 16_000):
        path = tmp_path / f"{rows}.csv"
        body = (f"t{n},Song {n},Band {n % 9},Label {n % 9}\n" for n in range(rows))
        path.write_text("track id,title,artist,label\n" + "".join(body))
        sizes.append(peak(path))

    assert sizes[1] < 1.3 * sizes[0]


def test_a_header_of_too_many_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"c{n}" for n in range(20_000)) + "\n" + "," * 19_999 + "\n")

    (problem,) = (one for one in entries(opened(path)) if isinstance(one, Problem))

    assert "16384 columns" in problem.what


def test_a_column_that_names_no_territories_ends_the_owners_and_not_the_items(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(control, "_UNKNOWN", 3)
    path = tmp_path / "list.csv"
    places = ["FR"] * 20 + [f"Nowhere at all {n}" for n in range(9)]
    path.write_text("isrc,title,territory\n" + "".join(f"GBAAA03{n:05},S {n},{p}\n" for n, p in enumerate(places)))

    taken = take(path, options={"owner": "Label One"})

    assert taken.facts == {"Control": 20}
    assert len(taken.record.items) == 29
    assert [problem.place.line for problem in taken.refused] == [22, 23, 24]
    assert "no owner is read from here on" in taken.refused[-1].what


def test_types_of_record_without_end_are_counted_together(tmp_path: Path) -> None:
    path = tmp_path / "report.tsv"
    head = "HEAD\tdsrf/1.1.2/1.6/1.0\tBasicAudioProfile\t1.4\t1\t2015-03-04\t1\t1\t2015\t2015\t\tShop One\tPremium\n"
    path.write_text(head + "".join(f"ZZ{n % 100:02}.{n // 100:03}\tx\n" for n in range(3_000)) + "FOOT\t3002\n")

    taken = take(path)

    assert sum(taken.records.values()) == 3_002
    assert len(taken.records) < 1_010
