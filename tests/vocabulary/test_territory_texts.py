# SPDX-License-Identifier: Apache-2.0
"""Territory sets over the atlas of the vocabulary."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licit.model.territory_set import TerritorySet
from licit.vocabulary.territories import territories

ATLAS = territories().atlas
DAYS = st.sampled_from([date(1950, 1, 1), date(1985, 7, 1), date(1998, 7, 1), date(2004, 5, 31), date(2024, 6, 1)])


@given(DAYS, st.data())
def test_any_set_of_leaves_survives_its_text(day: date, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from([*ATLAS.leaves, *ATLAS.groups]), max_size=8))
    found = TerritorySet.nowhere(ATLAS, day)
    for name in names:
        found = ~found | TerritorySet.parse(name, ATLAS, day)

    assert TerritorySet.parse(str(found), ATLAS, day) == found


@pytest.mark.parametrize("leaf", ATLAS.leaves)
def test_a_leaf_alone_survives_its_text_while_it_exists(leaf: str) -> None:
    for when in (ATLAS.leaves[leaf].start, ATLAS.leaves[leaf].end):
        day = when.earliest if when else date(1999, 1, 1)
        if leaf in ATLAS.leaves_on(day):
            alone = TerritorySet.of([leaf], ATLAS, day)

            assert str(alone) == leaf
            assert TerritorySet.parse(leaf, ATLAS, day) == alone


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("World except RU, BY", "World except BY, RU"),
        ("Worldwide", "Worldwide"),
        ("World, AQ, PS", "Worldwide"),
        ("FR, DE, IT, ES", "DE, ES, FR, IT"),
        ("EU, CH", "EU, CH"),
        ("Worldwide except FR", "Worldwide except FR"),
    ],
)
def test_the_canonical_text_names_the_universe_that_helps(text: str, canonical: str) -> None:
    assert str(TerritorySet.parse(text, ATLAS, date(2004, 5, 31))) == canonical
