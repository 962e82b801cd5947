# SPDX-License-Identifier: Apache-2.0
"""Hostile and broken messages: clear problems, bounded memory, no traceback."""

from __future__ import annotations

import io
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licit.case.identity import Registry
from licit.formats.ern import ROOM
from licit.formats.ern.layout import WANTED
from licit.formats.files import Detected, File
from licit.formats.xml import Piece, opening, pieces
from licit.model.problem import Problem
from tests.formats.ern.building import GOOD, STORY, Message, streams, xml
from tests.formats.taken import empty, take

BAD: Final = Path(__file__).parent / "bad"
WHOLE: Final = xml(replace(STORY["single-4.3.xml"], tracks=("ZZAAA2400001",))).encode()


def problems(body: bytes, folder: Path) -> list[Problem]:
    path = folder / "message.xml"
    path.write_bytes(body)
    file = File(path, path.name, Detected("ern"))
    return [one for one in ROOM.read([file], Registry(empty())) if isinstance(one, Problem)]


def said(body: bytes) -> list[Problem]:
    found = pieces(io.BytesIO(body), "message.xml", WANTED, records=Counter())
    return [one for one in found if isinstance(one, Problem)]


def test_a_message_cut_off_at_any_byte_ends_in_one_problem_with_its_place(tmp_path: Path) -> None:
    last = WHOLE.rindex(b">") + 1
    for length in range(last):
        (*_, problem) = problems(WHOLE[:length], tmp_path)

        assert problem.place.line >= 1, length
        assert problem.check in {"import-record", "import-encoding"}, (length, problem)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_flipped_bytes_never_end_in_a_traceback(tmp_path: Path, flips: list[tuple[int, int]]) -> None:
    body = bytearray(WHOLE)
    for at, byte in flips:
        body[at] = byte

    assert all(isinstance(one, Problem) for one in problems(bytes(body), tmp_path))


@pytest.mark.parametrize(
    ("body", "check"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "import-hostile"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "import-hostile"),
        (b'<!DOCTYPE a PUBLIC "x" "http://example.org/a.dtd"><a/>', "import-hostile"),
        (b"<!-- <!DOCTYPE --><?x <!DOCTYPE ?>\n<!DOCTYPE a><a/>", "import-hostile"),
        ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"), "import-hostile"),
        (b"\xef\xbb\xbf<!DOCTYPE a><a/>", "import-hostile"),
        (b"<a>&undeclared;</a>", "import-hostile"),
        (b"<a>" * 300, "import-limit"),
        (b"<a>" + b"<b/>" * 2_500_000, "import-limit"),
        (b"<a b='" + b"x" * 9_000_000 + b"'/>", "import-limit"),
        (b"<a>" + b"x" * 9_000_000 + b"</a>", "import-limit"),
        (b"<!-- " + b" " * 70_000 + b"--><a/>", "import-limit"),
        (b'<?xml version="1.0" encoding="utf-7"?>+ADwAYQ-/+AD4-', "import-encoding"),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', "import-encoding"),
        ('<a b="é"/>'.encode("latin-1"), "import-encoding"),
        (b"", "import-record"),
        (b"%PDF-1.7", "import-record"),
        (b"PK\x03\x04\x14\x00\x00\x00", "import-record"),
        (b"<a/><b/>", "import-record"),
        (b"<a>\x00</a>", "import-record"),
    ],
)
def test_what_no_honest_message_has_is_refused_by_name(body: bytes, check: str) -> None:
    assert [problem.check for problem in said(body)] == [check]


def test_billion_laughs_costs_nothing() -> None:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY l0 "lol">{lines}]><x>&l11;</x>'.encode()
    tracemalloc.start()

    (problem,) = said(body)

    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()
    assert (problem.place.line, problem.place.column, problem.check) == (2, 1, "import-hostile")


def test_lines_are_right_beyond_65535() -> None:
    body = b"<r>" + b"\n" * 70_000 + b"<d/></r>"

    found = [one for one in pieces(io.BytesIO(body), "x", {"r/d"}, records=Counter()) if isinstance(one, Piece)]

    assert [(one.name, one.line) for one in found] == [("r", 1), ("d", 70_001)]


def test_every_element_is_counted_whatever_is_wanted() -> None:
    body = b"<r><x><y/><y/></x><d><e/></d><!-- no --><d/><x/></r>"
    for wanted in ({"r/d"}, {"r/x"}, {"x/y"}, {"r/nothing"}, {"r/d", "r/x", "x/y"}):
        records: Counter[str] = Counter()

        list(pieces(io.BytesIO(body), "x", wanted, records=records, repeated="d"))

        assert records == {"r": 1, "x": 2, "y": 2, "d": 2, "e": 1}


def test_many_different_deals_are_read_in_bounded_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None says the same as another, so that nothing collapses; the benchmark reads a million."""
    for bound in ("collapse.MOST", "deals.ALIKE"):
        monkeypatch.setattr(f"licit.formats.ern.{bound}", 100)
    monkeypatch.setattr("licit.formats.xml.ALIKE", 50)
    few, more = (peak(tmp_path, number) for number in (600, 2_400))

    assert more < few + 2_500_000  # what is kept of 1 800 deals would be twice as much


def peak(folder: Path, deals: int) -> int:
    """The most bytes held while a message of so many deals is read, and nothing kept."""
    head, tail = xml(Message("2024-01-10T09:00:00Z", (streams("FR"),))).split("  <DealList>\n")
    path = folder / f"{deals}.xml"
    text = head + "  <DealList>\n" + "".join(many(deals)) + tail[tail.index("  </DealList>") :]
    path.write_text(text, encoding="utf-8")
    file = File(path, path.name, Detected("ern"))
    tracemalloc.start()
    for _ in ROOM.read([file], Registry(empty())):
        pass
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert file.records["Deal"] == deals
    return found


def many(number: int) -> Iterator[str]:
    for n in range(number):
        day = f"{2000 + n % 100}-{n // 100 % 12 + 1:02}-{n // 1200 % 28 + 1:02}"
        minute = f"{n // 33_600:02}"
        yield (
            "<ReleaseDeal><DealReleaseReference>R1</DealReleaseReference><Deal><DealTerms>"
            "<CommercialModelType>SubscriptionModel</CommercialModelType><Usage><UseType>OnDemandStream</UseType></Usage>"
            f"<TerritoryCode>FR</TerritoryCode><ValidityPeriod><StartDateTime>{day}T00:{minute}:00</StartDateTime>"
            "</ValidityPeriod></DealTerms></Deal></ReleaseDeal>\n"
        )


@pytest.mark.parametrize("path", sorted(BAD.glob("*.xml")), ids=lambda path: path.stem)
def test_each_disease_is_told_with_its_line(path: Path) -> None:
    """The file says in a comment which problems it has: ``line check``, in order."""
    expected = [one.strip() for one in path.read_text("utf-8").split("<!--", 1)[1].split("-->", 1)[0].split(",")]

    found = take(path, format="ern")

    assert [f"{one.place.line} {one.check}" for one in found.problems] == expected


@pytest.mark.parametrize("name", STORY)
def test_the_good_messages_are_decoded_field_by_field(name: str) -> None:
    file = File(GOOD / name, name, Detected("ern"))

    decoded = list(ROOM.inspect(file))

    assert not [value for one in decoded for value in one.fields if value.problem]
    assert decoded[0].type.endswith("Message")
    assert {one.type for one in decoded} >= {"MessageHeader"}


def test_a_deal_is_decoded_with_paths_and_meanings() -> None:
    file = File(GOOD / "single-4.3.xml", "single-4.3.xml", Detected("ern"))

    (deal,) = (one for one in ROOM.inspect(file) if one.type == "Deal")

    shown = {value.at: value.meaning for value in deal.fields}
    assert shown["DealTerms/TerritoryCode[2]"] == "Belgium"
    assert shown["DealTerms/UseType[1]"] == "On-demand stream"
    assert shown["DealTerms/CommercialModelType[2]"] == "paid by advertising"
    assert shown["DealTerms/ValidityPeriod/StartDateTime"] == "from 2024-02-01 (the whole day)"


def test_the_opening_tells_encoding_and_root() -> None:
    assert opening(b'<?xml version="1.0" encoding="ISO-8859-1"?>\n<!-- a --><e:Root/>').root == "Root"
    assert opening("<Root/>".encode("utf-16-be")).encoding == "utf-16-be"
