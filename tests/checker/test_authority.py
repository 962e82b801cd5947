# SPDX-License-Identifier: Apache-2.0
"""The work-list forgets only what can't matter: it reaches whom a list of all chains of distinct grants reaches."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from licit.checker.authority import Authority, delicate
from licit.checker.chains import Chains, Held
from licit.checker.cycles import components
from licit.checker.part import Part
from licit.checker.roots import owner_root
from licit.checker.standing import Standings
from licit.model.day import Reading, Term, When
from licit.model.fact import UNLIMITED, Grant, GrantKind, Power
from licit.model.record import Record
from tests.checker.small import EVERYTHING, OWNS, QUESTION, grant, mandate, world

PART = Part("FR", "r", "avail", "O")
WORLDS = 400
MOST_GRANTS = 7


def authority(record: Record) -> Authority:
    return Authority(Chains(Standings(record, QUESTION, record.positions["p"])))


def every_chain(chains: Chains, held: Held, reading: Reading) -> Iterator[Held]:
    """What each chain of distinct grants from here holds, one by one; all its grants remembered."""
    yield held
    for one in chains.standings.record.grants_by.get(held.party, ()):
        if one.id not in held.through and not chains.obstacles(held, one, PART, reading):
            yield from every_chain(chains, chains.extended(held, one, PART, reading), reading)


def tangled(seed: int) -> Record:
    """Grants of all kinds back and forth between four parties, so that cycles and licences back are common."""
    dice = Random(seed)  # noqa: S311 - no secret
    grants = []
    for number in range(dice.randint(3, MOST_GRANTS)):
        ended = dice.random() < 0.15
        grants.append(
            Grant(
                id=f"g{number}",
                grantor=dice.choice("OOABS"),
                grantee=dice.choice("ABSSO"),
                kind=dice.choice(list(GrantKind)),
                scope=EVERYTHING,
                exercise=dice.random() < 0.5,
                sublicense=dice.choice((0, 1, 2, UNLIMITED)),
                executed=When.parse(dice.choice(("2001-01-01", "2002-01-01", "2002", "2003-01-01"))),
                term=Term(end=When.parse("2004-01-01")) if ended else Term(),
                survives_until=When.parse("2009-01-01") if ended else None,
                reserved=frozenset(dice.sample(list(Power), dice.choice((0, 0, 1)))),
            )
        )
    return world(OWNS, *grants, denied=[one.id for one in grants if dice.random() < 0.1])


def test_the_work_list_reaches_what_a_list_of_all_chains_reaches() -> None:
    cleared = 0
    for seed in range(WORLDS):
        found = authority(tangled(seed))
        chains = found.chains
        for reading in Reading:
            listed = list(every_chain(chains, owner_root("O"), reading))
            uses = any(one.party == "S" and chains.may_use(one, PART, reading) for one in listed)
            holders = {one.party for one in listed if one.sublicense > 0}
            cleared += uses

            assert (seed, reading, found.reaches(PART, reading)) == (seed, reading, uses)
            assert {one.party for one in found.from_owner(PART, reading) if one.sublicense > 0} == holders
    assert WORLDS / 5 < cleared < WORLDS * 9 / 5  # neither answer is rare


def test_grants_on_a_cycle_of_mandates_need_not_be_remembered() -> None:
    assert delicate((mandate("A>B"), mandate("B>A"), grant("B>S"))) == frozenset()


def test_grants_on_a_cycle_with_an_exclusive_are_remembered() -> None:
    back = grant("B>A")
    exclusive = grant("A>B", GrantKind.EXCLUSIVE)

    assert delicate((exclusive, back, grant("B>S"))) == {"A>B", "B>A"}


def test_parties_that_reach_each_other_are_one_component() -> None:
    found = components([("O", "A"), ("A", "B"), ("B", "A"), ("B", "S")])

    assert set(found) == {frozenset("O"), frozenset("AB"), frozenset("S")}


def test_a_cycle_of_thousands_of_parties_is_one_component() -> None:
    size = 5000

    found = components((str(number), str((number + 1) % size)) for number in range(size))

    assert [len(one) for one in found] == [size]
