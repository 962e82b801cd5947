# SPDX-License-Identifier: Apache-2.0
"""What a registered work must be: order, chains, shares. Source: CWR 2.1, 4.5.5, 4.5.6, 5.4 to 5.10."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from tests.formats.cwr.checking_agreements import RIGHTS, TOLERANCE, WHOLE, Line, Refused
from tests.formats.cwr.checking_table import amount, value
from tests.formats.cwr.checking_territories import collected

HALF: Final = 5_000
ORDER: Final = (
    ("NWR", "REV", "ISW", "EXC"),
    ("SPU", "NPN", "SPT", "OPU", "OPT"),
    ("SWR", "NWN", "SWT", "PWR", "OWR", "OWT"),
    ("ALT", "NAT"),
    ("EWT", "NET"),
    ("VER", "NVT"),
    ("PER", "NPR"),
    ("REC",),
    ("ORN",),
    ("INS",),
    ("IND",),
    ("COM", "NCT"),
    ("ARI",),
    ("XRF",),
)
RANKS: Final = {record: rank for rank, records in enumerate(ORDER) for record in records}
FOLLOWS: Final = {
    "SPT": ("SPU", "SPT", "NPN"),
    "OPT": ("OPU", "OPT", "NPN"),
    "SWT": ("SWR", "SWT", "NWN"),
    "OWT": ("OWR", "OWT", "NWN"),
    "PWR": ("SWR", "SWT", "NWN", "PWR", "OWR", "OWT"),
}
MODIFIERS: Final = frozenset(("AR", "AD", "SR", "SA", "TR"))


def work(lines: Sequence[Line], version: str) -> Iterator[Refused]:
    """What is wrong with one NWR, REV or ISW and what belongs to it."""
    yield from _order(lines)
    yield from _chains(lines)
    yield from _sums(lines)
    yield from _writers(lines)
    yield from _territories(lines, version)
    yield from _links(lines, version)
    yield from collected(lines)


def _order(lines: Sequence[Line]) -> Iterator[Refused]:
    for (_, before), (number, text) in pairwise(lines):
        first, second = before[:3], text[:3]
        if second == "NOW":
            continue
        if second not in RANKS:
            yield number, "order", f"{second} in a work"
        elif RANKS[second] < RANKS.get(first, 0) or first not in FOLLOWS.get(second, (first,)):
            yield number, "order", f"{second} after {first}"


def _chains(lines: Sequence[Line]) -> Iterator[Refused]:
    chain, opened = 0, ""
    for number, text in lines:
        if text[:3] not in ("SPU", "OPU"):
            continue
        at, kind = amount(text, "chain"), value(text, "publisher-type")
        if at != chain:
            if at != chain + 1:
                yield number, "chain", f"chain {at} after {chain}"
            chain, opened = at, text[:3]
            if text.startswith("SPU") and kind not in ("E", "PA"):
                yield number, "chain", f"a chain begins with {kind or 'no type'}"
        elif kind == "E":
            yield number, "chain", "a second original publisher in one chain"
        elif text[:3] != opened:
            yield number, "chain", f"{text[:3]} in a chain of {opened}"
        shares = {right: amount(text, f"{right}-share") for right in RIGHTS}
        if kind not in ("E", "AQ", "") and any(shares.values()):
            yield number, "share", f"{kind} owns nothing, yet has {shares}"
        if shares["pr"] > HALF:
            yield number, "share", f"a publisher's performing share is {shares['pr']}"
        yield from ((number, "mandatory", words) for words in _publisher(text))


def _publisher(text: str) -> Iterator[str]:
    name, unknown = value(text, "publisher-name"), value(text, "publisher-unknown")
    if text.startswith("SPU"):
        if not (value(text, "party") and name and value(text, "publisher-type")):
            yield "SPU without number, name or type"
        if unknown:
            yield "SPU marked as unknown"
    elif bool(name) == (unknown == "Y"):
        yield f"OPU {name!r} marked {unknown or 'blank'}"


def _sums(lines: Sequence[Line]) -> Iterator[Refused]:
    number = lines[0][0]
    for right in RIGHTS:
        publishers, writers = (
            sum(amount(text, f"{right}-share") for _, text in lines if text[1:3] == kind and text[0] in "SO")
            for kind in ("PU", "WR")
        )
        if publishers + writers and abs(publishers + writers - WHOLE) > TOLERANCE:
            yield number, "sum", f"{right}: publishers {publishers}, writers {writers}"
        if right == "pr" and publishers > HALF + TOLERANCE:
            yield number, "sum", f"pr: publishers {publishers}"
        if right == "pr" and writers and writers < HALF - TOLERANCE:
            yield number, "sum", f"pr: writers {writers}"


def _writers(lines: Sequence[Line]) -> Iterator[Refused]:
    number, head = lines[0]
    writers = [(line, text) for line, text in lines if text[:3] in ("SWR", "OWR")]
    roles = {value(text, "designation") for _, text in writers}
    if not roles & {"CA", "A", "C"}:
        yield number, "writer", "no composer or author"
    if bool(roles & MODIFIERS) != (value(head, "version-type") == "MOD"):
        yield number, "writer", f"version {value(head, 'version-type')} with {sorted(roles)}"
    if value(head, "version-type") == "MOD" and not (
        value(head, "music-arrangement") and value(head, "lyric-adaptation")
    ):
        yield number, "mandatory", "MOD without music arrangement or lyric adaptation"
    for line, text in writers:
        name, unknown = value(text, "last-name"), value(text, "writer-unknown")
        if text.startswith("SWR"):
            if not (value(text, "party") and name and value(text, "designation")):
                yield line, "mandatory", "SWR without number, name or designation"
            if unknown:
                yield line, "mandatory", "SWR marked as unknown"
        elif bool(name) == (unknown == "Y"):
            yield line, "mandatory", f"OWR {name!r} marked {unknown or 'blank'}"


def _territories(lines: Sequence[Line], version: str) -> Iterator[Refused]:
    last, order, bare = (0, ""), 0, True
    for number, text in [*lines, (0, "END")]:
        record = text[:3]
        if record in ("SPT", "SWT", "OPT", "OWT"):
            order += 1
            if amount(text, "order") != order:
                yield number, "sequence", f"territory {amount(text, 'order')} of its party is the {order}."
            if bare and value(text, "in-or-out") == "E":
                yield number, "territory", "it excludes before anything is included"
            bare = False
            if last[1] and value(text, "party") != value(last[1], "party"):
                yield number, "reference", f"{record} names another party than the record before"
            shares = [amount(text, f"{right}-collected") for right in RIGHTS]
            if value(text, "in-or-out") == "E" and any(shares):
                yield number, "share", "shares in an excluded territory"
        elif record not in ("NPN", "NWN"):
            nameless = last[1].startswith("SPU") and not value(last[1], "publisher-ipi-name").strip("0")
            if order and nameless and version >= "2.2":
                yield last[0], "mandatory", "SPU that collects without an IPI name number"
            last, order, bare = (number, text if record[1:] in ("PU", "WR") else ""), 0, True


def _links(lines: Sequence[Line], version: str) -> Iterator[Refused]:
    chains = {(value(text, "party"), amount(text, "chain")) for _, text in lines if text[:3] in ("SPU", "OPU")}
    publishers = {party for party, _ in chains}
    writer = ""
    for number, text in lines:
        if text[:3] in ("SWR", "OWR"):
            writer = value(text, "party")
        elif text.startswith("PWR"):
            if not (value(text, "publisher") and value(text, "publisher-name")):
                yield number, "mandatory", "PWR without publisher"
            if value(text, "publisher") not in publishers:
                yield number, "reference", f"PWR names publisher {value(text, 'publisher')!r}, who is not in the work"
            elif version >= "2.2" and (value(text, "publisher"), amount(text, "chain")) not in chains:
                yield number, "reference", f"PWR names chain {value(text, 'chain')!r}, which is another's"
            if value(text, "writer") != writer:
                yield number, "reference", f"PWR names writer {value(text, 'writer')!r} after {writer!r}"
