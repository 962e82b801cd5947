# SPDX-License-Identifier: Apache-2.0
"""Records of CWR 3.x put together by hand, for tests: by the manual's order of fields, not by Licit's layouts."""

from __future__ import annotations

from typing import Final

HEADER: Final = "HDR{kind}{code:<4}{name:<45}{gap}{day}000000{day}{charset}{version}"
GAP: Final = " " * 11


def header(
    kind: str = "PB",
    code: str = "ONE",
    name: str = "PUBLISHER ONE",
    *,
    day: str = "20240102",
    gap: str = GAP,
    **more: str,
) -> str:
    """A header; ``gap`` stands before its day, in the one form and not in the other."""
    given = {"version": "3.0000", "charset": " " * 15, **more}
    return HEADER.format(kind=kind, code=code, name=name, gap=gap, day=day, **given)


def prefix(kind: str, transaction: int, sequence: int) -> str:
    """What every record begins with."""
    return f"{kind}{transaction:08}{sequence:08}"


def ack(  # noqa: PLR0913 - the fields of the record
    status: str,
    number: str = "W1",
    *,
    transaction: int = 0,
    answered: str = "WRK",
    title: str = "A WORK",
    processed: str = "20240301",
    temporary: str | None = "",
) -> str:
    """An answer; ``temporary`` is its number of twenty columns that 2.x has not: none, and it isn't there."""
    original = f"202401020000000000100000000{answered}"
    numbers = f"{title:<60}{number:<20}{'R-9':<20}" + ("" if temporary is None else f"{temporary:<20}")
    return prefix("ACK", transaction, 0) + original + numbers + processed + status


def message(text: str = "NOT KNOWN HERE", *, transaction: int = 0, sequence: int = 1, level: str = "F") -> str:
    """What the society says of a field."""
    return prefix("MSG", transaction, sequence) + f"{level}00000000WRK{level}006{text:<150}"


def work(number: str = "W1", *, transaction: int = 0, sequence: int = 0, kind: str = "WRK", iswc: str = "") -> str:
    """A work."""
    return prefix(kind, transaction, sequence) + f"{'A WORK':<62}{number:<14}{iswc:<11}"


def publisher(  # noqa: PLR0913 - the fields of the record
    name: str, number: str, *, at: tuple[int, int], width: int = 9, kind: str = "SPU", ipi: str = ""
) -> str:
    """A publisher that owns; ``at`` are its transaction and its place there."""
    return prefix(kind, *at) + f"01{number:<{width}}{name:<45}NE 000000000{ipi or '0' * 11}"


def listed(
    number: str, *, at: tuple[int, int], width: int = 9, shares: str = "050001000010000", kind: str = "SPT"
) -> str:
    """What a party collects in the world."""
    return prefix(kind, *at) + f"001{number:<{width}}{shares}I2136"


def writer(  # noqa: PLR0913 - the fields of the record
    name: str, number: str, *, at: tuple[int, int], width: int = 9, kind: str = "SWR", tax: str = ""
) -> str:
    """A writer, with the nine digits before the IPI name number where ``tax`` has them."""
    return prefix(kind, *at) + f"{number:<{width}}{name:<45}{'':<30}NCA{tax}00000000199I-000000229-7"


def link(publisher_number: str, writer_number: str, *, at: tuple[int, int], width: int = 9) -> str:
    """Who publishes for a writer."""
    return prefix("PWR", *at) + f"01{publisher_number:<{width}}{writer_number:<{width}}"


def registration(
    transaction: int = 0, *, first: int = 0, width: int = 9, house: str = "HOUSE ONE", **more: str
) -> list[str]:
    """A work of one publisher and one writer."""
    party = f"P{house[-1]}"
    at = [(transaction, first + step) for step in range(6)]
    return [
        work(transaction=transaction, sequence=first, **more),
        publisher(house, party, at=at[1], width=width),
        listed(party, at=at[2], width=width),
        writer("WRITER ONE", "W1", at=at[3], width=width),
        listed("W1", at=at[4], width=width, shares="050000000000000", kind="SWT"),
        link(party, "W1", at=at[5], width=width),
    ]


def file(*records: str, group: str = "WRK", head: str = "") -> bytes:
    """A file of one group."""
    return "\n".join([head or header(), f"GRH{group}0000103.000000000000", *records, "GRT"]).encode()
