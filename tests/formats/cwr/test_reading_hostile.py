# SPDX-License-Identifier: Apache-2.0
"""Files that are cut, flipped or out of order: problems with their places, and never a failure."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from licit.case.identity import Registry
from licit.formats.cwr.facts import read
from licit.formats.entries import Entry
from licit.formats.files import Detected, File
from licit.model.problem import Problem
from tests.formats.cwr.telling import SOCIETY, agr, ipa, pwr, spt, spu, swr, ter, told, work
from tests.formats.taken import empty

WHOLE: Final = 10_000
PARTIES: Final = (ipa("AS", "HOUSE ONE"), ipa("AC", "SUB ONE", WHOLE, WHOLE, WHOLE))
CHAIN: Final = (spu("HOUSE ONE", "E", 5000, WHOLE, WHOLE), spu("SUB ONE", "SE"), spt("SUB ONE", "+0276", 5000, WHOLE))
SONG: Final = (work("K1"), *CHAIN, swr("WRITER ONE", 5000, pr_society="052"), pwr("HOUSE ONE", "WRITER ONE", "A1"))
MINE: Final = told(agr("A1", "PG", "20200101"), *ter("+2136", "-0276"), *PARTIES, *SONG)
ANSWER: Final = told(("ACK", {"transaction_status": "AS", "submitter_creation_number": "K1"}), *SONG, sender=SOCIETY)


def entries(data: bytes) -> list[Entry]:
    """All that a reader says of these bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.V21")
        path.write_bytes(data)
        return list(read([File(path, "x.V21", Detected("cwr", "2.1"))], Registry(empty())))


def test_a_file_cut_at_any_byte_is_read_as_far_as_it_goes() -> None:
    for end in range(0, len(MINE), 7):
        for one in entries(MINE[:end]):
            assert not isinstance(one, Problem) or one.place.file == "x.V21"


def test_a_file_that_is_cut_off_is_told() -> None:
    cut = MINE[: MINE.rindex(b"TRL")]

    assert any(isinstance(one, Problem) and "without its trailer" in one.what for one in entries(cut))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from((MINE, ANSWER)), st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=20))
def test_flipped_bytes_end_in_problems_and_never_in_a_failure(data: bytes, flips: list[tuple[int, int]]) -> None:
    changed = bytearray(data)
    for at, byte in flips:
        changed[at % len(changed)] = byte

    assert all(one.what and one.mend for one in entries(bytes(changed)) if isinstance(one, Problem))


@settings(max_examples=40, deadline=None)
@given(st.permutations(MINE.splitlines(keepends=True)))
def test_lines_in_any_order_end_in_problems_and_never_in_a_failure(lines: list[bytes]) -> None:
    assert all(one.place.line >= 0 for one in entries(b"".join(lines)) if isinstance(one, Problem))
