# SPDX-License-Identifier: Apache-2.0
"""Hostile and broken notifications: clear problems with their lines, bounded memory, no traceback."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licit.case.identity import Registry
from licit.formats.detect import room
from licit.formats.files import Detected, File
from licit.model.problem import Problem
from tests.formats.taken import empty

FORMATS: Final = Path(__file__).parents[1]
WHOLE: Final = {
    "mwn": FORMATS / "mwn/good/notification-1.0.xml",
    "rdrn": FORMATS / "rdrn/good/declaration-2-mandate.xml",
}


def problems(name: str, body: bytes, folder: Path) -> list[Problem]:
    path = folder / "message.xml"
    path.write_bytes(body)
    file = File(path, path.name, Detected(name))
    return [one for one in room(name).read([file], Registry(empty())) if isinstance(one, Problem)]


@pytest.fixture(params=WHOLE)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_message_cut_off_at_any_byte_ends_in_one_problem_with_its_place(name: str, tmp_path: Path) -> None:
    whole = WHOLE[name].read_bytes()
    for length in range(whole.rindex(b">")):
        (*_, problem) = problems(name, whole[:length], tmp_path)

        assert problem.place.line >= 1, length
        assert problem.check in {"import-record", "import-encoding"}, (length, problem)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=6))
def test_flipped_bytes_never_end_in_a_traceback(name: str, tmp_path: Path, flips: list[tuple[int, int]]) -> None:
    body = bytearray(WHOLE[name].read_bytes())
    for at, byte in flips:
        body[at % len(body)] = byte

    assert all(isinstance(one, Problem) for one in problems(name, bytes(body), tmp_path))


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        ("?>\n", '?>\n<!DOCTYPE a [<!ENTITY b "c">]>\n', "import-hostile"),
        ("?>\n", '?>\n<!DOCTYPE a SYSTEM "file:///etc/passwd">\n', "import-hostile"),
        ("<MessageThreadId>", "<MessageThreadId>&undeclared;", "import-hostile"),
        ("<MessageThreadId>", "<a>" * 300, "import-limit"),
        ("UTF-8", "utf-7", "import-encoding"),
        ("<MessageThreadId>", "<MessageThreadId>\udcff", "import-encoding"),
        ("<MessageThreadId>", "<MessageThreadId>\x00", "import-record"),
    ],
)
def test_what_no_honest_message_has_is_refused_by_name(
    name: str, tmp_path: Path, old: str, new: str, check: str
) -> None:
    body = WHOLE[name].read_text("utf-8").replace(old, new, 1).encode("utf-8", "surrogateescape")

    assert [one.check for one in problems(name, body, tmp_path)] == [check]


def test_utf_16_says_the_same(name: str, tmp_path: Path) -> None:
    body = WHOLE[name].read_text("utf-8").replace("UTF-8", "UTF-16").encode("utf-16")

    assert problems(name, body, tmp_path) == []


def test_billion_laughs_costs_nothing(name: str, tmp_path: Path) -> None:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY l0 "lol">{lines}]><x>&l11;</x>'.encode()
    tracemalloc.start()

    (problem,) = problems(name, body, tmp_path)

    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()
    assert (problem.place.line, problem.check) == (2, "import-hostile")
