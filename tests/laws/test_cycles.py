# SPDX-License-Identifier: Apache-2.0
"""Rule 2: a cycle gives nothing, and costs no more than it gives."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from licit.model.question import Question
from licit.model.verdict import Answer
from licit.reference import judge
from tests.answers.neutral import record

SIGNED = "2001-01-01"


def grant(giver: str, to: str, *, kind: str = "mandate", exercise: bool = False) -> dict[str, Any]:
    return {
        "id": f"{giver}>{to}",
        "from": giver,
        "to": to,
        "kind": kind,
        "exercise": exercise,
        "sublicense": "any" if kind == "mandate" else None,
        "repertoire": {"all": True},
        "rights": ["*"],
        "uses": ["*"],
        "territories": ["+FR"],
        "executed": SIGNED,
    }


@pytest.mark.parametrize(("exercise", "answer"), [(True, Answer.CLEARED), (False, Answer.NOT_CLEARED)])
def test_seven_societies_that_all_mandate_one_another(*, exercise: bool, answer: Answer) -> None:
    """They make more chains than can be walked; each that comes round again with nothing new is dropped."""
    societies = [f"society-{number}" for number in range(7)]
    grants = [grant("owner", societies[0]), grant(societies[-1], "shop", kind="non-exclusive", exercise=exercise)]
    grants += [grant(one, other) for one in societies for other in societies if one != other]
    control = {"id": "c", "party": "owner", "asset": "R", "right": "r", "share": 10000, "territories": ["+FR"]}
    law = {"id": "law", "use": "stream", "territories": ["+FR"], "recording": ["r"]}
    facts = [control["id"], law["id"], *(one["id"] for one in grants)]
    world = {
        "items": {"i": {"recording": "R"}},
        "controls": [control],
        "grants": grants,
        "requirements": [law],
        "statements": [{"fact": fact, "source": "doc", "says": "affirm", "published": SIGNED} for fact in facts],
        "positions": {"p": {"ranks": [["doc"]]}},
    }
    question = Question(
        service="shop",
        use="stream",
        item="i",
        territory="FR",
        day=date(2005, 1, 1),
        known_by=date(2020, 1, 1),
        position="p",
    )

    assert judge(record(world), question, explain=False).answer is answer
