# SPDX-License-Identifier: Apache-2.0
"""CWR that nobody would send: other encodings, transactions without end. Clear problems, bounded memory."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import Final

import pytest

from licit.case.identity import Registry
from licit.formats.cwr import ROOM, transactions
from licit.formats.cwr.columns import count
from licit.formats.cwr.sniffing import sniff
from licit.formats.files import Detected, File
from licit.model.problem import Place, Problem
from tests.formats.taken import empty

GOOD: Final = Path(__file__).parent / "good" / "agreement-and-work.v21"


def written(body: bytes, folder: Path, encoding: str = "") -> File:
    """A file of these bytes; ``encoding`` is the user's word."""
    path = folder / "file.v21"
    path.write_bytes(body)
    return File(path, path.name, Detected("cwr"), {"encoding": encoding} if encoding else {})


def taken(body: bytes, folder: Path, encoding: str = "") -> tuple[File, int, Problem]:
    """The file, how many problems it has, and the last."""
    file = written(body, folder, encoding)
    number = 0
    last = Problem(Place(file.name), "", "", "")
    for one in ROOM.read([file], Registry(empty())):
        if isinstance(one, Problem):
            number += 1
            last = one
    return file, number, last


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-32-be", "cp037"])
def test_a_file_whose_bytes_are_no_letters_is_refused_line_by_line(encoding: str, tmp_path: Path) -> None:
    body = GOOD.read_bytes().decode().encode(encoding)

    file, number, last = taken(body, tmp_path)

    lines = body.count(b"\n") + (not body.endswith(b"\n"))
    assert sum(file.records.values()) == lines
    assert number >= lines
    assert last.mend


@pytest.mark.parametrize(
    ("encoding", "named"), [("utf-16", ""), ("utf-16-be", "utf-16-be"), ("utf-32", "utf-32"), ("cp037", "cp037")]
)
def test_a_file_known_to_be_of_no_encoding_of_cwr_is_refused_once(encoding: str, named: str, tmp_path: Path) -> None:
    body = GOOD.read_bytes().decode().encode(encoding)

    _, number, told = taken(body, tmp_path, named)
    counted = count(written(body, tmp_path, named))
    (decoded,) = ROOM.inspect(written(body, tmp_path, named))

    assert (number, told.check, "UTF-8" in told.mend) == (1, "import-encoding", True)
    assert (counted.refused, counted.problems, decoded.problems) == (1, (told,), (told,))


def test_a_file_of_the_iswc_system_is_refused_once_for_what_it_is(tmp_path: Path) -> None:
    body = GOOD.read_bytes().replace(b"01.10", b"03.00", 1)

    _, number, told = taken(body, tmp_path)

    assert (number, told.place.column, told.check) == (1, 60, "import-unsupported")
    assert "ISWC" in told.what


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "big5", "gb18030"])
def test_encodings_in_which_cwr_is_written_are_read(encoding: str, tmp_path: Path) -> None:
    file, number, _ = taken(GOOD.read_bytes(), tmp_path, encoding)

    assert number == 0
    assert file.records["AGR"] == 1


def test_cwr_in_utf_16_is_known_for_what_it_is() -> None:
    assert (sniff(GOOD.read_bytes().decode().encode("utf-16"), "") or pytest.fail("not known")).format == "cwr"
    assert sniff("no such thing\nat all".encode("utf-16"), "") is None


def test_lines_that_end_with_a_carriage_return_alone_are_not_lost_unsaid(tmp_path: Path) -> None:
    _, _, last = taken(GOOD.read_bytes().replace(b"\r\n", b"\r"), tmp_path)

    assert (last.place.line, last.place.column, last.check) == (1, 102, "import-record")
    assert last.mend == "end each line with CR LF"


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
