# SPDX-License-Identifier: Apache-2.0
"""What changes nothing: another order, other names, other days, words that do not count."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from licit.model.day import When
from licit.model.statement import Statement
from licit.reference import judge
from tests.laws.changes import adding, readings, saying
from tests.laws.rewrite import renamed, shifted
from tests.worlds.plain import exclusive
from tests.worlds.speech import EARLY, TOO_LATE
from tests.worlds.stage import PAPER, REGISTER, RIVAL, STRANGER, World
from tests.worlds.worlds import worlds

# Not so far that a leap day would fall out of the calendar, nor a vague year before the first day there is.
SHIFTS = st.integers(-300_000, 300_000)


@given(worlds(), st.data())
def test_the_order_of_facts_and_statements_changes_nothing(world: World, data: st.DataObject) -> None:
    record = world.record
    facts = tuple(data.draw(st.permutations(record.facts)))
    statements = tuple(data.draw(st.permutations(record.statements)))

    other = replace(world, record=replace(record, facts=facts, statements=statements))

    assert readings(other) == readings(world)


@given(worlds())
def test_renaming_changes_nothing(world: World) -> None:
    assert readings(renamed(world)) == readings(world)


@given(worlds(), SHIFTS)
def test_shifting_all_days_changes_nothing(world: World, days: int) -> None:
    assert readings(shifted(world, days)) == readings(world)


@given(worlds(), st.data())
def test_saying_it_twice_changes_nothing(world: World, data: st.DataObject) -> None:
    """Of one source and one day: said later it could be that source's latest word."""
    said = data.draw(st.sampled_from(world.record.statements))
    again = replace(said, through="a newspaper", evidence="clipping", id="again")

    assert readings(saying(world, again)) == readings(world)


@given(world=worlds(), data=st.data(), affirms=st.booleans())
def test_an_unbelieved_source_changes_nothing(world: World, data: st.DataObject, *, affirms: bool) -> None:
    fact = data.draw(st.sampled_from(world.record.facts))
    bare = Statement(STRANGER, affirms=affirms, facts=(fact.id,), made=EARLY, published=EARLY)
    parties = st.sampled_from(sorted(world.record.parties))
    new = exclusive(data.draw(parties), data.draw(parties), signed=EARLY)

    other = adding(saying(world, bare), new, source=STRANGER)

    assert readings(other) == readings(world)


@given(world=worlds(), data=st.data(), affirms=st.booleans())
def test_an_unpublished_statement_changes_nothing(world: World, data: st.DataObject, *, affirms: bool) -> None:
    """Unpublished on the day as of which it is asked what was known, whenever it was made."""
    fact = data.draw(st.sampled_from(world.record.facts))
    source = data.draw(st.sampled_from((REGISTER, PAPER, RIVAL)))
    published = data.draw(st.sampled_from((TOO_LATE, When.parse("[2003..2011]"))))
    secret = Statement(source, affirms=affirms, facts=(fact.id,), made=EARLY, published=published)
    parties = st.sampled_from(sorted(world.record.parties))
    new = exclusive(data.draw(parties), data.draw(parties), signed=EARLY)

    other = adding(saying(world, secret), new, when=TOO_LATE)

    assert readings(other) == readings(world)


@given(worlds())
def test_asking_again_gives_the_same_verdict(world: World) -> None:
    assert judge(world.record, world.question) == judge(world.record, world.question)


@given(worlds())
def test_the_facts_in_a_proof_alone_give_the_same_answer(world: World) -> None:
    verdict = judge(world.record, world.question)

    alone = world.record.keeping(used.fact for used in verdict.proof.facts)

    assert judge(alone, world.question).answer is verdict.answer
