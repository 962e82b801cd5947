# SPDX-License-Identifier: Apache-2.0
"""Who is said to control a recording, as facts: the share, where, when, in the rights that the named uses need.

A message names uses and no rights. A download or a stream on demand is taken to need reproduction and making available,
other streams and broadcasts reproduction and communication to the public; the statement's basis is *inferred*.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from licit.formats.checks import VALUE
from licit.formats.ddex.percentages import percentage
from licit.formats.entries import Entry, LeftOut, Stated
from licit.formats.ids import fact_id
from licit.model.fact import Control
from licit.model.problem import InvalidValueError, Problem, Severity
from licit.model.share import Share
from licit.model.statement import Basis

if TYPE_CHECKING:
    from licit.formats.ern.names import Names
    from licit.formats.ern.rows import ControllerRow, Delegation, Resource

_OWNING: Final = frozenset({"RightsController", "RightsHolder"})
_ON_DEMAND: Final = frozenset({"recording:reproduction", "recording:making-available"})
_AT_SET_TIMES: Final = frozenset({"recording:reproduction", "recording:communication-to-the-public"})
_BOTH: Final = _ON_DEMAND | _AT_SET_TIMES
RIGHTS: Final = {
    "Use": _BOTH,
    "Stream": _BOTH,
    "Download": _ON_DEMAND,
    "PermanentDownload": _ON_DEMAND,
    "ConditionalDownload": _ON_DEMAND,
    "TetheredDownload": _ON_DEMAND,
    "KioskDownload": _ON_DEMAND,
    "OnDemandStream": _ON_DEMAND,
    "NonInteractiveStream": _AT_SET_TIMES,
    "Simulcast": _AT_SET_TIMES,
    "Webcast": _AT_SET_TIMES,
    "Broadcast": _AT_SET_TIMES,
}


def controls(resource: Resource, asset: str, names: Names) -> Iterator[Entry]:
    """What the message's controllers of a recording become."""
    for row in resource.controllers:
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
                for one in row.delegations:
                    yield _control(row, one, share, asset, names)


def _control(row: ControllerRow, one: Delegation, share: Share, asset: str, names: Names) -> Entry:
    uses = [use for use in one.uses if use in RIGHTS]
    if one.territories is None:
        return LeftOut("rights controller", "no territory is said")
    if one.uses and not uses:
        return LeftOut("rights controller", "its uses are no downloads, streams or broadcasts")
    if isinstance(row.party, str):
        return LeftOut("rights controller", "no party of the message")
    rights = frozenset().union(*(RIGHTS[use] for use in uses)) if uses else _ON_DEMAND
    party = names.party(row.party)
    fact = Control(
        id=fact_id("ern-control", party, asset, rights, share, one.territories, one.period.term),
        party=party,
        asset=asset,
        rights=rights,
        share=share,
        territories=one.territories,
        term=one.period.term,
    )
    note = "the message names uses, no rights" if uses else "the message names neither uses nor rights"
    return Stated(fact=fact, locator=f"line {row.place.line}", basis=Basis.INFERRED, note=note)


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
