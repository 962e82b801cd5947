# SPDX-License-Identifier: Apache-2.0
"""Where an item is cleared, contested, not cleared, unknown."""

from __future__ import annotations

import pytest

from licit.model.problem import InvalidValueError
from licit.model.verdict import Answer
from licit.tasks.territories import territories
from tests.tasks.shop import OPEN


def test_territories_with_one_answer_and_reason_stand_together() -> None:
    found = territories(OPEN, OPEN.question("shop", item="i1", day="2004-01-01", position="owners"))

    assert [(one.answer, one.reason.code, one.territories) for one in found.regions] == [
        (Answer.CLEARED, "chain", ("DE", "FR", "RU")),
        (Answer.NOT_CLEARED, "territory", ("AU",)),
    ]
    assert found.answers["AU"] is Answer.NOT_CLEARED


def test_they_are_those_of_one_item() -> None:
    with pytest.raises(InvalidValueError, match="one item"):
        territories(OPEN, OPEN.question("shop", day="2004-01-01"))
