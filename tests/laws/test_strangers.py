# SPDX-License-Identifier: Apache-2.0
"""What is beside the point: strangers, circles, memberships, opt-outs from nothing, findings elsewhere."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from licit.model.day import Term, When
from licit.model.fact import Finding, GrantKind, Membership, OptOut, StatuteKind
from licit.model.record import Record
from licit.model.scope import NOTHING
from licit.model.territory import only
from tests.laws.changes import adding, readings
from tests.worlds.plain import exclusive, law, licence
from tests.worlds.speech import EARLY
from tests.worlds.stage import SERVICE, WORLD, World
from tests.worlds.worlds import worlds

STRANGERS = ("Utopia", "Vale")


def parties(world: World) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(world.record.parties))


@given(worlds(), st.data(), st.sampled_from((GrantKind.EXCLUSIVE, GrantKind.ASSIGNMENT)))
def test_a_strangers_exclusive_voids_nothing(world: World, data: st.DataObject, kind: GrantKind) -> None:
    stolen = replace(exclusive(STRANGERS[0], data.draw(parties(world)), signed=EARLY), kind=kind)

    assert readings(adding(world, stolen)) == readings(world)


@given(worlds(), st.sampled_from(GrantKind))
def test_a_cycle_gives_nothing(world: World, kind: GrantKind) -> None:
    """Two who hold nothing and give to one another, and then to the service."""
    one, other = STRANGERS
    circle = (
        replace(licence(one, other, EARLY, "there"), kind=kind),
        replace(licence(other, one, EARLY, "back"), kind=kind),
        licence(one, SERVICE, EARLY, "out"),
    )

    assert readings(adding(world, *circle)) == readings(world)


@given(worlds(), st.data())
def test_a_grant_to_oneself_takes_nothing(world: World, data: st.DataObject) -> None:
    party = data.draw(parties(world))
    after = readings(adding(world, exclusive(party, party, EARLY)))

    before = readings(world)

    assert after[0] >= before[0]
    assert after[1] >= before[1]


def named_groups(record: Record) -> set[str]:
    """The groups that a repertoire or a pattern names, and those below them."""
    named = {group for said in record.pattern_denials if said.pattern for group in said.pattern.members_of or ()}
    for grant in record.grants:
        for repertoire in (grant.scope.repertoire or NOTHING, grant.scope.exceptions):
            named |= repertoire.members_of | repertoire.some_members_of
    for _ in record.memberships:
        named |= {membership.member for membership in record.memberships if membership.group in named}
    return named


@given(worlds(), st.data())
def test_membership_changes_nothing_unless_it_names_a_repertoire(world: World, data: st.DataObject) -> None:
    member = data.draw(parties(world))
    free = sorted({*world.record.parties, "Guild"} - named_groups(world.record) - {member})
    joined = Membership(id="joined", member=member, group=data.draw(st.sampled_from(free)))

    assert readings(adding(world, joined)) == readings(world)


@given(worlds(), st.data(), st.sampled_from((StatuteKind.COMPULSORY, StatuteKind.EXCEPTION)))
def test_an_opt_out_matters_only_under_an_extended_statute(
    world: World, data: st.DataObject, kind: StatuteKind
) -> None:
    narrow = replace(law(kind), territories=only(data.draw(st.sampled_from(("FR", "RU", "GB", "PL")))))
    before = adding(world, narrow)
    others = [statute.id for statute in before.record.statutes if statute.kind is not StatuteKind.EXTENDED]
    statute = data.draw(st.sampled_from([*others, "no such law"]))
    outs = [
        OptOut(id=f"out of it {number}", party=party, statute=statute)
        for number, party in enumerate(world.record.parties)
    ]

    assert readings(adding(before, *outs)) == readings(before)


@given(world=worlds(), data=st.data(), holds=st.booleans(), interim=st.booleans())
def test_a_finding_elsewhere_changes_nothing(world: World, data: st.DataObject, *, holds: bool, interim: bool) -> None:
    fact = data.draw(st.sampled_from(world.record.facts))
    held = Finding(id="held", fact=fact.id, holds=holds, territories=only("AQ"), interim=interim)

    assert readings(adding(world, held)) == readings(world)


@given(world=worlds(), data=st.data(), holds=st.booleans(), early=st.booleans())
def test_a_finding_at_another_time_changes_nothing(
    world: World, data: st.DataObject, *, holds: bool, early: bool
) -> None:
    fact = data.draw(st.sampled_from(world.record.facts))
    before, after = When.parse("[1999..2003-12-30]"), When.parse("2005-03-02")
    term = Term(None, before) if early else Term(after)
    held = Finding(id="held", fact=fact.id, holds=holds, territories=WORLD, term=term)

    assert readings(adding(world, held)) == readings(world)


@given(world=worlds(), data=st.data(), holds=st.booleans())
def test_a_finding_between_others_changes_nothing(world: World, data: st.DataObject, *, holds: bool) -> None:
    """Between an owner and a shop that is not the one asked about."""
    fact = data.draw(st.sampled_from(world.record.facts))
    between = frozenset((data.draw(parties(world)), STRANGERS[0])) - {SERVICE}
    held = Finding(id="held", fact=fact.id, holds=holds, territories=WORLD, between=between)

    assert readings(adding(world, held)) == readings(world)
