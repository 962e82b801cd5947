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
from licit.formats.cwr.reading import Reading
from licit.formats.cwr.replacing import denied, replacing
from licit.formats.cwr.rows import Row
from licit.formats.cwr.saying import Said, agreement_subject, doubt, locator, refused, work_subject
from licit.formats.cwr.transactions import Transaction
from licit.formats.entries import Entry, Listed
from licit.formats.entries import LeftOut as Left
from licit.formats.ids import fact_id
from licit.model.day import When
from licit.model.fact import Control, Grant, Note
from licit.model.problem import InvalidValueError, Problem
from licit.model.statement import Basis

_SUBMITTED, _CHANGED = "accepted as submitted", "accepted with changes"
ACCEPTED: Final = {
    "AS": _SUBMITTED,
    "AC": _CHANGED,
    "SR": _SUBMITTED,
    "CR": _CHANGED,
}  # SR and CR: 3.1, ready for payment
REJECTED: Final = "RC"
CONFLICT: Final = "CO"
WITHDRAWN: Final = "DR"
NOTHING: Final = {
    "RA": "the transaction passed the checks: nothing of the claim itself",
    "DU": "a duplicate of what was received before: nothing new",
    "NP": "the society has no interest in the work: nothing of the claim itself",
    "RJ": "the transaction was refused for its form: nothing of the claim itself",
    "UN": "the society has no such claim to withdraw: nothing of the claim itself",
    "LD": "the claim could not be withdrawn there: nothing new",
    "NA": "the transaction was refused for want of an agreement number: nothing of the claim itself",
    "WA": "the transaction was refused for its agreement number: nothing of the claim itself",
}
UNNAMED: Final = "in a conflict (CO) it stays its submitter's word, whom the file does not name"
NO_PROOF: Final = "a registration, and no proof of title"


def answer(whole: Transaction, reading: Reading) -> Iterator[Entry]:
    """What an acknowledgement says, with what it holds."""
    head = whole.head
    status = head["transaction-status"]
    day = _when(head, "processing-date") or reading.made
    yield from _messages(whole, day, reading)
    if not reading.society:
        yield Left("ACK", "its file's sender is no society, so no society speaks in it")
        yield from _passed(whole)
        return
    if status in NOTHING:
        yield Left(f"ACK {status}", NOTHING[status])
        yield from _passed(whole)
        return
    if status == WITHDRAWN:
        facts = reading.known.earlier(reading.source, _subject(head))
        yield from denied(facts, facts, head, _subject(head), reading)
        yield Left("ACK DR", "de-registered: the society takes back what it said of the claim before")
        yield from _passed(whole)
        return
    if status not in (*ACCEPTED, REJECTED, CONFLICT):
        yield doubt(head, f"{status!r} is no status of a transaction", "see the standard's table", checks.VALUE)
        yield Left("ACK", "what its status says is not known")
        yield from _passed(whole)
        return
    if day is not None and reading.published is not None and reading.published.latest < day.earliest:
        if reading.once(checks.DOUBT, f"processed on {day}"):
            what = f"it was processed on {day}, after its file was sent ({reading.published})"
            yield doubt(head, what, "ask the society which day is right: its word counts from the later one till then")
        reading = replace(reading, published=day)
    if not any(one.head.type != "EXC" for one in whole.inside):
        yield from _from_before(head, status, day, reading)
    yield from _held(whole, status, day, reading)


def _held(whole: Transaction, status: str, day: When | None, reading: Reading) -> Iterator[Entry]:
    """The transaction answered, and the existing one in conflict with it: of the same work, if it says no other."""
    asset = ""
    for one in whole.inside:
        if one.head.type == "EXC":
            theirs = replace(reading, within=f"{reading.source}:existing", agreements={}, cited={}, numbers={})
            said: list[Said | Entry] = [
                entry for entry in _read(one, theirs, asset) if not isinstance(entry, str | Listed)
            ]
            note = f"an existing registration in conflict: {NO_PROOF}"
            subject = f"conflict with {_subject(whole.head)}"
            yield from replacing(said, one, subject, reading, **_dated(day, reading), basis=Basis.REPORTED, note=note)
            continue
        found = list(_read(one, reading, asset))
        asset = next((entry for entry in found if isinstance(entry, str)), asset)
        said = [entry for entry in found if not isinstance(entry, str)]
        if status in ACCEPTED:
            note = f"{ACCEPTED[status]}: {NO_PROOF}"
            subject = _subject(whole.head) if one.head.type != "AGR" else agreement_subject(one.head["agreement"])
            yield from replacing(said, one, subject, reading, **_dated(day, reading), basis=Basis.REPORTED, note=note)
        else:
            yield from (entry for entry in said if not isinstance(entry, Said))
            left: dict[int, Left] = {}  # one a record, of however many rights
            for fact in (entry for entry in said if isinstance(entry, Said)):
                for entry in _unaccepted(fact, whole.head, status, day, reading):
                    if isinstance(entry, Left):
                        left[fact.row.place.line] = entry
                    else:
                        yield entry
            yield from left.values()
            if status == CONFLICT and not reading.submitter:
                yield from (Left(what, UNNAMED) for what in ("ACK CO", one.head.type))


def _passed(whole: Transaction) -> Iterator[Left]:
    """What stands under an answer that says nothing of the claim."""
    for one in whole.inside:
        rows = (one.head, *(row for row in one.records if row.type != "MSG"))
        yield from (Left(row.type, "under an answer that says nothing of the claim") for row in rows)


def notified(whole: Transaction, reading: Reading) -> Iterator[Entry]:
    """An ISW, or an EXC outside an answer: the society's own registration, which replaces what it said before."""
    head = whole.head
    if not reading.society:
        yield doubt(head, "its file's sender is no society; it is read as the sender's word", "check the header")
    what = "a notified ISWC" if head.type == "ISW" else "an existing registration in conflict"
    said = (entry for entry in _read(whole, reading, "") if not isinstance(entry, str))
    more = {"basis": Basis.REPORTED, "note": f"{what}: {NO_PROOF}"}
    yield from replacing(said, whole, work_subject(head["work"]), reading, **more)


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


def _unaccepted(one: Said, head: Row, status: str, day: When | None, reading: Reading) -> Iterator[Entry]:
    """A fact of a transaction whose claim was rejected, or is in conflict."""
    submitters = {"source": reading.submitter, "made": _when(head, "creation-date") or day, "basis": Basis.REPORTED}
    note = "answered with a conflict (CO), which decides nothing"
    if one.basis is Basis.INFERRED and isinstance(one.fact, Grant):  # an affiliation, whatever became of the claim
        yield one.stated(**_dated(day, reading))
    elif status == REJECTED and isinstance(one.fact, Control) and one.own and one.row.type == "SPU":
        more = {"basis": Basis.REPORTED, "note": "the society rejected the claim (RC)", "subject": _subject(head)}
        yield one.stated(affirms=False, **_dated(day, reading), **more)
    elif status == REJECTED:
        yield Left(one.row.type, "a rejected claim (RC) is denied for what its publishers own; the rest hangs on that")
    elif not reading.submitter:
        yield Left(one.row.type, UNNAMED)
    elif one.asset:
        more = {"made": submitters["made"], "published": reading.published, "basis": Basis.REPORTED, "note": note}
        yield from reading.links.say(one, reading.submitter, "", **more)
    else:
        yield one.stated(**submitters, published=reading.published, note=note)


def _from_before(head: Row, status: str, day: When | None, reading: Reading) -> Iterator[Entry]:
    """An answer without the transaction: it speaks of what the submitter said of that work before."""
    facts = reading.known.earlier(reading.within, _subject(head))
    controls = [fact for fact in facts if isinstance(fact, Control)]
    if status not in ACCEPTED or not controls:
        yield Left(f"ACK {status}", "what it answers is not in the file")
        return
    note = f"{ACCEPTED[status]}: {NO_PROOF}"
    for fact in controls:
        yield Said(fact, head, Basis.REPORTED, note).stated(**_dated(day, reading), subject=_subject(head))


def _subject(head: Row) -> str:
    return work_subject(head["submitter-creation-number"])


def _messages(whole: Transaction, day: When | None, reading: Reading) -> Iterator[Entry]:
    """Messages are kept as notes: they are about records and fields, and change no authority."""
    about = whole.head["submitter-creation-number"] or "a transaction"
    for row in (row for one in (whole, *whole.inside) for row in one.of("MSG")):
        text = row["message-text"]
        if not text or day is None:
            yield Left("MSG", "a message without text or day")
            continue
        text = f"{about}: {row['validation-number']} {text}"
        yield Note(id=fact_id("cwr-message", reading.source, day, text), day=day, text=text, source=reading.source)
    for row in whole.records:
        if row.type != "MSG":
            what = f"it does not belong to the acknowledgement of {locator(whole.head)}"
            yield refused(row, what, "put it under its head", checks.ORDER)


def _dated(day: When | None, reading: Reading) -> dict[str, When | None]:
    """When an answer was given, and when it reached people."""
    return {"made": day, "published": reading.published}


def _when(row: Row, slug: str) -> When | None:
    """A day of the answer; the file's own stands in for one that is none."""
    try:
        day = row.day(slug)
    except InvalidValueError:
        return None
    return When.on(day) if day is not None else None
