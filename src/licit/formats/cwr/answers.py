# SPDX-License-Identifier: Apache-2.0
"""What societies answer: acknowledgements with their status, messages, conflicts, and notified ISWCs.

A registration that a society accepts (AS, AC) is affirmed by it, as it is reported to it: acceptance is no proof of
title. A rejected claim (RC) is denied for the publishers who made it. A conflict (CO) is no decision: the answered
registration stays its submitter's word, the existing one (EXC) is another. The other statuses are about the
transaction, not about title. Source: CWR 2.2 (CWR19-1070R1) 4.4 to 4.6, 5.37; lookup tables, transaction status.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from licit.formats import checks
from licit.formats.cwr import agreements, works
from licit.formats.cwr.reading import Reading, Said, doubt, locator, refused, work_subject
from licit.formats.cwr.rows import Row
from licit.formats.cwr.transactions import Transaction
from licit.formats.entries import Entry, Listed
from licit.formats.entries import LeftOut as Left
from licit.formats.ids import fact_id
from licit.model.day import When
from licit.model.fact import Control, Note
from licit.model.problem import InvalidValueError, Problem
from licit.model.statement import Basis

ACCEPTED: Final = {"AS": "accepted as submitted", "AC": "accepted with changes"}
REJECTED: Final = "RC"
CONFLICT: Final = "CO"
NOTHING: Final = {
    "RA": "the transaction passed the checks: nothing of the claim itself",
    "DU": "a duplicate of what was received before: nothing new",
    "NP": "the society has no interest in the work: nothing of the claim itself",
    "RJ": "the transaction was refused for its form: nothing of the claim itself",
}
NO_PROOF: Final = "a registration, and no proof of title"


def answer(whole: Transaction, reading: Reading) -> Iterator[Entry]:
    """What an acknowledgement says, with what it holds."""
    head = whole.head
    status = head["transaction-status"]
    day = _when(head, "processing-date") or reading.made
    yield from _messages(whole, day, reading)
    if not reading.society:
        yield Left("ACK", "its file's sender is no society, so no society speaks in it")
        return
    if status in NOTHING:
        yield Left(f"ACK {status}", NOTHING[status])
        return
    if status not in (*ACCEPTED, REJECTED, CONFLICT):
        yield doubt(head, f"{status!r} is no status of a transaction", "see the standard's table", checks.VALUE)
        return
    if not any(one.head.type != "EXC" for one in whole.inside):
        yield from _from_before(head, status, day, reading)
    yield from _held(whole, status, day, reading)


def _held(whole: Transaction, status: str, day: When | None, reading: Reading) -> Iterator[Entry]:
    """The transaction answered, and the existing one in conflict with it: of the same work, if it says no other."""
    asset = ""
    for one in whole.inside:
        conflicting = one.head.type == "EXC"
        theirs = replace(reading, within=f"{reading.source}:existing", agreements={}, cited={}, numbers={})
        for entry in _read(one, theirs if conflicting else reading, asset):
            if isinstance(entry, str):
                asset = asset if conflicting else entry
            elif not isinstance(entry, Said):
                if not (conflicting and isinstance(entry, Listed)):
                    yield entry
            elif conflicting:
                yield _societys(entry, day, "an existing registration in conflict", one.head["work"])
            else:
                yield from _answered(entry, whole.head, status, day, reading)


def notified(whole: Transaction, reading: Reading) -> Iterator[Entry]:
    """An ISW, or an EXC outside an answer: the society's own registration, which replaces what it said before."""
    head = whole.head
    if not reading.society:
        yield doubt(head, "its file's sender is no society; it is read as the sender's word", "check the header")
    what = "a notified ISWC" if head.type == "ISW" else "an existing registration in conflict"
    subject = work_subject(head["work"])
    earlier = reading.known.earlier(reading.source, subject)
    new = set()
    for entry in list(_read(whole, reading, "")):
        if isinstance(entry, Said):
            new.add(entry.fact.id)
            yield _societys(entry, reading.made, what, head["work"])
        elif not isinstance(entry, str):
            yield entry
    for fact in earlier:
        if fact.id not in new:
            yield Said(fact, head, Basis.REPORTED, f"{what} replaces it").stated(affirms=False, subject=subject)


def _read(whole: Transaction, reading: Reading, asset: str) -> Iterator[Said | Entry | str]:
    """What a transaction says by itself, a work's id first. ``asset``: what a conflict is about, if it has no ISWC."""
    if whole.head.type == "AGR":
        yield from agreements.agreement(whole, reading)
    elif whole.head.type in works.WORKS:
        found, problems = asset, list[Problem]()
        if not asset or whole.head["iswc"].strip("0T-. "):
            found, problems = works.asset_of(whole, reading)
        yield from problems
        if found:
            yield found
            yield from works.registration(whole, reading, found)
    else:
        yield Left(whole.head.type, "it says nothing of authority that CWR describes")


def _answered(one: Said, head: Row, status: str, day: When | None, reading: Reading) -> Iterator[Entry]:
    """A fact of the answered transaction, as the status has it."""
    if one.basis is Basis.INFERRED and not isinstance(
        one.fact, Control
    ):  # an affiliation, whatever became of the claim
        yield one.stated(made=day)
    elif status in ACCEPTED:
        yield _societys(one, day, ACCEPTED[status], head["submitter-creation-number"])
    elif status == REJECTED and one.own and one.row.type == "SPU":
        note = "the society rejected the claim (RC)"
        yield one.stated(affirms=False, made=day, basis=Basis.REPORTED, note=note, subject=_subject(head))
    elif reading.submitter and status == CONFLICT:
        note = "answered with a conflict (CO), which decides nothing"
        made = _when(head, "creation-date") or day
        yield one.stated(
            source=reading.submitter, made=made, published=reading.published, basis=Basis.REPORTED, note=note
        )
    else:
        yield Left(f"ACK {status}", "the registration stays its submitter's word, whom the file does not name")


def _societys(one: Said, day: When | None, what: str, number: str) -> Entry:
    basis = Basis.INFERRED if one.basis is Basis.INFERRED else Basis.REPORTED
    note = "; ".join(filter(None, (f"{what}: {NO_PROOF}", one.note)))
    return one.stated(made=day, basis=basis, note=note, subject=work_subject(number))


def _from_before(head: Row, status: str, day: When | None, reading: Reading) -> Iterator[Entry]:
    """An answer without the transaction: it speaks of what the submitter said of that work before."""
    facts = reading.known.earlier(reading.within, _subject(head))
    controls = [fact for fact in facts if isinstance(fact, Control)]
    if status not in ACCEPTED or not controls:
        yield Left(f"ACK {status}", "what it answers is not in the file")
        return
    for fact in controls:
        yield _societys(Said(fact, head), day, ACCEPTED[status], head["submitter-creation-number"])


def _subject(head: Row) -> str:
    return work_subject(head["submitter-creation-number"])


def _messages(whole: Transaction, day: When | None, reading: Reading) -> Iterator[Entry]:
    """Messages are kept as notes: they are about records and fields, and change no authority."""
    about = whole.head["submitter-creation-number"] or "a transaction"
    for row in whole.of("MSG"):
        text = row["message-text"]
        if not text or day is None:
            yield Left("MSG", "a message without text or day")
            continue
        text = f"{about}: {row['validation-number']} {text}"
        yield Note(id=fact_id("cwr-message", reading.source, day, text), day=day, text=text, source=reading.source)
    for row in whole.records:
        if row.type != "MSG":
            yield refused(
                row,
                f"it does not belong to {whole.head.type}, {locator(whole.head)}",
                "put it under its head",
                checks.ORDER,
            )


def _when(row: Row, slug: str) -> When | None:
    """A day of the answer; the file's own stands in for one that is none."""
    try:
        day = row.day(slug)
    except InvalidValueError:
        return None
    return When.on(day) if day is not None else None
