# SPDX-License-Identifier: Apache-2.0
"""Records of 3.x of which several forms are published: each is read in the one that it fits, or is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licit.formats.cwr.rows import Row
from licit.formats.cwr.sniffing import sniff
from licit.model.problem import Problem
from tests.formats.cwr import three
from tests.formats.cwr.test_rows import errors, read

WIDTHS = (9, 11)


def only(record: str) -> Row:
    """A record of a file of its own, which is read."""
    (row,) = (one for one in read(three.file(record)) if isinstance(one, Row) and one.type == record[:3])
    return row


def why(record: str) -> Problem:
    """Why a record of a file of its own is not read."""
    (problem,) = errors(read(three.file(record)))
    return problem


@pytest.mark.parametrize("temporary", ["", "T-77", None])
def test_an_answer_is_read_with_the_temporary_number_and_without(temporary: str | None) -> None:
    row = only(three.ack("AS", "K1", temporary=temporary))

    assert (row["submitter-creation-number"], row["recipient-creation-number"]) == ("K1", "R-9")
    assert row["recipient-temporary-creation-number"] == (temporary or "")
    assert (str(row.day("processing-date")), row["transaction-status"]) == ("2024-03-01", "AS")


@pytest.mark.parametrize(
    ("record", "column"),
    [
        (three.ack("AS")[:-1], 178),
        (three.ack("XX"), 178),
        (three.ack("AS", processed="20240230"), 170),
        (three.ack("AS", processed="00000000"), 170),
        (three.ack("AS", answered="XYZ"), 47),
        (three.ack("AS").replace("20240102000000", "20240102250000", 1), 28),
        (three.ack("AS").replace("20240102", "20241302", 1), 20),
        (three.prefix("ACK", 0, 0), 20),
    ],
)
def test_an_answer_whose_fields_do_not_hold_is_refused_at_the_field(record: str, column: int) -> None:
    problem = why(record)

    assert (problem.place.line, problem.place.column, problem.check) == (3, column, "import-record")


def test_an_answer_that_both_forms_fit_is_refused() -> None:
    both = three.ack("AS", temporary="20240301RJ")

    assert "2 forms" in why(both).what


def test_a_message_is_read_where_all_its_codes_hold() -> None:
    row = only(three.message("WRITER UNKNOWN"))

    assert (row["message-level"], row["original-type"], row["message-text"]) == ("F", "WRK", "WRITER UNKNOWN")
    assert why(three.message(level="X")).place.column == 20
    assert why(three.message().replace("006", "6  ", 1)).place.column == 33


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("digits", ["1", "00000001", "0000000001"])
def test_party_numbers_of_9_and_of_11_columns_are_read(width: int, digits: str) -> None:
    number, second = f"P{digits}", f"W{digits}"
    if len(number) > width:
        return
    records = [
        three.publisher("PUBLISHER ONE", number, at=(0, 1), width=width, ipi="00000000199"),
        three.listed(number, at=(0, 2), width=width),
        three.writer("WRITER ONE", second, at=(0, 3), width=width),
        three.writer("WRITER TWO", second, at=(0, 4), width=width, kind="OWR", tax="000000000"),
        three.listed(second, at=(0, 5), width=width, kind="OWT"),
        three.link(number, second, at=(0, 6), width=width),
        three.prefix("MAN", 0, 7) + f"{second:<{width}}050001000010000",
    ]

    found = read(three.file(three.work(), *records))

    assert errors(found) == []
    house, lists, one, two, theirs, link, share = (row for row in found[3:-1] if isinstance(row, Row))
    assert [row["party"] for row in (house, lists, one, two, theirs, share)] == [
        *(number, number, second, second, second, second)
    ]
    assert (link["publisher"], link["writer"]) == (number, second)
    assert (house["publisher-name"], house["publisher-ipi-name"]) == ("PUBLISHER ONE", "00000000199")
    assert (one["last-name"], two["last-name"]) == ("WRITER ONE", "WRITER TWO")
    assert (one["writer-ipi-name"], two["writer-ipi-base"]) == ("00000000199", "I-000000229-7")
    assert (lists.share("mr-collected"), lists["territory"]) == (10_000, "2136")
    assert share.share("pr-share") == 5_000


def test_a_party_of_11_columns_whose_other_fields_do_not_hold_is_refused() -> None:
    record = three.listed("P1", at=(0, 1), width=11, shares="0500A1000010000")

    assert "11 columns" in why(record).what
    assert (why(record).place.column, why(record).check) == (23, "import-unsupported")


def test_a_link_after_wide_parties_must_fit_their_width() -> None:
    wide = three.writer("WRITER ONE", "W1", at=(0, 1), width=11)
    link = three.prefix("PWR", 0, 2) + f"{'01P1':<13}{'W1':<43}XX"

    assert [one.place.line for one in errors(read(three.file(three.work(), wide, link)))] == [5]


def test_wrong_values_in_the_usual_form_are_the_values_matter_and_not_the_records() -> None:
    record = three.listed("P1", at=(0, 1), shares="0500A1000010000")

    row = only(record)

    assert (row["party"], row["territory"]) == ("P1", "2136")


@pytest.mark.parametrize("shift", ["", "Latn", "LATN", "    "])
def test_a_withdrawal_is_read_with_a_script_and_without(shift: str) -> None:
    head = three.prefix("DRW", 0, 0) + f"{'A WORK':<60}EN{shift}{'W1':<14}{'T0345246801'}RQ"

    assert (only(head)["work"], only(head)["iswc"]) == ("W1", "T0345246801")
    assert why(head[:-2]).place.column == 107
    assert why(head.replace("EN", "EN  ", 1)).place.column == 107


@pytest.mark.parametrize("language", ["", "EN", "  "])
def test_a_report_of_licensed_uses_is_read_by_where_its_iswc_stands(language: str) -> None:
    head = three.prefix("LIC", 0, 0) + f"{'A WORK':<60}{language}{'W1':<14}T0345246801"

    assert only(head)["work"] == "W1"
    assert why(head[:-11]).place.column == 94


@pytest.mark.parametrize("kind", ["EXC", "ISA"])
def test_conflicts_and_confirmed_iswcs_are_as_works_and_requests(kind: str) -> None:
    row = only(three.work("W7", kind=kind, iswc="T0345246801"))

    assert (row["work-title"], row["work"], row["iswc"]) == ("A WORK", "W7", "T0345246801")


@pytest.mark.parametrize("record", ["INS00000000000000010  STQA QUARTET", "IND0000000000000002VLN002"])
def test_instruments_are_read_as_in_2_x(record: str) -> None:
    row = only(record.replace("0  STQ", "000STQ"))

    assert row["standard-instrumentation-type"] in ("STQ", "")
    assert row["instrument-code"] in ("VLN", "")


@pytest.mark.parametrize("gap", [three.GAP, ""])
@pytest.mark.parametrize("version", ["3.0000", "3.1000"])
def test_a_header_is_read_with_eleven_columns_after_the_name_and_without(gap: str, version: str) -> None:
    head = three.header("SO", "052", "SOCIETY ONE", gap=gap, version=version)

    row, *_ = read(head.encode())

    assert isinstance(row, Row)
    assert (row.version, row["sender-id"], row["sender-name"]) == (version[:3], "052", "SOCIETY ONE")
    assert str(row.day("creation-date")) == "2024-01-02"
    assert (sniff(three.file(head=head), "") or pytest.fail("not known")).version == version[:3]


@given(
    st.text("019 YNEICA", max_size=140),
    st.sampled_from(["SPU", "SPT", "SWR", "OWR", "PWR", "MAN", "ACK", "MSG", "DRW"]),
)
def test_whatever_stands_in_a_record_it_is_read_or_refused(text: str, kind: str) -> None:
    found = read(three.file(three.prefix(kind, 0, 1) + text))

    assert [one.place.line for one in found if isinstance(one, Row) or one in errors(found)] == [1, 2, 3, 4]


def blank_or(*values: str) -> st.SearchStrategy[str]:
    """One of these, or as many blanks."""
    return st.sampled_from((*values, " " * len(values[0])))


IPIS = blank_or("0" * 11, "00574581399")
BASES = blank_or("I-000000229-7", "I0000002297  ")
TAXES = blank_or("0" * 9, "123456789")
NAMES = st.text("ABP0159 '-", max_size=45).map(lambda text: text.strip().ljust(45))
FLAGS = st.sampled_from("NY ")


@st.composite
def parties(draw: st.DrawFn, width: int) -> tuple[str, str, str, str]:
    """A record of a party in one of the published forms, with its number, name and IPI name number."""
    kind = draw(st.sampled_from(["SPU", "OPU", "SWR", "OWR", "SPT", "OWT"]))
    number = draw(st.text("ABPW0159", min_size=1, max_size=width))
    name, ipi = draw(NAMES), draw(IPIS)
    head = three.prefix(kind, 0, 2)
    if kind[2] == "T":
        shares = "".join(draw(st.lists(st.sampled_from(["00000", "05000", "10000", "03333"]), min_size=3, max_size=3)))
        return f"{head}001{number:<{width}}{shares}{draw(st.sampled_from('IE'))}2120", number, "", ""
    if kind[2] == "U":
        role = draw(st.sampled_from(["E ", "AM", "SE", "AQ"] if kind == "SPU" else ["E ", "SE", "  "]))
        text = f"01{number:<{width}}{name}{draw(FLAGS)}{role}{draw(TAXES)}{ipi}{draw(BASES)}"
    else:
        role, tax = draw(st.sampled_from(["CA", "C ", "A ", "AR"])), draw(st.one_of(st.just(""), TAXES))
        text = f"{number:<{width}}{name}{'':<30}{draw(FLAGS)}{role}{tax}{ipi}{draw(BASES)}{draw(FLAGS)}{draw(FLAGS)}"
    return head + text, number, name.strip(), ipi.strip()


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(WIDTHS), st.data())
def test_a_party_of_any_published_form_is_read_as_it_was_written(width: int, data: st.DataObject) -> None:
    """The first party of the file says how wide its numbers are."""
    record, number, name, ipi = data.draw(parties(width))
    first = three.publisher("PUBLISHER ONE", "P1", at=(0, 1), width=width)

    found = read(three.file(three.work(), first, record))[-2]

    assert isinstance(found, Row)
    assert found["party"] == number
    assert (found["publisher-name"] or found["last-name"]) == name
    assert (found["publisher-ipi-name"] or found["writer-ipi-name"]) == ipi
