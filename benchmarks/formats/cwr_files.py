# SPDX-License-Identifier: Apache-2.0
"""CWR files of any size as publishers send them: a tenth agreements, the rest works, written by the layouts of 2.1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Final

Fields = Mapping[int, str]  # what stands at a column, from 1
WORKS: Final = 2_000  # transactions of a group; then the next begins
SIZES: Final = {
    "AGR": 121,
    "TER": 24,
    "IPA": 153,
    "NWR": 260,
    "SPU": 183,
    "SPT": 58,
    "SWR": 180,
    "SWT": 52,
    "PWR": 110,
    "ALT": 83,
    "PER": 118,
    "REC": 266,
    "ORN": 301,
}  # fmt: skip - the length of each record in 2.1
WORDS: Final = ("NIGHT", "RIVER", "GOLDEN", "DANCE", "SILENT", "ROAD", "WINTER", "FIRE", "HARBOUR", "LIGHT", "STORM")
SOCIETIES: Final = ("010", "021", "035", "044", "052", "058", "072", "079")
TERRITORIES: Final = ("2136", "0840", "0826", "0276", "0250", "0124", "0036", "0724")


def write(to: IO[bytes], size: int) -> int:
    """Write a file of about ``size`` bytes; how many it has."""
    written = to.write(
        b"HDRPB000000199BENCHMARK PUBLISHING".ljust(59) + b"01.102024010109000020240101".ljust(42) + b"\r\n"
    )
    group = works = records = 0
    while written < size:
        group += 1
        kind = "AGR" if group % 10 == 1 else "NWR"
        lines = [f"GRH{kind}{group:05}02.100000000000"]
        for number in range(WORKS):
            lines += _agreement(number, works) if kind == "AGR" else _work(number, works)
            works += 1
        lines.append(f"GRT{group:05}{WORKS:08}{len(lines) + 1:08}   0000000000")
        records += len(lines)
        written += to.write("".join(f"{line}\r\n" for line in lines).encode("ascii"))
    return written + to.write(f"TRL{group:05}{works:08}{records + 2:08}".encode())


def _line(kind: str, transaction: int, sequence: int, fields: Fields) -> str:
    text = f"{kind}{transaction:08}{sequence:08}"
    for start, value in fields.items():
        text = text.ljust(start - 1) + value
    return text.ljust(SIZES[kind])


def _name(seed: int) -> str:
    return f"{WORDS[seed % len(WORDS)]} {WORDS[seed // len(WORDS) % len(WORDS)]} {seed % 9973}"


def _agreement(number: int, seed: int) -> Iterator[str]:
    end = f"20{26 + seed % 9}1231" if seed % 3 else "00000000"
    yield _line(
        "AGR", number, 0,
        {20: f"A{seed:09}", 48: ("OS", "OG", "PS", "PG")[seed % 4] + f"20{seed % 24:02}0101" + end + "00000000N00000000"
         "N0000000000000000" + f"{seed % 500 + 1:05}" + "MNN"},
    )  # fmt: skip
    for at in range(seed % 4 + 1):
        yield _line("TER", number, at + 1, {20: "IE"[at > 0] + TERRITORIES[at]})
    for at, (role, share) in enumerate((("AS", 0), ("AC", 10_000))):
        party = seed % 997 + 1_000 * at
        shares = "".join(f"{SOCIETIES[party % 8]}{share:05}" for _ in range(3))
        yield _line(
            "IPA",
            number,
            seed % 4 + 2 + at,
            {20: f"{role}{party:011}", 46: f"P{party:08}", 55: _name(party), 130: shares},
        )


def _work(number: int, seed: int) -> Iterator[str]:
    at = 0

    def line(kind: str, fields: Fields) -> str:
        nonlocal at
        at += 1
        return _line(kind, number, at - 1, fields)

    yield line(
        "NWR",
        {20: _name(seed), 82: f"W{seed:010}", 96: f"T{seed % 10**9:09}0" if seed % 2 else "", 107: "00000000",
         127: f"POP{seed % 60:04}00Y", 143: "ORI", 197: "N000" if seed % 5 else "Y000", 201: "00000000", 260: "N"},
    )  # fmt: skip
    writers = seed % 3 + 1
    for owner in range(seed % 2 + 1):
        party, society = seed % 499 + owner, SOCIETIES[(seed + owner) % 8]
        shares = f"{society}02500{society}05000{society}05000"
        yield line(
            "SPU",
            {20: f"{owner + 1:02}P{party:08}", 31: _name(party), 77: "E ", 88: f"{party:011}", 99: f"A{seed % 7919:09}",
             113: shares, 138: "N"},
        )  # fmt: skip
        for where in range(seed % 3 + 1):
            yield line("SPT", {20: f"P{party:08}", 35: f"025000500005000I{TERRITORIES[where]}N{where + 1:03}"})
    for writer in range(writers):
        party, society, share = seed % 9001 + writer, SOCIETIES[(seed + writer) % 8], 10_000 // writers // 2
        yield line(
            "SWR",
            {20: f"{party:09}", 29: _name(party), 74: "WRITER", 105: "CA", 116: f"{party:011}",
             127: f"{society}{share:05}{society}00000{society}00000", 152: "N", 168: "000000000000"},
        )  # fmt: skip
        yield line("SWT", {20: f"{party:09}", 29: f"{share:05}0000000000I2136N001"})
        yield line(
            "PWR", {20: f"P{seed % 499:08}", 29: _name(seed % 499), 74: f"A{seed % 7919:09}", 102: f"{party:09}"}
        )
    for title in range(seed % 3):
        yield line("ALT", {20: f"{_name(seed + title + 1)} VERSION", 80: "AT"})
    yield line("PER", {20: _name(seed % 3001)})
    if seed % 2:
        yield line(
            "REC",
            {20: f"20{seed % 24:02}0{seed % 9 + 1}15", 88: f"00{seed % 10:02}00", 250: f"ZZAAA24{seed % 10**5:05}"},
        )
    if not seed % 4:
        yield line("ORN", {20: "LIB", 83: "CD", 98: "0000", 102: "BENCHMARK LIBRARY", 280: "0000"})
