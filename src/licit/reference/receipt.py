# SPDX-License-Identifier: Apache-2.0
"""What makes the answer repeatable. Source: SEMANTICS §5, Receipt."""

from __future__ import annotations

from datetime import date
from typing import Final

from licit.model.canonical import fact_digest
from licit.model.proof import FactUsed, Receipt
from licit.reference.bench import Bench
from licit.reference.standing import heard

EDITION: Final = "second edition"


def receipt(bench: Bench, used: tuple[FactUsed, ...], *, hashes: bool) -> Receipt:
    """The receipt of one judgement; without ``hashes`` only what costs nothing."""
    record, question = bench.record, bench.question
    point = bench.points()[0] if bench.points() else bench.point(question.territory)
    spoke: dict[str, date] = {}
    for fact in used:
        for statement in heard(point, fact.fact):
            spoke[statement.source] = max(spoke.get(statement.source, date.min), statement.made_on)
    spoken = {word.source for word in record.statements if word.published_on <= question.known_by}
    return Receipt(
        semantics=EDITION,
        editions=record.editions,
        record=record.digest if hashes else "",
        facts=tuple(
            (fact.fact, fact_digest(record.by_id[fact.fact], record.statements_on.get(fact.fact, ())))
            for fact in used
            if hashes
        ),
        sources=tuple(sorted(spoke.items())),
        missing=tuple(source for source in record.expected_sources if source not in spoken),
        complete_until=str(record.complete_until or ""),
    )
