# SPDX-License-Identifier: Apache-2.0
"""Days that may be any up to one, or any from one on: slices begin where these may begin and surely end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from licit.model.day import Term, When
from licit.model.fact import Statute, StatuteKind
from licit.model.scope import ALL
from licit.model.territory import only
from tests.checker.small import OWNS, QUESTION, world
from tests.engine.agreement.asking import put


@pytest.mark.parametrize("text", ["[..2003]", "[2003..]", "2003"])
@pytest.mark.parametrize("end", [True, False])
def test_a_law_whose_term_has_an_open_day_is_contested_while_it_may_hold(text: str, end: bool) -> None:  # noqa: FBT001
    """No authority is needed under the law; it ended some day up to 2003, began some day from 2003 on, and so forth."""
    term = Term(None, When.parse(text)) if end else Term(When.parse(text), None)
    law = Statute(id="law", kind=StatuteKind.EXCEPTION, rights=ALL, uses=ALL, territories=only("FR"), term=term)
    record = world(OWNS, law)
    days = (date(1, 1, 1), date(1, 1, 2), date(2002, 12, 31), date(2003, 6, 1), date(2003, 12, 31), date(2004, 1, 1))

    asked = list(put(record, ((QUESTION.item, replace(QUESTION, day=day)) for day in (*days, date(9999, 12, 31)))))

    assert [one.disagreement for one in asked] == [""] * 7
