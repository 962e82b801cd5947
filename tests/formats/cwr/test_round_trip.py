# SPDX-License-Identifier: Apache-2.0
"""CWR → case → CWR → case: the same facts, and each that has no place in CWR is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from hypothesis import given, settings

from licit.formats.cwr.write import Written, write
from licit.model.day import When
from licit.model.record import Record
from licit.model.statement import Statement
from tests.formats.cwr.building import Transaction, built
from tests.formats.cwr.checking import check
from tests.formats.cwr.checking_table import value
from tests.formats.cwr.generating import PUBLISHERS, SUBS, WRITERS, Built, files, party
from tests.formats.taken import Taken, take

MOST: Final = settings().max_examples
SENT: Final = date(2025, 6, 1)
SENDER: Final = "sender-one"
WHERE: Final = (("I", "2120"), ("E", "0643"), ("I", "0840"))


def taken(data: bytes) -> Taken:
    """The file as a case has it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "CW200001SND_000.V21"
        path.write_bytes(data)
        return take(path)


def sent(record: Record, version: str = "2.1") -> tuple[bytes, Written]:
    """The record as a file again, which the checker accepts."""
    to = BytesIO()
    told = write(record, to, submitter=SENDER, day=SENT, version=version)
    assert not to.getvalue() or check(to.getvalue()) == []
    return to.getvalue(), told


def listed(record: Record) -> dict[str, frozenset[str]]:
    """The works of each catalogue that a grant names."""
    repertoires = [grant.scope.repertoire for grant in record.grants if grant.scope.repertoire is not None]
    named = {one for repertoire in repertoires for one in repertoire.catalogues}
    return {one: record.catalogues.get(one, frozenset()) for one in named}


@settings(max_examples=MOST // 2)
@given(files())
def test_what_is_read_again_is_what_was_read(data: bytes) -> None:
    """Facts are equal by value: scope, term, retention, kind, shares. What is lost is told by its id."""
    first = taken(data)
    again, told = sent(first.record, "2.2" if b"02.20" in data else "2.1")

    second = taken(again)

    assert not first.refused
    assert not second.refused
    before, after = first.record.by_id, second.record.by_id
    assert all(before.get(one) == fact for one, fact in after.items())
    assert before.keys() - after.keys() <= {one.id for one in told.left_out}
    works = listed(first.record)
    assert all(works[one] == again_listed for one, again_listed in listed(second.record).items())


@settings(max_examples=MOST // 4)
@given(files())
def test_what_was_written_once_is_written_so_again(data: bytes) -> None:
    first, _ = sent(taken(data).record)

    second, _ = sent(taken(first).record)

    assert second == first


def agreed(*blocks: list[Built], **head: object) -> Transaction:
    """An agreement of these blocks, 2001 to 2010."""
    terms: dict[str, object] = {"agreement": "A1", "agreement_type": "OG", "start_date": "20010101", "works": 1}
    terms |= {"end_date": "20101231", "prior_royalty_status": "N", "post_term_status": "N", **head}
    return [("AGR", terms), *(record for block in blocks for record in block)]


def block(where: tuple[tuple[str, str], ...], *parties: Built) -> list[Built]:
    """Territories and parties."""
    territories: list[Built] = [("TER", {"in_or_out": sign, "territory": code}) for sign, code in where]
    return [*territories, *parties]


def agreements(data: bytes) -> list[list[str]]:
    """The AGR, TER and IPA records of a file without numbers of their own, agreement by agreement."""
    found: list[list[str]] = []
    for line in data.decode("ascii").splitlines():
        if line.startswith("AGR"):
            found.append([line[19:]])
        elif line.startswith("TER"):
            found[-1].append(line[:3] + line[19:])
        elif line.startswith("IPA"):
            names = ("role", "last-name", "pr-share", "mr-share", "sr-share", "pr-society", "ipi-name")
            found[-1].append(" ".join(value(line, name) for name in names))
    return found


def test_an_agreement_comes_back_record_by_record() -> None:
    one, two = WRITERS[:2]
    publisher, sub = PUBLISHERS[1], SUBS[0]
    original = agreed(
        block(
            WHERE,
            party("AS", one, (5_000, 0, 0)),
            party("AS", two, (0, 0, 0)),
            party("AC", publisher, (5_000, 10_000, 0)),
        ),
        block((("I", "0392"),), party("AS", one, (0, 0, 0)), party("AC", publisher, (0, 10_000, 10_000))),
        retention_end="20120630",
        signed="20001201",
    )
    sub_published = agreed(
        block((("I", "2136"),), party("AS", publisher, (0, 0, 0)), party("AC", sub, (10_000, 10_000, 0))),
        agreement="A2",
        agreement_type="PS",
        clause="M",
    )
    data = built([original, sub_published], "2.1")

    again, _ = sent(taken(data).record)

    first, second = agreements(data), agreements(again)
    assert [one[0] for one in second] == [one[0] for one in first]
    assert [line for one in second for line in one if line.startswith("TER")] == [
        line for one in first for line in one if line.startswith("TER")
    ]
    assert sorted(second[1]) == sorted(first[1])
    assert [line for line in second[0] if line.startswith("AC")] == [line for line in first[0] if line.startswith("AC")]


def test_a_general_agreement_that_ended_is_not_named_by_works_and_stays_an_agreement() -> None:
    publisher, sub = PUBLISHERS[1], SUBS[0]
    general = agreed(
        block((("I", "2136"),), party("AS", publisher, (0, 0, 0)), party("AC", sub, (0, 10_000, 0))),
        agreement_type="PG",
    )

    first = taken(built([general], "2.1"))
    again, told = sent(first.record)

    assert agreements(again) == agreements(built([general], "2.1"))
    assert any("number of works says 1" in one.why for one in told.left_out)


def test_a_revoked_agreement_is_not_written() -> None:
    publisher, sub = PUBLISHERS[1], SUBS[0]
    parties = party("AS", publisher, (0, 0, 0)), party("AC", sub, (0, 10_000, 0))
    record = taken(built([agreed(block(WHERE, *parties), agreement_type="PG")], "2.1")).record
    (grant,) = (one for one in record.grants if one.id.startswith("cwr-grant"))
    denial = Statement(SENDER, affirms=False, facts=(grant.id,), made=When.parse("2024-01-01"))

    again, told = sent(replace(record, statements=(*record.statements, denial)))

    assert again == b""
    assert "denies" in next(one.why for one in told.left_out if one.id == grant.id)
