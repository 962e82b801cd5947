# SPDX-License-Identifier: Apache-2.0
"""Stories of societies' answers: what an acknowledgement, a conflict and a notified ISWC say, and what they don't."""

from __future__ import annotations

from pathlib import Path

import pytest

from licit.model.fact import Control, Note
from licit.model.statement import Basis, Statement
from licit.model.verdict import Answer
from tests.formats.cwr.telling import SOCIETY, Told, ask, other, spu, swr, taken, told, work
from tests.formats.taken import Taken

WHOLE = 10_000
HALF = 5_000
MINE = "CW200001HSE_052.V21"  # how the standard names the submitter's file, and the society's answer to it
ANSWER = "CW200001052_HSE.V21"


def registered(number: str = "K1", kind: str = "NWR", **head: object) -> list[Told]:
    """A work of HOUSE ONE."""
    return [work(number, kind, **head), spu("HOUSE ONE", "E", HALF, WHOLE, WHOLE), swr("WRITER ONE", HALF)]


def claimed_by_another(**head: object) -> list[Told]:
    """The work as the society has it already."""
    return [work("9", "EXC", **head), other(spu("HOUSE TWO", "E", HALF, WHOLE, WHOLE)), other(swr("WRITER ONE", HALF))]


def ack(status: str, number: str = "K1", **more: object) -> Told:
    """The head of an answer."""
    day = {"creation_date": "20200102", "processing_date": "20200301"}
    return "ACK", {"transaction_status": status, "submitter_creation_number": number, **day, **more}


def answered(folder: Path, *records: Told, first: list[Told] | None = None) -> Taken:
    """The submitter's file, if any, and the society's answer."""
    answer = told(*records, sender=SOCIETY, day="20200302")
    if first is None:
        return taken(folder, answer, names=[ANSWER])
    return taken(folder, told(*first), answer, names=[MINE, ANSWER])


@pytest.mark.parametrize("status", ["AS", "AC"])
def test_an_accepted_registration_is_reported_by_the_society_and_no_proof(tmp_path: Path, status: str) -> None:
    found = answered(tmp_path, ack(status), *registered())
    words = on_controls(found)

    assert {found.parties[one.source].name for one in words} == {"SOCIETY ONE"}
    assert {(one.affirms, one.basis) for one in words} == {(True, Basis.REPORTED)}
    assert all("no proof of title" in one.note for one in words)
    assert ask(found, "HOUSE ONE", "2021-07-01", "DE") is Answer.CLEARED


@pytest.mark.parametrize("status", ["RA", "DU", "NP", "RJ"])
def test_other_statuses_say_nothing_of_the_claim(tmp_path: Path, status: str) -> None:
    found = answered(tmp_path, ack(status), *registered())

    assert on_controls(found) == []
    assert f"ACK {status}" in {what for what, _ in found.left_out}


def test_a_rejected_claim_is_denied_for_its_publishers(tmp_path: Path) -> None:
    found = answered(tmp_path, ack("RC"), *registered(), first=registered())
    denied = [one for one in on_controls(found) if not one.affirms]

    assert len(denied) == 3
    assert ask(found, "HOUSE ONE", "2021-07-01", "DE") is not Answer.CLEARED


def test_an_answer_is_joined_with_the_file_it_answers(tmp_path: Path) -> None:
    found = answered(tmp_path, ack("AS"), *registered(), first=registered())

    assert sum(one.kind == "work" for one in found.assets.values()) == 1
    assert len({fact.id for fact in found.record.facts if isinstance(fact, Control)}) == 4
    assert len(on_controls(found)) == 8


def test_an_answer_without_the_registration_speaks_of_what_was_said_before(tmp_path: Path) -> None:
    found = answered(tmp_path, ack("AS"), first=registered())

    assert sum(found.parties[one.source].name == "SOCIETY ONE" for one in on_controls(found)) == 4


def test_a_conflict_is_two_statements_and_no_decision(tmp_path: Path) -> None:
    iswc = "T0345246801"
    first = registered(iswc=iswc)
    found = answered(tmp_path, ack("CO"), *registered(iswc=iswc), *claimed_by_another(iswc=iswc), first=first)
    says = {(found.parties[one.source].name, owner(found, one)) for one in on_controls(found)}

    assert ("SOCIETY ONE", "HOUSE TWO") in says
    assert ("SOCIETY ONE", "HOUSE ONE") not in says
    assert ask(found, "HOUSE ONE", "2021-07-01", "DE") is not Answer.CLEARED
    assert ask(found, "HOUSE TWO", "2021-07-01", "DE") is not Answer.CLEARED


def test_a_conflict_whose_submitter_is_named_brings_its_word(tmp_path: Path) -> None:
    found = answered(tmp_path, ack("CO"), *registered(), *claimed_by_another())
    says = {(found.parties[one.source].name, owner(found, one)) for one in on_controls(found)}

    assert says >= {("CWR sender HSE", "HOUSE ONE"), ("SOCIETY ONE", "HOUSE TWO")}


def test_answers_to_unnamed_submitters_are_kept_apart(tmp_path: Path) -> None:
    one = told(ack("AS"), *registered(), sender=SOCIETY, day="20200302")
    found = taken(tmp_path, one, one, names=["first.V21", "second.V21"])

    assert sum(asset.kind == "work" for asset in found.assets.values()) == 2


def test_messages_are_notes(tmp_path: Path) -> None:
    message: Told = ("MSG", {"message_level": "F", "validation_number": "006", "message_text": "NOT KNOWN HERE"})
    found = answered(tmp_path, ack("RJ"), message)

    assert [one.text for one in found.entries if isinstance(one, Note)] == ["K1: 006 NOT KNOWN HERE"]


def test_a_notified_iswc_is_the_societys_word_and_its_next_replaces_it(tmp_path: Path) -> None:
    first = told(*registered(kind="ISW", iswc="T0345246801"), sender=SOCIETY, day="20200302")
    owner_now = [work("K1", "ISW", iswc="T0345246801"), spu("HOUSE TWO", "E", HALF, WHOLE, WHOLE)]
    second = told(*owner_now, swr("WRITER ONE", HALF), sender=SOCIETY, day="20200402")
    found = taken(tmp_path, first, second, names=[ANSWER, ANSWER.replace("0001", "0002")])

    (asset,) = (one for one in found.assets.values() if one.kind == "work")
    assert asset.identifiers == (("iswc", "T0345246801"),)
    assert ask(found, "HOUSE ONE", "2021-07-01", "DE") is Answer.NOT_CLEARED
    assert ask(found, "HOUSE TWO", "2021-07-01", "DE") is Answer.CLEARED


def test_a_publisher_acknowledges_nothing(tmp_path: Path) -> None:
    found = taken(tmp_path, told(ack("AS"), *registered()))

    assert on_controls(found) == []
    assert ("ACK", "its file's sender is no society, so no society speaks in it") in found.left_out


def test_an_unknown_status_is_a_doubt(tmp_path: Path) -> None:
    found = answered(tmp_path, ack("ZZ"), *registered())

    assert "'ZZ' is no status" in str(found.doubts[0])
    assert on_controls(found) == []


def test_an_answer_processed_after_its_file_was_sent_is_told_once_and_is_not_known_before(tmp_path: Path) -> None:
    late = ack("AS", processing_date="20200401")
    found = answered(tmp_path, late, *registered(), ack("AS", "K2", processing_date="20200401"), *registered("K2"))

    assert {(str(one.made), str(one.published)) for one in on_controls(found)} == {("2020-04-01", "2020-04-01")}
    assert [one.place.line for one in found.doubts if "processed on 2020-04-01" in one.what] == [3]


def on_controls(found: Taken) -> list[Statement]:
    """The statements on shares."""
    controls = {fact.id for fact in found.record.facts if isinstance(fact, Control)}
    return [one for one in found.record.statements if controls.intersection(one.facts)]


def owner(found: Taken, statement: Statement) -> str:
    """Whose share a statement is about."""
    fact = found.record.by_id[statement.facts[0]]
    assert isinstance(fact, Control)
    return found.parties[fact.party].name
