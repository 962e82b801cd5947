# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from licit.model.canonical import canonical, digest, fact_digest, record_digest
from licit.model.day import Term, When
from licit.model.fact import Control, Grant, GrantKind
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.share import Share
from licit.model.statement import Statement
from licit.model.territory import only

CONTROL = Control(
    id="c1",
    party="a",
    asset="r1",
    rights=frozenset(("recording:b", "recording:a")),
    share=Share(5000),
    territories=only("FR"),
    term=Term(When.parse("2004-01")),
)
GRANT = Grant(
    id="g1",
    grantor="a",
    grantee="b",
    kind=GrantKind.MANDATE,
    scope=Scope(Repertoire(everything=True), ALL),
    executed=When.on(date(2004, 1, 31)),
)
SAID = Statement("a", affirms=True, facts=("c1",))
DENIED = Statement("b", affirms=False, facts=("g1", "c1"))


def test_the_canonical_form_of_a_control_is_its_fields_that_differ_from_their_defaults() -> None:
    expected = (
        '{"asset":"r1","id":"c1","party":"a","rights":["recording:a","recording:b"],'
        '"share":{"hundredths":5000,"type":"Share"},"term":{"start":"2004-01","type":"Term"},'
        '"territories":{"steps":[[true,"FR"]],"type":"Expression"},"type":"Control"}'
    )

    assert canonical(CONTROL) == expected.encode()
    assert digest(CONTROL) == hashlib.sha256(expected.encode()).hexdigest()


def test_all_is_not_a_list_that_names_all() -> None:
    assert canonical(Scope(rights=ALL)) != canonical(Scope(rights=frozenset(("all",))))


def test_unstated_is_not_none_of_it() -> None:
    assert canonical(Scope()) != canonical(Scope(rights=frozenset()))


def test_the_order_of_facts_and_statements_does_not_change_the_hash_of_a_record() -> None:
    one = Record(facts=(CONTROL, GRANT), statements=(SAID, DENIED), offers={"s": ("i1", "i2")})
    other = Record(
        facts=(GRANT, CONTROL), statements=(replace(DENIED, facts=("c1", "g1")), SAID), offers={"s": ("i2", "i1")}
    )

    assert record_digest(one) == record_digest(other)


@pytest.mark.parametrize(
    "changed",
    [
        Record(facts=(CONTROL,), statements=(SAID, DENIED)),
        Record(facts=(CONTROL, replace(GRANT, sublicense=1)), statements=(SAID, DENIED)),
        Record(facts=(CONTROL, GRANT), statements=(replace(SAID, affirms=False), DENIED)),
        Record(facts=(CONTROL, GRANT), statements=(SAID, DENIED), complete_until=When.parse("2009")),
    ],
)
def test_any_change_of_the_record_changes_its_hash(changed: Record) -> None:
    assert record_digest(changed) != record_digest(Record(facts=(CONTROL, GRANT), statements=(SAID, DENIED)))


def test_the_hash_of_a_fact_is_that_of_what_is_said_of_it_and_of_nothing_else() -> None:
    alone = fact_digest(CONTROL, (SAID, replace(DENIED, facts=("c1",))))

    assert fact_digest(CONTROL, (DENIED, SAID)) == alone
    assert fact_digest(CONTROL, (SAID,)) != alone


def test_what_is_no_value_of_the_model_has_no_canonical_form() -> None:
    with pytest.raises(TypeError, match="float has no canonical form"):
        canonical({"share": 0.5})
