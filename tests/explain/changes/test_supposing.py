# SPDX-License-Identifier: Apache-2.0
"""What is supposed makes another record, by the rules of who is believed; the record itself stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licit.explain.supposing import suppose
from licit.model.day import Term, When
from licit.model.fact import Grant, Termination
from licit.model.position import VOCABULARY, PlaceOfAct, Position
from licit.model.problem import InvalidValueError
from licit.model.proof import Standing
from licit.model.record import Record
from licit.model.supposition import Added, Begun, Ended, Placed, Ranked, Settled, Signed, Spoken, Step, Supposition
from licit.model.verdict import answer_of
from licit.reference import answer_alone
from licit.reference.bench import Bench
from licit.tasks.listing import said
from tests.tasks.shop import OPEN, RECORD
from tests.worlds.stage import World
from tests.worlds.worlds import worlds

ASKED = OPEN.question("shop", item="i1", territory="FR", day="2004-01-01", position="owners")


def supposed(*steps: Step, record: Record = RECORD, position: str = "owners") -> Record:
    return suppose(record, Supposition(steps), position=position, known_by=date(2010, 1, 1))


def standing(record: Record, fact: str, position: str = "owners") -> Standing:
    return said(record, replace(ASKED, position=position, known_by=date(2010, 1, 1)), record.by_id[fact]).standing


def test_no_step_is_the_record_itself() -> None:
    assert supposed() is RECORD


def test_an_end_replaces_term_retention_and_terminations() -> None:
    kept = supposed(Ended("g-a-society", When.parse("2005-06-30")))

    grant = kept.by_id["g-a-society"]
    assert isinstance(grant, Grant)
    assert grant.term == Term(When.parse("2003-01-01"), When.parse("2005-06-30"))
    assert "t-a-society" not in kept.by_id
    assert "t-a-society" in RECORD.by_id


def test_an_open_end_is_none_at_all() -> None:
    grant = supposed(Ended("g-a-society", None)).by_id["g-a-society"]

    assert isinstance(grant, Grant)
    assert grant.term.end is None


def test_a_termination_has_another_last_day() -> None:
    moved = supposed(Ended("t-a-society", When.parse("2004-12-31"))).by_id["t-a-society"]

    assert isinstance(moved, Termination)
    assert moved.last_day == When.parse("2004-12-31")


def test_a_beginning_and_a_signature_are_two_days() -> None:
    grant = supposed(
        Begun("g-a-society", When.parse("2003-05-01")), Signed("g-a-society", When.parse("2002-05-01"))
    ).by_id["g-a-society"]

    assert isinstance(grant, Grant)
    assert (grant.begun, grant.signed) == (When.parse("2003-05-01"), When.parse("2002-05-01"))


def test_a_denial_of_the_best_rank_disputes_what_that_rank_affirms() -> None:
    assert standing(supposed(Spoken("g-a-society", affirms=False)), "g-a-society") is Standing.DISPUTED


def test_a_denial_of_the_best_rank_rejects_what_a_lower_one_affirms() -> None:
    lower = replace(RECORD, positions={"owners": Position("owners", (("federation",), ("paper",)))})

    assert standing(supposed(Spoken("g-a-society", affirms=False), record=lower), "g-a-society") is Standing.REJECTED


def test_what_nobody_says_is_accepted_when_it_is_affirmed() -> None:
    silent = replace(RECORD, statements=())

    assert standing(supposed(Spoken("g-a-society", affirms=True), record=silent), "g-a-society") is Standing.ACCEPTED


def test_a_source_that_denies_has_taken_its_word_back() -> None:
    kept = supposed(Spoken("g-a-society", affirms=False, source="paper"))

    assert standing(kept, "g-a-society") is Standing.REJECTED
    assert standing(kept, "g-society-shop") is Standing.ACCEPTED  # the paper's word on it was in the same statement


def test_what_is_settled_outranks_every_source() -> None:
    for holds, stands in ((True, Standing.ACCEPTED), (False, Standing.REJECTED)):
        assert standing(supposed(Settled("s-art45", holds), position="everyone"), "s-art45", "everyone") is stands


def test_a_source_is_believed_in_another_rank_or_not_at_all() -> None:
    above = supposed(Ranked("shop", 1), position="owners")
    without = supposed(Ranked("paper", None), position="owners")

    assert above.positions["owners"].ranks == (("paper", "federation", VOCABULARY), ("shop",))
    assert standing(without, "g-a-society") is Standing.UNSAID


def test_a_new_last_rank_leaves_the_vocabulary_where_it_was() -> None:
    assert RECORD.positions["owners"].rank(VOCABULARY) == supposed(Ranked("shop", 1)).positions["owners"].rank(
        VOCABULARY
    )


def test_the_vocabulary_can_be_disbelieved() -> None:
    assert supposed(Ranked(VOCABULARY, None)).positions["owners"].rank(VOCABULARY) is None


def test_a_place_changes_only_the_position_asked_in() -> None:
    placed = supposed(Placed(PlaceOfAct.EMISSION))

    assert placed.positions["owners"].place is PlaceOfAct.EMISSION
    assert placed.positions["shop"] == RECORD.positions["shop"]


def test_added_facts_that_nobody_states_are_affirmed() -> None:
    added = Grant(
        id="g-new", grantor="label-b", grantee="shop", kind=RECORD.grants[0].kind, scope=RECORD.grants[0].scope
    )

    assert standing(supposed(Added(Record(facts=(added,)))), "g-new") is Standing.ACCEPTED


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (Ended("g-a-societ", None), "no fact 'g-a-societ'. The nearest is g-a-society"),
        (Ended("t-a-society", None), "t-a-society is a termination"),
        (Begun("t-a-society", None), "t-a-society is a termination"),
        (Signed("s-art45", When.parse("2004")), "s-art45 is no grant"),
        (Spoken("s-art45", affirms=True, source="papers"), "no source 'papers'. The nearest is paper"),
        (Ranked("paper", 7), "1 ranks, and no place for rank 8"),
    ],
)
def test_what_can_not_be_supposed_is_told_with_what_to_do(step: Step, says: str) -> None:
    with pytest.raises(InvalidValueError, match=says):
        supposed(step)


@given(worlds(), st.data())
def test_settling_a_fact_is_settling_it_in_the_rules(world: World, data: st.DataObject) -> None:
    record, question = world.record, world.question
    fact = data.draw(st.sampled_from(record.facts))
    holds = data.draw(st.booleans())
    position = record.positions[question.position]

    after = suppose(
        record, Supposition((Settled(fact.id, holds),)), position=question.position, known_by=question.known_by
    )

    lower, upper = Bench(record, question, position, {fact.id: holds}, why_not=False).readings()
    assert answer_alone(after, question) is answer_of(lower.value, upper.value)


@given(worlds(), st.data())
def test_ending_a_fact_and_giving_its_end_back_is_nothing(world: World, data: st.DataObject) -> None:
    record, question = world.record, world.question
    fact = data.draw(st.sampled_from(record.facts))
    if isinstance(fact, Termination) or (
        isinstance(fact, Grant) and (fact.retention_end or record.terminations_of.get(fact.id))
    ):
        return
    day = data.draw(st.sampled_from(("2002-03-04", "2004-06-15", "2006")))
    there = Ended(fact.id, When.parse(day)), Ended(fact.id, fact.term.end)

    assert suppose(record, Supposition(there), position=question.position, known_by=question.known_by) == record
