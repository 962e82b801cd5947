# SPDX-License-Identifier: Apache-2.0
"""Less of what only gives never helps the service; more of it never harms."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from licit.model.day import When
from licit.model.fact import Grant, GrantKind, Operation, StatuteKind, Termination
from licit.model.proof import Value
from tests.laws.changes import adding, denying, instead, readings
from tests.laws.givers import Giver, narrower, only_give, wider
from tests.worlds.plain import exclusive, law, licence
from tests.worlds.speech import EARLY
from tests.worlds.stage import ENDED, MIDDLES, OPERATOR, PAPER, PAST, REGISTER, RIVAL, SERVICE, World
from tests.worlds.worlds import worlds

Readings = tuple[Value, Value]
EARLIER = (*map(When.parse, PAST), When.parse("2002"), When.parse("2003-06"))


@st.composite
def worlds_with_a_giver(draw: st.DrawFn) -> tuple[World, Giver]:
    """A world and one fact in it that only gives; where there is none, a licence is put in."""
    world = draw(worlds())
    givers = only_give(world.record)
    if not givers:
        grantor = draw(st.sampled_from(sorted(world.record.parties)))
        giver = licence(grantor, SERVICE, EARLY)
        return adding(world, giver), giver
    return world, draw(st.sampled_from(givers))


def no_higher(one: Readings, other: Readings) -> bool:
    return one[0] <= other[0] and one[1] <= other[1]


@given(worlds_with_a_giver(), st.sampled_from((REGISTER, PAPER, RIVAL)))
def test_denying_a_fact_that_only_gives_never_raises_a_reading(given_: tuple[World, Giver], source: str) -> None:
    world, giver = given_

    assert no_higher(readings(denying(world, giver.id, source)), readings(world))


@given(worlds_with_a_giver(), st.data())
def test_narrowing_a_fact_that_only_gives_never_raises_a_reading(
    given_: tuple[World, Giver], data: st.DataObject
) -> None:
    world, giver = given_
    narrow = data.draw(st.sampled_from(narrower(giver)))

    assert no_higher(readings(instead(world, narrow)), readings(world))


@given(worlds_with_a_giver(), st.sampled_from((*ENDED, "2003", "2004-06-14", "2006")))
def test_terminating_a_grant_that_only_gives_never_raises_a_reading(given_: tuple[World, Giver], day: str) -> None:
    world, giver = given_
    ended = Termination(id="ended", grant=giver.id, last_day=When.parse(day))

    assert no_higher(readings(adding(world, ended)), readings(world))


@given(worlds_with_a_giver(), st.data())
def test_widening_a_fact_that_only_gives_never_lowers_a_reading(
    given_: tuple[World, Giver], data: st.DataObject
) -> None:
    world, giver = given_
    wide = data.draw(st.sampled_from(wider(giver)))

    assert no_higher(readings(world), readings(instead(world, wide)))


@given(worlds(), st.data(), st.sampled_from((REGISTER, RIVAL)))
def test_adding_a_fact_that_only_gives_never_lowers_a_reading(world: World, data: st.DataObject, source: str) -> None:
    parties = st.sampled_from((SERVICE, OPERATOR, *MIDDLES, *sorted(world.record.parties)))
    more = data.draw(
        st.one_of(
            st.builds(licence, parties, parties, st.sampled_from((EARLY, When.parse("2003")))),
            st.builds(law, st.sampled_from(StatuteKind), parties),
            st.builds(lambda operator: Operation(id="extra", operator=operator, service=SERVICE), parties),
        )
    )

    assert no_higher(readings(world), readings(adding(world, more, source=source)))


@given(worlds(), st.data())
def test_a_later_exclusive_leaves_an_earlier_non_exclusive_alone(world: World, data: st.DataObject) -> None:
    """Signed last of all. Own use, by a mandatary too, is an act of the day asked about: so nobody uses by mandate."""
    grantor = data.draw(st.sampled_from(sorted({*world.record.parties} - {SERVICE, OPERATOR})))
    before = world
    for grant in world.record.grants:
        before = instead(before, signed_in_time(grant))

    last_of_all = exclusive(grantor, "Latecomer", When.parse("2003-12-31"))
    after = adding(before, last_of_all)

    assert readings(after) == readings(before)


def signed_in_time(grant: Grant) -> Grant:
    """Signed, some day, before the day asked about; a mandate to use is made a licence."""
    uses_by_mandate = grant.kind is GrantKind.MANDATE and grant.grantee in (SERVICE, OPERATOR)
    return replace(
        grant,
        kind=GrantKind.NON_EXCLUSIVE if uses_by_mandate else grant.kind,
        executed=grant.executed if grant.executed in EARLIER else EARLY,
        at_signature=False,
    )
