# SPDX-License-Identifier: Apache-2.0
"""The algebra of territory sets, on small atlases and on days of one that changes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licit.model.day import ALWAYS, Term, When
from licit.model.problem import InvalidValueError
from licit.model.territory import Atlas, Expression
from licit.model.territory_set import TerritorySet

BEFORE, AFTER = date(1991, 12, 31), date(1992, 1, 1)
OLD, NEW = Term(end=When.on(BEFORE)), Term(start=When.on(AFTER))
ATLAS = Atlas(
    leaves={"BE": ALWAYS, "BY": NEW, "CA": ALWAYS, "FR": ALWAYS, "LU": ALWAYS, "NL": ALWAYS, "RU": NEW, "SU": OLD},
    groups={
        "Benelux": (("BE", ALWAYS), ("LU", ALWAYS), ("NL", ALWAYS)),
        "Europe": (
            ("BE", ALWAYS),
            ("BY", NEW),
            ("FR", ALWAYS),
            ("LU", ALWAYS),
            ("NL", ALWAYS),
            ("RU", NEW),
            ("SU", OLD),
        ),
        "SU": (("BY", NEW), ("RU", NEW), ("SU", OLD)),
        "World": tuple((leaf, ALWAYS) for leaf in ("BE", "BY", "CA", "FR", "LU", "NL", "RU", "SU")),
        "Empty": (),
    },
)


@st.composite
def sets(draw: st.DrawFn, day: date = AFTER) -> TerritorySet:
    return TerritorySet.of(draw(st.sets(st.sampled_from(sorted(ATLAS.leaves)))), ATLAS, day)


@st.composite
def texts(draw: st.DrawFn) -> str:
    names = st.sampled_from(sorted({*ATLAS.leaves, *ATLAS.groups}))
    return " ".join(draw(st.sampled_from("+-")) + draw(names) for _ in range(draw(st.integers(1, 6))))


@given(sets(), sets(), sets())
def test_union_and_intersection_commute_associate_and_distribute(
    one: TerritorySet, two: TerritorySet, three: TerritorySet
) -> None:
    assert one | two == two | one
    assert one & two == two & one
    assert (one | two) | three == one | (two | three)
    assert (one & two) & three == one & (two & three)
    assert one & (two | three) == (one & two) | (one & three)
    assert one | (two & three) == (one | two) & (one | three)


@given(sets(), sets())
def test_complement_and_difference(one: TerritorySet, two: TerritorySet) -> None:
    everywhere, nowhere = TerritorySet.everywhere(ATLAS, AFTER), TerritorySet.nowhere(ATLAS, AFTER)

    assert ~~one == one
    assert one | ~one == everywhere
    assert one & ~one == nowhere
    assert ~(one | two) == ~one & ~two
    assert one - two == one & ~two


@given(sets(), sets())
def test_a_set_does_as_its_leaves_do(one: TerritorySet, two: TerritorySet) -> None:
    assert set(one | two) == set(one) | set(two)
    assert set(one & two) == set(one) & set(two)
    assert set(one - two) == set(one) - set(two)
    assert len(one) == len(set(one))
    assert all((leaf in one) == (leaf in set(one)) for leaf in ATLAS.leaves)


@given(st.sampled_from([BEFORE, AFTER]).flatmap(sets))
def test_a_set_survives_its_text_and_its_mask(one: TerritorySet) -> None:
    assert TerritorySet.parse(str(one), ATLAS, one.day) == one
    assert TerritorySet.from_mask(one.mask, ATLAS, one.day) == one
    assert hash(TerritorySet.from_mask(one.mask, ATLAS, one.day)) == hash(one)


@given(texts(), st.sampled_from([BEFORE, AFTER]))
def test_a_text_means_what_the_expression_means_on_that_day(text: str, day: date) -> None:
    found = TerritorySet.parse(text, ATLAS, day)

    assert set(found) == Expression.parse(text).leaves(ATLAS, day) & set(ATLAS.leaves_on(day))


@given(texts(), texts())
def test_equal_sets_have_one_text(one: str, two: str) -> None:
    first, second = TerritorySet.parse(one, ATLAS, AFTER), TerritorySet.parse(two, ATLAS, AFTER)

    assert (first == second) == (str(first) == str(second))


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("World except RU, BY", "World except BY, RU"),
        ("FR, BE", "BE, FR"),
        ("NL, BE, LU", "Benelux"),
        ("NL, BE, LU, FR", "Benelux, FR"),
        ("BE, BY, FR, LU, NL, RU", "Europe"),
        ("nowhere", "nowhere"),
        ("Empty", "nowhere"),
        ("SU", "BY, RU"),
        ("Europe except FR, BE, BY, RU", "LU, NL"),
        ("+World -Europe +FR", "CA, FR"),
    ],
)
def test_the_canonical_text(text: str, canonical: str) -> None:
    assert str(TerritorySet.parse(text, ATLAS, AFTER)) == canonical


def test_bit_i_is_the_i_th_leaf_and_iteration_follows_the_atlas() -> None:
    found = TerritorySet.of(["RU", "BE", "CA"], ATLAS, AFTER)

    assert found.mask == 0b100_0101
    assert list(found) == ["BE", "CA", "RU"]


def test_a_leaf_is_in_no_set_of_a_day_on_which_it_does_not_exist() -> None:
    assert set(TerritorySet.parse("SU", ATLAS, BEFORE)) == {"SU"}
    assert "RU" not in TerritorySet.everywhere(ATLAS, BEFORE)
    assert len(TerritorySet.of(["RU"], ATLAS, BEFORE)) == 0
    assert set(~TerritorySet.parse("Europe", ATLAS, BEFORE)) == {"CA"}


@pytest.mark.parametrize("mask", [-1, 1 << 7, 1 << 8, 1 << 4000])
def test_a_mask_of_other_leaves_is_refused(mask: int) -> None:
    with pytest.raises(InvalidValueError):
        TerritorySet.from_mask(mask, ATLAS, AFTER)


@pytest.mark.parametrize(
    ("text", "words"), [("Benelx", "The nearest is Benelux"), ("", "names no territory"), ("FR,", "names no territory")]
)
def test_a_text_that_names_no_territory_is_refused_with_the_mend(text: str, words: str) -> None:
    with pytest.raises(InvalidValueError, match=words):
        TerritorySet.parse(text, ATLAS, AFTER)


def test_sets_of_two_days_do_not_mix() -> None:
    one, other = TerritorySet.parse("FR", ATLAS, BEFORE), TerritorySet.parse("FR", ATLAS, AFTER)

    assert one != other
    with pytest.raises(InvalidValueError, match="meets one of"):
        _ = one | other


def test_equal_atlases_are_one_atlas() -> None:
    twin = Atlas(dict(ATLAS.leaves), dict(ATLAS.groups))

    assert TerritorySet.parse("FR", twin, AFTER) == TerritorySet.parse("FR", ATLAS, AFTER)
    assert len(TerritorySet.parse("FR", twin, AFTER) | TerritorySet.parse("CA", ATLAS, AFTER)) == 2
