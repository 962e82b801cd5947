# SPDX-License-Identifier: Apache-2.0
"""Who controls rights in a recording, as rows: ``RightsController`` with its statements.

1.5 has a ``RightsStatement``, 1.3 and 1.4 have ``DelegatedUsageRights`` with other names for the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from licit.formats.checks import RECORD, VALUE
from licit.formats.ddex.claims import Claims
from licit.formats.ddex.holding import RefusedError, period
from licit.formats.ddex.parties import party
from licit.formats.ddex.periods import UNKNOWN
from licit.formats.ddex.places import where
from licit.formats.ddex.rows import PartyRow
from licit.formats.percentages import percentage
from licit.formats.xml import Parts, Piece, line_of, parts, text, texts
from licit.model.day import Term
from licit.model.problem import InvalidValueError, Place, Problem
from licit.model.share import Share
from licit.model.territory import Expression

STATEMENTS: Final = ("RightsStatement", "DelegatedUsageRights")
_CONTROLLER: Final = "RightsController"
_ROLES: Final = ("RightsControlType", "RightsControllerRole", "RightsControllerType")
_INSIDE: Final = ("Territory", "TerritoryCode", "TerritoryOfRightsDelegation")
_OUTSIDE: Final = ("ExcludedTerritory", "ExcludedTerritoryCode")
_PERIODS: Final = ("Period", "PeriodOfRightsDelegation")
_YES: Final = ("true", "1")


@dataclass(frozen=True, slots=True)
class StatementRow:
    """What is controlled or mandated. ``territories`` ``None``: none is named; ``devices``: for some alone."""

    place: Place
    name: str
    uses: tuple[str, ...]
    excluded: tuple[str, ...]
    devices: bool
    territories: Expression | None
    term: Term


@dataclass(frozen=True, slots=True)
class ControllerRow:
    """A ``RightsController``. ``share`` ``None``: said to be unknown."""

    party: PartyRow
    roles: tuple[str, ...]
    share: Share | None
    note: str
    statements: tuple[StatementRow, ...]


def controllers(piece: Piece) -> list[etree._Element]:
    """The controllers of a recording: its own, else those of the first details by territory that have some.

    These are the default for all territories; others repeat them as they are called there. Source: kb.ddex.net,
    territorial rights controller information.
    """
    own = parts(piece.element)
    if _CONTROLLER in own:
        return list(own[_CONTROLLER])
    details = (one for name, elements in own.items() if name.endswith("DetailsByTerritory") for one in elements)
    return next((found for one in details if (found := list(parts(one).get(_CONTROLLER, ())))), [])


def read(element: etree._Element, claims: Claims, found: list[Problem]) -> ControllerRow:
    """A ``RightsController``; problems of single codes go to ``found``.

    Raises:
        RefusedError: it can't be read.
    """
    place, own = Place(claims.file.name, line_of(element)), parts(element)
    row = party(element)
    if row is None:
        raise RefusedError(Problem(place, "it names no party", "give it a PartyId or a PartyName", RECORD))
    share, note = _share(own, place)
    return ControllerRow(
        party=row,
        roles=tuple(role for name in _ROLES for role in texts(element, name)),
        share=share,
        note=note,
        statements=tuple(_statements(own, claims, found)),
    )


def _share(own: Parts, place: Place) -> tuple[Share | None, str]:
    """The percentage and how it was rounded; none is the whole, as the standard has it."""
    if any(text(one) in _YES for one in own.get("RightShareUnknown", ())):
        return None, ""
    for one in own.get("RightSharePercentage", ()):
        try:
            return percentage(text(one), of_one=one.get("HasMaxValueOfOne") in _YES)
        except InvalidValueError as error:
            raise RefusedError(Problem(place, error.what, error.mend, VALUE)) from None
    return percentage("")


def _statements(own: Parts, claims: Claims, found: list[Problem]) -> Iterator[StatementRow]:
    for name in STATEMENTS:
        for one in own.get(name, ()):
            given = parts(one)
            days = next((each for kind in _PERIODS for each in given.get(kind, ())), None)
            codes = [[each for kind in kinds for each in given.get(kind, ())] for kinds in (_INSIDE, _OUTSIDE)]
            yield StatementRow(
                place=Place(claims.file.name, line_of(one)),
                name=name,
                uses=tuple(dict.fromkeys(texts(one, "UseType"))),
                excluded=tuple(dict.fromkeys(texts(one, "ExcludedUseType"))),
                devices="UserInterfaceType" in given,
                territories=where(codes[0], codes[1], claims.walk.day, claims.file.name, found),
                term=period(days, claims.file.name, found).term if days is not None else Term(UNKNOWN),
            )
