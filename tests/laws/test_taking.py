# SPDX-License-Identifier: Apache-2.0
"""Less of what only takes never harms the service; an opt-out, or one more denial, never helps it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from licit.model.day import Term, When
from licit.model.fact import Fact, Grant, OptOut, StatuteKind, Termination
from licit.model.record import Record
from licit.model.statement import GrantPattern, Statement
from licit.model.verdict import Answer
from licit.reference import judge
from tests.laws.changes import LATEST, NEWCOMER, adding, denying, ranking, readings, saying
from tests.laws.givers import only_give
from tests.worlds.plain import exclusive, law
from tests.worlds.speech import EARLY
from tests.worlds.stage import MIDDLES, PAPER, REGISTER, RIVAL, SERVICE, World
from tests.worlds.worlds import worlds


def only_take(record: Record) -> list[Fact]:
    """Opt-outs, ends of what only gives, and exclusives to one who does nothing with them and that void no other."""
    givers = {giver.id for giver in only_give(record)}
    return [
        fact
        for fact in record.facts
        if isinstance(fact, OptOut)
        or (isinstance(fact, Termination) and fact.grant in givers)
        or (isinstance(fact, Grant) and _only_takes(record, fact))
    ]


def _only_takes(record: Record, grant: Grant) -> bool:
    idle = grant.grantee not in record.grants_by and grant.grantee != SERVICE
    operates = any(operation.operator == grant.grantee for operation in record.operations)
    opts_out = any(out.party == grant.grantee for out in record.opt_outs)
    alone = not any(other.takes and other.id != grant.id for other in record.grants_by.get(grant.grantor, ()))
    return grant.takes and idle and not operates and not opts_out and alone


@st.composite
def worlds_with_a_taker(draw: st.DrawFn) -> tuple[World, Fact]:
    """A world and one fact in it that only takes; where there is none, an exclusive or opt-outs are put in."""
    world = draw(worlds())
    takers = only_take(world.record)
    if not takers:
        bound = {grant.grantor for grant in world.record.grants if grant.takes}
        idle = exclusive(draw(st.sampled_from(sorted({*world.record.parties} - bound))), "Idler", EARLY)
        signed = draw(st.sampled_from((EARLY, When.parse("2002"), When.parse("2003-06-30"))))
        taker = replace(idle, executed=signed, term=draw(st.sampled_from((Term(), Term(None, LATEST)))))
        return adding(world, taker), taker
    return world, draw(st.sampled_from(takers))


@given(worlds_with_a_taker(), st.sampled_from((REGISTER, PAPER, RIVAL)))
def test_denying_a_fact_that_only_takes_never_lowers_a_reading(taken: tuple[World, Fact], source: str) -> None:
    world, taker = taken

    after, before = readings(denying(world, taker.id, source)), readings(world)

    assert after[0] >= before[0]
    assert after[1] >= before[1]


@given(worlds(), st.data(), st.sampled_from((None, When.parse("2003"), When.parse("2004-06"))))
def test_an_opt_out_never_raises_a_reading(world: World, data: st.DataObject, start: When | None) -> None:
    party = data.draw(st.sampled_from(sorted(world.record.parties)))
    before = adding(world, law(StatuteKind.EXTENDED, data.draw(st.sampled_from(MIDDLES))))
    statutes = [statute.id for statute in before.record.statutes if statute.kind is StatuteKind.EXTENDED]
    out = OptOut(id="out", party=party, statute=data.draw(st.sampled_from(statutes)), term=Term(start))

    lower, upper = readings(adding(before, out))

    assert lower <= readings(before)[0]
    assert upper <= readings(before)[1]


@given(worlds(), st.data())
def test_a_denial_by_another_source_of_no_higher_rank_never_clears(world: World, data: st.DataObject) -> None:
    """A higher rank could: rejecting an exclusive, an opt-out or a termination removes a bar."""
    before = ranking(world, NEWCOMER, first=False)
    fact = data.draw(st.sampled_from(world.record.facts))

    after = denying(before, fact.id, NEWCOMER)

    answers = [judge(one.record, one.question).answer for one in (before, after)]
    assert answers[1] is not Answer.CLEARED or answers[0] is Answer.CLEARED


@given(worlds(), st.data())
def test_a_denial_of_a_pattern_by_another_source_of_no_higher_rank_never_clears(
    world: World, data: st.DataObject
) -> None:
    before = ranking(world, NEWCOMER, first=False)
    grantor = data.draw(st.sampled_from(sorted(world.record.grants_by) or ["Owl"]))
    pattern = GrantPattern(grantors=frozenset((grantor,)))

    after = saying(before, Statement(NEWCOMER, affirms=False, pattern=pattern, made=LATEST, published=LATEST))

    answers = [judge(one.record, one.question).answer for one in (before, after)]
    assert answers[1] is not Answer.CLEARED or answers[0] is Answer.CLEARED
