# SPDX-License-Identifier: Apache-2.0
"""What one field may hold: formats, tables of values, check digits. Source: CWR 2.1 and 2.2, field level validation."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from tests.formats.cwr.checking_table import Field, fields

TIS: Final = Path(__file__).parents[3] / "src" / "licit" / "vocabulary" / "territories" / "tis.csv"  # data, as exported
SOCIETY: Final = re.compile(r"[0-9]{3}")
NAMES: Final = frozenset(" ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~£")
OWN_SCRIPT: Final = frozenset(("NPA", "NPN", "NWN", "NAT", "NET", "NCT", "NVT", "NPR", "NOW"))  # names in any script
BASE: Final = re.compile(r"I-[0-9]{9}-[0-9]")
WORK: Final = re.compile(r"T[0-9]{10}")
RECORDING: Final = re.compile(r"[A-Z]{2}[A-Z0-9]{3}[0-9]{7}")
VALUES: Final = {
    "sender-type": "PB SO WR AA",
    "transaction-type": "AGR NWR REV ISW EXC ACK",
    "edi-version": "01.10",
    "agreement-type": "OS OG PS PG",
    "role": "AS AC",
    "in-or-out": "I E",
    "clause": "S M",
    "prior-royalty-status": "N A D",
    "post-term-status": "N O D",
    "publisher-type": "AQ AM PA E ES SE",
    "designation": "AD AR A C CA SR SA TR PA",
    "category": "JAZ POP SER UNC",
    "version-type": "MOD ORI",
    "special-agreements": "R L B Y N U",
    "usa-license": "A B S M G",
    "title-type": "AT TE FT IT OT TT PT RT ET OL AL",
    "identifier-type": "W R P V",
    "validity": "Y U N",
    "isrc-validity": "Y U N",
    "recording-format": "A V",
    "recording-technique": "A D U",
}


def refusals(line: str, version: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the fields of one record: rule and words."""
    known = fields(line[:3], version)
    if len(line) != known[-1].end:
        yield "length", f"{line[:3]} has {len(line)} columns, not {known[-1].end}"
    for field in known:
        text = field.of(line)
        if field.format in ("D", "T", "N", "N 999v99") and text:  # what is cut off is told by its length
            yield from ((rule, f"{line[:3]} {field.name}: {text!r}") for rule in _numbers(field, text))
        if not text.strip():
            if field.need == "M" and not field.name.startswith("constant"):
                yield "mandatory", f"{line[:3]} {field.name} is blank"
            continue
        if field.need == "M" and field.format == "D" and not text.strip("0 "):
            yield "mandatory", f"{line[:3]} {field.name} has no day"
        yield from ((rule, f"{line[:3]} {field.name}: {text!r}") for rule in _held(line[:3], field, text))


def _numbers(field: Field, text: str) -> Iterator[str]:
    if not (text.isascii() and text.isdigit()):
        yield "format"
    elif field.format == "D" and text != "0" * 8:
        if not _parses(text, "%Y%m%d"):
            yield "day"
    elif field.format == "T" and not _parses(text, "%H%M%S"):
        yield "time"
    elif field.format == "N 999v99" and int(text) > 10_000:
        yield "share"


def _held(record: str, field: Field, text: str) -> Iterator[str]:
    held, name = text.strip(), field.name
    if not _listed(field, held):
        yield "table"
    elif name == "territory" and held.lstrip("0") not in numbers():
        yield "territory"
    elif name.endswith("society") and not SOCIETY.fullmatch(held):
        yield "society"
    elif not _follows(name, held):
        yield "check digit"
    elif field.format in ("A", "L") and field.size > 1 and record not in OWN_SCRIPT and not set(text) <= NAMES:
        yield "character"


def _listed(field: Field, held: str) -> bool:
    if field.name in VALUES:
        return held in VALUES[field.name].split() or (field.name == "sender-type" and held.isdigit())
    if field.name == "isrc":
        return RECORDING.fullmatch(held) is not None
    return held in {"B": ("Y", "N"), "F": ("Y", "N", "U")}.get(field.format, (held,))


def _follows(name: str, held: str) -> bool:
    """Whether the check digits of a number follow from the rest; zeros alone stand for no name number."""
    if name.endswith("ipi-name"):
        return not held.strip("0") or ipi_name(held)
    if name.endswith("ipi-base"):
        return ipi_base(held)
    return iswc(held) if name.startswith("iswc") else True


def _parses(text: str, pattern: str) -> bool:
    try:
        datetime.strptime(text, pattern)  # noqa: DTZ007 - only whether there is such a day
    except ValueError:
        return False
    return True


@cache
def numbers() -> frozenset[str]:
    """The numbers of CISAC's territories."""
    with TIS.open(encoding="utf-8", newline="") as file:
        return frozenset(row["number"] for row in csv.DictReader(line for line in file if not line.startswith("#")))


def ipi_name(text: str) -> bool:
    """Eleven digits, of which the last two check the others: weights 10 to 2, modulo 101."""
    if not re.fullmatch("[0-9]{11}", text):
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(text, range(10, 1, -1), strict=False)) % 101
    return int(text[9:]) == (101 - rest) % 101 % 100


def ipi_base(text: str) -> bool:
    """``I``, nine digits, a check digit: 2 and the weights 1 to 9, modulo 10."""
    if not BASE.fullmatch(text):
        return False
    total = 2 + sum(int(digit) * weight for weight, digit in enumerate(text[2:11], start=1))
    return int(text[-1]) == (10 - total % 10) % 10


def iswc(text: str) -> bool:
    """``T``, nine digits, a check digit: 1 and the weights 1 to 9, modulo 10."""
    if not WORK.fullmatch(text):
        return False
    total = 1 + sum(int(digit) * weight for weight, digit in enumerate(text[1:10], start=1))
    return int(text[-1]) == (10 - total % 10) % 10
