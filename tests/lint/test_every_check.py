# SPDX-License-Identifier: Apache-2.0
"""Each check has a page and a broken case of its own, which gives exactly the lines beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from licit.case.checks import READING
from licit.case.lint import CHECKS, lint
from licit.model.problem import Problem, Severity

HERE: Final = Path(__file__).parent
PAGES: Final = HERE.parents[1] / "docs" / "lint"
SEVERITIES: Final = {**dict.fromkeys(READING, Severity.ERROR), **{check.id: check.severity for check in CHECKS}}
IDS: Final = sorted(SEVERITIES)
BROKEN: Final = sorted(path.name for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_"))


def line(problem: Problem) -> str:
    """A problem as the broken cases expect it: place, id, what, mend."""
    return f"{problem.place} {problem.check}{str(problem).removeprefix(str(problem.place))}"


@pytest.mark.parametrize("check", BROKEN)
def test_a_broken_case_gives_exactly_the_expected_lines(check: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    expected = (HERE / check / "expected.txt").read_text(encoding="utf-8").splitlines()

    problems = lint(check)

    assert [line(problem) for problem in problems] == expected
    assert check in {problem.check for problem in problems}
    assert all(problem.severity is SEVERITIES[problem.check] for problem in problems)


def test_every_check_has_a_broken_case_and_every_broken_case_a_check() -> None:
    assert BROKEN == IDS


def test_every_check_has_a_page_and_every_page_a_check() -> None:
    assert sorted(path.stem for path in PAGES.glob("*.md")) == IDS


@pytest.mark.parametrize("check", IDS)
def test_a_page_names_its_check_and_severity_shows_it_and_says_how_to_mend_it(check: str) -> None:
    page = (PAGES / f"{check}.md").read_text(encoding="utf-8")

    assert page.startswith(f"# {check}\n\n**{SEVERITIES[check].value.capitalize()}.** ")
    assert page.count("```") == 2
    assert "\nTo mend: " in page


def test_there_are_more_than_two_dozen_checks_each_listed_once_in_order() -> None:
    ids = [check.id for check in CHECKS]

    assert ids == sorted(set(ids))
    assert not set(ids) & set(READING)
    assert len(ids) >= 30
