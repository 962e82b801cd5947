# SPDX-License-Identifier: Apache-2.0
"""Differences are those that question by question are found, and look the same from both sides."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from licit.engine.engine import Engine
from licit.explain.differing import Side, compared, fact_changes
from licit.explain.supposing import suppose
from licit.model.change import ChangeKind
from licit.model.day import When
from licit.model.fact import Grant, Termination
from licit.model.overview import Tally
from licit.model.position import PlaceOfAct
from licit.model.proof import Standing
from licit.model.record import Record
from licit.model.supposition import Ended, Placed, Settled, Spoken, Step, Supposition
from licit.reference import answer_alone
from tests.tasks.shop import OPEN, RECORD
from tests.worlds.stage import LEAVES, World
from tests.worlds.worlds import worlds

ASKED = OPEN.question("shop", item="i1", territory="FR", day="2004-01-01", position="owners")


@st.composite
def steps(draw: st.DrawFn, record: Record) -> Step:
    """One thing supposed of a world."""
    fact = draw(st.sampled_from(record.facts)).id
    if isinstance(record.by_id[fact], Termination):
        return Settled(fact, draw(st.booleans()))
    supposed: tuple[Step, ...] = (
        Ended(fact, When.parse("2003-01-15")),
        Settled(fact, holds=False),
        Settled(fact, holds=True),
        Spoken(fact, affirms=False),
        Placed(PlaceOfAct.EMISSION),
    )
    return draw(st.sampled_from(supposed))


@st.composite
def two_sides(draw: st.DrawFn) -> tuple[Side, Side]:
    """A world, and the same under a supposition."""
    world: World = draw(worlds())
    asked = world.question
    step = draw(steps(world.record))
    other = suppose(world.record, Supposition((step,)), position=asked.position, known_by=asked.known_by)
    return Side(world.record, asked, Engine(world.record)), Side(other, asked, Engine(other))


@given(two_sides())
def test_the_pairs_that_differ_are_those_of_a_brute_force(sides: tuple[Side, Side]) -> None:
    before, after = sides
    item = before.question.item

    found = compared(before, after, (item, item), LEAVES)

    differing = {leaf: (one.before, one.after) for one in found.changes for leaf in one.territories}
    for leaf in LEAVES:
        was, now = (answer_alone(one.record, replace(one.question, territory=leaf)) for one in sides)
        assert differing.get(leaf) == (None if was is now else (was, now))


@given(two_sides())
def test_the_reference_finds_the_same_answers_to_differ(sides: tuple[Side, Side]) -> None:
    items = (sides[0].question.item,) * 2
    slow = tuple(replace(one, engine=None) for one in sides)

    quick, letter = compared(*sides, items, LEAVES), compared(slow[0], slow[1], items, LEAVES)

    assert (quick.before, quick.after) == (letter.before, letter.after)
    pairs = [{(leaf, it.before, it.after) for it in one.changes for leaf in it.territories} for one in (quick, letter)]
    assert pairs[0] == pairs[1]


@given(two_sides())
def test_the_difference_is_the_mirror_of_itself(sides: tuple[Side, Side]) -> None:
    before, after = sides
    items = (before.question.item,) * 2

    there, back = compared(before, after, items, LEAVES), compared(after, before, items, LEAVES)
    facts = {one.fact: one for one in fact_changes(before, after)}

    assert {one.mirrored() for one in there.changes} == set(back.changes)
    assert {one.fact: one.mirrored() for one in fact_changes(after, before)} == facts


@given(worlds())
def test_what_changes_nothing_differs_in_nothing(world: World) -> None:
    asked = world.question
    place = world.record.positions[asked.position].place
    same = suppose(world.record, Supposition((Placed(place),)), position=asked.position, known_by=asked.known_by)
    before, after = Side(world.record, asked, Engine(world.record)), Side(same, asked, Engine(same))

    assert not compared(before, after, (asked.item, asked.item), LEAVES).changes
    assert not fact_changes(before, after)


def test_answers_that_differ_tell_what_they_turned_and_turn_on() -> None:
    ended = suppose(
        RECORD,
        Supposition((Ended("g-a-society", When.parse("2003-06-30")),)),
        position="owners",
        known_by=ASKED.known_by,
    )

    found = compared(Side(RECORD, ASKED, Engine(RECORD)), Side(ended, ASKED, Engine(ended)), ("i1", "i1"), ("AU", "FR"))

    (change,) = found.changes  # in AU it never was cleared
    assert (change.territories, change.was) == (("FR",), None)
    assert change.now is not None
    assert (change.now.code, change.now.facts[0]) == ("term", "g-a-society")
    assert (found.before, found.after) == (Tally(cleared=1, not_cleared=1), Tally(not_cleared=2))


def test_each_way_in_which_a_fact_differs_has_its_word() -> None:
    day = replace(ASKED, position="everyone")
    grant = next(one for one in RECORD.grants if one.id == "g-a-society")
    other = replace(
        RECORD,
        facts=(
            *(one for one in RECORD.facts if one.id not in ("m-a-x", "g-a-society")),
            replace(grant, sublicense=1),
            Grant(id="g-new", grantor="label-b", grantee="shop", kind=grant.kind),
        ),
        statements=tuple(one for one in RECORD.statements if one.source != "federation"),
    )

    found = {one.fact: one for one in fact_changes(Side(RECORD, day), Side(other, replace(day, day=ASKED.day)))}

    assert {name: one.kind for name, one in found.items()} == {
        "m-a-x": ChangeKind.GONE,
        "g-a-society": ChangeKind.CHANGED,
        "g-new": ChangeKind.ADDED,
        "s-art45": ChangeKind.STANDING,
    }
    assert (found["s-art45"].stood, found["s-art45"].stands) == ((Standing.DISPUTED,), (Standing.ACCEPTED,))
    assert [word.source for word in found["s-art45"].unsaid] == ["federation"]
    assert found["g-a-society"].differing == ("sublicense",)


def test_between_two_days_facts_begin_and_end() -> None:
    before = replace(ASKED, day=When.parse("2002-06-01").earliest)
    after = replace(ASKED, day=When.parse("2004-04-01").earliest)

    found = {one.fact: one.kind for one in fact_changes(Side(RECORD, before), Side(RECORD, after))}

    assert found == {"g-a-society": ChangeKind.BEGUN, "t-a-society": ChangeKind.BEGUN}
