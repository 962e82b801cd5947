# SPDX-License-Identifier: Apache-2.0
"""Hard worlds, each a story: engine and reference give the answer worked out by hand. One right, O's, asked about S."""

from __future__ import annotations

from dataclasses import replace

from licit.engine.engine import Engine
from licit.model.day import LAST, Term, When
from licit.model.fact import UNLIMITED, Fact, Finding, Grant, GrantKind, OptOut, Statute, StatuteKind
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.territory import Atlas, only
from licit.model.verdict import Answer
from tests.checker.small import LAW, OWNS, QUESTION, grant, mandate, world
from tests.engine.agreement.asking import put

FOREVER = "9999-12-31"
NEIGHBOURS = only("FR", "GB")
WIDE = Scope(Repertoire(everything=True), ALL, ALL, NEIGHBOURS)


def answer(*facts: Fact, denied: tuple[str, ...] = ()) -> Answer:
    """The answer that both give, for the same reason."""
    return answered(world(OWNS, *facts, denied=denied), QUESTION)


def answered(record: Record, question: Question) -> Answer:
    asked = next(put(record, [("itself", question)]))

    assert asked.disagreement == ""
    return asked.verdict.answer


def exclusive(name: str, signed: str) -> Grant:
    """An exclusive with all powers."""
    return grant(name, GrantKind.EXCLUSIVE, sublicense=UNLIMITED, signed=signed)


def licence(name: str, signed: str, fact: str = "") -> Grant:
    """A licence with all powers, not exclusive."""
    given = grant(name, sublicense=UNLIMITED, signed=signed)
    return replace(given, id=fact or name)


def test_in_a_circle_of_mandates_one_acts_in_the_name_of_all_behind_and_their_exclusives_bar() -> None:
    """A and B mandate each other; A has given X an exclusive. B acts for A, unless O mandates B itself."""
    circle = (mandate("A>B"), mandate("B>A"), exclusive("A>X", "2002-01-01"), grant("B>S", signed="2003-01-01"))

    assert answer(mandate("O>A"), *circle) is Answer.NOT_CLEARED
    assert answer(mandate("O>A"), mandate("O>B"), *circle) is Answer.CLEARED
    assert answer(mandate("O>B"), *circle) is Answer.CLEARED


def test_of_two_licences_back_through_one_exclusive_the_one_that_lets_others_carries_the_chain() -> None:
    """O gave A all, A gave O back its own use, then all: what O lets S after that hangs on A's second word."""
    given = exclusive("O>A", "2001-01-01")
    use_only = replace(grant("A>O", signed="2002-01-01"), id="back-use")
    everything = licence("A>O", "2002-02-01", "back-all")
    onward = grant("O>S", signed="2003-01-01")

    assert answer(given, onward) is Answer.NOT_CLEARED
    assert answer(given, use_only, onward) is Answer.NOT_CLEARED
    assert answer(given, use_only, everything, onward) is Answer.CLEARED


def test_a_licence_back_through_the_first_exclusive_is_still_barred_by_the_second() -> None:
    """O sold to A, then to X; the second is void against what A allows, but not against O's own doings (rule 3)."""
    sold = (exclusive("O>A", "2001-01-01"), exclusive("O>X", "2002-06-01"))
    back = (licence("A>O", "2002-01-01"), grant("O>S", signed="2003-01-01"))

    assert answer(*sold, *back) is Answer.NOT_CLEARED
    assert answer(*sold, grant("A>S", signed="2003-01-01")) is Answer.CLEARED


def test_a_grant_does_not_repeat_to_drop_a_name_by_coming_round() -> None:
    """O mandates A, A mandates B, B licenses A: by A>B once more B would act for A alone, past O's exclusive.

    A chain is a row of distinct grants, so that takes a second mandate of A to B.
    """
    circle = (mandate("O>A"), mandate("A>B"), licence("B>A", "2001-01-01"), exclusive("O>X", "2002-01-01"))
    onward = grant("B>S", signed="2003-01-01")

    assert answer(*circle, onward) is Answer.NOT_CLEARED
    assert answer(*circle, replace(mandate("A>B"), id="again"), onward) is Answer.CLEARED


def test_what_lives_on_under_two_ended_links_was_signed_before_either_ended() -> None:
    first = grant("O>A", sublicense=UNLIMITED, term=Term(None, When.parse("2003-12-31")), survives_until=FOREVER)
    second = grant("A>B", sublicense=UNLIMITED, term=Term(None, When.parse("2002-12-31")), survives_until=FOREVER)

    assert answer(first, second, grant("B>S", signed="2002-12-31")) is Answer.CLEARED
    assert answer(first, second, grant("B>S", signed="2003-01-01")) is Answer.NOT_CLEARED
    assert answer(first, replace(second, survives_until=None), grant("B>S", signed="2002-06-01")) is Answer.NOT_CLEARED


def test_of_two_roads_to_one_party_the_one_without_a_deadline_carries_what_was_signed_late() -> None:
    """B holds under an ended link of A that lives on, and from O itself: either road may be found first."""
    ended = grant("O>A", sublicense=UNLIMITED, term=Term(None, When.parse("2002-12-31")), survives_until=FOREVER)
    under = licence("A>B", "2002-01-01")
    direct = licence("O>B", "2003-06-01")
    late = grant("B>S", signed="2004-01-01")

    assert answer(ended, under, late) is Answer.NOT_CLEARED
    assert answer(ended, under, direct, late) is Answer.CLEARED
    assert answer(direct, ended, under, late) is Answer.CLEARED


def test_of_two_roads_to_one_party_the_one_in_fewer_names_is_not_barred() -> None:
    """A holds O's mandate and O's licence; O then gave X an exclusive, which stands in the way of the mandate alone."""
    named, own = mandate("O>A"), licence("O>A", "2001-06-01", "own")
    after = (exclusive("O>X", "2002-01-01"), grant("A>S", signed="2003-01-01"))

    assert answer(named, *after) is Answer.NOT_CLEARED
    assert answer(named, own, *after) is Answer.CLEARED
    assert answer(own, named, *after) is Answer.CLEARED


def test_survival_gives_the_grantee_nothing_though_another_road_in_force_does() -> None:
    """S has an ended licence of O that lives on, and one under A, whose own has ended earlier."""
    over = grant("O>S", term=Term(None, When.parse("2003-12-31")), survives_until=FOREVER)
    ended = grant("O>A", sublicense=UNLIMITED, term=Term(None, When.parse("2002-12-31")), survives_until=FOREVER)

    assert answer(over) is Answer.NOT_CLEARED
    assert answer(over, ended, grant("A>S", signed="2002-01-01")) is Answer.CLEARED


def test_a_finding_that_binds_in_one_territory_changes_the_answer_of_its_cell_alone() -> None:
    """A British court holds that O never licensed S; in France the contract stands."""
    facts = (
        replace(OWNS, territories=NEIGHBOURS),
        grant("O>S", scope=WIDE),
        Finding(id="held", fact="O>S", holds=False, territories=only("GB")),
    )
    record = world(*facts)
    record = replace(record, facts=(replace(LAW, territories=NEIGHBOURS), *record.facts[1:]))
    hearing = Engine(record).hearing(QUESTION)

    cells = {frozenset(hearing.believed.places.leaves(cell)): decision.answer for cell, decision in hearing.cells("i")}

    assert cells[frozenset({"FR"})] is Answer.CLEARED
    assert cells[frozenset({"GB"})] is Answer.NOT_CLEARED
    for leaf in ("FR", "GB"):
        here = replace(QUESTION, territory=leaf)
        assert answered(record, here) is cells[frozenset({leaf})]


def test_groups_fixed_at_signature_on_an_imprecise_day_are_read_on_both_its_ends() -> None:
    """Signed some day of 2003 or 2004, for the Union as it was then; France joined in May 2004, before it was asked."""
    atlas = Atlas(groups={"Union": (("FR", Term(When.parse("2004-05-01"))),)})
    union = Scope(Repertoire(everything=True), ALL, ALL, only("Union"))
    given = grant("O>S", scope=union)
    days = {"2003": Answer.NOT_CLEARED, "[2003..2004]": Answer.CONTESTED, "[2004-05..2004]": Answer.CLEARED}

    for signed, expected in days.items():
        fixed = replace(given, executed=When.parse(signed), at_signature=True)
        assert answered(replace(world(OWNS, fixed), atlas=atlas), QUESTION) is expected
    as_of_day = replace(given, executed=When.parse("2003"))
    assert answered(replace(world(OWNS, as_of_day), atlas=atlas), QUESTION) is Answer.CLEARED


def society_of(party: str) -> Statute:
    """A law by which this party licenses for every owner that has not opted out."""
    return Statute(id="act", kind=StatuteKind.EXTENDED, rights=ALL, uses=ALL, territories=only("FR"), society=party)


def test_an_opt_out_hangs_on_whether_an_exclusive_bars_the_holder_who_declared_it() -> None:
    """O mandated A, who opted out; but had O given X an exclusive before? Then A holds nothing to take out.

    The opt-out takes, so what makes A a holder is read in the opposite reading, and the exclusive in the one again.
    """
    law = (society_of("C"), grant("C>S"), OptOut(id="out", party="A", statute="act"))
    sold = exclusive("O>X", "2002-01-01")
    holder = mandate("O>A", signed="2003-01-01")

    assert answer(*law, holder) is Answer.NOT_CLEARED
    assert answer(*law, sold, holder) is Answer.CLEARED
    assert answer(*law, sold, holder, denied=("O>X",)) is Answer.CONTESTED


def test_the_society_of_a_law_is_bound_by_its_own_exclusive_and_by_no_owners() -> None:
    sold = exclusive("C>X", "2002-01-01")

    assert answer(society_of("C"), sold, grant("C>S", signed="2003-01-01")) is Answer.NOT_CLEARED
    assert answer(society_of("C"), sold, grant("C>S", signed="2001-01-01")) is Answer.CLEARED
    assert answer(society_of("C"), sold, grant("X>S", signed="2003-01-01")) is Answer.CLEARED
    assert answer(society_of("C"), exclusive("O>X", "2002-01-01"), grant("C>S", signed="2003-01-01")) is Answer.CLEARED


def test_a_fact_of_no_end_is_compared_on_the_last_day_there_is() -> None:
    """The calendar's last day is a day like any other."""
    record = world(OWNS, grant("O>S", term=Term(None, When.on(LAST))))

    assert answered(record, replace(QUESTION, day=LAST)) is Answer.CLEARED
