# SPDX-License-Identifier: Apache-2.0
"""A share in two rows, or a grant in two territories, says the same as one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from licit.model.fact import Control, Grant, Termination
from licit.model.share import Share
from licit.model.territory import Expression
from tests.laws.changes import affirming, readings, split
from tests.worlds.stage import LEAVES, World
from tests.worlds.worlds import worlds


def without_findings(world: World, fact: str) -> World:
    """A finding is on one fact: it would not be on both its parts."""
    waiting, gone = [fact], set()
    while waiting:
        here = waiting.pop()
        found = [finding.id for finding in world.record.findings_on.get(here, ())]
        gone |= set(found)
        waiting += found
    return replace(world, record=world.record.keeping(fact.id for fact in world.record.facts if fact.id not in gone))


@given(worlds(), st.data(), st.integers(0, 10_000))
def test_splitting_a_share_changes_nothing(world: World, data: st.DataObject, cut: int) -> None:
    """Rows of one party add up. An open row is settled for itself, so it is one that stands."""
    controls = [
        control
        for control in world.record.facts
        if isinstance(control, Control)
        and all(end is None or end.precise for end in (control.term.start, control.term.end))
    ]
    assume(controls)
    control = data.draw(st.sampled_from(controls))
    before = affirming(without_findings(world, control.id), control.id)
    one = min(cut, control.share.hundredths)
    parts = (
        replace(control, id="one part", share=Share(one)),
        replace(control, id="the rest", share=Share(control.share.hundredths - one)),
    )

    assert readings(split(before, control.id, parts)) == readings(before)


@given(worlds(), st.data(), st.sampled_from(LEAVES))
def test_splitting_a_grant_by_territory_changes_nothing(world: World, data: st.DataObject, leaf: str) -> None:
    """A denial of a pattern that names territories might hold for a part alone."""
    statements = tuple(
        said for said in world.record.statements if said.pattern is None or said.pattern.territories is None
    )
    world = replace(world, record=replace(world.record, statements=statements))
    grants = [grant for grant in world.record.grants if grant.scope.territories is not None]
    assume(grants)
    grant = data.draw(st.sampled_from(grants))
    terminations = world.record.terminations_of.get(grant.id, ())
    before = without_findings(world, grant.id)
    for termination in terminations:
        before = without_findings(before, termination.id)

    after = split(before, grant.id, in_two(grant, leaf))
    for termination in terminations:
        after = split(after, termination.id, ended_in_two(termination))

    assert readings(after) == readings(before)


def in_two(grant: Grant, leaf: str) -> tuple[Grant, Grant]:
    steps = grant.scope.territories.steps if grant.scope.territories else ()
    others = tuple((False, other) for other in LEAVES if other != leaf)
    inside = replace(grant.scope, territories=Expression((*steps, *others)))
    outside = replace(grant.scope, territories=Expression((*steps, (False, leaf))))
    return replace(grant, id="in one leaf", scope=inside), replace(grant, id="in the others", scope=outside)


def ended_in_two(termination: Termination) -> tuple[Termination, Termination]:
    return (
        replace(termination, id=f"{termination.id} in one leaf", grant="in one leaf"),
        replace(termination, id=f"{termination.id} in the others", grant="in the others"),
    )
