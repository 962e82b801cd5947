# SPDX-License-Identifier: Apache-2.0
"""No right of an asset counts twice for one party, whatever its statements have in common."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licit.formats.apart import MOST, Claimed, apart
from licit.model.day import Reading, Term, When
from licit.model.problem import InvalidValueError
from licit.model.scope import ALL, Named
from licit.model.share import Share
from licit.model.territory import Expression, only
from licit.vocabulary import territories

DAY = date(2024, 1, 1)
RIGHTS = ("recording:reproduction", "recording:making-available", "recording:broadcasting")
PLACES = ("FR", "DE", "US")
YEARS = (2019, 2021, 2023)

places = st.one_of(
    st.sets(st.sampled_from(PLACES), min_size=1).map(lambda names: only(*sorted(names))),
    st.just(Expression(((True, "Worldwide"), (False, "FR")))),
    st.just(only("Worldwide")),
)


def spanning(start: int, length: int | None) -> Term:
    """Whole years from one on; open where no length is given."""
    end = None if length is None else When.on(date(start + length, 12, 31))
    return Term(When.on(date(start, 1, 1)), end)


terms = st.builds(spanning, st.sampled_from(YEARS), st.sampled_from((None, 0, 2)))
rights = st.one_of(st.just(ALL), st.frozensets(st.sampled_from(RIGHTS), min_size=1))
claims = st.builds(
    Claimed,
    party=st.sampled_from("ab"),
    share=st.sampled_from((Share(5000), Share(10_000))),
    rights=rights,
    territories=places,
    term=terms,
    note=st.just(""),
    locator=st.just("line 1"),
)


def holds(one: Claimed, right: str, place: str, year: int) -> bool:
    named: Named = one.rights
    return (
        (named is ALL or right in named)
        and one.territories.contains(place, territories().atlas, DAY)
        and one.term.covers(date(year, 6, 1), Reading.UPPER)
    )


@given(st.lists(claims, max_size=5))
def test_a_party_holds_at_most_one_share_of_a_right_at_a_place_on_a_day_and_one_that_it_claimed(
    claimed: list[Claimed],
) -> None:
    found = list(apart(claimed, "recording", DAY))

    for party, right, place, year in product("ab", RIGHTS, PLACES, YEARS):
        kept = [one.share for one in found if one.party == party and holds(one, right, place, year)]
        said = [one.share for one in claimed if one.party == party and holds(one, right, place, year)]
        assert len(kept) <= 1
        assert set(kept) <= set(said)


@given(st.lists(claims, min_size=1, max_size=5))
def test_the_first_claim_of_each_party_is_kept_whole(claimed: list[Claimed]) -> None:
    found = list(apart(claimed, "recording", DAY))

    first = claimed[0]
    for right, place, year in product(RIGHTS, PLACES, YEARS):
        if holds(first, right, place, year):
            assert any(holds(one, right, place, year) for one in found if one.party == first.party)


def test_claims_that_differ_in_places_or_rights_alone_are_one() -> None:
    term = Term(When.on(DAY))
    claimed = [
        Claimed("a", Share(10_000), frozenset((right,)), only(place), term, "", f"line {n}")
        for n, (place, right) in enumerate(product(PLACES, RIGHTS))
    ]

    (one,) = apart(claimed, "recording", DAY)

    assert (one.rights, one.territories, one.locator) == (frozenset(RIGHTS), only(*sorted(PLACES)), "line 0")


def test_more_different_claims_than_anybody_makes_are_refused() -> None:
    claimed = [
        Claimed(
            "a",
            Share(n),
            frozenset((RIGHTS[0],)),
            only("FR"),
            Term(When.on(date(1 + n, 1, 1)), When.on(date(1 + n, 1, 2))),
            "",
            "",
        )
        for n in range(1, MOST + 2)
    ]

    with pytest.raises(InvalidValueError, match="different claims"):
        list(apart(claimed, "recording", DAY))
