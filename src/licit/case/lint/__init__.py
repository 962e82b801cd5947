# SPDX-License-Identifier: Apache-2.0
"""All that is wrong with a case, at once: what reading finds, and what the checks find in what could be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from licit.case.lint.remark import Check
from licit.case.lint.table import CHECKS
from licit.case.loaded import Case
from licit.case.reading import read
from licit.model.problem import Problem, Severity

__all__ = ["CHECKS", "Check", "lint", "problems_in"]


def lint(path: Path | str, *, stdin: TextIO | None = None) -> tuple[Problem, ...]:
    """Every problem of the case at ``path``, errors and warnings, in the order of their places.

    Checks that find something missing wait until every part of the case could be read: a grant that could not be read
    is no missing grant.
    """
    case, problems = read(path, stdin=stdin)
    unread = any(problem.severity is Severity.ERROR for problem in problems)
    return in_order((*problems, *problems_in(case, whole=not unread)))


def problems_in(case: Case, *, whole: bool = True) -> Iterator[Problem]:
    """What the checks find in a case; ``whole`` says that every part of it could be read."""
    for check in CHECKS:
        if whole or not check.whole:
            yield from check.problems(case)


def in_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Each problem once, by file, line, column and check."""
    return tuple(sorted(set(problems), key=lambda problem: (problem.place, problem.check, problem.what)))
