# SPDX-License-Identifier: Apache-2.0
"""Double exclusives and overclaims, with their leaves and days, are just those that the reference's rules make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from licit.engine.engine import Engine
from licit.explain.conflicts import conflicts
from licit.model.conflict import Conflict, ConflictKind
from licit.model.day import Reading, When
from licit.model.fact import Control, Grant, Power
from licit.model.proof import Dimension, Standing
from licit.model.scope import ALL
from licit.model.share import TOLERANCE, WHOLE, Share
from licit.model.statement import Statement
from licit.reference.alike import change_days
from licit.reference.order import surely_before
from licit.reference.point import OwnedShare, Point
from licit.reference.scope import in_force, misses
from licit.reference.standing import holds, standing
from tests.worlds.plain import exclusive
from tests.worlds.stage import ASKED, KNOWN_BY, LEAVES, MIDDLES, OWNERS, PAST, REGISTER, WORLD, World
from tests.worlds.worlds import worlds

RIGHTS = ("available", "copy", "perform")


def found(world: World, kind: ConflictKind) -> tuple[Conflict, ...]:
    believed = Engine(world.record).believed(world.question.position, KNOWN_BY)
    return conflicts(believed, KNOWN_BY).of(kind)


def point(world: World, leaf: str, day: date, use: str = "") -> Point:
    question = replace(world.question, service="", day=day, territory=leaf, use=use or world.question.use)
    return Point(world.record, question, world.record.positions[question.position], leaf)


def told(one: Conflict, leaf: str, day: date) -> bool:
    return any(leaf in stretch.leaves and stretch.first <= day <= stretch.last for stretch in one.stretches)


def owned(at: Point) -> Iterable[OwnedShare]:
    for control in (one for rows in at.record.controls_of.values() for one in rows):
        there = control.territories.contains(at.territory, at.record.atlas, at.day) and control.term.may_cover(at.day)
        if (
            there
            and standing(at, control.id, "") in (Standing.ACCEPTED, Standing.DISPUTED)
            and control.share.hundredths
        ):
            for right in RIGHTS if control.rights is ALL else control.rights:
                yield OwnedShare(control.asset, right, control.party, control.share.hundredths, (control.id,))


def in_scope(at: Point, grant: Grant, share: OwnedShare, reading: Reading) -> bool:
    failing = set(misses(at, grant, share, reading)) - {Dimension.CONDITION}
    return not failing and holds(at, grant, share.owner, reading) and in_force(at, grant, share.owner, reading)


@settings(max_examples=80, deadline=None)
@given(worlds(), st.data())
def test_two_exclusives_conflict_just_where_both_have_a_share_in_scope(drawn: World, data: st.DataObject) -> None:
    grantor = data.draw(st.sampled_from((*OWNERS, *MIDDLES)))
    days = data.draw(st.lists(st.sampled_from(PAST), min_size=2, max_size=2))
    more = [exclusive(grantor, f"Rival{n}", When.parse(day), f"x{n}") for n, day in enumerate(days)]
    said = Statement(REGISTER, affirms=True, facts=("x0", "x1"), made=When.parse("2000"), published=When.parse("2000"))
    record = replace(drawn.record, facts=(*drawn.record.facts, *more), statements=(*drawn.record.statements, said))
    world = World(record, replace(drawn.question, position="here"))
    leaf = data.draw(st.sampled_from(LEAVES))
    day = data.draw(st.sampled_from(change_days(record, date(2001, 1, 1), date(2009, 1, 1))))
    all_found = found(world, ConflictKind.DOUBLE_EXCLUSIVE)

    at = point(world, leaf, day)
    shares = list(owned(at))
    for one, other in combinations([grant for grant in record.grants if grant.takes], 2):
        if one.grantor != other.grantor or one.grantee == other.grantee:
            continue
        first, later = (other, one) if surely_before(other, one) else (one, other)
        kept = [Power.SUBLICENSE in grant.keeps for grant in (first, later)]
        stands = kept[0] and (surely_before(first, later) or kept[1])
        both = [s for s in shares if in_scope(at, one, s, Reading.UPPER) and in_scope(at, other, s, Reading.UPPER)]
        mine = [c for c in all_found if set(c.facts) == {one.id, other.id} and told(c, leaf, day)]
        assert bool(mine) == (bool(both) and not stands)
        for conflict in mine:
            assert conflict.facts == (first.id, later.id)
            assert bool(conflict.decides) == surely_before(first, later)


@settings(max_examples=80, deadline=None)
@given(worlds(), st.data())
def test_an_overclaim_is_told_just_where_the_shares_that_may_count_exceed_the_whole(
    drawn: World, data: st.DataObject
) -> None:
    share = Share(data.draw(st.sampled_from((1, 6, 7, 5000, WHOLE))))
    control = Control(id="extra", party="Xenia", asset="r1", rights=ALL, share=share, territories=WORLD)
    said = Statement(REGISTER, affirms=True, facts=("extra",), made=When.parse("2000"), published=When.parse("2000"))
    record = replace(drawn.record, facts=(*drawn.record.facts, control), statements=(*drawn.record.statements, said))
    world = World(record, replace(drawn.question, position="here"))
    leaf, day = data.draw(st.sampled_from(LEAVES)), data.draw(st.sampled_from(ASKED))
    at = point(world, leaf, day)
    sums: dict[tuple[str, str], int] = {}
    for held in owned(at):
        sums[held.asset, held.right] = sums.get((held.asset, held.right), 0) + held.hundredths
    over = {key: total for key, total in sums.items() if total > WHOLE + TOLERANCE}

    mine = [one for one in found(world, ConflictKind.OVERCLAIM) if told(one, leaf, day)]

    asked = {right for rule in record.requirements for _, rights in rule.rights for right in rights}
    expected = {(asset, right): total for (asset, right), total in over.items() if right in asked}
    totals = {(one.asset, right): one.hundredths for one in mine for right in one.rights if right in RIGHTS}
    assert {key: total for key, total in totals.items() if key[1] in asked} == expected
    for one in mine:
        lower = [c for c in record.controls_of[one.asset] if c.id in one.facts and counts_for_sure(at, c)]
        assert one.sure == (sum(c.share.hundredths for c in lower) > WHOLE + TOLERANCE)


def counts_for_sure(at: Point, control: Control) -> bool:
    return standing(at, control.id, "") is Standing.ACCEPTED and control.term.covers(at.day, Reading.LOWER)
