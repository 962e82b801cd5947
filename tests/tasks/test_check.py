# SPDX-License-Identifier: Apache-2.0
"""One answer for an item, or one sentence for all that a service offers."""

from __future__ import annotations

import pytest

from licit.model.overview import Extent, RankedPoint, ServiceAnswer, Tally
from licit.model.problem import InvalidValueError
from licit.model.proof import OpenKind, OpenPoint
from licit.model.verdict import Answer, Verdict
from licit.tasks.check import answer_for, check
from tests.tasks.shop import OPEN


def ask(territory: str, position: str = "owners", day: str = "2004-01-01") -> ServiceAnswer:
    found = check(OPEN, OPEN.question("shop", territory=territory, day=day, position=position))

    assert isinstance(found, ServiceAnswer)
    return found


def test_with_an_item_there_is_a_verdict() -> None:
    found = check(OPEN, OPEN.question("shop", item="i1", territory="FR", day="2004-01-01", position="owners"))

    assert isinstance(found, Verdict)
    assert answer_for(found) is Answer.CLEARED


def test_without_an_item_all_offers_are_counted() -> None:
    found = ask("FR")

    assert found.tally == Tally(cleared=2, not_cleared=1)  # A's two by the mandate, B's one has none
    assert found.extent is Extent.SOME
    assert [(one.reason.code, one.reason.at, one.count) for one in found.reasons] == [("no-grant", "label-b", 1)]
    assert answer_for(found) is Answer.NOT_CLEARED


def test_where_nothing_is_granted_it_is_cleared_for_none() -> None:
    assert ask("AU").extent is Extent.NONE


def test_contested_offers_are_ranked_by_what_they_hang_on() -> None:
    found = ask("AU", "everyone")

    assert found.tally == Tally(contested=3)
    place, law = RankedPoint(OpenPoint(OpenKind.PLACE), 3), RankedPoint(OpenPoint(OpenKind.FACT, ("s-art45",)), 1)
    assert found.open_points == (place, law)  # by the server's place A's two are cleared, B's one by the disputed law
    assert answer_for(found) is Answer.CONTESTED


def test_a_service_that_offers_nothing_on_record_is_unknown() -> None:
    found = check(OPEN, OPEN.question("operator", territory="FR", day="2004-01-01", position="owners"))

    assert isinstance(found, ServiceAnswer)
    assert found.extent is Extent.NOTHING_OFFERED
    assert answer_for(found) is Answer.UNKNOWN


def test_a_question_needs_a_territory() -> None:
    with pytest.raises(InvalidValueError, match="no territory"):
        check(OPEN, OPEN.question("shop", item="i1"))


def test_progress_is_told_of_each_judgement() -> None:
    heard: list[tuple[int, int]] = []

    check(OPEN, OPEN.question("shop", territory="FR"), progress=lambda done, total: heard.append((done, total)))

    assert heard == [(0, 2), (1, 2), (2, 2)]  # two classes of items: A's and B's
