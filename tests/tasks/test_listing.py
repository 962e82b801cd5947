# SPDX-License-Identifier: Apache-2.0
"""Who says what, and how it counts."""

from __future__ import annotations

from licit.model.proof import Standing
from licit.tasks.listing import facts, names_in, statements
from tests.tasks.shop import FACTS, OPEN, RECORD

EVERYONE = OPEN.question("shop", day="2004-01-01", position="everyone")
OWNERS = OPEN.question("shop", day="2004-01-01", position="owners")


def test_a_disputed_fact_has_both_words() -> None:
    (law,) = facts(RECORD, EVERYONE, kinds=("statute",))

    assert law.standing is Standing.DISPUTED
    assert [word.source for word in law.affirming] == ["shop"]
    assert [word.source for word in law.denying] == ["federation"]


def test_a_word_that_is_not_believed_is_listed_apart() -> None:
    (law,) = facts(RECORD, OWNERS, kinds=("statute",))

    assert law.standing is Standing.REJECTED
    assert (law.affirming, [word.source for word in law.unheard]) == ((), ["shop"])


def test_facts_are_found_by_party_and_by_standing() -> None:
    assert [one.fact.id for one in facts(RECORD, OWNERS, about="label-b")] == ["k-r3"]
    assert [one.fact.id for one in facts(RECORD, OWNERS, standing="rejected")] == ["s-art45"]


def test_every_kind_of_fact_names_its_parties() -> None:
    assert {"label-a", "society", "g-a-society"} == names_in(next(f for f in FACTS if f.id == "g-a-society"))


def test_statements_say_why_they_do_not_count() -> None:
    on_law = statements(RECORD, OWNERS, about="s-art45")

    assert [(one.statement.source, one.unheard) for one in on_law] == [("shop", "not believed"), ("federation", "")]
    early = OPEN.question("shop", day="2004-01-01", position="owners", known_by="2002-01-15")
    assert [one.unheard for one in statements(RECORD, early, source="federation")] == ["published later"]
