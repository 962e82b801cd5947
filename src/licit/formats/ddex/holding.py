# SPDX-License-Identifier: Apache-2.0
"""Where and when a deal or a right holds: the elements of a message that say so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lxml import etree

from licit.formats.checks import UNSUPPORTED, VALUE
from licit.formats.ddex.codes import WORLDWIDE, PartOfALeafError, everywhere_but, of_all, territory
from licit.formats.ddex.periods import UNKNOWN, Period, either_side, end_of, start_of
from licit.formats.xml import line_of, local
from licit.model.day import FIRST, Term, When
from licit.model.problem import InvalidValueError, Place, Problem, Severity
from licit.model.territory import Expression


class RefusedError(Exception):
    """The deal can't be read: it would say more, or other, than its sender meant."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


def expression(
    included: Sequence[etree._Element],
    excluded: Sequence[etree._Element],
    day: When | None,
    file: str,
    found: list[Problem],
) -> Expression | None:
    """The territories; ``None`` where none is named. Problems of single codes go to ``found``.

    Raises:
        RefusedError: codes are both included and excluded, Worldwide is excluded, an excluded code can't be read, or
            none that is included can.
    """
    on = day.earliest if day is not None and day.precise else None
    if included and excluded:
        what = "TerritoryCode and ExcludedTerritoryCode stand together; DDEX has them as alternatives"
        raise RefusedError(Problem(Place(file, line_of(excluded[0])), what, "keep one of the two kinds", VALUE))
    if excluded:
        return everywhere_but([_excluded(one, on, file, found) for one in excluded])
    codes = []
    for one in included:
        try:
            codes.append(territory(_text(one), str(one.get("IdentifierType") or ""), on))
        except InvalidValueError as error:
            part = isinstance(error, PartOfALeafError)
            what = f"{error.what}; it is left out"
            found.append(Problem(Place(file, line_of(one)), what, error.mend, UNSUPPORTED if part else VALUE))
    if included and not codes:
        what = "none of the territories can be read"
        raise RefusedError(Problem(Place(file, line_of(included[0])), what, "write ISO 3166-1 codes", VALUE))
    return of_all(codes) if codes else None


def period(element: etree._Element, file: str, found: list[Problem]) -> Period:
    """A ``ValidityPeriod`` or ``PeriodOfRightsDelegation``. Without a start it began on some day: as per contract.

    Raises:
        RefusedError: a date can't be read, or the end lies before the start.
    """
    start, end, rounded = UNKNOWN, None, []
    for one in element:
        name = local(one.tag)
        if name not in ("StartDate", "StartDateTime", "EndDate", "EndDateTime") or not _text(one):
            continue
        try:
            first = name.startswith("Start")
            when, moved = start_of(_text(one)) if first else end_of(_text(one))
            if one.get("IsApproximate") == "true":
                what = f"{name} is said to be approximate: the day is taken as unknown"
                found.append(Problem(Place(file, line_of(one)), what, "name the day", VALUE, Severity.WARNING))
                when = UNKNOWN
            when = either_side(when, before=one.get("IsBefore") == "true", after=one.get("IsAfter") == "true")
        except (InvalidValueError, OverflowError) as error:
            what = error.what if isinstance(error, InvalidValueError) else f"{_text(one)!r} is no day"
            mend = error.mend if isinstance(error, InvalidValueError) else "write 2004-01-31"
            raise RefusedError(Problem(Place(file, line_of(one)), what, mend, VALUE)) from None
        start, end = (when, end) if first else (start, when)
        if moved:
            rounded.append(f"{'start' if first else 'end'} {_text(one)} taken to the whole day")
    if end is not None and start.earliest != FIRST and end.latest < start.earliest:
        what = f"the period ends on {end}, before it starts on {start}"
        raise RefusedError(Problem(Place(file, line_of(element)), what, "write the earlier day first", VALUE))
    return Period(Term(start, end), "; ".join(rounded))


def _excluded(one: etree._Element, on: date | None, file: str, found: list[Problem]) -> str:
    code = _text(one)
    if code == WORLDWIDE:
        what = "Worldwide is excluded, which leaves nowhere; it is no take-down either"
        raise RefusedError(Problem(Place(file, line_of(one)), what, "name the territories, or leave it out", VALUE))
    try:
        return territory(code, str(one.get("IdentifierType") or ""), on)
    except PartOfALeafError as error:
        what = f"{error.what}; all of {error.country} is taken as excluded"
        found.append(Problem(Place(file, line_of(one)), what, error.mend, UNSUPPORTED, Severity.WARNING))
        return error.country
    except InvalidValueError as error:
        what = f"{error.what}; without it the rest would reach too far"
        raise RefusedError(Problem(Place(file, line_of(one)), what, error.mend, VALUE)) from None


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()
