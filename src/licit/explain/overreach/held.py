# SPDX-License-Identifier: Apache-2.0
"""By which facts a party holds a share with the power to let others: grants to it, statutes, its own control."""

from __future__ import annotations

from collections.abc import Iterator

from licit.engine.bearing import Share
from licit.engine.grants import CompiledGrant
from licit.engine.reach import opted_out
from licit.engine.walk import extended
from licit.explain.overreach.field import Field
from licit.model.fact import StatuteKind

OWN = ""  # the party is itself the owner


def holdings(field: Field, share: Share, party: str, reading: int) -> Iterator[tuple[str, int]]:
    """Each fact with where it gives the party the power to let others, in a reading; ``OWN`` where it is the owner."""
    bearing = field.bearing(share)
    if share.owner == party:
        yield OWN, field.span.everywhere
    for statute in field.believed.record.statutes:
        if statute.kind is StatuteKind.EXTENDED and statute.society == party and statute.links:
            there = bearing.statute(statute, reading)
            if there:
                yield statute.id, there & ~opted_out(bearing, statute, field.useful, reading)
    for link in field.links_to(share, party, reading):
        if there := _given(field, share, link, reading):
            yield link.id, there


def _given(field: Field, share: Share, link: CompiledGrant, reading: int) -> int:
    """Where a grant gives its grantee the power to let others."""
    found = 0
    for come in field.comes(share, reading):
        for state, where in come.held.get(link.grantor, ()):
            if state.sublicense > 0:
                for longer, reached in extended(come.walking, state, link, where):
                    found |= reached if longer.sublicense > 0 and not longer.ended else 0
    return found
