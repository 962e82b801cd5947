# SPDX-License-Identifier: Apache-2.0
"""``licit inspect --summary``: what a file is made of, counted by another than the reader."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from licit.cli.running import run
from licit.tasks.inspect_file import summary

HERE = Path(__file__).parent
GOOD = HERE / "good" / "agreement-and-work.v21"


def test_records_are_counted_by_type(capsys: pytest.CaptureFixture[str]) -> None:
    types = Counter(line[:3].decode() for line in GOOD.read_bytes().splitlines())

    code = run(["inspect", str(GOOD), "--summary", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert told["records"] == types
    assert (told["refused"], told["empty"], told["problems"], told["version"]) == (0, 0, [], "2.1")


def test_what_is_refused_and_what_is_no_value_is_told_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "file"
    path.write_bytes(GOOD.read_bytes().replace(b"20241231", b"20241331").replace(b"TER", b"ALX", 1))

    code = run(["inspect", str(path), "--summary"])

    out = " ".join(capsys.readouterr().out.split())
    assert code == 0
    assert "records refused: 1 · values that can't be read: 1" in out
    assert "AGR: end-date '20241331' is no day" in out
    assert "ALX is no record of CWR 2.1" in out


def test_formats_without_a_faster_way_are_counted_record_by_record() -> None:
    name = str(HERE.parent / "ern" / "good" / "album-1-delivered.xml")

    file, counted = summary(name)

    assert file.detected.format == "ern"
    assert counted.records["Deal"] == Path(name).read_text(encoding="utf-8").count("<Deal>")
    assert counted.refused == 0
