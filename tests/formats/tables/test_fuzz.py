# SPDX-License-Identifier: Apache-2.0
"""Files that are cut, flipped or noise end in entries and problems: never in a traceback, never in silence."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licit.formats.detect import room
from licit.formats.files import HEAD, Detected
from licit.formats.tables.write import write_table
from licit.model.problem import Problem
from tests.formats.tables.reading import GOOD, entries, opened

TEXTS = sorted(path.name for path in GOOD.iterdir())
VERSIONS = ("csv", "tsv", "jsonl", "dsr", "xlsx", "parquet")


def follow(path: Path, version: str = "") -> list[object]:
    """Read and inspect a file, as the version or, if it is claimed, as what it is claimed for."""
    detected: Detected | None = Detected("tables", version) if version else None
    sniffed = room("tables").sniff(path.read_bytes()[:HEAD], path.name)
    detected = detected or sniffed
    if detected is None:
        return []
    file = opened(path, {"owner": "Label One", "territories": "World"}, detected.version)
    found: list[object] = list(entries(file))
    list(room("tables").inspect(opened(path, version=detected.version)))
    said = sum(file.records.values())
    assert said or any(isinstance(one, Problem) for one in found), "it was read, and nothing was told"
    return found


@pytest.mark.parametrize("name", TEXTS)
def test_cut_at_every_byte_of_a_small_file_and_at_many_of_others(name: str, tmp_path: Path) -> None:
    whole = (GOOD / name).read_bytes()
    step = 1 if len(whole) < 200 else len(whole) // 50
    version = room("tables").sniff(whole, name)
    assert version is not None
    for cut in range(0, len(whole), step):
        path = tmp_path / name
        path.write_bytes(whole[:cut])

        follow(path)
        follow(path, version.version)


@settings(max_examples=120)
@given(
    st.sampled_from(TEXTS),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=8),
    st.sampled_from(("", *VERSIONS)),
)
def test_flipped_bytes(name: str, flips: list[tuple[int, int]], version: str) -> None:
    content = bytearray((GOOD / name).read_bytes())
    for at, byte in flips:
        content[at % len(content)] ^= byte
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)

        follow(path, version)


@cache
def made(kind: str) -> bytes:
    stream = io.BytesIO()
    body = [[f"GBAAA03{n:05}", f"Song {n}", "The Band"] for n in range(20)]
    write_table(["isrc", "title", "artist"], body, stream, kind)
    return stream.getvalue()


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["xlsx", "parquet"]), st.lists(st.tuples(st.integers(0), st.integers(1, 255)), max_size=4))
def test_flipped_bytes_of_packed_kinds(kind: str, flips: list[tuple[int, int]]) -> None:
    content = bytearray(made(kind))
    for at, byte in flips:
        content[at % len(content)] ^= byte
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{kind}"
        path.write_bytes(content)

        follow(path, kind)


@settings(max_examples=80)
@given(st.binary(max_size=400), st.sampled_from(VERSIONS))
def test_noise(noise: bytes, version: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "noise"
        path.write_bytes(noise)

        follow(path)
        follow(path, version)


@settings(max_examples=80)
@given(st.text(st.sampled_from('",;\t\n\r\\ abISRCtitle1é='), max_size=300))
def test_text_of_signs_that_matter(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "signs.csv"
        path.write_text("title,artist\n" + text, encoding="utf-8", newline="")

        follow(path, "csv")
