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
from functools import cache
from typing import Final

from licit.formats import checks
from licit.formats.cwr.layouts import Field, forms
from licit.formats.cwr.meanings import TABLES
from licit.formats.cwr.values import day_of
from licit.model.problem import InvalidValueError, Place, Problem

MUST, MAY = "M", "T"  # what stands in the field must be of its format; under T nothing may stand there
PARTIES: Final = frozenset({"SPU", "OPU", "SPT", "OPT", "SWR", "OWR", "SWT", "OWT"})
OTHERS: Final = frozenset({"OPU", "OWR"})  # of these the standard wants neither role nor anything else
FOLLOWING: Final = frozenset({"PWR", "MAN", "WRI"})  # name parties, and too little else to tell by
SURE: Final = frozenset({"ACK", "MSG", "DRW", "LIC", "INS", "IND"})  # read only in a form that fits
CHOSEN: Final = PARTIES | FOLLOWING | SURE
WIDE: Final = "wide"  # the forms with party numbers of 11 columns begin with this word
PATTERNS: Final = {  # what a field may hold, by its name where its format does not say it
    "version": r"3\.[0-9]{3,4}",
    "iswc": "T[0-9]{10}",
    "territory": "[0-9]{1,4}",
    "creation-time": "([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]",
    "original-transaction-type": "WRK|DRW|ISR|HDR|GRH|GRT|TRL",  # CWR19-0479, 2.3; CWR 2.2, 5.37: also the frame
    "original-type": "[A-Z]{3}",
    "validation-number": "[0-9]{3}",
    "instrument-code": "[A-Z]{3}",
    "standard-instrumentation-type": "[A-Z0-9]{2,3}",
    "script-code": "[A-Z][a-z]{3}|[A-Z]{4}",
    "publisher-ipi-name": "[0-9]{11}",
    "writer-ipi-name": "[0-9]{11}",
    "publisher-ipi-base": "I-?[0-9]{9}-?[0-9]|0{13}",
    "writer-ipi-base": "I-?[0-9]{9}-?[0-9]|0{13}",
}
FORMATS: Final = {"A": "[^ ].*", "D": "[0-9]{8}", "F": "[YNU]", "N 999v99": "0[0-9]{4}|10000"}


@dataclass(frozen=True, slots=True)
class Telling:
    """A field that tells the form, and what its text must look like there."""

    field: Field
    place: slice
    pattern: re.Pattern[str]

    def holds(self, text: str, *, lax: bool = False) -> bool:
        """Whether what stands there is of the field's format; ``lax``: or nothing stands there."""
        raw = text[self.place]
        if lax and not raw.strip():
            return True
        return self.pattern.fullmatch(raw) is not None and (self.field.format != "D" or _is_day(raw))


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
        if not found and kind in OTHERS:
            found = _different(kind, text, lax=True)
            found = [form for form in found if form.startswith(WIDE) == self.wide] or found
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
        return WIDE if fits(kind, WIDE, text) else _unsure(kind, text, place, [])


def fits(kind: str, form: str, text: str, *, lax: bool = False) -> bool:
    """Whether every field that tells holds what it may; ``lax``: or nothing at all."""
    return all(one.holds(text, lax=lax) for one in _telling(kind)[form])


@cache
def _telling(kind: str) -> dict[str, tuple[Telling, ...]]:
    """The fields that tell, by form; those where something must stand come first, since most forms fail there."""
    found = {}
    for form, layout in forms(kind).items():
        fields = sorted((one for one in layout.values() if one.need in (MUST, MAY)), key=lambda one: one.need)
        found[form] = tuple(Telling(one, one.place, re.compile(_pattern(one))) for one in fields)
    return found


def _pattern(field: Field) -> str:
    """What stands in the field, with the blanks behind it: words begin in its first column."""
    if field.format == "N":
        held = f"[0-9]{{{field.size}}}" if field.need == MUST else " *[0-9]+"
    elif field.format == "L" and field.name in TABLES:
        held = "|".join(TABLES[field.name])
    else:
        held = PATTERNS.get(field.name) or FORMATS[field.format]
    return f"(?:{held}) *" if field.need == MUST else f"(?:{held}) *| *"


def _is_day(raw: str) -> bool:
    try:
        return day_of("", raw) is not None
    except InvalidValueError:
        return False


def _different(kind: str, text: str, *, lax: bool = False) -> list[str]:
    """The forms that a record fits, without those that say what another says, or a part of it."""
    found = [form for form in _telling(kind) if fits(kind, form, text, lax=lax)]
    if len(found) < 2:  # noqa: PLR2004 - no two to hold against each other
        return found
    said: dict[frozenset[tuple[str, str]], str] = {}
    for form in found:
        values = ((one, text[one.place].strip()) for one in forms(kind)[form].values())
        said.setdefault(
            frozenset((one.name, value) for one, value in values if value not in ("", "0" * one.size)), form
        )
    return [form for values, form in said.items() if not any(values < more for more in said)]


def _shown(kind: str, text: str) -> str:
    """Of a party that fits no form: the one in which most holds, of those that have the words that must stand there."""
    most, best = 0, ""
    for form, telling in _telling(kind).items():
        holding = [one for one in telling if text[one.place].strip() and one.holds(text)]
        must = all(one in holding for one in telling if one.field.need == MUST)
        if must and len(holding) > most:
            most, best = len(holding), form
    return best


def _unsure(kind: str, text: str, place: Place, found: list[str]) -> Problem:
    if found:
        what = f"{kind} can be read in {len(found)} forms, which say different things"
        return Problem(place, what, "ask its sender which layout of CWR 3 it has", checks.UNSUPPORTED)
    if kind in SURE:
        usual = sorted(_telling(kind)[""], key=lambda one: one.field.start)
        wrong = next(one.field for one in usual if not one.holds(text))
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
