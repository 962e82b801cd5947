# SPDX-License-Identifier: Apache-2.0
"""What nearly matched: the grants on record towards the service that fail, by dimension. Source: SEMANTICS §5."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from licit.engine.grants import CompiledGrant
from licit.engine.proving.bench import shares_of
from licit.engine.proving.index import Index
from licit.engine.proving.shares import Shares
from licit.model.day import Reading
from licit.model.proof import Break, Dimension, ReadingProof, Value

MANY: Final = 200  # grants towards a service; where there are more, nobody reads them all
_OTHER_THINGS: Final = (Dimension.REPERTOIRE, Dimension.RIGHT)


def nearly_matched(index: Index, shares: Shares, upper: ReadingProof) -> tuple[Break, ...]:
    """The grants towards the service that fail for a share it does not have, each once, in the upper reading.

    Where very many lead there, only those to the service and its operators, and those of whoever a chain breaks at;
    and of them not those that fail because they speak of other things.
    """
    wanting = [(leaf, owned, part) for leaf, owned, part in shares_of(upper) if part.value is not Value.YES]
    grants, many = _towards(index, shares.span.service, [part.broken_at for *_, part in wanting if part.broken_at])
    found: dict[str, Break] = {}
    seen = set()
    for leaf, owned, _ in wanting:
        share = shares.share(owned)
        if (share, leaf) in seen:
            continue
        seen.add((share, leaf))
        seat = shares.seat(share, leaf, Reading.UPPER)
        for grant in grants:
            if grant.id in found and found[grant.id].dimension not in _OTHER_THINGS:
                continue
            failure = seat.scope_break(grant)
            if failure is not None and not (many and failure.dimension in _OTHER_THINGS):
                found[grant.id] = failure
    return tuple(sorted(found.values(), key=lambda failure: failure.dimension in _OTHER_THINGS))


def _towards(index: Index, service: str, breaks: Iterable[Break]) -> tuple[list[CompiledGrant], bool]:
    """The grants looked at, in the record's order, and whether there are too many to look at all."""
    found = list(index.towards(service))
    if len(found) <= MANY:
        return found, False
    operators = {one.operator for one in index.record.operations if one.service == service}
    believed = index.believed
    last = [grant for party in sorted({service, *operators}) for grant in believed.grants_to.get(party, ())]
    at = sorted({one.at for one in breaks})
    upstream = index.upstream(service)
    first = [grant for party in at for grant in believed.grants_by.get(party, ()) if grant.grantee in upstream]
    return list(dict.fromkeys((*last[:MANY], *first[:MANY]))), True
