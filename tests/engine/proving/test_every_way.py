# SPDX-License-Identifier: Apache-2.0
"""All minimal chains of a share, against the chains that the reference walks one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from licit.engine.engine import Engine
from licit.engine.proving.bench import shares_of
from licit.engine.proving.prover import Prover
from licit.engine.proving.shares import Owned
from licit.model.day import Reading
from licit.model.fact import StatuteKind
from licit.model.proof import ShareProof, Value
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Verdict
from licit.reference.authority import Act, barring
from licit.reference.point import OwnedShare, Point
from licit.reference.reach import actors, all_ways
from licit.reference.scope import statute_misses
from licit.reference.standing import holds
from tests.checker.small import OWNS, QUESTION, grant, world
from tests.engine.agreement.dense import dense
from tests.engine.agreement.sample import told
from tests.engine.proving.sample import both

Facts = frozenset[str]


def brute_force(record: Record, question: Question, owned: Owned, leaf: str, reading: Reading) -> set[Facts]:
    """The facts of each chain that arrives, but for those of which a part does; the owner's controls left out."""
    point = Point(record, question, record.positions[question.position], leaf)
    share = OwnedShare(*owned)
    found = {
        frozenset({statute.id})
        for statute in record.statutes
        if statute.kind is not StatuteKind.EXTENDED
        and holds(point, statute, owned.owner, reading)
        and not statute_misses(point, statute, share, reading)
    }
    for _, statute, way in all_ways(point, share, reading):
        for actor, operation in actors(point, reading):
            arrives = way.holder == actor and way.powers.exercise and not way.ended
            if arrives and not barring(point, share, Act(way, question.service), reading):
                names = {grant.id for grant in way.grants} | ({statute.id} if statute else set())
                found.add(frozenset(names | {operation} - {""}))
    return {one for one in found if not any(other < one for other in found)}


def parts(verdict: Verdict) -> Iterator[tuple[Reading, str, Owned, ShareProof]]:
    for reading in (verdict.proof.lower, verdict.proof.upper):
        yield from ((reading.reading, leaf, owned, part) for leaf, owned, part in shares_of(reading))


def test_the_minimal_chains_are_those_found_by_trying_all() -> None:
    several = 0
    for make, seeds in ((told, range(25)), (dense, range(25))):
        for one in both(make, seeds):
            question, prover = one.engine.question, Prover(Engine(one.record), few=several % 2)
            for reading, leaf, owned, part in parts(one.engine):
                every = prover.chains(question, owned, reading, leaf=leaf)

                names = [
                    frozenset(
                        {link.grant for link in held.chain.links}
                        | (set(held.chain.root.facts) - set(owned.controls))
                        | ({held.operation} - {""})
                    )
                    for held in every.found
                ]
                assert every.complete
                assert (one.where, set(names)) == (
                    one.where,
                    brute_force(one.record, question, owned, leaf, reading),
                )
                assert (part.value is Value.YES) == bool(names)
                several += len(names) > 1
                if names:
                    assert (part.chain, part.actor, part.operation) == every.found[0]
    assert several > 10


def test_where_there_are_more_chains_than_asked_for_it_says_so() -> None:
    record = world(OWNS, *(replace(grant("O>S"), id=f"g{number}") for number in range(6)))
    owned = Owned("r", "avail", "O", 10_000, ("c",))

    few = Prover(Engine(record)).chains(QUESTION, owned, Reading.LOWER, limit=4)
    all_of_them = Prover(Engine(record)).chains(QUESTION, owned, Reading.LOWER, limit=6)

    assert ([one.chain.links[0].grant for one in few.found], few.complete) == (["g0", "g1", "g2", "g3"], False)
    assert (len(all_of_them.found), all_of_them.complete) == (6, True)
