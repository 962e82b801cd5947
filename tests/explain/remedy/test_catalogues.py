# SPDX-License-Identifier: Apache-2.0
"""A plan for a catalogue: the same from files, the same as trying all, and counted again by the checker."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from licit.checker.remedy import check_plan
from licit.model.remedy import Plan
from licit.tasks.opening import OpenCase, open_case
from licit.tasks.remedy import Goal, remedy_catalogue, remedy_repertoire
from licit.tasks.repertoire import write_repertoire
from tests.explain.remedy.brute import clears

TODAY = date(2026, 1, 1)
DAY = date(2006, 6, 1)


def opened(name: str) -> OpenCase:
    return open_case(f"examples/{name}", today=TODAY)


def told(plan: Plan) -> tuple[object, ...]:
    """What of a plan does not hang on the names of items."""
    out = Counter[str]()
    for reason, count in plan.out.items():
        out[f"{reason.code} {reason.at} {reason.subject}"] += count
    agreements = [(one.party, one.cleared, one.grants) for one in plan.agreements]
    return plan.total, plan.cleared, plan.clearable, plan.target, plan.fewest, agreements, out


@pytest.mark.parametrize("position", ["rightsholders", "open-reception"])
def test_a_catalogue_in_files_takes_what_the_case_takes(tmp_path: Path, position: str) -> None:
    case = opened("allofmp3")
    question = case.question("allofmp3", day=DAY, position=position)
    write_repertoire(case.record, tmp_path / "repertoire", DAY)
    goal, where = Goal(percent=50), ("FR", "RU")

    of_case = remedy_catalogue(case, question, goal, territories=where)
    of_files = remedy_repertoire(
        case,
        question,
        goal,
        tmp_path / "repertoire",
        catalogue=tmp_path / "repertoire" / "catalogues" / "allofmp3",
        territories=where,
    )

    assert of_case.reached >= of_case.total // 2
    assert told(of_files) == told(of_case)


@pytest.mark.parametrize("unit", ["pairs", "items"])
@pytest.mark.parametrize(
    ("name", "service", "day", "where"),
    [
        ("licensed-shop", "shop", "2006-01-01", ("FR", "US")),
        ("online-pharmacy", "pharmacy", "2019-01-01", ("DE", "AT")),
    ],
)
def test_a_plan_is_what_trying_all_counterparties_finds(
    name: str, service: str, day: str, where: tuple[str, ...], unit: str
) -> None:
    case = opened(name)
    question = case.question(service, day=day)

    plan = remedy_catalogue(case, question, Goal(percent=100, unit=unit), territories=where)  # type: ignore[arg-type]

    asked = [
        [replace(question, item=item, territory=leaf) for leaf in where]
        for item in case.record.offered(service, question.day)
    ]

    def cleared(parties: tuple[str, ...]) -> int:
        answers = [[clears(case.record, one, parties) for one in leaves] for leaves in asked]
        return sum(sum(one) if unit == "pairs" else all(one) for one in answers)

    parties = sorted(case.record.parties)
    clearable = cleared(tuple(parties))
    fewest = next(
        size
        for size in range(len(parties) + 1)
        if any(cleared(some) == clearable for some in combinations(parties, size))
    )
    assert (plan.cleared, plan.clearable, plan.reached) == (cleared(()), clearable, clearable)
    assert len(plan.agreements) == fewest == plan.fewest
    assert check_plan(plan, case.record) == ()


def test_where_everything_is_cleared_no_agreement_is_needed() -> None:
    shop = opened("licensed-shop")
    record = replace(shop.record, offers={"shop": ("a-song",)})
    case = OpenCase(case=replace(shop.case, record=record), today=TODAY)

    plan = remedy_catalogue(case, case.question("shop", day="2006-01-01"), Goal(percent=95), territories=("FR",))

    assert (plan.total, plan.cleared, plan.agreements, plan.fewest) == (1, 1, (), 0)
    assert plan.proved
