# SPDX-License-Identifier: Apache-2.0
"""Point checks say what a question says that is asked alone, from the case and from a repertoire written of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

import licit
from licit.explain.turning import reasons_of
from licit.model.problem import InvalidValueError
from licit.model.verdict import Answer
from licit.tasks.opening import OpenCase
from licit.tasks.repertoire import write_repertoire

ROOT = Path(__file__).parents[2]
DAY = date(2006, 6, 1)
USE = "PermanentDownload"
SERVICE = "allofmp3"


@pytest.fixture(scope="module")
def opened() -> OpenCase:
    return licit.load(ROOT / "examples" / "allofmp3")


def test_a_check_has_the_answer_and_a_break_of_the_proof(opened: OpenCase) -> None:
    for territory, position in (("FR", "rightsholders"), ("RU", "open"), ("AU", "service"), ("DE", "open")):
        verdict = opened.ask(SERVICE, item="rem-losing-my-religion", territory=territory, day=DAY, position=position)

        point = opened.check(SERVICE, item="rem-losing-my-religion", territory=territory, day=DAY, position=position)

        assert point.answer is verdict.answer
        breaks = [reason.code for reason in reasons_of(opened.record, verdict)]
        assert point.dimension in breaks or (point.answer is Answer.CLEARED and not point.dimension)


def test_a_repertoires_sheets_say_the_same_of_all_items(opened: OpenCase, tmp_path: Path) -> None:
    write_repertoire(opened.record, tmp_path, DAY)
    territories = ("FR", "RU", "AU", "US")

    days = (DAY, date(2008, 6, 1))

    checks = opened.point_checks(tmp_path, services=["allofmp3.com"], days=days, position="open")

    asked = [(item, where, day) for item in list(opened.record.items)[:40] for where in territories for day in days]
    told = []
    for item, where, day in asked:
        alone = opened.check(SERVICE, item=item, use=USE, territory=where, day=day, position="open")
        point = checks.check(SERVICE, item, USE, where, day)
        assert point.answer is alone.answer, (item, where, day)
        told.append(point.answer.value)
    table = pa.table(
        {
            "service": [SERVICE] * len(asked),
            "item": [item for item, _, _ in asked],
            "use": [USE] * len(asked),
            "territory": [where for _, where, _ in asked],
            "day": pa.array([day for _, _, day in asked], pa.date32()),
        }
    )
    assert checks.check_many(table)["answer"].to_pylist() == told
    assert len(set(told)) > 1


def test_nothing_to_make_ready_is_said(opened: OpenCase, tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="no service, use or day is named"):
        opened.point_checks(tmp_path, services=["allofmp3"], days=[])
