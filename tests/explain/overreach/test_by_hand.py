# SPDX-License-Identifier: Apache-2.0
"""What a party held, and in what it failed, in records small enough to be worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from licit.engine.engine import Engine
from licit.explain.overreach import Measuring
from licit.model.day import When
from licit.model.fact import Condition, OptOut, Statute, StatuteKind
from licit.model.overreach import Hold, Reach
from licit.model.proof import Dimension
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire
from licit.model.share import Share
from licit.model.territory import only
from tests.explain.conflicts.small import WIDE, days, grant, owner, record
from tests.worlds.stage import KNOWN_BY, WORLD

FRANCE = replace(WIDE, territories=only("FR"))
LICENCE = grant("licence", "Agency", "Shop", "2002-06-01", "non-exclusive")
MANDATE = grant("mandate", "Owl", "Agency", "2001-01-01")
LAW = Statute(
    id="act", kind=StatuteKind.EXTENDED, rights=ALL, uses=ALL, territories=WORLD, society="Agency", term=days("2001/")
)


def reach(held: Record, name: str = "licence", party: str = "Agency", day: str = "2004-06-15") -> Reach:
    measuring = Measuring(Engine(held).believed("here", KNOWN_BY), day=date.fromisoformat(day))
    return next(one for one in measuring.overreach(party).grants if one.grant == name)


def failing(held: Reach) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(at.dimension.code, at.grant, at.by) for row in held.excesses for at in row.breaks}


def test_a_link_counts_as_near_only_where_it_fails_in_one_thing_alone() -> None:
    ended = replace(MANDATE, scope=FRANCE, term=days("/2003-12-31"))

    told = reach(record(owner(), ended, LICENCE))

    by_leaves = {leaf: row for row in told.excesses for stretch in row.stretches for leaf in stretch.leaves}
    assert [(at.dimension, at.held_until) for at in by_leaves["FR"].breaks] == [(Dimension.TERM, date(2003, 12, 31))]
    assert by_leaves["RU"].breaks == ()  # the territory and the term both fail
    assert (told.beyond, told.claimed) == (4, 4)


def test_a_licence_signed_in_time_lives_on_after_its_ended_link_and_a_later_one_does_not() -> None:
    surviving = replace(MANDATE, term=days("/2003-12-31"), survives_until=When.parse("2005-12-31"))
    late = replace(LICENCE, id="late", executed=When.parse("2004-02-01"))
    held = record(owner(), surviving, LICENCE, late)

    assert reach(held).worst == "within"
    assert reach(held, "late").worst == "beyond"
    assert ("fell", "late", ()) in failing(reach(held, "late"))
    assert reach(held, day="2006-01-01").worst == "beyond"


def test_owners_whom_a_mandate_names_are_told_apart_from_those_it_does_not() -> None:
    named = replace(MANDATE, scope=replace(WIDE, repertoire=Repertoire(parties=frozenset({"Owl"}))))
    half = replace(owner(), share=Share(5000))
    other = replace(owner("Oak", "oak"), share=Share(5000))

    told = reach(record(half, other, named, LICENCE))

    assert [row.owners for row in told.excesses] == [("Oak",)]
    assert [(one.fact, one.owners) for one in told.holdings] == [("mandate", ("Owl",))]


def test_owners_who_do_nothing_are_told_apart_where_a_grant_names_one_of_them() -> None:
    society = replace(LAW, society="Club")
    named = replace(MANDATE, grantor="Club", scope=replace(WIDE, repertoire=Repertoire(parties=frozenset({"Owl"}))))
    half = replace(owner(), share=Share(5000))
    other = replace(owner("Oak", "oak"), share=Share(5000))

    told = reach(record(half, other, society, named, LICENCE))

    assert [row.owners for row in told.excesses] == [("Oak",)]
    assert [(one.fact, one.owners) for one in told.holdings] == [("mandate", ("Owl",))]


def test_an_opt_out_takes_what_a_law_let_the_party_license() -> None:
    out = OptOut(id="out", party="Owl", statute="act", term=days("2003/"))

    assert reach(record(owner(), LAW, LICENCE)).worst == "within"
    told = reach(record(owner(), LAW, LICENCE, out))
    assert told.worst == "beyond"
    assert told.holdings == ()
    assert failing(told) == {("opted-out", "act", ("out",))}


def test_what_the_party_gave_away_exclusively_bars_its_later_licence() -> None:
    away = grant("away", "Agency", "Bureau", "2002-01-01", "exclusive")

    told = reach(record(owner(), MANDATE, away, LICENCE))

    assert failing(told) == {("barred", "licence", ("away",))}
    assert reach(record(owner(), MANDATE, away, LICENCE), "away").worst == "within"


def test_a_mandate_without_the_power_to_let_others_leaves_the_licence_beyond() -> None:
    told = reach(record(owner(), replace(MANDATE, sublicense=0), LICENCE))

    assert failing(told) == {("no-sublicense", "licence", ("mandate",))}


def test_unstated_scope_claims_as_far_as_it_was_meant_and_an_unstated_mandate_gives_as_far() -> None:
    unstated = replace(WIDE, territories=None)

    told = reach(record(owner(), replace(MANDATE, scope=FRANCE), replace(LICENCE, scope=unstated)))
    open_mandate = reach(record(owner(), replace(MANDATE, scope=unstated), LICENCE))

    assert (told.beyond, told.beyond_if_meant, told.within) == (0, 3, 1)
    assert {row.stated for row in told.excesses} == {False}
    assert (open_mandate.hanging, open_mandate.beyond) == (4, 0)
    (row,) = open_mandate.excesses
    assert (row.hold, row.stated, row.through) == (Hold.OPEN, True, ("mandate",))


def test_an_imprecise_day_is_claimed_surely_from_its_last_possible_day_on() -> None:
    vague = replace(LICENCE, executed=When.parse("2004"))
    held = record(owner(), vague)

    assert reach(held, day="2004-06-15").beyond_if_meant == 4
    assert reach(held, day="2004-12-31").beyond == 4


def test_a_condition_of_the_licence_takes_nothing_from_what_it_claims() -> None:
    held = record(owner(), MANDATE, replace(LICENCE, conditions=(Condition("paid", fulfilled=False),)))

    assert reach(held).within == 4


def test_an_owner_who_grants_all_that_it_has_claims_nothing_of_others_and_a_society_claims_all() -> None:
    other = owner("Oak", "oak", "r2")
    own = grant("own", "Oak", "Shop", "2002-01-01", "non-exclusive")

    assert reach(record(owner(), other, own), "own", "Oak").excesses == ()
    assert {row.owners for row in reach(record(owner(), other, LICENCE)).excesses} == {("Oak", "Owl")}
