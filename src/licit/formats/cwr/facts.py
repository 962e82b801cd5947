# SPDX-License-Identifier: Apache-2.0
"""From the rows of a CWR file to what a case holds: the sender's word, transaction by transaction.

A registration replaces all that its submitter said of that work before, whether it is called new or revised; so does an
agreement. What it says no longer is denied. Source: CWR 2.1 Rev 8, 2.2 Rev 2 (4.3), 3.0, 3.1 (DRW).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, BinaryIO, cast

from licit.formats import checks
from licit.formats.cwr import agreements, answers, opening, works
from licit.formats.cwr.collapsing import Links
from licit.formats.cwr.counting import Counting
from licit.formats.cwr.frame import Frame
from licit.formats.cwr.parties import sender
from licit.formats.cwr.reading import Reading
from licit.formats.cwr.replacing import denied, replacing
from licit.formats.cwr.rows import Row, rows
from licit.formats.cwr.saying import agreement_subject, doubt, refused, work_subject
from licit.formats.cwr.transactions import Transaction, transactions
from licit.formats.entries import Entry, LeftOut, Origin
from licit.formats.files import File, unreadable
from licit.formats.known import Known
from licit.model.day import When
from licit.model.problem import InvalidValueError, Place, Problem


def read(files: Sequence[File], known: Known) -> Iterator[Entry]:
    """What one file says, in its order."""
    (file,) = files
    try:
        if (problem := opening.refused(file)) is not None:
            yield problem
            return
        with file.open() as stream:
            yield from _said(file, stream, known)
    except OSError as error:
        yield unreadable(file.name, error)


def _said(file: File, stream: IO[bytes], known: Known) -> Iterator[Entry]:
    reading = Reading(file.base, known, Links(known))
    yield from _named(file, reading)
    counted = cast(BinaryIO, Counting(stream, file))
    frame = Frame(file)
    for one in transactions(rows(counted, file.name, str(file.options.get("encoding") or ""))):
        if isinstance(one, Problem):
            yield one
        elif isinstance(one, Row):
            yield from frame.see(one)
            if one.type == "HDR":
                yield from _begun(one, reading)
        elif not reading.source:
            what = "no header (HDR) says before it whose word the file is"
            mend = "put the header first, or name its source with the option source"
            yield refused(one.head, what, mend, checks.ORDER)
            yield from (refused(row, what, mend, checks.ORDER) for row in _all(one))
        else:
            frame.transactions += 1
            yield from transaction(one, reading)
    yield from reading.links.settle(reading.made)
    yield from frame.end()


def _named(file: File, reading: Reading) -> Iterator[Entry]:
    """Whose word a part of a file is that has no header: the user says it, with the options source and made."""
    source, made = str(file.options.get("source") or ""), str(file.options.get("made") or "")
    if not source:
        return
    try:
        reading.source = reading.within = reading.submitter = reading.known.party(source)
        reading.made = When.parse(made) if made else None
    except InvalidValueError as error:
        yield Problem(Place(file.name), error.what, error.mend, checks.VALUE)
        return
    reading.day = reading.made.latest if reading.made else reading.day
    yield Origin(source=reading.source, made=reading.made, title=f"CWR file {reading.name}")


def _all(whole: Transaction) -> Iterator[Row]:
    """The records of a transaction without its head, and all of those inside."""
    yield from whole.records
    for one in whole.inside:
        yield one.head
        yield from one.records


def _begun(head: Row, reading: Reading) -> Iterator[Entry]:
    if reading.begun:
        yield doubt(head, "a second header: what follows is its sender's", "keep one file a header", checks.ORDER)
        yield from reading.links.settle(reading.made)
    reading.begun = True
    yield from sender(head, reading)
    days = []
    for slug in ("creation-date", "transmission-date"):
        try:
            days.append(head.day(slug))
        except InvalidValueError as error:
            yield doubt(head, f"{error.what}; it is not used", error.mend, checks.VALUE)
            days.append(None)
    made, sent = days
    reading.made = When.on(made) if made else None
    reading.published = When.on(sent) if sent else None
    reading.day = made or sent or reading.day
    reading.agreements.clear()
    if made is None and sent is None:
        what = "it has no day, so that nothing in the file is known by any day"
        yield doubt(head, what, "write when the file was made", checks.VALUE)
    yield Origin(
        source=reading.source, made=reading.made, published=reading.published, title=f"CWR file {reading.name}"
    )


def transaction(whole: Transaction, reading: Reading) -> Iterator[Entry]:
    """What one transaction says."""
    head = whole.head
    if head.type == "AGR":
        subject = agreement_subject(head["agreement"])
        yield from replacing(agreements.agreement(whole, reading), whole, subject, reading)
    elif head.type == "ACK":
        yield from answers.answer(whole, reading)
    elif head.type in ("ISW", "EXC"):
        yield from answers.notified(whole, reading)
    elif head.type in works.WORKS:
        asset, problems = works.asset_of(whole, reading)
        yield from problems
        if asset:
            said = works.registration(whole, reading, asset)
            subject = work_subject(head["work"]) if head["work"] else ""
            yield from replacing(said, whole, subject, reading)
    elif head.type == "DRW":
        yield from _withdrawn(head, reading)
        yield from works.unsaid(whole, (), "a withdrawal takes back all that was said of the work, whatever it repeats")
    elif head.type in ("LIC", "ISA"):
        yield from works.licensed(whole, reading) if head.type == "LIC" else works.confirmed(whole, reading)
    else:
        yield LeftOut(head.type, works.NOT_OF_AUTHORITY)
        yield from works.unsaid(whole)


def _withdrawn(head: Row, reading: Reading) -> Iterator[Entry]:
    """DRW: the submitter takes back what it said of a work."""
    subject = work_subject(head["work"])
    earlier = reading.known.earlier(reading.source, subject) if head["work"] else ()
    if not earlier:
        what = f"it withdraws work {head['work']!r}, of which nothing was said"
        yield doubt(head, what, "read the earlier files first")
        yield LeftOut("DRW", "nothing was said of the work before")
    yield from denied(earlier, earlier, head, subject, reading)
