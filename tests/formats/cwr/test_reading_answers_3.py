# SPDX-License-Identifier: Apache-2.0
"""Stories of societies' answers in CWR 3.x: the same as in 2.x, under the answer's own status."""

from __future__ import annotations

from pathlib import Path

import pytest

from licit.formats.cwr.layouts import UNKNOWN
from licit.model.fact import Note
from licit.model.statement import Basis
from licit.model.verdict import Answer
from tests.formats.cwr import three
from tests.formats.cwr.telling import ask
from tests.formats.cwr.test_reading_answers import on_controls, owner
from tests.formats.taken import Taken, take

MINE, ANSWER = "CW240001ONE_052_V3-0-0.SUB", "CW240001052_ONE_V3-0-0.ACK2"
SOCIETY = three.header("SO", "052", "SOCIETY ONE", day="20240302")
WIDTHS = (9, 11)


def taken(folder: Path, *records: str, first: list[str] | None = None, group: str = "ACK") -> Taken:
    """The submitter's file, if any, and what the society sends."""
    paths = [folder / name for name in ((MINE, ANSWER) if first is not None else (ANSWER,))]
    if first is not None:
        paths[0].write_bytes(three.file(*first))
    paths[-1].write_bytes(three.file(*records, group=group, head=SOCIETY))
    return take(*paths)


def affirmed(found: Taken) -> set[tuple[str, str, bool]]:
    """Who says of whom that it owns, or that it doesn't."""
    return {(found.parties[one.source].name, owner(found, one), one.affirms) for one in on_controls(found)}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("temporary", ["T-1", None])
@pytest.mark.parametrize("status", ["AS", "AC", "SR", "CR"])
def test_an_accepted_registration_is_reported_by_the_society(
    tmp_path: Path, status: str, temporary: str | None, width: int
) -> None:
    found = taken(tmp_path, three.ack(status, temporary=temporary), *three.registration(first=1, width=width))
    words = on_controls(found)

    assert found.refused == []
    assert affirmed(found) == {("SOCIETY ONE", "HOUSE ONE", True), ("SOCIETY ONE", "WRITER ONE", True)}
    assert {str(one.made) for one in words} == {"2024-03-01"}
    assert all("no proof of title" in one.note for one in words)
    assert {one.basis for one in words} == {Basis.INFERRED}


@pytest.mark.parametrize("status", ["RA", "RJ", "NP", "NA", "WA", "UN", "LD"])
def test_other_statuses_say_nothing_of_the_claim(tmp_path: Path, status: str) -> None:
    found = taken(tmp_path, three.ack(status), *three.registration(first=1))

    assert on_controls(found) == []
    assert f"ACK {status}" in {what for what, _ in found.left_out}


def test_a_rejected_claim_is_denied_for_its_publishers(tmp_path: Path) -> None:
    found = taken(tmp_path, three.ack("RC"), *three.registration(first=1), first=three.registration())

    assert ("SOCIETY ONE", "HOUSE ONE", False) in affirmed(found)
    assert ("SOCIETY ONE", "WRITER ONE", False) not in affirmed(found)
    assert ask(found, "HOUSE ONE", "2024-07-01", "DE") is not Answer.CLEARED


def test_an_answer_without_the_registration_speaks_of_what_was_said_before(tmp_path: Path) -> None:
    found = taken(tmp_path, three.ack("AS"), first=three.registration())

    assert ("SOCIETY ONE", "HOUSE ONE", True) in affirmed(found)
    assert sum(one.kind == "work" for one in found.assets.values()) == 1


def test_a_withdrawal_that_is_carried_out_takes_back_what_the_society_said(tmp_path: Path) -> None:
    again = tmp_path / "CW240002052_ONE_V3-0-0.ACK2"
    withdrawn = three.prefix("DRW", 0, 1) + f"{'A WORK':<62}{'W1':<25}RQ"
    late = SOCIETY.replace("20240302", "20240402")
    again.write_bytes(three.file(three.ack("DR", answered="DRW"), withdrawn, group="ACK", head=late))
    taken(tmp_path, three.ack("AS"), *three.registration(first=1))

    found = take(tmp_path / ANSWER, again)

    assert ("SOCIETY ONE", "HOUSE ONE", False) in affirmed(found)


def test_a_conflict_is_two_statements_and_no_decision(tmp_path: Path) -> None:
    iswc = "T0345246801"
    theirs = three.registration(first=7, house="HOUSE TWO", kind="EXC", number="9", iswc=iswc)
    mine = three.registration(iswc=iswc)
    found = taken(tmp_path, three.ack("CO"), *three.registration(first=1, iswc=iswc), *theirs, first=mine)

    assert ("SOCIETY ONE", "HOUSE TWO", True) in affirmed(found)
    assert ("SOCIETY ONE", "HOUSE ONE", True) not in affirmed(found)
    assert ("PUBLISHER ONE", "HOUSE ONE", True) in affirmed(found)


def test_messages_are_notes_wherever_they_stand_in_the_answer(tmp_path: Path) -> None:
    first, *rest = three.registration(first=2)
    found = taken(tmp_path, three.ack("RJ"), three.message(), first, three.message("NO IPI", sequence=9), *rest)

    texts = [one.text for one in found.entries if isinstance(one, Note)]
    assert texts == ["W1: 006 NOT KNOWN HERE", "W1: 006 NO IPI"]


def test_an_answer_that_is_not_read_takes_all_under_it_along_and_no_more(tmp_path: Path) -> None:
    lost = three.ack("AS").replace("20240301AS", "2024-3-1AS")
    second = [three.ack("AS", transaction=1), *three.registration(1, first=1, house="HOUSE TWO")]
    found = taken(tmp_path, lost, *three.registration(first=1), *second)

    assert {name for _, name, _ in affirmed(found)} == {"HOUSE TWO", "WRITER ONE"}
    assert [one.place.line for one in found.refused] == [3, 4, 5, 6, 7, 8, 9]


def test_the_header_without_eleven_columns_has_its_day_and_society_too(tmp_path: Path) -> None:
    path = tmp_path / ANSWER
    head = three.header("SO", "052", "SOCIETY ONE", day="20240302", gap="")
    path.write_bytes(three.file(three.ack("AS"), *three.registration(first=1), group="ACK", head=head))

    found = take(path)

    assert ("SOCIETY ONE", "HOUSE ONE", True) in affirmed(found)
    assert {str(one.published) for one in on_controls(found)} == {"2024-03-02"}


def test_an_answer_is_joined_with_the_file_of_a_submitter_of_two_letters(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "CW170037SA_058_V3-0-0.SUB", tmp_path / "CW170058058_SA_V3-0-0.ACK2"
    mine.write_bytes(three.file(*three.registration(), head=three.header(code="SA")))
    theirs.write_bytes(three.file(three.ack("AS"), *three.registration(first=1), group="ACK", head=SOCIETY))

    found = take(mine, theirs)

    assert sum(one.kind == "work" for one in found.assets.values()) == 1
    assert {source for source, name, _ in affirmed(found) if name == "HOUSE ONE"} == {"SOCIETY ONE", "PUBLISHER ONE"}


def test_a_confirmed_iswc_is_the_works_from_then_on(tmp_path: Path) -> None:
    confirmed = three.work(kind="ISA", iswc="T0345246801") + "P"
    found = taken(tmp_path, confirmed, first=three.registration(), group="ISA")

    (asset,) = (one for one in found.assets.values() if one.kind == "work")
    assert asset.identifiers == (("iswc", "T0345246801"),)
    assert "ISA" in {what for what, _ in found.left_out}


def test_recordings_of_licensed_uses_are_linked_to_the_work_and_nothing_more(tmp_path: Path) -> None:
    head = three.prefix("LIC", 0, 0) + f"{'A WORK':<60}{'W1':<14}T0345246801"
    recording = three.prefix("REC", 0, 1) + "00000000000000ZZAAA2400001" + f"{'A WORK':<60}"
    path = tmp_path / "CW240002ONE_052_V3-0-0.LIC"
    path.write_bytes(three.file(head, recording, group="LIC"))

    found = take(path)

    assert {one.kind for one in found.assets.values()} == {"work", "recording"}
    assert not found.facts["Grant"]
    assert not found.facts["Control"]
    assert "LIC" in {what for what, _ in found.left_out}


def test_names_in_other_scripts_are_left_out_and_keep_no_revision_from_replacing(tmp_path: Path) -> None:
    first, later = tmp_path / "1.SUB", tmp_path / "2.SUB"
    first.write_bytes(three.file(*three.registration()))
    names = [three.prefix(kind, 0, 9) + "SOMETHING" for kind in sorted(UNKNOWN)]
    now = three.registration(house="HOUSE TWO")
    later.write_bytes(three.file(*now, *names, head=three.header(day="20240202")))

    found = take(first, later)

    assert found.refused == []
    assert {what for what, _ in found.left_out} >= UNKNOWN
    assert ("PUBLISHER ONE", "HOUSE ONE", False) in affirmed(found)
