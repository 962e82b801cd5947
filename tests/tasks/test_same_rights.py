# SPDX-License-Identifier: Apache-2.0
"""Items are one kind where no row of answers could tell them apart."""

from __future__ import annotations

from dataclasses import replace

from licit.model.asset import Item
from licit.model.fact import Finding
from licit.model.record import Record
from licit.model.scope import Repertoire
from licit.model.share import Share
from licit.model.territory import only
from licit.tasks.questions.same_rights import SameRights
from tests.tasks.shop import RECORD, owned

TWO = ("one", "two")


def _kinds(record: Record) -> int:
    """How many kinds the two items are."""
    key = SameRights(record).key
    return len({key(name) for name in TWO})


def _record(*controls: tuple[str, str]) -> Record:
    """Two items of one recording each, owned as said: asset and owner in their order."""
    facts = tuple(
        replace(owned(asset, owner), id=f"{asset}-{owner}", share=Share.parse("50"))  # halves, in any order
        for asset, owner in controls
    )
    items = {name: Item(name, (("recording", (f"r-{name}",)),)) for name in TWO}
    return replace(RECORD, facts=facts, statements=(), items=items)


def test_the_same_owners_in_the_same_order_are_one_kind_whatever_the_assets_are_called() -> None:
    assert _kinds(_record(("r-one", "a"), ("r-one", "b"), ("r-two", "a"), ("r-two", "b"))) == 1


def test_another_order_is_another_kind_since_the_first_that_fails_is_named() -> None:
    assert _kinds(_record(("r-one", "a"), ("r-one", "b"), ("r-two", "b"), ("r-two", "a"))) == 2


def test_other_owners_are_another_kind() -> None:
    assert _kinds(_record(("r-one", "a"), ("r-two", "b"))) == 2


def test_a_list_with_one_of_them_sets_it_apart() -> None:
    record = _record(("r-one", "a"), ("r-two", "a"))

    assert _kinds(replace(record, catalogues={"back": frozenset(("r-one", "r-two"))})) == 1
    assert _kinds(replace(record, catalogues={"back": frozenset(("r-one",))})) == 2
    grant = next(fact for fact in RECORD.grants)
    listed = replace(grant, scope=replace(grant.scope, repertoire=Repertoire(assets=frozenset(("r-two",)))))
    assert _kinds(replace(record, facts=(*record.facts, listed))) == 2


def test_a_finding_on_one_of_their_owners_sets_it_apart() -> None:
    record = _record(("r-one", "a"), ("r-two", "a"))
    finding = Finding(id="f", fact="r-one-a", holds=False, territories=only("FR"))

    assert _kinds(replace(record, facts=(*record.facts, finding))) == 2


def test_all_that_are_not_on_record_are_one_kind() -> None:
    key = SameRights(RECORD).key

    assert key("lost") == key("found") != key("i1")
