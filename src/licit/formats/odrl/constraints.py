# SPDX-License-Identifier: Apache-2.0
"""When and where a rule holds: ``dateTime`` and ``spatial`` become terms and territories, other constraints stay open.

Licit counts whole days. An instant within a day makes that day's edge imprecise: the day is read both ways. A day is
the one written; zones are not converted, since no rule says whose midnight is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Final

from licit.formats.odrl.context import ODRL
from licit.formats.odrl.rows import Atom, Constraint, Several
from licit.model.day import ALWAYS, FIRST, LAST, Reading, Term, When, begins, ends
from licit.model.problem import InvalidValueError
from licit.model.territory import Expression, only
from licit.vocabulary import territories

MOST: Final = 2000  # boxes of one rule: the public suite's largest has 262
EVERYWHERE: Final = only("Worldwide")  # a rule without a constraint on place holds in every place (IM §2.5)

_INSTANT: Final = re.compile(
    r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?)?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_PLACES: Final = re.compile(
    r"(?:https?://(?:publications\.europa\.eu/resource/authority/country/|(?:www\.)?iso\.org/obp/ui/#iso:code:3166:"
    r"|cvx?\.iptc\.org/iso3166-1a[23]/|cv\.iptc\.org/newscodes/iso3166-1a[23]/|dbpedia\.org/resource/"
    r"|w3id\.org/dpv/loc#|(?:www\.)?w3id\.org/dpv/loc/|psi\.oasis-open\.org/iso/3166/#"
    r"|id\.loc\.gov/vocabulary/iso3166/)"
    r"|urn:iso:std:iso:3166:(?:-1:)?|urn:iso:code:3166:|urn:licit:territory:|iso3166-1a[23]:)(.+)"
)
_INSIDE: Final = {ODRL + word for word in ("eq", "isPartOf", "isAnyOf")}
_OUTSIDE: Final = {ODRL + word for word in ("neq", "isNoneOf")}
_LAST_SECOND: Final = ("23", "59")


@dataclass(frozen=True, slots=True)
class Box:
    """Days and places in which a rule holds, and what else it asks that Licit can't judge."""

    term: Term = ALWAYS
    territories: Expression = EVERYWHERE
    open: tuple[str, ...] = ()


class _Part(Enum):
    """How much of its days an instant leaves on either side."""

    WHOLE = "whole days"
    START = "the first instant"
    WITHIN = "within"
    END = "the last second"


def boxes(constraints: Iterable[Constraint]) -> tuple[Box, ...]:
    """The boxes whose union the constraints leave, all of them together; none where they exclude one another."""
    found: tuple[Box, ...] = (Box(),)
    for one in constraints:
        found = _both(found, _of(one), one)
    return found


def _of(constraint: Constraint) -> tuple[Box, ...]:
    if isinstance(constraint, Several):
        if constraint.how == "and":
            return boxes(constraint.of)
        if constraint.how == "or" or len(constraint.of) == 1:
            found = tuple(box for one in constraint.of for box in _of(one))
            return found if len(found) <= MOST else _open(constraint)
        return _open(constraint)
    if constraint.left == ODRL + "dateTime" and len(constraint.values) == 1:
        terms = days(constraint.operator, constraint.values[0])
        return tuple(Box(term) for term in terms) if terms is not None else _open(constraint)
    if constraint.left == ODRL + "spatial" and constraint.values:
        return _places(constraint)
    return _open(constraint)


def _open(constraint: Constraint) -> tuple[Box, ...]:
    return (Box(open=(str(constraint),)),)


def _both(mine: tuple[Box, ...], given: tuple[Box, ...], why: Constraint) -> tuple[Box, ...]:
    if len(mine) * len(given) > MOST:
        return tuple(replace(box, open=(*box.open, str(why)[:200])) for box in mine)
    return tuple(box for one in mine for other in given if (box := _meet(one, other)) is not None)


def _meet(one: Box, other: Box) -> Box | None:
    term = meet(one.term, other.term)
    if term is None:
        return None
    places = _common(one.territories, other.territories)
    if places is None:
        told = f"spatial both in {one.territories} and in {other.territories}"
        return Box(term, one.territories, (*one.open, *other.open, told))
    return Box(term, places, (*one.open, *other.open)) if places.steps else None


def meet(one: Term, other: Term) -> Term | None:
    """The days of both; ``None`` where there is none in any reading."""
    starts = [when for when in (one.start, other.start) if when is not None]
    stops = [when for when in (one.end, other.end) if when is not None]
    start = When(max(w.earliest for w in starts), max(w.latest for w in starts)) if starts else None
    end = When(min(w.earliest for w in stops), min(w.latest for w in stops)) if stops else None
    return Term(start, end) if begins(start, Reading.UPPER) <= ends(end, Reading.UPPER) else None


def _common(one: Expression, other: Expression) -> Expression | None:
    """The places of both, where an ordered list can say them; no steps where there are none."""
    for mine, given in ((one, other), (other, one)):
        if given.steps[0] == (True, "Worldwide") and not any(includes for includes, _ in given.steps[1:]):
            return Expression(mine.steps + given.steps[1:])
    leaves = territories().atlas.leaves
    names = [frozenset(name for _, name in given.steps) for given in (one, other)]
    if all(includes and name in leaves for given in (one, other) for includes, name in given.steps):
        return only(*sorted(names[0] & names[1])) if names[0] & names[1] else Expression(())
    return one if one == other else None


def _places(constraint: Atom) -> tuple[Box, ...]:
    try:
        named = [place(value) for value in constraint.values]
    except InvalidValueError:
        return _open(constraint)
    if constraint.operator in _INSIDE and (len(named) == 1 or constraint.operator == ODRL + "isAnyOf"):
        return (Box(territories=only(*named)),)
    if constraint.operator in _OUTSIDE and (len(named) == 1 or constraint.operator == ODRL + "isNoneOf"):
        return (Box(territories=Expression((*EVERYWHERE.steps, *((False, one) for one in named)))),)
    return _open(constraint)


def place(text: str) -> str:
    """The territory that a code, a name or a known address stands for.

    Raises:
        InvalidValueError: it is none.
    """
    match = _PLACES.fullmatch(text.strip())
    return territories().resolve(match[1].replace("_", " ") if match else text)


def days(operator: str, value: str) -> tuple[Term, ...] | None:
    """The days that an operator on ``dateTime`` leaves; ``None`` where it can't be read."""
    match = _INSTANT.fullmatch(value.strip())
    try:
        when = When.parse(match[1]) if match else None
    except InvalidValueError:
        when = None
    if match is None or when is None:
        return None
    first, part = when.earliest, _part(match)
    before, after = _moved(first, -1), _moved(when.latest, 1)
    on_first, cut, begun = When.on(first), When(before, first), When(first, _moved(first, 1))
    # the last day of what comes before the instant, and of what reaches it; the first day of what follows it, or starts
    # with it: a whole day, or a day that is only partly in
    last_before = {_Part.WITHIN: cut, _Part.END: on_first}.get(part, When.on(before))
    last_to = {_Part.WHOLE: When.on(when.latest), _Part.END: on_first}.get(part, cut)
    first_after = {_Part.WITHIN: begun, _Part.START: on_first}.get(part, When.on(after))
    first_from = {_Part.WHOLE: on_first, _Part.START: on_first}.get(part, begun)
    at = (on_first, When.on(when.latest)) if part is _Part.WHOLE else (begun, cut)
    return {
        "lt": (Term(None, last_before),),
        "lteq": (Term(None, last_to),),
        "gt": (Term(first_after, None),),
        "gteq": (Term(first_from, None),),
        "eq": (Term(*at),),
        "neq": (Term(None, last_before), Term(first_after, None)),
    }.get(operator.removeprefix(ODRL))


def _part(match: re.Match[str]) -> _Part:
    if match[2] is None:
        return _Part.WHOLE
    if (match[2], match[3]) == _LAST_SECOND and (match[4] or "00") in ("59", "60"):
        return _Part.END
    return _Part.START if {match[2], match[3], match[4] or "00"} == {"00"} else _Part.WITHIN


def _moved(day: date, days: int) -> date:
    if (days < 0 and day == FIRST) or (days > 0 and day == LAST):
        return day
    return day + timedelta(days=days)
