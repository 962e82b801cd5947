# SPDX-License-Identifier: Apache-2.0
"""The generated worlds are worth asking: every answer is common, every kind of fact and of break occurs.

Run with ``-s`` to see the counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from licit.model.fact import FACT_TYPES, Grant, GrantKind
from licit.model.proof import Dimension, ReadingProof
from licit.model.verdict import Answer, Verdict
from licit.reference import judge
from tests.worlds.worlds import seeded

WORLDS = 2000
ANSWER_PERCENT = 10
KIND_PERCENT = 1


@cache
def mixture() -> tuple[Counter[object], Counter[object]]:
    """In how many worlds each answer and break dimension, and each kind of fact and of grant, occurs."""
    found: Counter[object] = Counter()
    facts: Counter[object] = Counter()
    for seed in range(WORLDS):
        world = seeded(seed)
        verdict = judge(world.record, world.question, explain=False)
        found[verdict.answer] += 1
        found.update(set(_dimensions(verdict)))
        facts.update({type(fact) for fact in world.record.facts})
        facts.update({fact.kind for fact in world.record.facts if isinstance(fact, Grant)})
    return found, facts


def _dimensions(verdict: Verdict) -> Iterator[Dimension]:
    for reading in (verdict.proof.lower, verdict.proof.upper):
        yield from _broken_in(reading)


def _broken_in(reading: ReadingProof) -> Iterator[Dimension]:
    for place in reading.places:
        for requirement in place.requirements:
            for right in requirement.rights:
                yield from (share.broken_at.dimension for share in right.shares if share.broken_at)


def _shown(counts: Counter[object], wanted: list[object]) -> dict[str, float]:
    shown = {thing.__name__ if isinstance(thing, type) else str(thing): counts[thing] for thing in wanted}
    print("\n".join(f"{count:6} {name}" for name, count in shown.items()))  # noqa: T201 - shown with -s
    return {name: 100 * count / WORLDS for name, count in shown.items()}


def test_every_answer_is_common() -> None:
    percent = _shown(mixture()[0], list(Answer))

    assert min(percent.values()) >= ANSWER_PERCENT, percent


def test_every_dimension_of_a_break_occurs() -> None:
    percent = _shown(mixture()[0], list(Dimension))

    assert min(percent.values()) >= KIND_PERCENT, percent


def test_every_kind_of_fact_and_of_grant_occurs() -> None:
    percent = _shown(mixture()[1], [*FACT_TYPES, *GrantKind])

    assert min(percent.values()) >= KIND_PERCENT, percent


def test_the_same_seed_makes_the_same_world() -> None:
    assert seeded(7) == seeded(7)
    assert seeded(7) != seeded(8)
