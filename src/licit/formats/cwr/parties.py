# SPDX-License-Identifier: Apache-2.0
"""Who a record names: joined on the IPI name number, then the base number, then the submitter's own number.

Of natural persons only name and IPI numbers are taken. Source: CWR 2.2, 3.4, 5.2, 5.4, 5.6; STANDARDS §5.10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from licit.formats import checks
from licit.formats.cwr.reading import Reading
from licit.formats.cwr.rows import Row
from licit.formats.cwr.saying import doubt
from licit.model.identifiers import cisac_society, ipi_base, ipi_name
from licit.model.problem import InvalidValueError, Problem

PUBLISHER: Final = ("publisher",)
WRITER: Final = ("writer",)
SOCIETY: Final = ("society",)
SENDERS: Final = "cwr-sender"  # whose numbers the senders' codes are: CISAC's list of CWR sender codes
SENDER_KINDS: Final = {"PB": PUBLISHER, "SO": SOCIETY, "WR": WRITER, "AA": ("administrator",)}
NO_SOCIETY: Final = frozenset({"", "000", "099", "DP"})  # public domain, none
NOBODY: Final = frozenset(  # what stands where a name is not known, or the writer's work is free
    {"DP", "COPYRIGHT CONTROL", "UNKNOWN PUBLISHER", "UNKNOWN WRITER", "UNKNOWN WRITER COMPOSER AUTHOR"}
)
UNKNOWN: Final = frozenset(
    {"00288936892", "00288936400"}
)  # what the register calls UNKNOWN PUBLISHER, UNKNOWN COMPOSER
_FILE: Final = re.compile(r"CW[0-9]{6}([0-9A-Z]{2,4})_([0-9A-Z]{2,4})(?![0-9A-Z])", re.IGNORECASE)


def named(row: Row, reading: Reading) -> tuple[str, list[Problem]]:
    """The party of an SPU, OPU, SWR, OWR or IPA; empty where it is unknown or not named."""
    writes = row.type in ("SWR", "OWR")
    last = row["publisher-name"] if row.type in ("SPU", "OPU") else row["last-name"]
    first = row["writer-first-name"] if writes else row["first-name"] if row.type == "IPA" else ""
    name = f"{last}, {first}" if first and last else last or first
    prefix = {"SPU": "publisher-", "OPU": "publisher-", "IPA": ""}.get(row.type, "writer-")
    identifiers, problems = _identifiers(row, f"{prefix}ipi-name", f"{prefix}ipi-base", reading)
    number = row["party"]
    unknown = row.type != "IPA" and row["writer-unknown" if writes else "publisher-unknown"] == "Y"
    if last.upper() in NOBODY or identifiers.get("ipi-name") in UNKNOWN or (unknown and not (name and identifiers)):
        return "", problems
    if not (identifiers or name or number.strip("0")):
        return "", problems
    kinds = WRITER if writes or (row.type == "IPA" and first) else () if row.type == "IPA" else PUBLISHER
    found = reading.known.party(
        name or _registered(identifiers) or number,
        identifiers=identifiers,
        kinds=kinds,
        within=reading.within,
        number=number,
    )
    return found, problems


def _registered(identifiers: dict[str, str]) -> str:
    """What to call a party without a name: its number in the register."""
    return next((f"IPI {number}" for number in identifiers.values()), "")


def _identifiers(row: Row, name: str, base: str, reading: Reading) -> tuple[dict[str, str], list[Problem]]:
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for scheme, slug, parse in (("ipi-name", name, ipi_name.parse), ("ipi-base", base, ipi_base.parse)):
        text = row[slug]
        if not text.strip("0I-. "):
            continue
        try:
            found[scheme] = parse(text)
        except InvalidValueError as error:
            if reading.once(checks.VALUE, text):
                problems.append(doubt(row, f"{error.what}; it is not used", error.mend, checks.VALUE))
    return found, problems


def sender(row: Row, reading: Reading) -> Iterator[Problem]:
    """Set whose word the file is, by its HDR. Eleven digits may run over type and id: an IPI name number."""
    kind, number, name = row["sender-type"], row["sender-id"], row["sender-name"]
    identifiers: dict[str, str] = {}
    society = kind == "SO"
    digits = number if kind.isalpha() else kind + number
    match = _FILE.match(reading.name)
    code = "" if society else number if row.version >= "3" else match[1].upper() if match else ""
    try:
        if society:
            identifiers["cisac"] = cisac_society.parse(digits.lstrip("0") or "0")
        elif row.version >= "3":
            pass  # its id is the sender's code, which the name of a 2.x file has
        elif digits.isdecimal():
            identifiers["ipi-name"] = ipi_name.parse(digits)
        elif digits:
            what = f"the sender's id {digits!r} is no IPI name number; the sender is known by name alone"
            yield doubt(row, what, "write the IPI name number of the sender", checks.VALUE)
    except InvalidValueError as error:
        yield doubt(row, f"{error.what}; it is not used", error.mend, checks.VALUE)
    reading.source = reading.known.party(
        name or digits or "CWR sender",
        identifiers=identifiers,
        kinds=SENDER_KINDS.get(kind, ()),
        within=SENDERS,
        number=code if code.strip("0") else "",
    )
    reading.society = society
    reading.submitter = _answered(reading) if society else reading.source
    stamp = f"{row['creation-date']}{row['creation-time']}"  # two files of one name are two
    reading.within = reading.submitter or f"{reading.source}:{reading.name}:{stamp}"


def _answered(reading: Reading) -> str:
    """Whose transactions a society's file answers: the receiver that the file's name has, by the standard's rule.

    Without one it is empty, and the numbers in the file are kept apart from everyone's.
    """
    named_so = _FILE.match(reading.name)
    code = named_so[2].upper() if named_so else ""
    return reading.known.party(f"CWR sender {code}", within=SENDERS, number=code) if code.strip("0") else ""


def society(code: str, known: Reading) -> str:
    """The society of a code of three digits (four in 3.x); empty for none and for the public domain.

    Raises:
        InvalidValueError: it is no society's code.
    """
    text = code.strip()
    short = text.lstrip("0").zfill(3) if text.isdecimal() else text
    if short in NO_SOCIETY:
        return ""
    number = cisac_society.parse(short)
    return known.known.party(f"CISAC society {number}", identifiers={"cisac": number}, kinds=SOCIETY)
