# SPDX-License-Identifier: Apache-2.0
"""CWR that nobody would send: other encodings, transactions without end. Clear problems, bounded memory."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import Final

import pytest

from licit.case.identity import Registry
from licit.formats.cwr import ROOM, transactions
from licit.formats.files import Detected, File
from licit.model.problem import Place, Problem
from tests.formats.taken import empty

GOOD: Final = Path(__file__).parent / "good" / "agreement-and-work.v21"


def taken(body: bytes, folder: Path) -> tuple[File, int, Problem]:
    """The file, how many problems it has, and the last."""
    path = folder / "file.v21"
    path.write_bytes(body)
    file = File(path, path.name, Detected("cwr"))
    number = 0
    last = Problem(Place(file.name), "", "", "")
    for one in ROOM.read([file], Registry(empty())):
        if isinstance(one, Problem):
            number += 1
            last = one
    return file, number, last


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp037"])
def test_a_file_whose_bytes_are_no_letters_is_refused_line_by_line(encoding: str, tmp_path: Path) -> None:
    body = GOOD.read_bytes().decode().encode(encoding)

    file, number, last = taken(body, tmp_path)

    lines = body.count(b"\n") + (not body.endswith(b"\n"))
    assert sum(file.records.values()) == lines
    assert number >= lines
    assert last.mend


def test_a_transaction_without_end_keeps_memory_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transactions, "LONGEST", 500)
    lines = GOOD.read_bytes().splitlines(keepends=True)
    peaks = []
    for records in (2_000, 8_000):
        body = b"".join(lines[:3]) + b"TER0000000000000001I2136\r\n" * records
        tracemalloc.start()
        try:
            file, number, _ = taken(body, tmp_path)
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
        assert file.records["TER"] == records
        assert number >= records - 500

    assert peaks[1] < peaks[0] * 1.3
