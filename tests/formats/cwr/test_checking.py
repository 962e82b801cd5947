# SPDX-License-Identifier: Apache-2.0
"""The checker accepts what the standard allows and refuses each defect, so that its silence says something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from tests.formats.cwr.building import Transaction, built
from tests.formats.cwr.checking import check
from tests.formats.cwr.checking_table import place, table

PUBLISHER: Final = {"chain": 1, "party": "P1", "publisher_name": "PUBLISHER ONE", "publisher_type": "E"}
SHARES: Final = {"pr_society": "052", "pr_share": 5000, "mr_society": "044", "mr_share": 10000, "sr_share": 10000}
WRITER: Final = {"party": "W1", "last_name": "WRITER", "writer_first_name": "ONE", "designation": "CA"}
EVERYWHERE: Final = {"in_or_out": "I", "territory": "2136", "order": 1}
COLLECTS: Final = {"pr_collected": 5000, "mr_collected": 10000, "sr_collected": 10000}
LINK: Final = {"publisher": "P1", "publisher_name": "PUBLISHER ONE", "agreement": "A1", "writer": "W1"}
WORK: Final = {"work_title": "SONG ONE", "work": "K1", "category": "POP", "recorded": "U", "version_type": "ORI"}
DEAL: Final = {"agreement": "A1", "agreement_type": "OS", "start_date": "20100101", "end_date": "20191231"}
TERMS: Final = {"prior_royalty_status": "N", "post_term_status": "N", "works": 1, "clause": "S"}
ACQUIRED: Final = {"pr_share": 5000, "mr_society": "044", "mr_share": 10000}


def agreement() -> Transaction:
    return [
        ("AGR", {**DEAL, **TERMS}),
        ("TER", {"in_or_out": "I", "territory": "2136"}),
        ("TER", {"in_or_out": "E", "territory": "0643"}),
        ("IPA", {"role": "AS", "party": "W1", "last_name": "WRITER", "pr_society": "052", "pr_share": 5000}),
        ("IPA", {"role": "AC", "party": "P1", "last_name": "PUBLISHER ONE", "pr_society": "052", **ACQUIRED}),
    ]


def work(version: str) -> Transaction:
    return [
        ("NWR", WORK),
        ("SPU", {**PUBLISHER, **SHARES, "publisher_ipi_name": "00000000199"}),
        ("SPT", {"party": "P1", **COLLECTS, **EVERYWHERE}),
        ("SWR", {**WRITER, "pr_society": "052", "pr_share": 5000}),
        ("SWT", {"party": "W1", "pr_collected": 5000, **EVERYWHERE}),
        ("PWR", {**LINK, "chain": 1} if version == "2.2" else LINK),
        ("REC", {"isrc": "QZAB12000001"}),
    ]


def good(version: str) -> bytes:
    return built([agreement(), work(version)], version)


def changed(record: str, name: str, value: str) -> Callable[[bytes], bytes]:
    """The file with another value in this field of the first such record."""
    field = place(record, name)

    def change(data: bytes) -> bytes:
        lines = data.decode("ascii").split("\r\n")
        at = next(number for number, text in enumerate(lines) if text.startswith(record))
        text = lines[at]
        lines[at] = text[: field.start - 1] + value.ljust(field.size) + text[field.end :]
        return "\r\n".join(lines).encode("ascii")

    return change


def without(record: str) -> Callable[[bytes], bytes]:
    """The file without the first such record, counts as they were."""

    def change(data: bytes) -> bytes:
        lines = data.split(b"\r\n")
        del lines[next(number for number, text in enumerate(lines) if text.startswith(record.encode()))]
        return b"\r\n".join(lines)

    return change


@pytest.mark.parametrize("version", ["2.1", "2.2"])
def test_what_the_standard_allows_is_accepted(version: str) -> None:
    assert check(good(version)) == []


DEFECTS: Final[tuple[tuple[Callable[[bytes], bytes], str], ...]] = (
    (lambda data: data.replace(b"\r\n", b"\n"), "line end"),
    (lambda data: data[:-2], "line end"),
    (lambda data: data.replace(b"SONG ONE", b"SONG \xc9NE"), "character"),
    (lambda data: data.replace(b"SONG ONE", b"Song One"), "character"),
    (lambda data: data.replace(b"SONG ONE ", b"SONG ONE"), "length"),
    (lambda data: data + b"TRL000020000000200000017\r\n", "frame"),
    (changed("TER", "type", "TEX"), "record"),
    (changed("IPA", "sequence", "00000009"), "sequence"),
    (changed("NWR", "transaction", "00000007"), "sequence"),
    (changed("GRH", "group-id", "00002"), "sequence"),
    (changed("GRT", "record-count", "00000009"), "count"),
    (changed("GRT", "transaction-count", "00000002"), "count"),
    (changed("TRL", "record-count", "00000009"), "count"),
    (changed("TRL", "group-count", "00001"), "count"),
    (changed("AGR", "agreement", ""), "mandatory"),
    (changed("AGR", "agreement-type", "OX"), "table"),
    (changed("AGR", "start-date", "20100230"), "day"),
    (changed("AGR", "start-date", "00000000"), "mandatory"),
    (changed("AGR", "end-date", "20091231"), "days"),
    (changed("AGR", "end-date", ""), "format"),
    (changed("AGR", "retention-end", "20180101"), "days"),
    (changed("AGR", "post-term-date", "20250101"), "days"),
    (changed("AGR", "prior-royalty-status", "D"), "days"),
    (changed("AGR", "clause", ""), "clause"),
    (changed("AGR", "works", "00000"), "works"),
    (changed("TER", "territory", "9999"), "territory"),
    (changed("TER", "in-or-out", "X"), "table"),
    (changed("TER", "in-or-out", "E"), "territory"),
    (changed("IPA", "role", "AC"), "group"),
    (changed("IPA", "pr-share", "04993"), "sum"),
    (changed("IPA", "pr-share", "10001"), "share"),
    (changed("IPA", "pr-society", ""), "society"),
    (changed("IPA", "ipi-name", "00000000198"), "check digit"),
    (changed("SPU", "publisher-type", "AM"), "chain"),
    (changed("SPU", "chain", "02"), "chain"),
    (changed("SPU", "pr-share", "05100"), "share"),
    (changed("SPU", "mr-share", "09000"), "sum"),
    (changed("SPT", "order", "002"), "sequence"),
    (changed("SPT", "party", "P2"), "reference"),
    (changed("SPT", "in-or-out", "E"), "share"),
    (changed("SPT", "pr-collected", "05007"), "collected"),
    (changed("SWR", "designation", "AR"), "writer"),
    (changed("SWR", "last-name", ""), "mandatory"),
    (changed("PWR", "publisher", "P2"), "reference"),
    (changed("PWR", "writer", "W2"), "reference"),
    (changed("REC", "isrc", "QZAB1200000"), "table"),
    (changed("NWR", "iswc", "T0000000011"), "check digit"),
    (without("HDR"), "frame"),
    (without("TRL"), "frame"),
    (without("GRT"), "frame"),
    (without("SPT"), "sequence"),
    (without("SWR"), "order"),
)


@pytest.mark.parametrize("version", ["2.1", "2.2"])
@pytest.mark.parametrize(("change", "rule"), DEFECTS)
def test_each_defect_is_refused_by_its_rule(version: str, change: Callable[[bytes], bytes], rule: str) -> None:
    assert rule in {complaint.rule for complaint in check(change(good(version)))}


@pytest.mark.parametrize(("version", "rules"), [("2.1", set()), ("2.2", {"mandatory"})])
def test_from_2_2_on_a_publisher_collects_by_its_name_number_alone(version: str, rules: set[str]) -> None:
    found = check(changed("SPU", "publisher-ipi-name", "")(good(version)))

    assert {complaint.rule for complaint in found} == rules


def test_the_works_that_name_an_agreement_are_no_more_than_it_says() -> None:
    other = [(record, {**values, "work": "K2"} if record == "NWR" else values) for record, values in work("2.1")]

    found = check(built([agreement(), work("2.1"), other], "2.1"))

    assert [complaint.rule for complaint in found] == ["works"]


def test_fields_of_a_record_do_not_overlap() -> None:
    for record, fields in table().items():
        ends = [field.end for field in fields]
        starts = [field.start for field in fields]
        assert all(end < start for end, start in zip(ends, starts[1:], strict=False)), record
