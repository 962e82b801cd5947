# SPDX-License-Identifier: Apache-2.0
"""Each kind of conflict in a record small enough to be worked out by hand, and the like of it that is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from licit.model.conflict import ConflictKind
from licit.model.day import FIRST, LAST, When
from licit.model.fact import Finding, Membership, Power, Termination
from licit.model.scope import Repertoire
from licit.model.territory import only
from tests.explain.conflicts.small import WIDE, days, found, grant, owner, record, said
from tests.worlds.stage import LEAVES, PAPER, REGISTER, RIVAL, STRANGER, WORLD

DOUBLE = ConflictKind.DOUBLE_EXCLUSIVE
FRANCE = replace(WIDE, territories=only("FR"))


def test_the_first_of_two_exclusives_decides_and_the_conflict_is_where_both_are_in_force() -> None:
    first = replace(grant("first", "Owl", "Agency", "2001-05-01", "exclusive"), term=days("2002-01-01/"))
    later = grant("later", "Owl", "Bureau", "2003-05-01", "exclusive", FRANCE)

    (one,) = found(record(owner(), later, first), ConflictKind.DOUBLE_EXCLUSIVE)

    assert (one.facts, one.decides, one.sure) == (("first", "later"), "first", True)
    assert one.parties == ("Owl", "Agency", "Bureau")
    assert [(s.leaves, s.first, s.last) for s in one.stretches] == [(("FR",), date(2003, 5, 1), LAST)]
    assert (one.rights, one.owners, one.items) == (("available",), ("Owl",), 1)


def test_two_exclusives_of_one_day_have_an_open_order_and_a_reserved_power_makes_it_uncertain() -> None:
    first = grant("first", "Owl", "Agency", "2001-05-01", "exclusive")
    later = grant("later", "Owl", "Bureau", "2001-05-01", "exclusive")
    kept = replace(first, reserved=frozenset({Power.SUBLICENSE}))

    (one,) = found(record(owner(), first, later), ConflictKind.DOUBLE_EXCLUSIVE)
    (other,) = found(record(owner(), kept, later), ConflictKind.DOUBLE_EXCLUSIVE)

    assert (one.decides, one.sure) == ("", True)
    assert (other.decides, other.sure) == ("", False)


def test_no_conflict_where_the_first_may_grant_again_or_one_grantee_has_both() -> None:
    kept = replace(grant("a", "Owl", "Agency", "2001", "exclusive"), reserved=frozenset({Power.SUBLICENSE}))

    assert found(record(owner(), kept, grant("b", "Owl", "Bureau", "2003", "exclusive")), DOUBLE) == ()
    both = (grant("a", "Owl", "Agency", "2001", "exclusive"), grant("b", "Owl", "Agency", "2003", "assignment"))
    assert found(record(owner(), *both), DOUBLE) == ()


def test_exclusives_of_what_nobody_owns_on_record_conflict_on_paper() -> None:
    listed = replace(WIDE, repertoire=Repertoire(assets=frozenset({"r2"})))
    one_asset = grant("a", "Owl", "Agency", "2001-05-01", "exclusive", listed)
    pair = (one_asset, replace(one_asset, id="b", grantee="Bureau", executed=When.parse("2003-05-01")))

    (one,) = found(record(owner(), *pair), ConflictKind.DOUBLE_EXCLUSIVE)

    assert (one.stretches, one.items, one.day) == ((), 0, date(2003, 5, 1))


def test_a_conflict_of_which_a_part_is_denied_is_none() -> None:
    pair = (grant("a", "Owl", "Agency", "2001", "exclusive"), grant("b", "Owl", "Bureau", "2003-01-01", "exclusive"))
    denied = said(REGISTER, "2005", "b", affirms=False)

    assert found(record(owner(), *pair, more=(denied,)), DOUBLE) == ()
    assert len(found(record(owner(), *pair, more=(denied,)), DOUBLE, date(2004, 12, 31))) == 1


def test_shares_above_the_whole_are_told_with_the_sum_and_where_disputed_as_uncertain() -> None:
    more = owner("Oak", "oak", term="2003-01-01/2003-12-31")
    disputed = (said(PAPER, "2001", "oak"), said(RIVAL, "2001", "oak", affirms=False))
    held = record(owner())
    contested = replace(held, facts=(*held.facts, more), statements=(*held.statements, *disputed))

    (one,) = found(record(owner(), more), ConflictKind.OVERCLAIM)
    (other,) = found(contested, ConflictKind.OVERCLAIM)

    assert (one.hundredths, one.asset, one.facts, one.sure) == (20_000, "r1", ("owl", "oak"), True)
    assert [(s.leaves, s.first, s.last) for s in one.stretches] == [(LEAVES, date(2003, 1, 1), date(2003, 12, 31))]
    assert other.sure is False


def test_mandates_that_lead_back_are_a_circle_but_not_where_each_is_of_its_own_members() -> None:
    there, back = grant("there", "Agency", "Bureau", "2001"), grant("back", "Bureau", "Agency", "2002-03-01")
    own = replace(WIDE, repertoire=Repertoire(parties=frozenset({"Oak"})))

    (one,) = found(record(owner(), there, back), ConflictKind.CIRCLE)

    assert set(one.facts) == {"there", "back"}
    assert one.stretches[0].first == date(2002, 3, 1)
    assert found(record(owner(), there, replace(back, scope=own)), ConflictKind.CIRCLE) == ()
    assert found(record(owner(), there, replace(back, scope=FRANCE)), ConflictKind.CIRCLE)[0].stretches[0].leaves == (
        "FR",
    )


def test_three_mandates_in_a_row_are_one_circle_told_once() -> None:
    ring = (grant("a", "Agency", "Bureau", ""), grant("b", "Bureau", "Club", ""), grant("c", "Club", "Agency", ""))

    (one,) = found(record(owner(), *ring), ConflictKind.CIRCLE)

    assert one.facts == ("a", "b", "c")
    assert one.parties == ("Agency", "Bureau", "Club")


def test_a_group_within_itself_and_findings_on_one_another_are_circles() -> None:
    up = Membership(id="up", member="Owl", group="Major")
    down = Membership(id="down", member="Major", group="Owl", term=days("2003/"))
    one = Finding(id="one", fact="two", holds=True, territories=WORLD)
    two = Finding(id="two", fact="one", holds=False, territories=WORLD)

    groups = found(record(up, down), ConflictKind.CIRCLE)
    findings = found(record(one, two), ConflictKind.CIRCLE)

    assert [set(each.facts) for each in groups] == [{"up", "down"}]
    assert (groups[0].stretches[0].first, groups[0].sure) == (date(2003, 1, 1), False)
    assert [each.facts for each in findings] == [("one", "two")]


def test_a_grant_made_before_its_grantor_had_authority_is_told_with_the_day_it_took_effect() -> None:
    early = grant("early", "Agency", "Shop", "2001-06-30", "non-exclusive")
    mandate = grant("mandate", "Owl", "Agency", "2003-02-01")

    (one,) = found(record(owner(), early, mandate), ConflictKind.BEFORE_AUTHORITY)

    assert (one.facts, one.earlier, one.day, one.sure) == (("early",), date(2001, 6, 30), date(2003, 2, 1), True)
    in_order = replace(early, executed=When.parse("2003-02-02"))
    assert found(record(owner(), in_order, mandate), ConflictKind.BEFORE_AUTHORITY) == ()


def test_an_owner_who_granted_before_it_acquired_is_told_and_one_who_then_made_the_work_is_not() -> None:
    early = grant("early", "Oak", "Shop", "2001-06-30", "non-exclusive")
    acquired = (owner(term="/2002-12-31"), owner("Oak", "oak", term="2003-01-01/"))

    (one,) = found(record(early, *acquired), ConflictKind.BEFORE_AUTHORITY)

    assert (one.facts, one.day) == (("early",), date(2003, 1, 1))
    assert found(record(early, acquired[1]), ConflictKind.BEFORE_AUTHORITY) == ()


def test_a_grant_by_one_who_never_held_anything_never_had_effect() -> None:
    stray, good = (
        grant("stray", "Xenia", "Shop", "2001", "non-exclusive"),
        grant("good", "Owl", "Shop", "2001", "non-exclusive"),
    )

    (one,) = found(record(owner(), stray, good), ConflictKind.WITHOUT_EFFECT)

    assert (one.facts, one.owners, one.items) == (("stray",), ("Owl",), 1)


def test_a_source_against_itself_is_told_once_for_all_facts_it_speaks_of_alike() -> None:
    facts = (owner(), grant("g", "Owl", "Shop", "2001"))
    both = (said(PAPER, "2004-01-01", "owl", "g"), said(PAPER, "2004-01-01", "owl", "g", affirms=False))
    back = (said(RIVAL, "2003-01-01", "g"), said(RIVAL, "2005-01-01", "g", affirms=False))
    unheard = (said(STRANGER, "2003-01-01", "g"), said(STRANGER, "2005-01-01", "g", affirms=False))

    one, other = found(record(*facts, more=(*both, *back, *unheard)), ConflictKind.SELF_CONTRADICTION)

    assert (one.parties, one.facts) == (("paper",), ("owl", "g"))
    assert [voice.affirms for voice in one.voices] == [True, False]
    assert (other.parties, other.facts) == (("rival",), ("g",))
    assert [(str(voice.made), voice.affirms) for voice in other.voices] == [("2003-01-01", True), ("2005-01-01", False)]


def test_words_not_yet_published_contradict_nothing() -> None:
    back = (said(RIVAL, "2003-01-01", "owl"), said(RIVAL, "2005-01-01", "owl", affirms=False))

    assert found(record(owner(), more=back), ConflictKind.SELF_CONTRADICTION, date(2004, 1, 1)) == ()


def test_days_that_cannot_all_be_right_are_told_of_facts_that_count() -> None:
    backwards = replace(grant("g", "Owl", "Shop", "2001"), term=days("2005-01-01/2004-01-01"))
    end = Termination(id="t", grant="h", last_day=When.parse("2000-01-01"))
    held = record(owner(), backwards, grant("h", "Owl", "Club", "2001-01-01"), end)

    told = found(held, ConflictKind.DATES)

    assert [(one.facts, one.earlier, one.day) for one in told] == [
        (("g",), date(2004, 1, 1), date(2005, 1, 1)),
        (("t", "h"), date(2000, 1, 1), date(2001, 1, 1)),
    ]
    denied = said(REGISTER, "2005", "g", "t", affirms=False)
    assert found(replace(held, statements=(*held.statements, denied)), ConflictKind.DATES) == ()


def test_owners_in_a_row_are_unrelated_titles_unless_an_assignment_that_counts_joins_them() -> None:
    row = (owner(term="/2002-12-31"), owner("Oak", "oak", term="2003-01-01/"))
    sale = grant("sale", "Owl", "Oak", "2003-01-01", "assignment")

    (one,) = found(record(*row), ConflictKind.UNRELATED_TITLES)

    assert (one.facts, one.parties, one.asset) == (("owl", "oak"), ("Owl", "Oak"), "r1")
    assert (one.earlier, one.day) == (date(2002, 12, 31), date(2003, 1, 1))
    assert found(record(*row, sale), ConflictKind.UNRELATED_TITLES) == ()
    denied = said(REGISTER, "2005", "sale", affirms=False)
    assert len(found(record(*row, sale, more=(denied,)), ConflictKind.UNRELATED_TITLES)) == 1


def test_a_dispute_names_those_of_the_rank_that_decides_and_a_finding_says_where() -> None:
    held = record(owner())
    fact = grant("g", "Owl", "Shop", "2001")
    court = Finding(id="court", fact="g", holds=True, territories=only("FR"), term=days("2003-01-01/2003-12-31"))
    words = (
        said(PAPER, "2001", "g"),
        said(RIVAL, "2002", "g", affirms=False),
        said(STRANGER, "2002", "g", affirms=False),
        said(REGISTER, "2003", "court"),
    )
    contested = replace(held, facts=(*held.facts, fact), statements=(*held.statements, *words))

    (one,) = found(contested, ConflictKind.DISPUTE)
    (elsewhere,) = found(replace(contested, facts=(*contested.facts, court)), ConflictKind.DISPUTE)

    assert (one.facts, one.stretches) == (("g",), ())
    assert [(voice.source, voice.affirms) for voice in one.voices] == [("paper", True), ("rival", False)]
    assert elsewhere.findings == ("court",)
    assert [(s.leaves, s.first, s.last) for s in elsewhere.stretches] == [
        (LEAVES, FIRST, date(2002, 12, 31)),
        (("RU", "GB", "PL"), date(2003, 1, 1), date(2003, 12, 31)),
        (LEAVES, date(2004, 1, 1), LAST),
    ]
