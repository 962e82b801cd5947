# SPDX-License-Identifier: Apache-2.0
"""What is filed with cruxes and remedies gives the answer, the cruxes and the remedies of the whole record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from licit.checker.remedy import check_remedies
from licit.engine.engine import Engine
from licit.explain.crux import cruxes
from licit.explain.remedy.item import item_remedies
from licit.model.crux import Cruxes
from licit.model.fact import UNLIMITED, GrantKind
from licit.model.problem import InvalidValueError
from licit.model.question import Question
from licit.model.record import Record
from licit.model.territory import only
from licit.reference import answer_alone, judge
from licit.report.filing.bearing import bearing
from licit.report.filing.bounds import JUDGED_OFTEN, PROOF, bounded, excess
from licit.report.filing.excerpt import excerpt
from tests.checker.small import OWNS, QUESTION, grant, world
from tests.engine.agreement.dense import dense
from tests.worlds.stage import World
from tests.worlds.worlds import seeded, worlds


def part(record: Record, question: Question) -> Record:
    return excerpt(record, question, bearing(record, question))


def decided(found: Cruxes) -> Cruxes:
    return replace(found, points=(), judgements=0)


@given(worlds())
def test_what_bears_on_a_question_answers_it_as_the_whole_record_does(made: World) -> None:
    own = part(made.record, made.question)

    assert judge(own, made.question).answer is judge(made.record, made.question).answer


@pytest.mark.parametrize("seed", range(40))
def test_so_it_does_in_worlds_of_many_chains(seed: int) -> None:
    made = dense(seed)

    own = part(made.record, made.question)

    assert judge(own, made.question).answer is judge(made.record, made.question).answer


def test_it_has_the_cruxes_of_the_whole_record_and_no_others() -> None:
    smaller = 0
    for made in map(seeded, range(120)):
        own = part(made.record, made.question)
        smaller += len(own.facts) < len(made.record.facts)

        assert decided(cruxes(own, made.question)) == decided(cruxes(made.record, made.question))
    assert smaller


def test_remedies_hold_for_it_with_the_facts_about_their_partners() -> None:
    tried = 0
    for made in map(seeded, range(80)):
        held = item_remedies(Engine(made.record), answer_alone, made.question)
        partners = {(one.grantor, one.grantee) for remedy in held.remedies for one in remedy.grants}
        tried += bool(partners)

        own = excerpt(made.record, made.question, bearing(made.record, made.question, partners))

        assert check_remedies(held, own) == ()
    assert tried


def test_a_grant_that_leads_nowhere_is_left_out_unless_it_bars() -> None:
    """O lets S, and in vain X and, under an exclusive, Y; a stranger lets Z and S."""
    grants = (
        grant("O>S"),
        grant("O>X", sublicense=1),
        grant("O>Y", GrantKind.EXCLUSIVE, sublicense=1),
        grant("Y>W"),
        grant("stranger>Z"),
        grant("stranger>S"),
    )

    assert bearing(world(OWNS, *grants), QUESTION) == {"c", "law", "O>S", "O>Y"}
    assert bearing(world(OWNS, *grants), QUESTION, {("Y", "S")}) == {"c", "law", "O>S", "O>Y"}
    assert bearing(world(OWNS, *grants), QUESTION, {("stranger", "Z")}) == {"c", "law", "O>S", "O>Y"}
    assert bearing(world(OWNS, *grants), QUESTION, {("W", "S")}) == {"c", "law", "O>S", "O>Y", "Y>W"}


def test_facts_of_other_items_and_places_are_left_out() -> None:
    other = replace(OWNS, id="other", asset="r2")
    abroad = replace(OWNS, id="abroad", territories=only("DE"))

    assert bearing(world(OWNS, other, abroad, grant("O>S")), QUESTION) == {"c", "law", "O>S"}


def test_exclusives_in_every_direction_are_not_gone_through() -> None:
    names = ("O", "A", "B", "C", "D")
    pairs = [(giver, taker) for giver in names for taker in names if giver != taker]
    every_way = [grant(f"{one}>{two}", GrantKind.EXCLUSIVE, sublicense=UNLIMITED) for one, two in pairs]
    plain = [grant(f"{one}>{two}", sublicense=UNLIMITED) for one, two in pairs]

    assert "in more than 5000 rows" in excess(world(OWNS, *every_way), JUDGED_OFTEN)
    assert excess(world(OWNS, *plain), JUDGED_OFTEN) == ""
    with pytest.raises(InvalidValueError, match="in more than 5000 rows"):
        bounded(world(OWNS, *every_way), PROOF)


def test_worlds_of_every_kind_are_within_the_bounds() -> None:
    records = [seeded(seed).record for seed in range(60)] + [dense(seed).record for seed in range(40)]

    assert {excess(record, PROOF) for record in records} == {""}
