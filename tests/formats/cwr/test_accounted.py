# SPDX-License-Identifier: Apache-2.0
"""Every record of a file is accounted for: it is among the facts, left out with its reason, or refused at its place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from licit.formats.cwr.layouts import layouts
from licit.formats.cwr.rows import FRAME
from licit.formats.entries import Stated
from licit.model.fact import Note
from tests.formats.cwr.checking_table import fields
from tests.formats.cwr.telling import (
    PUBLISHER,
    SOCIETY,
    Told,
    agr,
    ipa,
    other,
    pwr,
    spt,
    spu,
    swr,
    taken,
    ter,
    told,
    work,
)
from tests.formats.taken import Taken

WHOLE, HALF = 10_000, 5_000
MESSAGE: Told = ("MSG", {"message_level": "F", "validation_number": "006", "message_text": "NOT KNOWN HERE"})
HEADS = {"AGR", "NWR", "REV", "ISW", "EXC", "ACK"}
BY_OTHERS = {"SPT", "SWT", "PWR", "TER", *HEADS}  # they say how the facts of other records are, and have none
STATUSES = ["AS", "AC", "RA", "DU", "NP", "RJ", "UN", "RC", "CO", "DR", "ZZ"]
REST = sorted(  # records that no other helper makes: they say nothing of authority, or only where they have more
    set(layouts("2")) - HEADS - set(FRAME) - {"SPU", "SPT", "SWR", "SWT", "OPU", "OPT", "OWR", "OWT", "PWR", "MSG"}
)
AGREED = ("TER", "IPA", "NPA")


def everything(kind: str) -> list[Told]:
    """A work with a record of each type that a work may have."""
    return [
        work("K1", kind),
        spu("HOUSE ONE", "E", HALF, WHOLE, WHOLE),
        spt("HOUSE ONE", "+2136", HALF, WHOLE, WHOLE),
        spu("AGENT ONE", "AM"),
        spt("AGENT ONE", "+2136", HALF, WHOLE, WHOLE),
        spu("SUB ONE", "SE"),  # nothing is given to it
        swr("WRITER ONE", HALF),
        ("SWT", {"party": "WRITERONE", "in_or_out": "I", "territory": 2136}),
        pwr("HOUSE ONE", "WRITER ONE"),
        other(spu("HOUSE TWO", "E", chain=2)),
        other(spt("HOUSE TWO", "+2136")),
        other(swr("WRITER TWO")),
        ("OWT", {"party": "WRITERTWO", "in_or_out": "I", "territory": 2136}),
        *((one, {}) for one in REST if one not in AGREED and fields(one, "2.2")),
    ]


def unaccounted(found: Taken, data: bytes) -> set[str]:
    """The types of which nothing is said."""
    lines = data.decode("ascii").split("\r\n")
    assert found.records == Counter(one[:3] for one in lines if one)
    stated = {int(one.locator.removeprefix("line ")) for one in found.entries if isinstance(one, Stated)}
    kinds = {lines[at - 1][:3] for at in (*stated, *(one.place.line or 1 for one in found.refused))}
    left = {what[:3] for what, _ in found.left_out}
    noted = {"MSG"} if any(isinstance(one, Note) for one in found.entries) else set()
    return set(found.records) - set(FRAME) - kinds - left - noted - (BY_OTHERS if stated else set())


@pytest.mark.parametrize("kind", ["NWR", "REV", "ISW", "EXC"])
def test_of_a_work(tmp_path: Path, kind: str) -> None:
    data = told(*everything(kind), sender=SOCIETY if kind in ("ISW", "EXC") else PUBLISHER, version="2.2")
    found = taken(tmp_path, data)

    assert unaccounted(found, data) == set()
    assert ("SPU", "it owns nothing, and nothing new is given by it or to it") in found.left_out
    assert not found.refused


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("sender", [SOCIETY, PUBLISHER])
@pytest.mark.parametrize("name", ["CW200001052_HSE.V21", "answer.V21"])
def test_of_an_answer(tmp_path: Path, status: str, sender: dict[str, object], name: str) -> None:
    day = {"creation_date": "20200102", "processing_date": "20200301"}
    head: Told = ("ACK", {"transaction_status": status, "submitter_creation_number": "K1", **day})
    data = told(head, MESSAGE, *everything("NWR"), sender=sender, day="20200302", version="2.2")
    found = taken(tmp_path, data, names=[name])

    assert unaccounted(found, data) == set()
    assert found.facts["Note"] == 1
    assert not found.refused


def test_of_an_agreement(tmp_path: Path) -> None:
    parties = [ipa("AS", "WRITER ONE"), ipa("AC", "HOUSE ONE", HALF, WHOLE, WHOLE)]
    data = told(agr("A1", "OG", "20000101"), *ter("+2136"), *parties, ("NPA", {}), version="2.2")

    assert unaccounted(taken(tmp_path, data), data) == set()


@pytest.mark.parametrize("stray", ["TER", "IPA", "NPA", "MSG"])
def test_a_record_of_another_transaction_is_refused(tmp_path: Path, stray: str) -> None:
    found = taken(tmp_path, told(work("K1"), spu("HOUSE ONE", "E", HALF, WHOLE, WHOLE), (stray, {})))

    assert [(one.place.line, one.check) for one in found.refused] == [(5, "import-order")]
    assert stray in found.refused[0].what


def test_a_works_record_in_an_agreement_is_refused(tmp_path: Path) -> None:
    parties = [ipa("AS", "WRITER ONE"), ipa("AC", "HOUSE ONE", HALF, WHOLE, WHOLE)]
    found = taken(tmp_path, told(agr("A1", "OG", "20000101"), *ter("+2136"), *parties, swr("WRITER ONE")))

    assert [one.place.line for one in found.refused] == [7]
