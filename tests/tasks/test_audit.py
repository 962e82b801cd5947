# SPDX-License-Identifier: Apache-2.0
"""All that a service offers × territories: totals by group, and what they turn on."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from licit.model.fact import Figure
from licit.model.overview import AuditRow, Tally
from licit.model.problem import InvalidValueError
from licit.model.proof import OpenKind, OpenPoint
from licit.model.verdict import Answer
from licit.tasks.audit import audit, pairs, weight_of
from tests.tasks.shop import OPEN, RECORD

OWNERS = OPEN.question("shop", day="2004-01-01", position="owners")


def test_items_are_counted_with_the_major_their_label_belongs_to() -> None:
    found = audit(OPEN, OWNERS)

    assert found.audit.rows == (
        AuditRow("major-x", Tally(cleared=6, not_cleared=2), "85 % of the world market"),  # two items, not in AU
        AuditRow("", Tally(not_cleared=4)),  # label B, of no major
    )
    assert found.audit.total == Tally(cleared=6, not_cleared=6)


def test_the_same_answers_are_counted_by_label_and_by_owner() -> None:
    found = audit(OPEN, OWNERS)

    assert [row.group for row in found.by_label] == ["label-a", "label-b"]
    assert [(row.group, row.tally.total) for row in found.by_owner] == [("label-a", 8), ("label-b", 4)]


def test_alike_questions_are_judged_once() -> None:
    assert audit(OPEN, OWNERS).judged == 6  # A's items and B's; AU, RU with its own law, DE with FR


def test_reasons_are_ranked_by_the_questions_that_turn_on_them() -> None:
    found = audit(OPEN, OWNERS).audit.reasons

    assert [one.count for one in found] == sorted((one.count for one in found), reverse=True)
    counted = Counter[tuple[str, str]]()
    for one in found:
        counted[one.reason.code, one.reason.at] += one.count
    # A's two items in AU; B's one in AU, DE, FR; and in RU, where a law would reach it if anyone believed said so
    # (counted for no owner: a law is one reason for all whom it fails)
    assert counted == {("territory", "label-a"): 2, ("no-grant", "label-b"): 3, ("rejected", ""): 1}


def test_open_points_are_ranked_by_the_contested_questions_that_hang_on_them() -> None:
    found = audit(OPEN, OPEN.question("shop", day="2004-01-01", position="everyone")).audit

    # Contested: A's two in AU (by the place), B's one everywhere (by the law; by the place too, but for RU itself)
    assert [(one.point, one.count) for one in found.open_points] == [
        (OpenPoint(OpenKind.PLACE), 5),
        (OpenPoint(OpenKind.FACT, ("s-art45",)), 4),
    ]


def test_territories_can_be_chosen() -> None:
    found = audit(OPEN, OWNERS, territories=("FR", "AU")).audit

    assert found.territories == ("FR", "AU")
    assert found.total == Tally(cleared=2, not_cleared=4)


def test_each_pair_is_a_line_with_its_decisive_reason() -> None:
    lines = list(pairs(RECORD, OWNERS, audit(OPEN, OWNERS, territories=("AU",)).alike))

    assert [(one.item, one.territory, one.group, one.answer, one.reason.code) for one in lines] == [
        ("i1", "AU", "major-x", Answer.NOT_CLEARED, "territory"),
        ("i2", "AU", "major-x", Answer.NOT_CLEARED, "territory"),
        ("i3", "AU", "", Answer.NOT_CLEARED, "no-grant"),
    ]


def test_a_figure_of_several_says_that_it_is_theirs_together() -> None:
    record = replace(RECORD, figures=(Figure(id="f", quantity="85 %", unit="", of=("major-x", "major-y")),))

    assert weight_of(record, OWNERS, "major-x") == "85 %, 2 together"
    assert weight_of(record, OWNERS, "label-b") is None


def test_a_service_without_offers_cannot_be_audited() -> None:
    with pytest.raises(InvalidValueError, match=r"does not say what operator offers\. It has the offers of shop"):
        audit(OPEN, OPEN.question("operator", position="owners"))
