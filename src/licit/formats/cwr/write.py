# SPDX-License-Identifier: Apache-2.0
"""A record's agreements and works as a CWR file, 2.1 or 2.2, in its submitter's word; and what it can't say.

The file is the same for the same record and day. Source: CWR11-1991R4 (2.1), CWR19-1070R1 (2.2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Final

from licit.formats.cwr.write_deals import records
from licit.formats.cwr.write_gathered import Gathered, Gathering, ends, hints
from licit.formats.cwr.write_lines import VERSIONS, Line, Output
from licit.formats.cwr.write_parties import Signatories
from licit.formats.cwr.write_said import Unwritten, said
from licit.formats.cwr.write_societies import societies
from licit.formats.cwr.write_words import fits, words
from licit.model.problem import InvalidValueError
from licit.model.record import Record

NAME: Final = 45
DIGITS: Final = 9  # of the eleven of a name number, those that the header has a field for
REVISION: Final = {"2.2": 2}


@dataclass(frozen=True, slots=True)
class Written:
    """What is in the file, by record type, and all that is not, or not as the record has it."""

    records: Counter[str]
    left_out: tuple[Unwritten, ...]


def write(  # noqa: PLR0913 - whose word, when, in which form
    record: Record,
    to: BinaryIO,
    *,
    submitter: str,
    day: date,
    version: str = "2.1",
    sources: Collection[str] = (),
    numbers: Mapping[str, str] | None = None,
) -> Written:
    """Write what the submitter says by that day, which is also the day the file is made and sent.

    ``sources`` are others whose word the submitter takes for its own. ``numbers`` are the submitter's own numbers of
    parties, works and agreements, by id; those it has none for get one made of their id. Where nothing can be written,
    nothing is.

    Raises:
        InvalidValueError: no such version or submitter, or the submitter has no IPI name number (or society code).
    """
    if version not in VERSIONS:
        raise InvalidValueError(f"CWR {version} is not written", mend=f"write one of {', '.join(VERSIONS)}")
    speakers = {submitter, *sources}
    facts, behind = said(record, speakers, day)
    known = societies(record, facts)
    parties = Signatories(record, numbers or {}, known.of, hints(record))
    head = _sender(record, submitter, day, version)
    rest = [fact for fact in facts if fact.id not in known.facts]
    found = Gathering(record, parties, speakers, numbers or {}, ends(rest)).all(rest, version, day)
    output = Output(to, version)
    if found.agreements or found.registrations:  # a file of no transactions is none
        output.begin(head)
        output.group("AGR", _agreements(found, parties))
        output.group("NWR", found.registrations)
        output.end()
    unnamed = known.unnamed(_named(found, parties))
    return Written(output.records, (*behind, *found.behind, *known.behind, *unnamed, *parties.remarks.values()))


def _agreements(found: Gathered, parties: Signatories) -> Iterator[Iterator[Line]]:
    for number, agreed in found.agreements.items():
        named = found.named[number]
        if not named:
            why = "no work of the file names it, and CWR wants one at least: its number of works says 1"
            parties.remark(agreed[0].grant.id, "agreement", why)
        yield records(number, agreed, parties, max(1, named))


def _named(found: Gathered, parties: Signatories) -> set[str]:
    """The parties whom some record of the file names."""
    numbers = {values.get("party") for lines in found.registrations for _, values in lines}
    agreed = [one for several in found.agreements.values() for one in several]
    signed = {one.id for agreement in agreed for one in (agreement.giver, agreement.taker)}
    return signed | {one.id for one in parties.known.values() if one.number in numbers}


def _sender(record: Record, submitter: str, day: date, version: str) -> Mapping[str, str | int]:
    if submitter not in record.parties:
        raise InvalidValueError(f"{submitter!r} is no party of the case", mend="name the one who sends the file")
    party = record.parties[submitter]
    given = dict(party.identifiers)
    if "society" in party.kinds and "cisac" in given:
        kind, number = "SO", given["cisac"]
    elif "ipi-name" in given:
        leading, number = given["ipi-name"][:-DIGITS], given["ipi-name"][-DIGITS:]
        kind = leading if leading.strip("0") else "PB"
    else:
        raise InvalidValueError(f"{submitter} has no IPI name number", mend="give it one: societies know senders by it")
    written = day.strftime("%Y%m%d")
    return {
        "sender-type": kind,
        "sender-id": number.zfill(DIGITS),
        "sender-name": fits(words(party.name), NAME),
        "creation-date": written,
        "creation-time": "000000",
        "transmission-date": written,
        "version": version,
        "revision": REVISION.get(version, 0),
        "software-package": "LICIT",
    }
