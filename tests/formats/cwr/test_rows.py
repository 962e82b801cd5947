# SPDX-License-Identifier: Apache-2.0
"""Lines as rows: each a row or a problem with its place, whatever the bytes; whatever the version's length."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licit.formats.cwr.rows import LONGEST, Row, rows
from licit.formats.cwr.sniffing import sniff
from licit.model.problem import InvalidValueError, Problem, Severity
from tests.formats.cwr.building import built, line

SPOKEN: Final = built(
    [
        [
            ("AGR", {"agreement": "A1", "agreement-type": "OS", "start-date": "20200101", "retention-end": "20301231"}),
            ("TER", {"in-or-out": "I", "territory": "2136"}),
            ("IPA", {"role": "AS", "ipi-name": "199", "last-name": "WRITER ONE", "pr-share": 5000}),
            ("IPA", {"role": "AC", "ipi-name": "297", "last-name": "PUBLISHER ONE", "pr-share": 5000}),
        ],
        [("NWR", {"work-title": "A WORK", "work": "W1", "recorded": "Y"}), ("REC", {"isrc": "ZZAAA2400001"})],
    ]
)
HEADER_3: Final = b"HDRPBONE PUBLISHER ONE".ljust(65) + b"2024010200000020240102".ljust(37) + b"3.0000"


def read(data: bytes, encoding: str = "") -> list[Row | Problem]:
    return list(rows(io.BytesIO(data), "file.v21", encoding))


def errors(found: list[Row | Problem]) -> list[Problem]:
    return [one for one in found if isinstance(one, Problem) and one.severity is Severity.ERROR]


def one_row(data: bytes) -> Row:
    (row,) = (one for one in read(data) if isinstance(one, Row) and one.type != "HDR")
    return row


def test_rows_carry_their_place_version_numbers_and_fields() -> None:
    found = read(SPOKEN)

    assert [one.type for one in found if isinstance(one, Row)] == [
        *("HDR", "GRH", "AGR", "TER", "IPA", "IPA", "GRT", "GRH", "NWR", "REC", "GRT", "TRL")
    ]
    agreement = found[2]
    assert isinstance(agreement, Row)
    assert (agreement.place.line, agreement.version, agreement["agreement"]) == (3, "2.1", "A1")
    assert (agreement.transaction, agreement.sequence) == ("00000000", "00000000")
    assert agreement.day("start-date") == date(2020, 1, 1)
    assert agreement.day("end-date") is None
    assert agreement.flag("shares-change") is None
    party = found[4]
    assert isinstance(party, Row)
    assert party.share("pr-share") == 5000


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r\r\n"])
def test_any_line_end_is_taken_and_the_last_line_needs_none(ending: bytes) -> None:
    data = ending.join(SPOKEN.splitlines())

    found = read(data)

    assert [one.text for one in found if isinstance(one, Row)] == SPOKEN.decode().splitlines()


@pytest.mark.parametrize("size", [19, 112, 138, 150, 172, 173, 183, 400])
def test_a_record_of_any_length_is_padded_or_its_surplus_left(size: int) -> None:
    whole = line("SPU", "2.2", chain=1, party="P1", publisher_name="PUBLISHER ONE", usa_license="A")

    row = one_row(whole[:size].ljust(size).encode())

    assert row["party"] == ("P1" if size > 19 else "")
    assert row["usa-license"] == ("A" if size >= 183 else "")


def test_a_field_of_another_record_is_empty_and_a_word_that_is_no_field_an_error() -> None:
    row = one_row(b"TER0000000000000001I2136")

    assert row["pr-share"] == ""
    with pytest.raises(KeyError):
        row["pr-shard"]


@pytest.mark.parametrize("text", ["00000000", "        ", ""])
def test_blank_and_zero_days_are_none(text: str) -> None:
    assert one_row(b"AGR0000000000000000".ljust(49) + text.encode()).day("start-date") is None


@pytest.mark.parametrize("text", ["20230229", "20231301", "2023    ", "2023-1-1", "00010000", "99999999", "²0230101"])
def test_a_day_that_is_none_is_told(text: str) -> None:
    row = one_row(b"AGR0000000000000000".ljust(49) + text.encode("latin-1"))

    with pytest.raises(InvalidValueError, match="is no day"):
        row.day("start-date")


@pytest.mark.parametrize("text", ["10001", "-0001", "1.000", "ABCDE"])
def test_a_share_over_the_whole_or_of_other_letters_is_told(text: str) -> None:
    row = one_row(b"IPA0000000000000001".ljust(132) + text.encode())

    with pytest.raises(InvalidValueError, match="is no share"):
        row.share("pr-share")


def test_lines_that_are_no_records_are_told_with_their_line_and_the_rest_is_read() -> None:
    good = b"TER0000000000000001I2136\n"
    bad = [b"\n", b"   0000000000000001\n", b"ALX0000000000000001VENDOR\n", b"TERx000000000000001I2136\n", b"te\n"]

    found = read(b"".join(good + one for one in bad) + good)

    assert [one.place.line for one in errors(found)] == [2, 4, 6, 8, 10]
    assert all(one.mend for one in errors(found))
    assert sum(isinstance(one, Row) for one in found) == 6


def test_a_line_without_end_is_one_problem_in_bounded_memory() -> None:
    data = b"A" * 20_000_000 + b"\nTER0000000000000001I2136\n"
    tracemalloc.start()
    try:
        stream = io.BytesIO(data)
        tracemalloc.reset_peak()
        found = list(rows(stream, "file.v21"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    (problem, row) = found
    assert isinstance(problem, Problem)
    assert problem.check == "import-limit"
    assert isinstance(row, Row)
    assert row.place.line == 2
    assert peak < 40_000_000  # the data itself is half of it


@pytest.mark.parametrize("size", [LONGEST - 1, LONGEST, LONGEST + 1])
def test_the_longest_line_counts_its_end(size: int) -> None:
    data = b"TER0000000000000001I2136".ljust(size - 1) + b"\n"

    (found,) = read(data)

    assert isinstance(found, Row) == (size <= LONGEST)


@pytest.mark.parametrize(
    ("charset", "text", "encoding"),
    [
        ("UTF-8", "ÉTÉ À ZÜRICH", "utf-8"),
        ("BIG5", "中文", "big5"),
        ("GB", "中文", "gb18030"),
        ("ISO-8859-5", "ЛЕТО", "iso8859-5"),
    ],
)
def test_the_header_says_the_encoding(charset: str, text: str, encoding: str) -> None:
    header = SPOKEN.splitlines()[0][:86].decode() + charset

    found = read(f"{header}\nNWR0000000000000000{text}".encode(encoding))

    assert [one["work-title"] for one in found if isinstance(one, Row) and one.type == "NWR"] == [text]
    assert not [one for one in found if isinstance(one, Problem)]


@pytest.mark.parametrize(("encoding", "guess"), [("utf-8", "UTF-8"), ("latin-1", "Latin-1")])
def test_a_guessed_encoding_is_told_once_at_its_line(encoding: str, guess: str) -> None:
    data = "TER0000000000000001I2136\nNWR0000000000000000ÉTÉ\nNWR0000000100000000ÉTÉ\n".encode(encoding)

    found = read(data)

    (problem,) = (one for one in found if isinstance(one, Problem))
    assert (problem.place.line, problem.severity, guess in problem.what) == (2, Severity.WARNING, True)
    assert [one["work-title"] for one in found if isinstance(one, Row)][1:] == ["ÉTÉ", "ÉTÉ"]


def test_a_file_of_two_encodings_is_told_of_both() -> None:
    data = "NWR0000000000000000ÉTÉ\n".encode() + "NWR0000000100000000ÉTÉ\n".encode("latin-1")

    told = [one for one in read(data) if isinstance(one, Problem)]

    assert [("UTF-8" in one.what, "Latin-1" in one.what) for one in told] == [(True, False), (False, True)]


def test_a_byte_order_mark_says_utf_8_and_is_no_part_of_the_header() -> None:
    found = read(b"\xef\xbb\xbf" + SPOKEN.splitlines()[0] + "\r\nNWR0000000000000000ÉTÉ".encode())

    assert [type(one) for one in found] == [Row, Row]


def test_bytes_that_are_not_of_the_encoding_named_are_told_with_their_column() -> None:
    (problem,) = errors(read(b"NWR0000000000000000\xc9T\xc9", "utf-8"))

    assert (problem.place.line, problem.place.column, problem.check) == (1, 20, "import-encoding")
    (problem,) = errors(read(b"NWR0000000000000000\xc9T\xc9", "no-such-encoding"))
    assert "no-such-encoding" in problem.what


@pytest.mark.parametrize(
    ("header", "version"),
    [
        (SPOKEN.splitlines()[0], "2.1"),
        (SPOKEN.splitlines()[0].ljust(101)[:101] + b"2.2002", "2.2"),
        (HEADER_3, "3.0"),
        (HEADER_3[:-4] + b"1000", "3.1"),
    ],
)
def test_the_header_says_the_version_of_what_follows(header: bytes, version: str) -> None:
    found = read(header + b"\nALT0000000000000001A TITLE")

    assert [one.version for one in found if isinstance(one, Row)] == [version] * 2
    assert (sniff(header + b"\r\nGRHNWR00001", "") or pytest.fail("not known")).version == version


def test_writers_of_3_0_are_read_with_and_without_the_nine_digits() -> None:
    long = "SWR0000000000000001W1".ljust(103) + "NCA" + "000000000" + "00000000199" + "I-000000229-7"
    short = long[:106] + long[115:]

    for text in (long, short):
        found = read(HEADER_3 + b"\n" + text.encode())
        row = found[1]
        assert isinstance(row, Row)
        assert (row["writer-ipi-name"], row["writer-ipi-base"]) == ("00000000199", "I-000000229-7")


def test_records_of_3_x_of_which_the_prefix_alone_is_known_have_no_more() -> None:
    _, row, _ = read(HEADER_3 + b"\nNAT0000000000000001A TITLE\nALT0000000000000002")

    assert isinstance(row, Row)
    assert (row.type, row.sequence, row["language-code"]) == ("NAT", "00000001", "")
    assert set(row.layout) == {"type", "transaction", "sequence"}


WORK_3: Final = "WRK00000000{:08}" + "A WORK".ljust(62) + "W1".ljust(14)
SPT_3: Final = "SPT00000000{:08}001P00000001050000500005000I2136"


@pytest.mark.parametrize("lost", ["ACK0000000000000000", "ACK", "XCK0000000000000000", "", "ACK\xc9"])
def test_what_stands_under_an_answer_of_3_x_that_is_not_read_is_nobodys_word(lost: str) -> None:
    answer = ["GRHACK0000103.000000000000", lost, WORK_3.format(1), SPT_3.format(2), "GRT"]
    works = ["GRHWRK0000203.000000000000", WORK_3.format(0), SPT_3.format(1), "GRT"]

    found = read(HEADER_3 + "\n".join(["", *answer, *works]).encode("latin-1"), "utf-8")

    assert [one.type for one in found if isinstance(one, Row)] == ["HDR", "GRH", "GRT", "GRH", "WRK", "SPT", "GRT"]
    assert [one.place.line for one in errors(found)] == [3, 4, 5]
    assert {one.check for one in errors(found)[1:]} == {"import-unsupported"}


def test_what_goes_on_with_a_head_that_is_not_read_is_refused_until_the_next_transaction() -> None:
    lines = ["LIC0000000000000000", "REC0000000000000001", "WRK0000000100000000", "REC0000000100000001"]

    found = read(HEADER_3 + "\n".join(["", *lines]).encode())

    assert [one.place.line for one in errors(found)] == [2, 3]
    assert [one.type for one in found if isinstance(one, Row)] == ["HDR", "WRK", "REC"]


def mutations() -> Iterator[Any]:
    """Ways to break the file: bytes flipped, cut out, put in."""
    at = st.integers(0, len(SPOKEN) - 1)
    yield st.tuples(st.just("flip"), at, st.integers(0, 255))
    yield st.tuples(st.just("cut"), at, st.integers(1, 40))
    yield st.tuples(st.just("put"), at, st.sampled_from([10, 13, 0, 32, 0xC9, 0x80, 0xFF]))


def broken(changes: list[tuple[str, int, int]]) -> bytes:
    data = bytearray(SPOKEN)
    for how, at, what in changes:
        place = at % max(len(data), 1)
        if how == "flip" and data:
            data[place] = what
        elif how == "cut":
            del data[place : place + what]
        else:
            data.insert(place, what)
    return bytes(data)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(*mutations()), max_size=12), st.sampled_from(["", "utf-8", "latin-1", "ascii", "big5"]))
def test_whatever_the_bytes_rows_and_errors_are_the_lines(changes: list[tuple[str, int, int]], encoding: str) -> None:
    data = broken(changes)

    found = read(data, encoding)

    lines = data.count(b"\n") + (not data.endswith(b"\n") and bool(data))
    told = errors(found)
    places = [one.place.line for one in found if isinstance(one, Row) or one in told]
    assert places == list(range(1, lines + 1))
    for one in found:
        if isinstance(one, Row):
            assert all(isinstance(one[name], str) for name in one.layout)


def test_cut_at_every_byte_the_sniffer_and_the_reader_stay_calm() -> None:
    for length in range(len(SPOKEN)):
        found = read(SPOKEN[:length])

        assert len(found) == SPOKEN[:length].count(b"\n") + (not SPOKEN[:length].endswith(b"\n") and length > 0)
        known = sniff(SPOKEN[:length], "")
        assert (known is not None) == (length >= len("HDR") + 11), length


@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n", b"\x00" * 100, b"PK\x03\x04", b"<xml/>", b"HDR", b"ISRC,Title\nZZ,A\n", b"ABC0000000000000000"],
)
def test_what_is_no_cwr_is_not_taken_for_it(data: bytes) -> None:
    assert sniff(data, "CW240001ABC_000.V21") is None


def test_diseases_have_a_file_each() -> None:
    folder = Path(__file__).parent / "bad"
    told = {path.name: sorted({one.check for one in errors(read(path.read_bytes()))}) for path in folder.glob("*.v2*")}

    assert told == {
        "blank-record-type.v21": ["import-record"],
        "blank-transaction-number.v21": ["import-record"],
        "vendor-record.v21": ["import-record"],
        "line-without-end.v21": ["import-limit"],
    }


def test_requests_withdrawals_and_manuscript_shares_of_3_x_are_read() -> None:
    work = "A WORK".ljust(60) + "EN" + "W1".ljust(14) + "T0000000010"
    lines = [
        f"ISR0000000000000000{work}U",
        "WRI0000000000000001W1       00000000199" + "WRITER ONE".ljust(45) + " " * 30 + "CA",
        f"DRW0000000100000000{work}RQ",
        "MAN0000000100000001W1       050001000010000",
    ]

    _, request, writer, withdrawn, share = read(HEADER_3[:-4] + b"1000\n" + "\n".join(lines).encode())

    assert isinstance(request, Row)
    assert (request["work"], request["iswc"], request["iswc-indicator"]) == ("W1", "T0000000010", "U")
    assert isinstance(writer, Row)
    assert (writer["writer-ipi-name"], writer["last-name"], writer["designation"]) == (
        "00000000199",
        "WRITER ONE",
        "CA",
    )
    assert isinstance(withdrawn, Row)
    assert (withdrawn["work"], withdrawn["retraction-reason"]) == ("W1", "RQ")
    assert isinstance(share, Row)
    assert [share.share(f"{right}-share") for right in ("pr", "mr", "sr")] == [5000, 10000, 10000]
