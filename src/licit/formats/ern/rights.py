# SPDX-License-Identifier: Apache-2.0
"""Who is said to control a recording, as facts: the share, where, when, in the rights that the named uses need.

A message names uses and no rights. A download or a stream on demand is taken to need reproduction and making available,
other streams and broadcasts reproduction and communication to the public; the statement's basis is *inferred*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from licit.formats.apart import Claimed, apart
from licit.formats.checks import LIMIT, VALUE
from licit.formats.ddex.uses import ON_DEMAND, RIGHTS
from licit.formats.entries import Entry, LeftOut, Stated
from licit.formats.percentages import percentage
from licit.model.problem import InvalidValueError, Place, Problem, Severity
from licit.model.share import Share
from licit.model.statement import Basis

if TYPE_CHECKING:
    from licit.formats.ern.names import Names
    from licit.formats.ern.rows import ControllerRow, Delegation, Resource

_OWNING: Final = frozenset({"RightsController", "RightsHolder"})


def controls(resource: Resource, asset: str, names: Names, day: date) -> Iterator[Entry]:
    """What the message's controllers of a recording become; no right of it counts twice for one party.

    ``day``: that on which groups of territories are looked at.
    """
    claimed: list[Claimed] = []
    for row in resource.controllers:
        for one in _of(row, names):
            if isinstance(one, Claimed):
                claimed.append(one)
            else:
                yield one
    try:
        for one in apart(claimed, "recording", day):
            fact = replace(one, note="").control("ern", asset)
            yield Stated(fact=fact, locator=one.locator, basis=Basis.INFERRED, note=one.note)
    except InvalidValueError as error:
        yield Problem(resource.place, error.what, error.mend, LIMIT)


def _of(row: ControllerRow, names: Names) -> Iterator[Claimed | LeftOut | Problem]:
    if row.role and not _OWNING & set(row.role.split()):
        yield LeftOut(
            f"rights controller as {row.role.split()[0]}", "the role administers or is paid, and owns nothing"
        )
    elif row.share is None:
        yield LeftOut("rights controller", "its share is said to be unknown")
    elif isinstance(row.party, str):
        what = f"the rights controller {row.party} is no party of the message"
        yield Problem(row.place, what, "give the party in the PartyList", VALUE)
    else:
        share, told = _share(row)
        if told is not None:
            yield told
        if share is not None:
            party = names.party(row.party)
            for one in row.delegations:
                yield _claimed(row.place, one, share, party)


def _claimed(place: Place, one: Delegation, share: Share, party: str) -> Claimed | LeftOut:
    uses = [use for use in one.uses if use in RIGHTS]
    if one.territories is None:
        return LeftOut("rights controller", "no territory is said")
    if one.uses and not uses:
        return LeftOut("rights controller", "its uses are no downloads, streams or broadcasts")
    rights = frozenset().union(*(RIGHTS[use] for use in uses)) if uses else ON_DEMAND
    note = "the message names uses, no rights" if uses else "the message names neither uses nor rights"
    return Claimed(party, share, rights, one.territories, one.period.term, note, f"line {place.line}")


def _share(row: ControllerRow) -> tuple[Share | None, Problem | None]:
    """The share to the nearest hundredth, unless it is none; and what is to be told of it."""
    try:
        share, rounded = percentage(row.share or "")
    except InvalidValueError as error:
        return None, Problem(row.place, error.what, error.mend, VALUE)
    if rounded:
        what = f"a share of {row.share} % is taken to the nearest hundredth, {share}"
        return share, Problem(row.place, what, "write at most two decimals", VALUE, Severity.WARNING)
    return share, None
