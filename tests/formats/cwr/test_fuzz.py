# SPDX-License-Identifier: Apache-2.0
"""The whole way into a case: files cut at every byte, flipped, in the wrong encoding; and answers nobody can read.

Never a failure, and every line is a record or is refused.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licit.case.identity import Registry
from licit.formats.cwr import ROOM
from licit.formats.cwr.columns import Told, read
from licit.formats.files import Detected, File
from licit.model.problem import Problem, Severity
from tests.formats.cwr import three
from tests.formats.cwr.building import Transaction, built
from tests.formats.cwr.test_rows import HEADER_3, SPT_3, WORK_3
from tests.formats.taken import empty, take

_PARTY: Final = {"party": "P1", "publisher-name": "PUBLISHER ONE", "publisher-type": "E", "pr-share": 5000}
_LISTED: Final = {"party": "P1", "pr-collected": 5000, "in-or-out": "I", "territory": "2136"}
_WORK: Final[Transaction] = [("NWR", {"work-title": "A WORK", "work": "W1"}), ("SPU", _PARTY), ("SPT", _LISTED)]
SMALL: Final = b"\r\n".join(one.rstrip() for one in built([_WORK]).splitlines())
THREE: Final = b"\r\n".join(
    [HEADER_3, b"GRHWRK0000103.000000000000", WORK_3.format(0).encode(), SPT_3.format(1).encode()]
)
ANSWERED: Final = three.file(
    three.ack("AS"), three.message(), *three.registration(first=2), head=three.header("SO", "052"), group="ACK"
)
WIDE: Final = three.file(*three.registration(width=11), head=three.header(version="3.1000"))
WHOLE: Final = {"2.1": SMALL, "3.0": THREE, "answer": ANSWERED, "3.1": WIDE}


def lines_of(data: bytes) -> int:
    return data.count(b"\n") + (bool(data) and not data.endswith(b"\n"))


def taken_in(data: bytes, folder: Path) -> None:
    """Read the whole way, and hold rows and refusals against the lines."""
    path = folder / "file.v21"
    path.write_bytes(data)
    file = File(path, path.name, Detected("cwr"))
    told = Told()

    entries = list(ROOM.read([file], Registry(empty())))
    rows = sum(batch.num_rows for _, batch in read(path, told=told))

    assert rows + told.refused == told.lines == lines_of(data) == sum(file.records.values())
    wrong = [one for one in entries if isinstance(one, Problem) and one.severity is Severity.ERROR]
    assert len(wrong) >= told.refused
    assert all(one.place.line and one.what and one.mend for one in wrong)


@pytest.mark.parametrize("whole", WHOLE.values(), ids=list(WHOLE))
def test_a_file_cut_at_every_byte_is_records_and_refusals(whole: bytes, tmp_path: Path) -> None:
    for end in range(len(whole) + 1):
        taken_in(whole[:end], tmp_path)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(list(WHOLE.values())), st.lists(st.tuples(st.integers(0, 900), st.integers(0, 255)), max_size=12)
)
def test_flipped_bytes_are_records_and_refusals(tmp_path: Path, whole: bytes, flips: list[tuple[int, int]]) -> None:
    data = bytearray(whole)
    for at, byte in flips:
        data[at % len(data)] = byte

    taken_in(bytes(data), tmp_path)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "cp037"])
def test_the_wrong_encoding_is_records_and_refusals(encoding: str, tmp_path: Path) -> None:
    taken_in(SMALL.decode().encode(encoding), tmp_path)


def test_what_a_society_answers_in_no_known_form_of_3_0_is_not_taken_for_its_word(tmp_path: Path) -> None:
    header = three.header("SO", "052", "SOCIETY ONE")
    answer = three.ack("RJ").replace("20240301RJ", "20240301 RJ")
    work = three.registration(first=1)
    own, echoed = tmp_path / "own", tmp_path / "CW240001052_ONE_V3-0-0.ACK2"
    own.write_bytes(three.file(*three.registration()))
    echoed.write_bytes(three.file(answer, *work, group="ACK", head=header))

    assert take(own).facts["Control"]
    assert not take(echoed).facts
    assert {one.what[:3] for one in take(echoed).refused} == {"ACK", *(one[:3] for one in work)}
