# SPDX-License-Identifier: Apache-2.0
"""Broken and hostile dumps end in clear problems, rows counted, never in a traceback."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licit.case.identity import Registry
from licit.formats.entries import Entry
from licit.formats.files import Detected, File
from licit.formats.musicbrainz import ROOM, entities, rows
from licit.formats.musicbrainz.rows import unescaped
from licit.model.problem import Problem
from tests.formats.taken import empty

GOOD: Final = Path(__file__).parent / "good"
TABLES: Final = sorted((GOOD / "mbdump").iterdir())


def read(*files: File) -> list[Entry]:
    """What the files say, taken to the end."""
    return list(ROOM.read(files, Registry(empty())))


def file(path: Path) -> File:
    """A file that is said to be of MusicBrainz, whatever is in it."""
    version = "JSON" if path.suffix else "dump"
    return File(path, path.name, Detected("musicbrainz", version, (("table", "" if path.suffix else path.name),)))


def test_a_table_cut_anywhere_loses_one_row_at_most(tmp_path: Path) -> None:
    whole = (GOOD / "mbdump" / "label").read_bytes()
    others = [file(path) for path in TABLES if path.name != "label"]
    path = tmp_path / "label"
    for end in range(0, len(whole), 11):
        path.write_bytes(whole[:end])
        cut = file(path)

        entries = read(cut, *others)

        lines = whole[:end].count(b"\n") + (not whole[:end].endswith(b"\n") and end > 0)
        of_rows = [one for one in entries if isinstance(one, Problem) and one.place.file == "label" and one.place.line]
        assert len(of_rows) <= 1
        assert cut.records["label"] == lines


def test_entities_cut_anywhere_are_read_or_refused(tmp_path: Path) -> None:
    whole, path = (GOOD / "entities.jsonl").read_bytes(), tmp_path / "entities.jsonl"
    for end in range(0, len(whole), 17):
        path.write_bytes(whole[:end])

        problems = [one for one in read(file(path)) if isinstance(one, Problem)]

        assert len(problems) <= 2, end


@settings(max_examples=60)
@given(st.data())
def test_flipped_bytes_never_raise(data: st.DataObject) -> None:
    hit = data.draw(st.sampled_from([*TABLES, GOOD / "entities.jsonl", GOOD / "release.json"]))
    found = bytearray(hit.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        found[data.draw(st.integers(0, len(found) - 1))] = data.draw(st.integers(0, 255))
    with TemporaryDirectory() as folder:
        path = Path(folder) / hit.name
        path.write_bytes(found)
        others = [file(one) for one in TABLES if one.name != hit.name] if not hit.suffix else []

        entries = read(file(path), *others)

    counted = Counter(type(one).__name__ for one in entries)
    assert counted["Origin"] == 1


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b'{"a":' + b"[" * 100_000, "nests too deep"),
        (b'{"label-code": 1, "n": ' + b"9" * 10_000 + b"}", "too long"),
        ("{}".encode("utf-16"), "is not UTF-8"),
        (b"{}\n[]\n", "this is neither a label nor"),
        (b"{}\nnull\n", "this is neither a label nor"),
    ],
)
def test_hostile_json_is_refused(data: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.json"
    path.write_bytes(data)

    problems = [one.what for one in read(file(path)) if isinstance(one, Problem)]

    assert any(what in one for one in problems)


def test_sizes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "LONGEST", 1000)
    monkeypatch.setattr(entities, "LARGEST", 4000)
    table, document = tmp_path / "label", tmp_path / "label.json"
    table.write_bytes(b"1\tx" + b"y" * 5000 + b"\n" + (GOOD / "mbdump" / "label").read_bytes())
    document.write_bytes(b'{\n"a": "' + b"x" * 5000 + b'"}')
    held = file(table)

    told = [one.what for one in read(held, file(document)) if isinstance(one, Problem)]

    assert told == ["the line has more than 1000 bytes", "the document has more than 4000 bytes"]
    assert held.records["label"] == 6


@given(st.text())
def test_what_copy_escapes_is_read_back(text: str) -> None:
    escaped = text.replace("\\", "\\\\")
    for letter, char in (("b", "\b"), ("f", "\f"), ("n", "\n"), ("r", "\r"), ("t", "\t"), ("v", "\v")):
        escaped = escaped.replace(char, f"\\{letter}")

    assert unescaped(escaped) == text
