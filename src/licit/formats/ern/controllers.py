# SPDX-License-Identifier: Apache-2.0
"""Who is said to control rights in a recording: ``RightsController`` (ERN 3), ``ResourceRightsController`` (ERN 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from lxml import etree

from licit.formats.ddex.holding import RefusedError, expression, period
from licit.formats.ddex.parties import party
from licit.formats.ddex.periods import Period
from licit.formats.ern.rows import ControllerRow, Delegation
from licit.formats.xml import Parts, child, children, line_of, local, text, texts
from licit.model.day import ALWAYS
from licit.model.problem import Place, Problem

if TYPE_CHECKING:
    from licit.formats.ern.walk import Walk

_NAMES: Final = ("RightsController", "ResourceRightsController")
_ROLES: Final = ("RightsControlType", "RightsControllerRole")
_WHERE: Final = ("TerritoryOfRightsDelegation", "TerritoryOfRegistration", "Territory")
_UNSAID: Final = Period(ALWAYS)


def controllers(seen: Sequence[Parts], walk: Walk, found: list[Problem]) -> Iterator[ControllerRow]:
    """The controllers that a recording's element names, directly or by territory."""
    for one in (element for parts in seen for name in _NAMES for element in parts.get(name, ())):
        place = Place(walk.name, line_of(one))
        reference = text(one, "RightsControllerPartyReference")
        named = walk.parties.get(reference, reference) if reference else party(one)
        if not named:
            continue
        unknown = text(one, "RightShareUnknown") == "true"
        try:
            delegations = tuple(_delegations(one, walk, found))
        except RefusedError as error:
            found.append(error.problem)
            continue
        roles = [role for name in _ROLES for role in texts(one, name)]
        share = None if unknown else text(one, "RightSharePercentage") or "100"
        yield ControllerRow(place, named, " ".join(roles), share, delegations)


def _delegations(one: etree._Element, walk: Walk, found: list[Problem]) -> Iterator[Delegation]:
    own = [code for name in _WHERE for code in children(one, name)]
    composites = list(children(one, "DelegatedUsageRights"))
    for composite in composites or [one]:
        codes = own if composite is one else [*children(composite, "TerritoryOfRightsDelegation")] or own
        where = expression(codes, (), walk.day, walk.name, found)
        days = child(composite, "PeriodOfRightsDelegation")
        if days is None and any(local(part.tag) in ("StartDate", "EndDate") for part in composite):
            days = composite
        term = period(days, walk.name, found) if days is not None else _UNSAID
        yield Delegation(tuple(texts(composite, "UseType")), where, term)
