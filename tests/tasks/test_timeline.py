# SPDX-License-Identifier: Apache-2.0
"""How an answer changes between two days, and what changes it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from licit.model.overview import Slice
from licit.model.problem import InvalidValueError
from licit.model.verdict import Answer
from licit.tasks.timeline import Timeline, timeline
from tests.tasks.shop import OPEN


def drawn(first: str, last: str) -> Timeline:
    question = OPEN.question("shop", item="i1", territory="FR", day=first, position="owners")
    return timeline(OPEN, question, date.fromisoformat(first), date.fromisoformat(last))


def facts_of(one: Slice) -> tuple[date, date, Answer, str, date | None, tuple[str, ...]]:
    return one.first, one.last, one.answer, one.reason.code, one.reason.day, one.changed_by


def test_each_slice_says_what_it_turns_on_and_what_began_it() -> None:
    found = drawn("2002-06-01", "2005-12-31")

    assert [facts_of(one) for one in found.slices] == [
        (date(2002, 6, 1), date(2002, 12, 31), Answer.NOT_CLEARED, "not-begun", date(2003, 1, 1), ()),
        (date(2003, 1, 1), date(2004, 3, 31), Answer.CLEARED, "chain", None, ("g-a-society",)),
        (date(2004, 4, 1), date(2005, 12, 31), Answer.NOT_CLEARED, "term", date(2004, 3, 31), ("t-a-society",)),
    ]


def test_slices_touch_and_cover_all_days() -> None:
    found = drawn("2002-06-01", "2005-12-31").slices

    assert (found[0].first, found[-1].last) == (date(2002, 6, 1), date(2005, 12, 31))
    assert all(next_.first.toordinal() == one.last.toordinal() + 1 for one, next_ in pairwise(found))


def test_one_day_is_one_slice() -> None:
    assert [(one.first, one.last) for one in drawn("2004-03-31", "2004-03-31").slices] == [
        (date(2004, 3, 31), date(2004, 3, 31))
    ]


def test_notes_of_those_days_stand_beside_it() -> None:
    assert [note.id for note in drawn("2002-06-01", "2005-12-31").notes] == ["n-raid"]
    assert drawn("2002-06-01", "2003-12-31").notes == ()


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(InvalidValueError, match="2003-01-01 comes before 2004-01-01"):
        drawn("2004-01-01", "2003-01-01")
