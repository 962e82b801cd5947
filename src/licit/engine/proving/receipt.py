# SPDX-License-Identifier: Apache-2.0
"""What makes the answer repeatable. Source: SEMANTICS §5, Receipt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from licit.engine.grants import UPPER
from licit.engine.proving.bench import Bench
from licit.engine.proving.index import Index
from licit.engine.standing import Here, lies_in
from licit.model.fact import Grant
from licit.model.proof import FactUsed, Receipt

EDITION: Final = "second edition"


def receipt(index: Index, bench: Bench, used: tuple[FactUsed, ...], *, hashes: bool) -> Receipt:
    """The receipt of one judgement; without ``hashes`` only what costs nothing."""
    record, known_by = bench.record, bench.question.known_by
    leaf = bench.leaves[0] if bench.leaves else bench.question.territory
    spoke: dict[str, date] = {}
    for fact in used:
        for source, made in _heard(bench, fact.fact, leaf):
            spoke[source] = max(spoke.get(source, date.min), made)
    spoken = index.spoke_from
    return Receipt(
        semantics=EDITION,
        editions=record.editions,
        record=record.digest if hashes else "",
        facts=tuple((one.fact, index.digest(one.fact)) for one in used) if hashes else (),
        sources=tuple(sorted(spoke.items())),
        missing=tuple(one for one in record.expected_sources if one not in spoken or spoken[one] > known_by),
        complete_until=str(record.complete_until or ""),
    )


def _heard(bench: Bench, fact_id: str, leaf: str) -> Iterator[tuple[str, date]]:
    """The believed words on a fact, denied patterns among them: whose, and when made."""
    believed = bench.span.believed
    for source, _, _, made in believed.words(fact_id):
        yield source, made
    fact = bench.record.by_id.get(fact_id)
    if isinstance(fact, Grant):
        here = Here(bench.span, 0, bench.span.places.bit(leaf))
        for pattern, (source, _, _, made) in believed.patterned(fact_id):
            if lies_in(here, fact, pattern, UPPER):
                yield source, made
