# SPDX-License-Identifier: Apache-2.0
"""What a party held, by masks of leaves and slices of days, is what the reference says of each leaf and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from licit.engine.engine import Engine
from licit.explain.overreach import Measuring
from licit.explain.overreach.field import parties_before
from licit.model.day import Reading, When
from licit.model.fact import UNLIMITED, Control, Grant, Requirement, Statute, StatuteKind
from licit.model.overreach import Hold
from licit.model.proof import Dimension, Standing
from licit.model.record import Record
from licit.model.scope import ALL
from licit.model.share import WHOLE, Share
from licit.model.statement import Statement
from licit.model.verdict import Answer
from licit.reference import answer_alone
from licit.reference.authority import Act, Way, barring, signed_in_time_for
from licit.reference.point import OwnedShare, Point
from licit.reference.reach import all_ways
from licit.reference.scope import in_force
from licit.reference.scope import misses as missed
from licit.reference.standing import standing
from tests.worlds.plain import licence
from tests.worlds.stage import KNOWN_BY, LEAVES, MIDDLES, OWNERS, REGISTER, WORLD, World
from tests.worlds.worlds import PLAIN_ITEM, worlds

PRETEND = "Pretend"
EARLY = When.parse("2000-01-01")
SIGNED = ("2001-03-01", "2003-12-01", "2002")
MENDED: dict[Dimension, Callable[[Grant], Grant]] = {
    Dimension.TERRITORY: lambda grant: replace(grant, scope=replace(grant.scope, territories=WORLD)),
    Dimension.USE: lambda grant: replace(grant, scope=replace(grant.scope, uses=ALL)),
    Dimension.RIGHT: lambda grant: replace(grant, scope=replace(grant.scope, rights=ALL)),
    Dimension.NO_SUBLICENSE: lambda grant: replace(grant, sublicense=UNLIMITED),
}


def measuring(world: World) -> Measuring:
    return Measuring(Engine(world.record).believed(world.question.position, KNOWN_BY))


def may_give(point: Point, share: OwnedShare, grant: Grant, reading: Reading) -> bool:
    def carries(way: Way) -> bool:
        in_time = way.powers.sublicense > 0 and grant not in way.grants and signed_in_time_for(way, grant, reading)
        return in_time and not barring(point, share, Act(way, grant.grantee, grant), reading)

    return any(way.holder == grant.grantor and carries(way) for _, _, way in all_ways(point, share, reading))


def claims(point: Point, share: OwnedShare, grant: Grant, reading: Reading) -> bool:
    failing = set(missed(point, grant, share, reading)) - {Dimension.CONDITION}
    return not failing and in_force(point, grant, share.owner, reading)


def counts(point: Point, fact: str, owner: str) -> bool:
    stands = standing(point, fact, owner)
    return stands in (Standing.ACCEPTED, Standing.DISPUTED)


def shares(record: Record) -> Iterator[OwnedShare]:
    for asset, controls in sorted(record.controls_of.items()):
        for control in controls:
            for right in ("available", "copy", "perform"):
                yield OwnedShare(asset, right, control.party, control.share.hundredths, (control.id,))


@settings(max_examples=100, deadline=None)
@given(worlds(), st.data())
def test_what_is_claimed_and_held_is_as_the_reference_has_it(world: World, data: st.DataObject) -> None:
    record, measured = world.record, measuring(world)
    day = data.draw(st.sampled_from(measured.days))
    leaf = data.draw(st.sampled_from(LEAVES))
    grant = data.draw(st.sampled_from(record.grants)) if record.grants else None
    if grant is None:
        return
    compiled = next(one for one in measured.believed.grants if one.id == grant.id)
    useful = parties_before(record, frozenset((grant.grantor, grant.grantee)))
    for field, number, use, parted in measured.parted(compiled, useful):
        lot = measured.lots[number]
        question = replace(world.question, service=grant.grantee, use=use, day=day, territory=leaf)
        point = Point(record, question, record.positions[question.position], leaf)
        bit = field.believed.places.bit(leaf) << field.span.width * field.span.days.index(day)
        for share in shares(record):
            if share.asset not in lot.assets or share.right not in lot.rights or share.owner not in lot.owners:
                continue
            everything = grant.scope.repertoire is not None and grant.scope.repertoire.everything
            if not parted.perhaps & bit and everything and grant.grantor in OWNERS:
                continue  # an owner's grant of all that it has claims nothing of what it never had
            if not parted.perhaps & bit:
                control = next(one for one in record.controls_of[share.asset] if one.id == share.controls[0])
                stands = (
                    counts(point, grant.id, share.owner)
                    and counts(point, control.id, "")
                    and control.term.may_cover(day)
                    and control.territories.contains(leaf, record.atlas, day)
                    and (control.territories, control.term) == (lot.control.territories, lot.control.term)
                    and control.party == lot.control.party
                )
                assert not (stands and claims(point, share, grant, Reading.UPPER))
                continue
            assert claims(point, share, grant, Reading.UPPER)
            assert bool(parted.surely & bit) == claims(point, share, grant, Reading.LOWER)
            assert bool(parted.held & bit) == may_give(point, share, grant, Reading.LOWER)
            assert bool(parted.may_hold & bit) == may_give(point, share, grant, Reading.UPPER)


def with_a_pretend_service(world: World, owner: str, party: str, signed: str) -> tuple[World, Grant]:
    """The same chains with one thing asked for: one right of one owner, and a service that one party alone licensed."""
    kept = tuple(
        fact
        for fact in world.record.facts
        if not isinstance(fact, Control | Requirement)
        and not (isinstance(fact, Statute) and fact.kind is not StatuteKind.EXTENDED)
    )
    grant = licence(party, PRETEND, When.parse(signed), "pretend")
    control = Control(id="k", party=owner, asset="r1", rights=ALL, share=Share(WHOLE), territories=WORLD)
    needs = (("recording", ("available",)),)
    law = Requirement(id="law", use=world.question.use, territories=WORLD, rights=needs)
    said = Statement(REGISTER, affirms=True, facts=("pretend", "k", "law"), made=EARLY, published=EARLY)
    record = replace(
        world.record,
        facts=(*kept, control, law, grant),
        statements=(*world.record.statements, said),
        items={"song": PLAIN_ITEM},
    )
    question = replace(world.question, service=PRETEND, item="song", position="here")
    return World(record, question), grant


def on_the_day(world: World) -> Measuring:
    believed = Engine(world.record).believed("here", KNOWN_BY)
    return Measuring(believed, day=world.question.day, use=world.question.use)


@settings(max_examples=80, deadline=None)
@given(worlds(), st.sampled_from(OWNERS), st.sampled_from((*MIDDLES, *OWNERS)), st.sampled_from(SIGNED))
def test_a_service_that_the_party_alone_licensed_has_just_what_the_party_held(
    drawn: World, owner: str, party: str, signed: str
) -> None:
    world, grant = with_a_pretend_service(drawn, owner, party, signed)
    measured = Measuring(
        Engine(world.record).believed("here", KNOWN_BY), day=world.question.day, use=world.question.use
    )

    (reach,) = [one for one in measured.overreach(party).grants if one.grant == grant.id]

    told = Counter(answer_alone(world.record, replace(world.question, territory=leaf)) for leaf in LEAVES)
    assert reach.within == told[Answer.CLEARED]
    assert reach.hanging == told[Answer.CONTESTED]
    assert reach.beyond == told[Answer.NOT_CLEARED]
    assert reach.claimed == len(LEAVES)


@settings(max_examples=80, deadline=None)
@given(worlds(), st.sampled_from(OWNERS), st.sampled_from((*MIDDLES, *OWNERS)))
def test_what_is_beyond_is_told_with_its_leaves_and_what_is_held_with_its_facts(
    drawn: World, owner: str, party: str
) -> None:
    world, grant = with_a_pretend_service(drawn, owner, party, "2003-01-01")
    measured = Measuring(
        Engine(world.record).believed("here", KNOWN_BY), day=world.question.day, use=world.question.use
    )

    (reach,) = [one for one in measured.overreach(party).grants if one.grant == grant.id]

    beyond = {leaf for one in reach.excesses if one.hold is Hold.BEYOND for s in one.stretches for leaf in s.leaves}
    hanging = {leaf for one in reach.excesses if one.hold is Hold.OPEN for s in one.stretches for leaf in s.leaves}
    assert (len(beyond), len(hanging)) == (reach.beyond, reach.hanging)
    for one in reach.excesses:
        assert one.owners == (owner,)
        if one.hold is Hold.OPEN:
            assert one.through


@settings(max_examples=100, deadline=None)
@given(worlds(), st.sampled_from(OWNERS), st.sampled_from((*MIDDLES, *OWNERS)))
def test_with_a_link_that_fails_in_one_thing_alone_put_right_the_party_has_the_share(
    drawn: World, owner: str, party: str
) -> None:
    world, grant = with_a_pretend_service(drawn, owner, party, "2003-01-01")
    measured = Measuring(
        Engine(world.record).believed("here", KNOWN_BY), day=world.question.day, use=world.question.use
    )
    (reach,) = [one for one in measured.overreach(party).grants if one.grant == grant.id]

    for one in reach.excesses:
        for at in one.breaks:
            fact = world.record.by_id[at.by[0] if at.dimension is Dimension.NO_SUBLICENSE else at.grant]
            if one.hold is Hold.BEYOND and at.dimension in MENDED and isinstance(fact, Grant):
                mended = MENDED[at.dimension](fact)
                facts = tuple(mended if held is fact else held for held in world.record.facts)
                (after,) = [
                    again
                    for again in on_the_day(World(replace(world.record, facts=facts), world.question))
                    .overreach(party)
                    .grants
                    if again.grant == grant.id
                ]
                by_it = [held for held in after.holdings if held.fact == fact.id]
                now_held = {leaf for held in by_it for s in held.stretches for leaf in s.leaves}
                assert now_held >= {leaf for s in one.stretches for leaf in s.leaves}
