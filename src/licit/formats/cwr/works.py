# SPDX-License-Identifier: Apache-2.0
"""Registrations: a work, who owns it, who acts for whom, to which societies they belong, which recordings have it.

Source: CWR 2.2 (CWR19-1070R1) 4.2 to 4.5, 5.4 to 5.13, 5.31, 5.36; CWR19-0479 (3.0) 3, 6, 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from licit.formats import checks
from licit.formats.cwr import chains, shares
from licit.formats.cwr.laying import PUBLISHERS, WRITERS, Registration, laid
from licit.formats.cwr.reading import Reading
from licit.formats.cwr.rights import CLASSES
from licit.formats.cwr.rows import Row
from licit.formats.cwr.saying import Said, doubt, refused
from licit.formats.cwr.terms import catalogue, general
from licit.formats.cwr.transactions import Transaction
from licit.formats.entries import Embodied, Entry, LeftOut, Listed
from licit.model.identifiers import isrc, iswc
from licit.model.problem import InvalidValueError, Problem, Severity

WORKS: Final = ("NWR", "REV", "WRK", "ISW", "EXC")
MONEY: Final = "a collection share is money, no ownership"
IDLE: Final = "it owns nothing, and nothing new is given by it or to it"
NOT_OF_AUTHORITY: Final = "it says nothing of authority"
_NAME: Final = "a name in another script, of a party named before"
_TITLE: Final = "a title says nothing of authority"
_ABOUT: Final = "about the work, nothing of authority"
LEFT: Final = {
    **dict.fromkeys(("NPN", "NWN", "NPA", "NOW", "NPR"), _NAME),
    **dict.fromkeys(("ALT", "NAT", "NET", "NCT", "NVT", "NOT"), _TITLE),
    **dict.fromkeys(("EWT", "VER", "COM", "OWK", "INS", "IND", "ORN", "ARI", "PER", "FTV"), _ABOUT),
    "NRC": "a recording in another script: where its ISRC stands is not known",
    "OPT": "not authoritative: another publisher's collection, as the standard says",
    "OWT": "not authoritative: another writer's collection, as the standard says",
    "WRI": "who wrote the work, without shares",
    "MAN": "a manuscript share divides a work among its writers, whoever controls it now",
}
FLAGS: Final = {
    "special-agreements": ("RBY", "reversionary rights: a claim of one country's law, without days or territories"),
    "reversionary": ("Y", "reversionary rights: a claim of one country's law, without days or territories"),
    "first-recording-refusal": (
        "Y",
        "a first recording needs the submitter's own word: no day, place or work of it is said",
    ),
    "work-for-hire": ("Y", "how the writer lost a share that the ownership shares have already"),
}


def asset_of(whole: Transaction, reading: Reading) -> tuple[str, list[Problem]]:
    """The work of a registration, by its ISWC, by what other organisations call it, else by its submitter's number.

    Empty, with an error, where it has none of these.
    """
    head = whole.head
    identifiers: dict[str, str] = {}
    problems = []
    for one, scheme, text in ((head, "iswc", head["iswc"]), *_references(whole)):
        if not text.strip("0T-. "):
            continue
        try:
            identifiers.setdefault(scheme, iswc.parse(text) if scheme == "iswc" else text)
        except InvalidValueError as error:
            problems.append(doubt(one, f"{error.what}; it is not used", error.mend, checks.VALUE))
    number = head["work"]
    if not identifiers and not number:
        what = "the work has neither number nor ISWC"
        return "", [*problems, refused(head, what, "give it the submitter's number", checks.VALUE)]
    title = head["work-title"]
    found = reading.known.asset("work", title, identifiers=identifiers, within=reading.within, number=number)
    if (first := reading.numbers.setdefault(found, number)) != number and number:
        what = f"works {first} and {number} of one submitter are one work by their identifiers"
        problems.append(doubt(head, what, "look at their ISWC and at what XRF calls them"))
    return found, problems


def _references(whole: Transaction) -> Iterator[tuple[Row, str, str]]:
    """What XRF calls the work elsewhere, where its sender holds the link and the number for valid."""
    for row in whole.of("XRF"):
        if row["validity"] in ("Y", "") and row["identifier-type"] in ("W", "") and row["organisation-code"]:
            yield row, f"work-{row['organisation-code']}", row["identifier"]


def registration(whole: Transaction, reading: Reading, asset: str) -> Iterator[Said | Entry]:
    """What a registration says of its work. A party of which nothing is said is left out as such."""
    told: set[int] = set()
    types: set[str] = set()
    for one in _registered(whole, reading, asset):
        if isinstance(one, Said):
            told.add(one.row.place.line)
        elif isinstance(one, LeftOut):
            types.add(one.what[:3])
        elif isinstance(one, Problem) and one.severity is Severity.ERROR:
            told.add(one.place.line)
        yield one
    for row in whole.of(*PUBLISHERS, *WRITERS):
        if row.type not in types and row.place.line not in told:
            yield LeftOut(row.type, IDLE)


def _registered(whole: Transaction, reading: Reading, asset: str) -> Iterator[Said | Entry]:
    found = Registration(asset)
    yield from laid(whole, found, reading)
    head, broken = whole.head, whole.broken > 0
    if not (found.publishers or found.writers or broken):
        yield LeftOut(head.type, "it names nobody who owns, writes or publishes the work")
    collected = head.version >= "3"
    yield from shares.controls(found.publishers, found.writers, asset, collected=collected)
    if not collected and not broken:
        yield from shares.sums(found.publishers, found.writers, head)
    by_chain = chains.chained(found.publishers)
    yield from chains.grants(by_chain, asset, reading, broken=broken)
    owned: dict[str, dict[str, int]] = {}
    for writer in found.writers:
        mine = owned.setdefault(writer.party, dict.fromkeys(CLASSES, 0))
        for right in CLASSES:
            mine[right] += writer.owned[right]
    yield from chains.written(found.links, owned, asset, reading, broken=broken)
    yield from _cited(found, reading)
    yield from _recordings(whole, asset, reading)
    for row in whole.records:
        if why := LEFT.get(row.type):
            yield LeftOut(row.type, why)
        for slug, (values, why) in FLAGS.items():
            if row.type in ("SPU", "SWR", "SPT") and row[slug] and row[slug] in values:
                yield LeftOut(f"{row.type} {slug}", why)
    yield from _unused(whole)


def _unused(whole: Transaction) -> Iterator[LeftOut]:
    for row in whole.of("XRF"):
        if row["validity"] in ("U", "N"):
            yield LeftOut("XRF", "its sender says that the link or the number is not valid")
        elif row["identifier-type"] not in ("W", ""):
            yield LeftOut("XRF", "a number of something else than the work")
        elif not row["organisation-code"]:
            yield LeftOut("XRF", "it does not say whose number it is")
    for row in whole.of("SWT"):
        if row.version < "3":
            yield LeftOut("SWT", MONEY)


def _cited(found: Registration, reading: Reading) -> Iterator[Entry]:
    """The agreements cited: the work is in the list of each that is not general."""
    numbers = [one.agreement for one in found.publishers if one.own] + [one.agreement for one in found.links]
    for number in dict.fromkeys(numbers):
        if number and not general(known := reading.agreement(number)):
            if not known:
                reading.cited[number] = None
            yield Listed(catalogue(number, reading), found.asset)


def licensed(whole: Transaction, reading: Reading) -> Iterator[Entry]:
    """LIC: recordings that have the work. To whom a use is licensed, by whom and for what, it has no field to say."""
    asset, problems = asset_of(whole, reading)
    yield from problems
    if asset:
        yield from _recordings(whole, asset, reading)
        yield from _unused(whole)
    yield LeftOut("LIC", "a licensed use, without who licensed it to whom")
    yield from unsaid(whole, ("REC", "XRF"))


def confirmed(whole: Transaction, reading: Reading) -> Iterator[Entry]:
    """ISA: the ISWC of a work that has a number of the submitter's. It joins the two, and says nothing of authority."""
    _, problems = asset_of(whole, reading)
    yield from problems
    yield LeftOut("ISA", "which ISWC a work has: it is known by it from now on, and nothing is said of authority")
    yield from _unused(whole)
    yield from unsaid(whole, ("XRF",))


def unsaid(whole: Transaction, read: tuple[str, ...] = (), why: str = NOT_OF_AUTHORITY) -> Iterator[LeftOut]:
    """The records of a transaction that says nothing of authority, but for those that are ``read``."""
    for row in whole.records:
        if row.type not in read:
            yield LeftOut(row.type, LEFT.get(row.type, why))


def _recordings(whole: Transaction, asset: str, reading: Reading) -> Iterator[Entry]:
    for row in whole.of("REC"):
        text, valid = row["isrc"], row["isrc-validity"]
        if not text or valid in ("U", "N"):
            why = (
                "no ISRC: which recording it is stays open"
                if not text
                else "its sender says that the ISRC is not valid"
            )
            yield LeftOut("REC", why)
            continue
        try:
            identifiers = {"isrc": isrc.parse(text)}
        except InvalidValueError as error:
            yield doubt(row, f"{error.what}; the recording is left out", error.mend, checks.VALUE)
            continue
        recording = reading.known.asset("recording", row["recording-title"], identifiers=identifiers)
        yield Embodied(recording, asset)
