# SPDX-License-Identifier: Apache-2.0
"""A CWR record decoded: each field with its start and size in the layout, as it stands, and what it is read as."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final, cast

from licit.formats import checks
from licit.formats.cwr import opening
from licit.formats.cwr.layouts import PREFIX, TWO, UNKNOWN, Field
from licit.formats.cwr.meanings import OPEN, TABLES
from licit.formats.cwr.rows import Row, rows
from licit.formats.files import Decoded, File, Value
from licit.model.identifiers import check
from licit.model.problem import InvalidValueError, Place, Problem
from licit.model.share import Share
from licit.vocabulary import territories

ABOUT: Final = {
    "HDR": "who sends the file, and when", "GRH": "a group of transactions begins", "GRT": "a group ends",
    "TRL": "the file ends", "AGR": "an agreement", "TER": "a territory of an agreement", "IPA": "a party to it",
    "NWR": "a work is registered", "REV": "a registration is revised", "ISW": "a work with its new ISWC",
    "EXC": "the work that conflicts with it", "ACK": "a society's answer", "MSG": "what it says of a field",
    "SPU": "a publisher the submitter speaks for", "OPU": "another publisher", "SPT": "where a publisher collects",
    "OPT": "where another publisher collects", "SWR": "a writer the submitter speaks for", "OWR": "another writer",
    "SWT": "where a writer collects", "OWT": "where another writer collects", "PWR": "the publisher of a writer",
    "REC": "a recording of the work", "XRF": "another number of the work", "ALT": "another title",
    "PER": "a performer", "ORN": "where the work was first used", "VER": "the original of a version",
    "WRK": "a work is registered", "OWK": "the original of a version", "DRW": "a registration is withdrawn",
    "ISR": "an ISWC is asked for", "ISA": "an ISWC is confirmed",
    "LIC": "licensed uses of the work are reported", "WRI": "a writer of that work",
    "MAN": "a writer's part of the manuscript",
    "NPA": "its name in another script", "NPN": "its name in another script", "NWN": "the name in another script",
    "NAT": "a title in another script", "NPR": "the performer in another script", "NET": "the title in another script",
    "NOW": "the writer of the original in another script", "NOT": "the original's title in another script",
    "NRC": "a recording in another script", "FTV": "a film that the work is licensed into",
    "EWT": "the work this is a part of", "COM": "a part of it",
    "INS": "its instruments", "IND": "one of its instruments", "ARI": "a society's remark",
}  # fmt: skip
SCHEMES: Final = {"iswc": "iswc", "isrc": "isrc", "ipi-base": "ipi-base", "publisher-ipi-base": "ipi-base",
                  "writer-ipi-base": "ipi-base", "ipi-name": "ipi-name", "publisher-ipi-name": "ipi-name",
                  "writer-ipi-name": "ipi-name"}  # fmt: skip


def inspect(file: File) -> Iterator[Decoded]:
    """Every line that is a record, in order; those that are none have their problem alone."""
    if (problem := opening.refused(file)) is not None:
        yield Decoded("?", file.name, (), problems=(problem,))
        return
    with file.open() as stream:
        for one in rows(cast(BinaryIO, stream), file.name, str(file.options.get("encoding") or "")):
            if isinstance(one, Row):
                fields = tuple(_value(one, field) for field in one.layout.values())
                yield Decoded(one.type, f"line {one.place.line}", fields, ABOUT.get(one.type, ""), _unknown(one))
            else:
                yield Decoded("?", f"line {one.place.line}", (), problems=(one,))


def _unknown(row: Row) -> tuple[Problem, ...]:
    """What is told of a record of which nothing but the prefix is known."""
    if row.version.startswith(TWO) or row.type not in UNKNOWN:
        return ()
    what = f"where the fields of {row.type} stand in CWR {row.version} is not known: they are not read"
    place = Place(row.place.file, row.place.line, PREFIX + 1)
    return (Problem(place, what, "nothing is to be mended: it says nothing of authority", checks.UNSUPPORTED),)


def _value(row: Row, field: Field) -> Value:
    raw = row.text[field.place]
    text = raw.strip()
    meaning = problem = ""
    if not text:
        lacking = field.need == "M" and field.since <= row.version
        return Value(field.name, field.at, raw, "nothing", "the standard wants something here" if lacking else "")
    try:
        meaning = _meaning(row, field, text)
    except InvalidValueError as error:
        problem = error.what
    return Value(field.name, field.at, raw, meaning, problem)


def _meaning(row: Row, field: Field, text: str) -> str:
    if field.format == "D":
        day = row.day(field.name)
        return day.isoformat() if day else "no day"
    if field.format.endswith("999v99"):
        return str(Share(row.share(field.name) or 0))
    if field.format in ("F", "B") and field.name not in TABLES:
        flag = row.flag(field.name)
        return "not known" if flag is None else "yes" if flag else "no"
    if field.name == "territory":
        return territories().name(territories().resolve(f"TIS:{text}", None), "en")
    if field.name in SCHEMES:
        return check(SCHEMES[field.name], text) if text.strip("0") else "none"
    return _word(field, text)


def _word(field: Field, text: str) -> str:
    if field.format == "T" and len(text) == len("HHMMSS") and text.isdecimal():
        return f"{text[:2]}:{text[2:4]}:{text[4:]}" if text.strip("0") else "no time"
    meaning = TABLES.get(field.name, {}).get(text, "")
    if not meaning and field.name in TABLES and field.name not in OPEN:
        words = ", ".join(TABLES[field.name])
        raise InvalidValueError(f"{field.name} {text!r} is not in its table", mend=f"write one of {words}")
    return meaning
