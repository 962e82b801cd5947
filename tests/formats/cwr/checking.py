# SPDX-License-Identifier: Apache-2.0
"""An independent judge of CWR 2.1 and 2.2 files: driven by the published field table, it knows nothing of Licit's code.

Source: CWR 2.1 (CWR11-1991R4) 2.1.6, 3.4 to 3.8, and the validations named in the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from tests.formats.cwr.checking_agreements import Line, Refused, agreement
from tests.formats.cwr.checking_fields import refusals
from tests.formats.cwr.checking_table import amount, fields, value
from tests.formats.cwr.checking_works import work

HEADS: Final = ("AGR", "NWR", "REV", "ISW", "ACK", "EXC")
CONTROL: Final = ("HDR", "GRH", "GRT", "TRL")
VERSIONS: Final = {"02.10": "2.1", "02.20": "2.2"}


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """What the standard forbids: the line (0: the file), the rule in a word, and what was found."""

    line: int
    rule: str
    what: str


@dataclass
class _Group:
    kind: str = ""
    number: int = 0
    transactions: int = 0
    at: int = -1  # the transaction of the record before
    records: int = 0
    lines: list[Line] = field(default_factory=list)  # of the transaction that is under way


def check(data: bytes) -> list[Complaint]:
    """Everything in a file that breaks the standard; empty where nothing does."""
    return sorted({Complaint(line, rule, what) for line, rule, what in _all(data)})


def _all(data: bytes) -> Iterator[Refused]:
    try:
        text = data.decode("ascii")
    except UnicodeDecodeError as error:
        yield data.count(b"\n", 0, error.start) + 1, "character", f"byte 0x{data[error.start]:02X} is not ASCII"
        text = data.decode("latin-1")
    if text.replace("\r\n", "").count("\n") or not text.endswith("\r\n") or "\r" in text.replace("\r\n", ""):
        yield 0, "line end", "a record does not end with CR and LF"
    lines = [(number, line.rstrip("\r")) for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1)]
    version = (
        next((VERSIONS.get(value(line, "version"), "") for _, line in lines if line.startswith("GRH")), "") or "2.2"
    )
    yield from _frame(lines)
    for number, line in lines:
        if not fields(line[:3], version):
            yield number, "record", f"{line[:3]!r} is no record of CWR {version}"
            continue
        yield from ((number, rule, words) for rule, words in refusals(line, version))
    known = [
        (number, line) for number, line in lines if fields(line[:3], version) or len(line) > len("RECORD PREFIX.....")
    ]
    yield from _groups(known, version)
    yield from _agreements_used(lines)


def _frame(lines: Sequence[Line]) -> Iterator[Refused]:
    kinds = [line[:3] for _, line in lines]
    if kinds[0] != "HDR" or kinds[1:2] != ["GRH"] or kinds[-1] != "TRL" or kinds.count("HDR") + kinds.count("TRL") != 2:
        yield 0, "frame", f"begins {' '.join(kinds[:2])}, ends {kinds[-1]}"
    for (number, line), after in zip(lines, [*kinds[1:], ""], strict=True):
        if line.startswith("GRT") != (after in ("GRH", "TRL")) and not (line.startswith("HDR") and after == "GRH"):
            yield number, "frame", f"{line[:3]} before {after or 'the end'}"
        if line.startswith("GRH") and after not in HEADS:
            yield number, "frame", f"GRH before {after}"
    if kinds[-1] == "TRL":
        number, last = lines[-1]
        counts = {"group-count": kinds.count("GRH"), "record-count": len(lines)}
        yield from _counted(number, last, counts)


def _counted(number: int, line: str, counts: dict[str, int]) -> Iterator[Refused]:
    for name, count in counts.items():
        if amount(line, name) != count:
            yield number, "count", f"{line[:3]} {name} says {amount(line, name)}, there are {count}"


def _groups(lines: Sequence[Line], version: str) -> Iterator[Refused]:
    group, kinds, total, before = _Group(), [], 0, -1
    for number, line in lines:
        record = line[:3]
        group.records += 1
        if record == "GRH":
            group = _Group(value(line, "transaction-type"), group.number + 1, records=1)
            if amount(line, "group-id") != group.number:
                yield number, "sequence", f"group {amount(line, 'group-id')} is the {group.number}."
            if group.kind in kinds:
                yield number, "frame", f"a second group of {group.kind}"
            kinds.append(group.kind)
        elif record == "GRT":
            yield from _transaction(group.lines, version)
            group.lines = []
            counts = {"group-id": group.number, "transaction-count": group.transactions, "record-count": group.records}
            yield from _counted(number, line, counts)
            total += group.transactions
        elif record == "TRL":
            yield from _counted(number, line, {"transaction-count": total})
        elif record != "HDR":
            yield from _numbered(number, line, group, before)
            before = int(line[11:19]) if line[11:19].isdigit() else before + 1
            if _begins(line, group):
                yield from _transaction(group.lines, version)
                group.lines = []
                group.transactions += 1
            group.lines.append((number, line))


def _begins(line: str, group: _Group) -> bool:
    """Whether it opens a transaction: what an acknowledgement quotes goes on with it."""
    inside = bool(group.lines) and group.lines[0][1].startswith("ACK")
    return line.startswith(HEADS) and not (
        inside and not line.startswith("ACK") and line[3:11] == group.lines[0][1][3:11]
    )


def _numbered(number: int, line: str, group: _Group, before: int) -> Iterator[Refused]:
    begins = _begins(line, group)
    transaction = group.at + 1 if begins else group.at
    if begins and line[:3] != group.kind:
        yield number, "frame", f"{line[:3]} in a group of {group.kind}"
    if line[3:11] != f"{transaction:08}":
        yield number, "sequence", f"transaction {line[3:11]}, not {transaction:08}"
    group.at = int(line[3:11]) if line[3:11].isdigit() else transaction
    record = 0 if begins else before + 1
    if line[11:19] != f"{record:08}":
        yield number, "sequence", f"record {line[11:19]}, not {record:08}"


def _transaction(lines: Sequence[Line], version: str) -> Iterator[Refused]:
    if not lines:
        return
    if lines[0][1].startswith("AGR"):
        yield from agreement(lines)
    elif lines[0][1].startswith(("NWR", "REV", "ISW")):
        yield from work(lines, version)


def _agreements_used(lines: Sequence[Line]) -> Iterator[Refused]:
    """The works of the file that name an agreement are no more than it says (4.1.4)."""
    works: dict[str, set[str]] = {}
    under = ""
    for number, line in lines:
        if line.startswith(("NWR", "REV")):
            under = str(number)
        elif line.startswith(("SPU", "PWR")) and value(line, "agreement"):
            works.setdefault(value(line, "agreement"), set()).add(under)
    for number, line in lines:
        if line.startswith("AGR"):
            used = len(works.get(value(line, "agreement"), ()))
            if used > amount(line, "works"):
                yield number, "works", f"{used} works name the agreement, which says {amount(line, 'works')}"
