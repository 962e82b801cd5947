# SPDX-License-Identifier: Apache-2.0
"""What an agreement must be: days, territories, parties, shares. Source: CWR 2.1, 4.1.4, 4.1.5, 5.1.3, 5.2.3, 5.2.4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from tests.formats.cwr.checking_table import amount, value

Line = tuple[int, str]  # its number, counted from 1, and its text
Refused = tuple[int, str, str]  # line, rule, words
RIGHTS: Final = ("pr", "mr", "sr")
WHOLE: Final = 10_000
TOLERANCE: Final = 6


def agreement(lines: Sequence[Line]) -> Iterator[Refused]:
    """What is wrong with one AGR and what belongs to it."""
    number, head = lines[0]
    yield from ((number, rule, words) for rule, words in _days(head))
    if not amount(head, "works"):
        yield number, "works", "an agreement of no works"
    kind = value(head, "agreement-type")
    if kind in ("OS", "PS") and not value(head, "clause"):
        yield number, "clause", "a specific agreement without sales or manufacture clause"
    yield from _order(lines)
    blocks = _blocks(lines)
    if not blocks:
        yield number, "group", "no TER"
    for block in blocks:
        yield from _block(number, block)
        yield from _parties(block, kind)


def _order(lines: Sequence[Line]) -> Iterator[Refused]:
    for (_, before), (number, text) in pairwise(lines):
        allowed = {"TER": ("AGR", "TER", "IPA", "NPA"), "IPA": ("TER", "IPA", "NPA"), "NPA": ("IPA",)}
        if before[:3] not in allowed.get(text[:3], ()):
            yield number, "order", f"{text[:3]} after {before[:3]}"


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """The records from each first TER on: a set of territories and its parties."""
    blocks: list[list[Line]] = []
    for (_, before), line in pairwise(lines):
        if not blocks or (line[1].startswith("TER") and not before.startswith("TER")):
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _days(head: str) -> Iterator[tuple[str, str]]:
    start, end, retention = (_day(head, name) for name in ("start-date", "end-date", "retention-end"))
    if start and end and end < start:
        yield "days", f"it ends {end}, before its start {start}"
    if retention and end and retention < end:
        yield "days", f"retention ends {retention}, before the end {end}"
    last = retention or end
    after, status = _day(head, "post-term-date"), value(head, "post-term-status")
    if bool(after) != (status == "D"):
        yield "days", f"post-term collection is {status or 'blank'} and ends {after or 'never'}"
    if after and last and after <= last:
        yield "days", f"post-term collection ends {after}, not after {last}"
    prior, status = _day(head, "prior-royalty-date"), value(head, "prior-royalty-status")
    if bool(prior) != (status == "D"):
        yield "days", f"prior royalties are {status or 'blank'} from {prior or 'no day'}"
    if prior and start and prior >= start:
        yield "days", f"prior royalties from {prior}, not before {start}"


def _day(head: str, name: str) -> str:
    return value(head, name).strip("0 ") and value(head, name)


def _block(number: int, block: Sequence[Line]) -> Iterator[Refused]:
    territories = [line for line in block if line[1].startswith("TER")]
    parties = [text for _, text in block if text.startswith("IPA")]
    if territories and value(territories[0][1], "in-or-out") == "E":
        yield territories[0][0], "territory", "it excludes before anything is included"
    roles = [value(text, "role") for text in parties]
    if not territories or "AS" not in roles or "AC" not in roles:
        yield number, "group", f"TER {len(territories)}, AS {roles.count('AS')}, AC {roles.count('AC')}"
    for right in RIGHTS:
        total = sum(amount(text, f"{right}-share") for text in parties)
        if total and abs(total - WHOLE) > TOLERANCE:
            yield number, "sum", f"{right} shares of the parties are {total}"


def _parties(block: Sequence[Line], kind: str) -> Iterator[Refused]:
    for line, text in block:
        if not text.startswith("IPA"):
            continue
        shares = {right: amount(text, f"{right}-share") for right in RIGHTS}
        if value(text, "role") == "AC" and not any(shares.values()):
            yield line, "share", "an acquirer of nothing"
        if not value(text, "pr-society") and not value(text, "mr-society"):
            yield line, "society", "neither a society for performing nor for mechanical rights"
        for right, share in shares.items():
            if share and not value(text, f"{right}-society"):
                yield line, "society", f"{right} share without a society"
        if value(text, "first-name") and (kind not in ("OS", "OG") or value(text, "role") != "AS"):
            yield line, "first name", "only a writer who assigns has one"
