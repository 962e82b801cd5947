# SPDX-License-Identifier: Apache-2.0
"""Broken and hostile ODRL files end in a clear problem or in facts, never in a traceback, a connection or a flood."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licit.case.identity import Registry
from licit.formats.files import Detected, File
from licit.formats.odrl import ROOM, parse
from licit.model.problem import Problem
from tests.formats.taken import empty, take

HERE: Final = Path(__file__).parent
GOOD: Final = {path.suffix: path.read_bytes() for path in (HERE / "good").iterdir()}
TURTLE: Final = b"@prefix odrl: <http://www.w3.org/ns/odrl/2/> .\n"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("the reader opened a connection")

    monkeypatch.setattr(socket, "socket", forbidden)


@pytest.mark.parametrize("suffix", sorted(GOOD))
def test_a_file_cut_anywhere_is_read_or_refused(suffix: str, tmp_path: Path) -> None:
    whole, path = GOOD[suffix], tmp_path / f"cut{suffix}"
    for end in range(200, len(whole), 7):
        path.write_bytes(whole[:end])

        taken = take(path, format="odrl")

        assert taken.refused or suffix == ".ttl" or end > len(whole) - 3, end


@settings(max_examples=150)
@given(st.data())
def test_flipped_bytes_never_raise(data: st.DataObject) -> None:
    suffix = data.draw(st.sampled_from(sorted(GOOD)))
    spots = data.draw(st.lists(st.integers(0, len(GOOD[suffix]) - 1), min_size=1, max_size=4))
    found = bytearray(GOOD[suffix])
    for spot in spots:
        found[spot] = data.draw(st.integers(0, 255))

    with TemporaryDirectory() as folder:
        path = Path(folder) / "flipped"
        path.write_bytes(found)
        file = File(path, path.name, Detected("odrl"), {"made": "2000"})
        entries = list(ROOM.read([file], Registry(empty())))

    assert sum(isinstance(entry, Problem) for entry in entries) <= len(GOOD[suffix].splitlines())


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b'{"@context": "http://www.w3.org/ns/odrl.jsonld", "a":' + b"[" * 100_000, "the file nests too deep"),
        (b'{"@context": "http://www.w3.org/ns/odrl.jsonld", "a":' + b"[" * 200 + b"]" * 200 + b"}", "nests too deep"),
        (TURTLE + b"<urn:x> odrl:permission " + b"[ odrl:duty " * 5000, "the file nests too deep"),
        (TURTLE + b'<!ENTITY a "a">', "the file declares entities"),
        (b'{"@context": {"@import": "http://www.w3.org/other"}, "odrl": "http://www.w3.org/ns/odrl"}', "asks for the"),
        (TURTLE.decode().encode("utf-16"), "is not UTF-8"),
        (TURTLE + b"\x00\x01", "this is no Turtle"),
        (TURTLE + b"<urn:x> a odrl:Agreement ; odrl:action", "this is no Turtle: it is cut off"),
    ],
)
def test_hostile_files_are_refused(data: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile"
    path.write_bytes(data)

    (problem, *more) = ROOM.read([File(path, path.name, Detected("odrl"))], None)  # type: ignore[arg-type]

    assert isinstance(problem, Problem)
    assert what in problem.what
    assert more == []


def test_sizes_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "MOST", 100)
    monkeypatch.setattr(parse, "LARGEST", 100_000)
    many = TURTLE + b"".join(b"<urn:x%d> odrl:note 1 .\n" % number for number in range(101))

    found = [parse.triples(many, "many"), parse.triples(b" " * 100_001, "large")]
    as_json = json.dumps([{"@id": f"urn:x{number}", "urn:y": "z"} for number in range(101)]).encode()
    found.append(parse.triples(as_json, "many"))

    assert [one.what for one in found if isinstance(one, Problem)] == [
        "the file has more than 100 triples",
        "the file has more than 100000 bytes",
        "the file has more than 100 triples",
    ]


def test_alternatives_of_alternatives_stay_bounded(tmp_path: Path) -> None:
    days = ", ".join(
        f'[ odrl:leftOperand odrl:dateTime ; odrl:operator odrl:neq ; odrl:rightOperand "20{n:02}-01-01" ]'
        for n in range(99)
    )
    path = tmp_path / "many.ttl"
    rule = "odrl:assigner <urn:a> ; odrl:assignee <urn:b> ; odrl:target <urn:t> ; odrl:action odrl:stream"
    constraint = f"[ odrl:or {days} ], [ odrl:or {days} ], [ odrl:or {days} ]"
    path.write_bytes(TURTLE + f"<urn:p> odrl:permission [ {rule} ; odrl:constraint {constraint} ] .".encode())

    taken = take(path, options={"made": "2000"})

    assert 0 < len(taken.record.grants) <= 2000
    assert all(grant.conditions for grant in taken.record.grants)
