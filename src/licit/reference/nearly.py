# SPDX-License-Identifier: Apache-2.0
"""What nearly matched: the grants on record towards the service that fail, by dimension. Source: SEMANTICS §5."""

from __future__ import annotations

from typing import Final

from licit.model.day import Reading
from licit.model.proof import Break, Dimension, ReadingProof, Value
from licit.reference.bench import Bench
from licit.reference.failing import scope_break
from licit.reference.looked_at import shares_of

_OTHER_THINGS: Final = (Dimension.REPERTOIRE, Dimension.RIGHT)


def nearly_matched(bench: Bench, upper: ReadingProof) -> tuple[Break, ...]:
    """The grants towards the service that fail for a share it does not have, each once, in the upper reading.

    Towards the service is what was granted, on record, to it, to its operators, or to one who granted to these. A grant
    that fails in two ways is told by the nearer one: that it speaks of other things comes last.
    """
    upstream = _upstream(bench)
    found: dict[str, Break] = {}
    for point, share, part in shares_of(bench, upper):
        if part.value is Value.YES:
            continue
        for grant in bench.record.grants:
            failure = scope_break(point, share, grant, Reading.UPPER) if grant.grantee in upstream else None
            if failure is not None and (grant.id not in found or found[grant.id].dimension in _OTHER_THINGS):
                found[grant.id] = failure
    return tuple(sorted(found.values(), key=lambda failure: failure.dimension in _OTHER_THINGS))


def _upstream(bench: Bench) -> frozenset[str]:
    service = bench.question.service
    found = {service} | {one.operator for one in bench.record.operations if one.service == service}
    before = 0
    while len(found) != before:
        before = len(found)
        found |= {grant.grantor for grant in bench.record.grants if grant.grantee in found}
    return frozenset(found)
