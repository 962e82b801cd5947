# SPDX-License-Identifier: Apache-2.0
"""Owners alike but for their names are judged once, and told apart in words."""

from __future__ import annotations

from dataclasses import replace

from licit.explain.turning import reasons_of
from licit.model.asset import Asset, Item
from licit.model.day import When
from licit.model.fact import Membership
from licit.model.party import Party
from licit.model.statement import Statement
from licit.reference import judge
from licit.tasks.alike import ask_alike
from licit.tasks.judging import judging
from licit.tasks.stand_ins import stand_ins
from tests.tasks.shop import OPEN, RECORD, owned

EXTRA = owned("r4", "label-c")
ALSO = replace(
    RECORD,
    facts=(*RECORD.facts, EXTRA),
    statements=(
        *RECORD.statements,
        Statement("paper", affirms=True, facts=(EXTRA.id,), made=When.parse("2002-01-01"), evidence="e-paper"),
    ),
    items={**RECORD.items, "i4": Item("i4", (("recording", ("r4",)),), "Fourth", "Carl", group="label-c")},
    assets={**RECORD.assets, "r4": Asset("r4", "recording")},
    parties={**RECORD.parties, "label-c": Party("label-c", "Label C", ("label",))},
    offers={"shop": ("i1", "i2", "i3", "i4")},
)


def test_owners_that_only_own_stand_in_for_each_other_and_those_who_grant_do_not() -> None:
    assert stand_ins(ALSO) == {"label-b": "label-b", "label-c": "label-b"}  # A granted a mandate


def test_what_they_belong_to_sets_them_apart() -> None:
    joined = Membership(id="m-c-x", member="label-c", group="major-x")

    assert stand_ins(replace(ALSO, facts=(*ALSO.facts, joined))) == {"label-b": "label-b", "label-c": "label-c"}


def test_each_is_told_its_own_reason_which_is_the_one_of_its_own_judgement() -> None:
    question = OPEN.question("shop", day="2004-01-01", position="owners")
    told = {
        item: one
        for one in ask_alike(judging(ALSO, "compiled"), question, ("i3", "i4"), ("FR", "AU", "RU"))
        for item in one.items
    }

    assert {item: one.reasons[0].at for item, one in told.items()} == {"i3": "label-b", "i4": "label-c"}
    for one in ask_alike(judging(ALSO, "compiled"), question, ("i1", "i2", "i3", "i4"), ("FR", "AU", "RU", "DE")):
        for item in one.items:
            for territory in one.territories:
                alone = judge(ALSO, replace(question, item=item, territory=territory))
                assert (alone.answer, reasons_of(ALSO, alone)) == (one.answer, one.reasons)


def test_they_are_judged_together() -> None:
    heard: list[tuple[int, int]] = []
    question = OPEN.question("shop", day="2004-01-01", position="owners")

    list(
        ask_alike(
            judging(ALSO, "compiled"),
            question,
            ("i1", "i2", "i3", "i4"),
            ("FR",),
            progress=lambda *told: heard.append(told),
        )
    )

    assert heard[-1] == (2, 2)  # label A's, and those of B with C's
