# SPDX-License-Identifier: Apache-2.0
"""Which of the published forms a record of CWR 3.x has: the one in which its typed fields hold.

Typed are days, times, numbers, shares, flags and words of tables; ``layouts-3.csv`` marks those that tell. A record
that fits two forms which say different things, or none, is refused and not guessed at. Only parties that fit none are
read in the form in which most holds, if that is not one with party numbers of 11 columns: what is wrong with their
values is told one by one. Records with too little to tell by have party numbers as wide as the party before them.
Source: docs/formats/cwr.md, which lists the forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from licit.formats import checks
from licit.formats.cwr.layouts import Field, Layout, forms
from licit.formats.cwr.meanings import TABLES
from licit.formats.cwr.values import day_of, flag_of, is_number, share_of
from licit.model.problem import InvalidValueError, Place, Problem

MUST, MAY = "M", "T"  # what stands in the field must be of its format; under T nothing may stand there
PARTIES: Final = frozenset({"SPU", "OPU", "SPT", "OPT", "SWR", "OWR", "SWT", "OWT"})
FOLLOWING: Final = frozenset({"PWR", "MAN", "WRI"})  # name parties, and too little else to tell by
SURE: Final = frozenset({"ACK", "MSG", "DRW", "LIC", "INS", "IND"})  # read only in a form that fits
CHOSEN: Final = PARTIES | FOLLOWING | SURE
WIDE: Final = "wide"  # the forms with party numbers of 11 columns begin with this word
_ACKNOWLEDGED: Final = "WRK|DRW|ISR|HDR|GRH|GRT|TRL"  # CWR19-0479, 2.3: works and withdrawals; 2.2: also the frame
PATTERNS: Final = {
    name: re.compile(pattern)
    for name, pattern in (
        ("version", r"3\.[0-9]{3,4} *"),
        ("iswc", "T[0-9]{10}"),
        ("territory", "[0-9]{4}|[0-9]{1,3} +"),
        ("creation-time", "([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]"),
        ("original-transaction-type", _ACKNOWLEDGED),
        ("original-type", "[A-Z]{3}"),
        ("validation-number", "[0-9]{3}"),
        ("instrument-code", "[A-Z]{3}"),
        ("standard-instrumentation-type", "[A-Z0-9]{2,3} *"),
        ("script-code", "[A-Z][a-z]{3}|[A-Z]{4}"),
        *((f"{who}-ipi-name", "[0-9]{11}") for who in ("publisher", "writer")),
        *((f"{who}-ipi-base", "I-?[0-9]{9}-?[0-9] *|0{13}") for who in ("publisher", "writer")),
    )
}


@dataclass(slots=True)
class Forms:
    """How the records of a file stand; ``wide``: the last party before had a number of 11 columns."""

    wide: bool = False

    def of(self, kind: str, text: str, place: Place) -> str | Problem:
        """The form of a record, or why it is not read."""
        if kind not in CHOSEN:
            return ""
        if kind in FOLLOWING:
            return self._following(kind, text, place)
        found = _different(kind, text)
        if not found and kind not in SURE:
            shown = _shown(kind, text)
            found = [shown] if not (shown.startswith(WIDE) or self.wide) else []
        if len(found) != 1:
            return _unsure(kind, text, place, found)
        if kind in PARTIES:
            self.wide = found[0].startswith(WIDE)
        return found[0]

    def _following(self, kind: str, text: str, place: Place) -> str | Problem:
        if not self.wide:
            return ""
        return WIDE if fits(forms(kind)[WIDE], text) else _unsure(kind, text, place, [])


def fits(layout: Layout, text: str) -> bool:
    """Whether every field that tells holds what it may."""
    return all(_holds(one, text[one.place]) for one in layout.values() if one.need in (MUST, MAY))


def _holds(field: Field, raw: str) -> bool:
    text = raw.strip()
    if not text:
        return field.need == MAY
    if pattern := PATTERNS.get(field.name):
        return pattern.fullmatch(raw) is not None
    try:
        return _typed(field, raw, text)
    except InvalidValueError:
        return False


def _typed(field: Field, raw: str, text: str) -> bool:
    """As ``_holds``, by the field's format.

    Raises:
        InvalidValueError: it is no value of that format.
    """
    if field.format == "D":
        return day_of(field.name, text) is not None or field.need == MAY
    if field.format == "N":
        return is_number(text) and (len(text) == field.size or field.need == MAY)
    if field.format.endswith("999v99"):
        share_of(field.name, text)
        return len(text) == field.size
    if field.format == "F":
        flag_of(field.name, text)
        return True
    left = not raw.startswith(" ")  # texts and words begin in the field's first column
    return left and (text in TABLES[field.name] if field.format == "L" else True)


def _different(kind: str, text: str) -> list[str]:
    """The forms that a record fits; of those that say the same the first alone."""
    found: dict[frozenset[tuple[str, str]], str] = {}
    for form, layout in forms(kind).items():
        if fits(layout, text):
            values = ((one.name, text[one.place].strip()) for one in layout.values())
            found.setdefault(frozenset(value for value in values if value[1].strip("0")), form)
    return list(found.values())


def _shown(kind: str, text: str) -> str:
    """Of a party that fits no form: the one in which most holds, of those that have the words that must stand there."""
    most, best = 0, ""
    for form, layout in forms(kind).items():
        telling = [one for one in layout.values() if one.need in (MUST, MAY)]
        holding = [one for one in telling if text[one.place].strip() and _holds(one, text[one.place])]
        must = all(one in holding for one in telling if one.need == MUST)
        if must and len(holding) > most:
            most, best = len(holding), form
    return best


def _unsure(kind: str, text: str, place: Place, found: list[str]) -> Problem:
    if found:
        what = f"{kind} can be read in {len(found)} forms, which say different things"
        return Problem(place, what, "ask its sender which layout of CWR 3 it has", checks.UNSUPPORTED)
    if kind in SURE:
        usual = (one for one in forms(kind)[""].values() if one.need in (MUST, MAY))
        wrong = next(one for one in usual if not _holds(one, text[one.place]))
        words = f" ({', '.join(TABLES[wrong.name])})" if wrong.name in TABLES else ""
        name = wrong.name.replace("-", " ")
        what = f"{kind} has {text[wrong.place].strip()!r} where its {name} should stand{words}"
        mend = (
            f"write it in columns {wrong.start} to {wrong.place.stop}; else it is not sure where the other fields stand"
        )
        return Problem(Place(place.file, place.line, wrong.start), what, mend, checks.RECORD)
    what = f"{kind} seems to have a party number of 11 columns, and its other fields do not stand as they then should"
    party = next(one for one in forms(kind)[WIDE].values() if one.name in ("party", "publisher"))
    mend = "ask its sender for CWR 3.0, or 3.1 with party numbers of 9 columns"
    return Problem(Place(place.file, place.line, party.start), what, mend, checks.UNSUPPORTED)
